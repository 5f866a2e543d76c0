"""Names beside their marks, where there is room for them; the others go without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.box import Box

if TYPE_CHECKING:
    from portfolio.charts.page import Point

#: Sides of a mark in the order in which they are tried: across, down.
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
#: How far out, in heights of a label; beyond the first a line leads to it.
_FAR = (0.0, 1.1, 2.4)


@dataclass(frozen=True, slots=True)
class Label:
    """A label that would like to stand beside a mark.

    Attributes:
        at: the middle of the mark.
        width: of the label.
    """

    at: Point
    width: float


def place_labels(
    labels: Sequence[Label],
    marks: Sequence[Box],
    room: Box,
    height: float,
    others: Sequence[Box] = (),
) -> list[Box | None]:
    """Return where each label stands; None where it would cover something.

    Greedy: the first label takes the first free place around its mark, near before far,
    and what it takes is gone for those after it.

    Args:
        labels: the most important one first.
        marks: what must stay uncovered, those of the labels included.
        room: no label leaves it.
        height: of a label.
        others: what is left uncovered where a label finds another place.
    """
    taken = list(marks)
    places: list[Box | None] = []
    for label in labels:
        around = _around(label, height)
        whole = _whole(around)
        near = [box for box in taken if overlap(box, whole)]
        soft = [box for box in others if overlap(box, whole)]
        free = [box for box in around if _free(box, near, room)]
        found = next((box for box in free if _free(box, soft, room)), free[0] if free else None)
        places.append(found)
        if found is not None:
            taken.append(found)
    return places


def _around(label: Label, height: float) -> list[Box]:
    x, y = label.at
    return [
        Box(
            x + across * (0.7 * height + far * height / 2) - (1 - across) * label.width / 2,
            y + down * (0.95 + far) * height - height / 2,
            label.width,
            height,
        )
        for far in _FAR
        for across, down in _SIDES
    ]


def _whole(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x, y, right - x, bottom - y)


def _free(box: Box, taken: Sequence[Box], room: Box) -> bool:
    inside = (
        box.x >= room.x
        and box.right <= room.right
        and box.y >= room.y
        and box.bottom <= room.bottom
    )
    return inside and not any(overlap(box, other) for other in taken)


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        box.x < other.right
        and other.x < box.right
        and box.y < other.bottom
        and other.y < box.bottom
    )

"""One color per criterion, the same in every chart, and the line that says which is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portfolio.charts.box import Box
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.model import Portfolio
from portfolio.model.amounts import percent_text

_LINE = 1.6
_SMALL = 0.86
_LONGEST = 16.0
_MOST_LINES = 3
OTHER = "Other criteria"


@dataclass(frozen=True, slots=True)
class Part:
    """One color of a stack.

    Attributes:
        columns: the criteria that it stands for; several only in ``Other criteria``.
        weight: their share of all weight, 0 to 1.
    """

    name: str
    color: str
    columns: tuple[int, ...]
    weight: float


def criterion_name(portfolio: Portfolio, criterion_id: str) -> str:
    """Return the name of a criterion, in one line."""
    criterion = portfolio.criteria.get(criterion_id)
    return (shown(criterion.name) if criterion else "") or "(no name)"


def criteria_parts(
    portfolio: Portfolio, ids: Sequence[str], weights: NDArray[np.float64], style: Style
) -> tuple[Part, ...]:
    """Return the parts of a stack, in the order of the screen.

    With more criteria than colors, those with the least weight are put together.
    """
    colors = style.criteria
    keep = set(range(len(ids)))
    if len(ids) > len(colors):
        heaviest = np.argsort(-weights, kind="stable")[: len(colors) - 1]
        keep = {int(column) for column in heaviest}
    kept = [
        Part(criterion_name(portfolio, ids[column]), color, (column,), float(weights[column]))
        for column, color in zip(sorted(keep), colors, strict=False)
    ]
    rest = tuple(column for column in range(len(ids)) if column not in keep)
    if rest:
        total = float(weights[list(rest)].sum())
        kept.append(Part(OTHER, colors[-1], rest, total))
    return tuple(kept)


def draw_key(page: Page, area: Box, parts: Sequence[Part]) -> float:
    """Write what each color stands for, in as many lines as it takes; return their height."""
    size, ink = page.size, Ink(page.style.text, _SMALL)
    x, y = area.x, area.y
    lines = 1
    for part in parts:
        name = page.face(ink).fit(part.name, _SMALL * size, _LONGEST * size)
        text = f"{name} {percent_text(part.weight)}"
        width = 1.2 * size + page.width_of(text, ink)
        if x > area.x and x + width > area.right:
            if lines == _MOST_LINES:
                break
            x, y, lines = area.x, y + _LINE * size, lines + 1
        middle = y + _LINE * size / 2
        page.fill([Box(x, middle - 0.4 * size, 0.8 * size, 0.8 * size)], part.color)
        page.text(x + 1.2 * size, middle, text, ink)
        x += width + 1.4 * size
    return lines * _LINE * size

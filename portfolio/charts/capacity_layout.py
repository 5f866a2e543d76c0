"""How tables of resources by periods are set on a page: beside or below each other, how large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portfolio.charts.box import Box
from portfolio.charts.capacity_finding import share_text
from portfolio.charts.page import Ink, Page

_HEADER = 3.0
_TIGHTEST, _ROOMIEST = 1.6, 7.0
_BETWEEN = 1.6
FULL, SAME = 100, 1e-9
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layout:
    """One page of tables.

    Attributes:
        panels: where each table stands, its header included, its row labels not.
        labels: where the row labels of each table stand; the same box when they share it.
        header: height of a header.
        row: height of a row.
        rows: the resources shown, in the order of the screen.
        unit: whether the cells say ``87 %``; else ``87``, the percent sign in the header.
        numbers: whether the cells say anything at all.
    """

    panels: tuple[Box, ...]
    labels: tuple[Box, ...]
    header: float
    row: float
    rows: tuple[int, ...]
    unit: bool
    numbers: bool

    def cell(self, panel: int, row: int, column: int, columns: int) -> Box:
        """Return a cell; ``row`` counts the rows shown."""
        box = self.panels[panel]
        width = box.width / columns
        top = box.y + self.header + row * self.row
        return Box(box.x + column * width, top, width, self.row)


def lay_out(page: Page, area: Box, tables: Sequence[Shares], label: float) -> Layout:
    """Choose the first setting in which every number can be read.

    Side by side before one below the other, ``87 %`` before ``87`` before no numbers. When
    there are too many rows for the page, those with the highest shares in the first table
    stay.

    Args:
        page: measures.
        area: the room for everything.
        tables: shares, each ``(n_resources, n_periods)``.
        label: the width that row labels want, in points.
    """
    label = min(label, 0.3 * area.width)
    rows, columns = tables[0].shape
    header = _HEADER * page.size
    for unit, numbers in ((True, True), (False, True), (False, False)):
        needed = _widest(page, tables, unit=unit) if numbers else 0.0
        for boxes, labels in _settings(page, area, len(tables), label):
            row = (boxes[0].height - header) / max(rows, 1)
            if boxes[0].width / columns >= needed and row >= _TIGHTEST * page.size:
                row = min(row, _ROOMIEST * page.size * page.style.density)
                return Layout(boxes, labels, header, row, tuple(range(rows)), unit, numbers)
    boxes, labels = next(_settings(page, area, len(tables), label))
    fit = max(1, int((boxes[0].height - header) / (_TIGHTEST * page.size)))
    shown = _fullest(tables[0], min(fit, rows))
    row = (boxes[0].height - header) / max(len(shown), 1)
    unit = boxes[0].width / columns >= _widest(page, tables, unit=True)
    numbers = boxes[0].width / columns >= _widest(page, tables, unit=False)
    return Layout(boxes, labels, header, row, shown, unit, numbers)


def cell_text(share: float, *, unit: bool) -> str:
    """Return what a cell says: ``99.6 %``, or ``99`` where there is no room for more.

    Whole percents, too, are 100 for a limit that is exactly used up and for no other.
    """
    if unit or not np.isfinite(share):
        return share_text(share)
    percent = round(100 * share)
    if percent == FULL and abs(share - 1) > SAME:
        percent += 1 if share > 1 else -1
    return f"{percent:,}"


def _settings(
    page: Page, area: Box, count: int, label: float
) -> Iterator[tuple[tuple[Box, ...], tuple[Box, ...]]]:
    gap = _BETWEEN * page.size
    width = (area.width - label - gap * (count - 1)) / count
    beside = [area.columns(label + i * (width + gap), width) for i in range(count)]
    yield tuple(beside), (area.columns(0.0, label),)
    if count > 1:
        height = (area.height - gap * (count - 1)) / count
        below = [Box(area.x, area.y + i * (height + gap), area.width, height) for i in range(count)]
        yield (
            tuple(box.columns(label, area.width - label) for box in below),
            tuple(box.columns(0.0, label) for box in below),
        )


def _widest(page: Page, tables: Sequence[Shares], *, unit: bool) -> float:
    texts = {cell_text(float(share), unit=unit) for table in tables for share in table.flat}
    bold = Ink(page.style.text, bold=True)
    return max((page.width_of(text, bold) for text in texts), default=0.0) + 0.5 * page.size


def _fullest(table: Shares, count: int) -> tuple[int, ...]:
    highest = np.max(np.nan_to_num(table, nan=-1.0, posinf=np.inf), axis=1, initial=-1.0)
    return tuple(sorted(int(row) for row in np.argsort(-highest, kind="stable")[:count]))

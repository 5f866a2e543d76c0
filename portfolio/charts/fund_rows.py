"""Fund or cut with one row per initiative: name, score, both plans, gain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.color import mix
from portfolio.charts.lineup import Entry, outcome, waterline_row
from portfolio.charts.page import Ink, Page, Point
from portfolio.charts.scale import bar_scale
from portfolio.charts.text import cut_middle, level_texts, shown
from portfolio.charts.verdicts import draw_key, draw_verdicts
from portfolio.model.amounts import amount_text
from portfolio.model.text import capitalized
from portfolio.model.verdict_marks import KEY, VerdictMark, verdict_mark

if TYPE_CHECKING:
    from portfolio.funding import Plan

#: Row heights in font sizes: below the second, type shrinks with the rows.
_TIGHTEST, _COMFORTABLE, _ROOMIEST = 1.12, 1.35, 2.8
_HEADER = 1.7
_WATERLINE = 1.5
_KEY = 1.9
_SMALL = 0.86
#: Share of the bars' room that a label may take, on each side of zero.
_LONGEST = 0.42


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths, in points."""

    rank: tuple[float, float]
    name: tuple[float, float]
    score: tuple[float, float]
    down: tuple[float, float]
    best: tuple[float, float]
    bars: tuple[float, float]


def rows_fit(page: Page, area: Box, count: int) -> bool:
    """Return whether every initiative can have a row that can be read."""
    return _row_height(page, area, count) >= _TIGHTEST * page.size


def draw_rows(page: Page, area: Box, entries: Sequence[Entry], plan: Plan) -> None:
    """Draw the list; where the plans differ the row is tinted, the waterline gets a gap."""
    height = min(_row_height(page, area, len(entries)), _ROOMIEST * page.size * page.style.density)
    page.shrink(height / (_COMFORTABLE * page.size))
    columns = _columns(page, area, entries)
    _draw_header(page, area, columns, plan.objective_name)
    line_at = waterline_row(entries)
    y = area.y + _HEADER * page.size
    rows: list[Box] = []
    for index in range(len(entries)):
        if index == line_at:
            _draw_waterline(page, Box(area.x, y, area.width, _WATERLINE * page.size))
            y += _WATERLINE * page.size
        rows.append(Box(area.x, y, area.width, height))
        y += height
    _draw_tints(page, rows, entries)
    scores = level_texts([entry.score for entry in entries])
    for row, entry, score in zip(rows, entries, scores, strict=True):
        _draw_labels(page, row, (entry, score), columns)
    _draw_marks(page, rows, entries, columns)
    _draw_gains(page, rows, entries, (area.columns(*columns.bars), shown(plan.unit)))
    draw_key(page, Box(area.x, y, area.width, _KEY * page.size), _occurring(entries))


def _row_height(page: Page, area: Box, count: int) -> float:
    return (area.height - (_HEADER + _WATERLINE + _KEY) * page.size) / max(count, 1)


def _columns(page: Page, area: Box, entries: Sequence[Entry]) -> Columns:
    size, ink = page.size, Ink(page.style.text)
    rank = page.width_of(f"{len(entries):,}", ink) + 0.7 * size
    bold = Ink(page.style.text, bold=True)
    widest = max(page.width_of(e.name[:60], bold if e.contested else ink) for e in entries)
    name = min(widest + size, 0.36 * area.width)
    score = 3.6 * size if area.width > 46 * size else 0.0
    plan = 7.0 * size if area.width > 62 * size else 4.6 * size
    down = 0.0 if any(entry.down is None for entry in entries) else plan
    edges = [0.0]
    for width in (rank, name, score, down, plan):
        edges.append(edges[-1] + width)
    return Columns(
        rank=(0.0, rank),
        name=(edges[1], name),
        score=(edges[2], score),
        down=(edges[3], down),
        best=(edges[4], plan),
        bars=(edges[5] + 0.8 * size, area.width - edges[5] - 0.8 * size),
    )


def _draw_header(page: Page, area: Box, columns: Columns, gain: str) -> None:
    line = Box(area.x, area.y, area.width, _HEADER * page.size)
    left = Ink(page.style.muted, _SMALL)
    center = Ink(page.style.muted, _SMALL, side="center")
    right = Ink(page.style.muted, _SMALL, side="right")
    page.label(line.columns(*columns.name), "Initiative", left)
    if columns.score[1]:
        page.label(line.columns(*columns.score), "Score", right)
    page.label(line.columns(*columns.bars), capitalized(gain), left)
    gap = 0.4 * page.size
    if columns.down[1]:
        down = line.columns(*columns.down).inset(gap, 0)
        page.first_fit(down, ("Down the list", "By rank"), center)
    best = Ink(page.style.text, _SMALL, bold=True, side="center")
    page.first_fit(line.columns(*columns.best), ("Best plan", "Best"), best)
    page.lines([[(line.x, line.bottom), (line.right, line.bottom)]], page.style.grid)


def _draw_waterline(page: Page, gap: Box) -> None:
    ink = Ink(page.style.ink(page.style.accent), _SMALL, bold=True)
    text = page.face(ink).fit(
        "Waterline: from here on the list no longer fits", _SMALL * page.size, gap.width
    )
    page.text(gap.x, gap.center_y, text, ink)
    start = gap.x + page.width_of(text, ink) + 0.6 * page.size
    if start < gap.right:
        path = [(start, gap.center_y), (gap.right, gap.center_y)]
        page.lines([path], page.style.accent, 1.2, (4, 2.5))


def _draw_tints(page: Page, rows: Sequence[Box], entries: Sequence[Entry]) -> None:
    tinted = [row for row, entry in zip(rows, entries, strict=True) if entry.contested]
    page.fill(tinted, mix(page.style.background, page.style.warning, 0.13))
    for row in rows[1:]:
        page.lines([[(row.x, row.y), (row.right, row.y)]], page.style.grid, 0.4)


def _draw_labels(page: Page, row: Box, told: tuple[Entry, str], columns: Columns) -> None:
    entry, score_text = told
    style = page.style
    bold = entry.contested
    gap = 0.7 * page.size
    rank, name = row.columns(*columns.rank), row.columns(*columns.name)
    place = Box(rank.x, rank.y, rank.width - gap, rank.height)
    page.label(place, f"{entry.rank:,}" if entry.rank else "–", Ink(style.muted, side="right"))
    room = Box(name.x, name.y, name.width - gap, name.height)
    page.label(room, entry.name, Ink(style.text, bold=bold), cut_middle)
    if columns.score[1]:
        score = row.columns(*columns.score)
        page.label(score, score_text, Ink(style.muted, side="right"))
    page.spot(entry.key, outcome(entry), row)


def _draw_marks(
    page: Page, rows: Sequence[Box], entries: Sequence[Entry], columns: Columns
) -> None:
    style, size = page.style, page.size
    down = [_center(row.columns(*columns.down)) for row in rows]
    best = [_center(row.columns(*columns.best)) for row in rows]
    differ = [i for i, entry in enumerate(entries) if entry.contested]
    paths = [
        ((down[i][0] + 0.8 * size, down[i][1]), (best[i][0] - size, best[i][1])) for i in differ
    ]
    page.lines(paths, style.warning, 1.0)
    page.marks([end for _, end in paths], ">", style.warning, 0.5 * size)
    at: dict[VerdictMark, list[Point]] = {mark: [] for mark in KEY}
    for i, entry in enumerate(entries):
        if entry.down is not None:
            at["funded" if entry.down else "cut"].append(down[i])
        mark = verdict_mark(_fate(entry), entry.rule)
        at[mark or "cut"].append(best[i])
    for mark, points in at.items():
        draw_verdicts(page, points, mark)


def _fate(entry: Entry) -> str:
    if not entry.best:
        return "cut"
    return "defer" if entry.start else "fund"


def _draw_gains(
    page: Page, rows: Sequence[Box], entries: Sequence[Entry], place: tuple[Box, str]
) -> None:
    style, size = page.style, page.size
    area, unit = place
    gains = [entry.gain for entry in entries]
    texts = _gain_texts(page, area, entries, unit)
    widths = [page.width_of(text, Ink(style.text)) + 0.9 * size for text in texts]
    scale = bar_scale(gains, widths, area)
    for row, entry, text in zip(rows, entries, texts, strict=True):
        bar = scale.bar(row, entry.gain, min(0.62 * row.height, 1.15 * size))
        page.fill([bar], style.funded if entry.best else mix(style.cut, style.background, 0.3))
        ink = style.text if entry.best else style.muted
        if entry.gain < 0:
            page.text(bar.x - 0.45 * size, row.center_y, text, Ink(ink, side="right"))
        else:
            page.text(bar.right + 0.45 * size, row.center_y, text, Ink(ink))
    if rows:
        line = [(scale.zero, rows[0].y), (scale.zero, rows[-1].bottom)]
        page.lines([line], style.muted, 0.8)


def _gain_texts(page: Page, area: Box, entries: Sequence[Entry], unit: str) -> list[str]:
    """Return gains with rule and size behind them where there is room, else gains alone."""
    ink, room = Ink(page.style.text), _LONGEST * area.width
    gains = [
        "not valued" if math.isnan(entry.gain) else amount_text(entry.gain, unit)
        for entry in entries
    ]
    full = [
        " · ".join([gain, *(note for note in (entry.rule, entry.level, _from(entry)) if note)])
        for gain, entry in zip(gains, entries, strict=True)
    ]
    texts = full if all(page.width_of(text, ink) <= room for text in full) else gains
    return [page.face(ink).fit(text, page.size, room) for text in texts]


def _from(entry: Entry) -> str:
    return f"from {entry.start}" if entry.start else ""


def _occurring(entries: Sequence[Entry]) -> set[VerdictMark]:
    """Return the marks that the key explains: those of rules and delays only where they occur."""
    marks: set[VerdictMark] = {"funded", "cut"}
    if any(entry.start for entry in entries):
        marks.add("deferred")
    return marks | {"held in", "held out"} if any(entry.rule for entry in entries) else marks


def _center(box: Box) -> Point:
    return box.center_x, box.center_y

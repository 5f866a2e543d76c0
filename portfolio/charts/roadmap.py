"""The roadmap: initiatives by periods, with what falls due on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.capacity_finding import period_name
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import ink_on, mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page, Shape
from portfolio.charts.roadmap_finding import roadmap_finding, roadmap_gap
from portfolio.charts.roadmap_rows import Due, DueKind, Work, works
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.waiting import NOTHING_FITS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results
    from portfolio.funding import Plan

_HEADER, _KEY = 1.8, 1.8
_TIGHTEST, _ROOMIEST = 1.5, 2.4
_SMALL = 0.86
_DOTTED = (1.5, 2.0)
#: Share of the width that names take at most.
_NAMES = 0.34
_SHAPES: dict[DueKind, tuple[Shape, str]] = {
    "gate": ("s", "gate"),
    "condition": ("D", "condition"),
    "kill": ("x", "kill date"),
    "review": ("v", "review"),
}


def describe(results: Results) -> str:
    """Say what starts when, what is deferred, what goes on and what falls due."""
    return str(roadmap_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw a bar for each initiative, as many as there is room for, the rest counted."""
    outdated = "plan" in results.stale
    page = Page(figure, style.outdated() if outdated else style)
    finding, plan = roadmap_finding(results), results.plan
    if plan is None or roadmap_gap(results) is not None:
        known = plan is not None and plan.status == "infeasible" and not style.titled
        sentence(page, NOTHING_FITS if known else finding)
        return ()
    found = works(results, plan)
    top = head(page, finding, "When the work on each initiative is done.", outdated=outdated)
    area = body(page, top, foot(page, [finding.detail] if style.titled else []))
    _draw_timeline(page, area, (results, plan), found)
    return tuple(page.spots)


def _draw_timeline(
    page: Page, area: Box, told: tuple[Results, Plan], found: Sequence[Work]
) -> None:
    results, plan = told
    size, columns = page.size, len(plan.period_ids)
    room = area.height - (_HEADER + _KEY) * size
    fit = max(1, int(room / (_TIGHTEST * size)))
    kept = list(found[: fit if len(found) <= fit else max(1, fit - 1)])
    kept.sort(key=lambda work: (work.start < 0, work.start, work.last, -work.worth, work.key))
    ink = Ink(page.style.text)
    widest = max((page.width_of(work.name[:80], ink) for work in kept), default=0.0)
    left = min(widest + 2.2 * size, _NAMES * area.width)
    grid = Box(area.x + left, area.y, area.width - left - 1.2 * size, area.height)
    names = [period_name(results, plan, column) for column in range(columns)]
    height = min(room / max(len(kept), 1), _ROOMIEST * size * page.style.density)
    rows = [
        Box(area.x, area.y + _HEADER * size + place * height, area.width, height)
        for place in range(len(kept))
    ]
    bottom = rows[-1].bottom if rows else area.y + _HEADER * size
    _draw_header(page, grid, names, bottom)
    for row, work in zip(rows, kept, strict=True):
        _draw_name(page, row, left, work)
        _draw_work(page, Box(grid.x, row.y, grid.width, row.height), work, columns)
        page.spot(work.key, spoken(work, names), row)
    _draw_foot(page, Box(area.x, bottom, area.width, _KEY * size), kept, len(found) - len(kept))


def _draw_header(page: Page, grid: Box, names: Sequence[str], bottom: float) -> None:
    size, columns = page.size, len(names)
    width = grid.width / columns
    muted = Ink(page.style.muted, _SMALL)
    widest = max(page.width_of(name, muted) for name in names) + 0.6 * size
    step = min(max(1, int(-(-widest // width))), columns)
    for column in range(0, columns, step):
        room = Box(grid.x + column * width, grid.y, step * width, _HEADER * size)
        if column + step <= columns or column == 0:
            page.label(room.inset(0.3 * size, 0), names[column], muted)
    # Filled, not drawn as lines, so that bars lie over them.
    edges = [grid.x + column * width for column in range(columns + 1)]
    page.fill([Box(x, grid.y, 0.7, bottom - grid.y) for x in edges], page.style.grid)


def _draw_name(page: Page, row: Box, left: float, work: Work) -> None:
    size, style = page.size, page.style
    page.lines([[(row.x, row.bottom), (row.right, row.bottom)]], style.grid, 0.4)
    if work.running:
        page.marks([(row.x + 0.4 * size, row.center_y)], "o", style.funded, 0.5 * size)
    name = Box(row.x + 1.1 * size, row.y, left - 1.7 * size, row.height)
    page.label(name, work.name, Ink(style.text if work.start >= 0 else style.muted), cut_middle)


def _draw_work(page: Page, row: Box, work: Work, columns: int) -> None:
    style, size = page.style, page.size
    width = row.width / columns
    thick = min(0.62 * row.height, 1.35 * size)
    if work.start >= 0:
        bar = Box(
            row.x + work.start * width + 1,
            row.center_y - thick / 2,
            (work.last - work.start + 1) * width - 2,
            thick,
        )
        color = style.forced if work.rule else style.funded
        if work.deferred:
            path = [(row.x + work.stated * width + 1, row.center_y), (bar.x, row.center_y)]
            page.lines([path], color, 1.4, _DOTTED)
        page.fill([bar], mix(color, style.background, 0.12))
        if work.goes_on:
            end = (bar.right + 0.35 * size, row.center_y)
            page.marks([end], ">", color, 0.8 * size)
        _draw_bar_label(page, bar, work, color)
    for due in work.dues:
        _draw_due(page, row, due, columns)
    if work.start < 0:
        _draw_waiting(page, row, work, columns)


def _draw_bar_label(page: Page, bar: Box, work: Work, color: str) -> None:
    text = " · ".join(word for word in (work.level, work.rule) if word)
    ink = Ink(ink_on(color, page.style.background, page.style.text), _SMALL)
    if text and page.width_of(text, ink) <= bar.width - page.size:
        page.label(bar.inset(0.5 * page.size, 0), text, ink)


def _draw_due(page: Page, row: Box, due: Due, columns: int) -> None:
    shape, _ = _SHAPES[due.kind]
    at = min(max(due.at, 0.0), float(columns))
    x = row.x + at * row.width / columns
    color = page.style.muted if due.done else page.style.warning
    page.marks([(x, row.center_y)], shape, page.style.background, 1.05 * page.size)
    page.marks([(x, row.center_y)], shape, color, 0.75 * page.size)


def _draw_waiting(page: Page, row: Box, work: Work, columns: int) -> None:
    """Say beside its gate what a cut initiative waits for."""
    gates = [due for due in work.dues if due.kind == "gate"]
    at = min(max(gates[0].at, 0.0), float(columns)) if gates else 0.0
    left = at * row.width / columns + page.size
    text = gates[0].text if gates else "waits for its gate, without a date"
    ink = Ink(page.style.muted, _SMALL)
    room = Box(row.x + left, row.y, row.width - left, row.height)
    if room.width < page.width_of(text, ink):
        room = Box(row.x, row.y, left - 2 * page.size, row.height)
        ink = Ink(page.style.muted, _SMALL, side="right")
    if room.width > 6 * page.size:
        page.label(room, text, ink)


def _draw_foot(page: Page, box: Box, kept: Sequence[Work], hidden: int) -> None:
    """Say what the marks mean, and how many initiatives are not shown."""
    size, style = page.size, page.style
    ink = Ink(style.muted, _SMALL)
    x = box.x
    if any(work.deferred for work in kept):
        dotted = [(x, box.center_y), (x + 1.6 * size, box.center_y)]
        page.lines([dotted], style.funded, 1.4, _DOTTED)
        page.text(x + 2.0 * size, box.center_y, "deferred", ink)
        x += page.width_of("deferred", ink) + 3.1 * size
    for shape, name, color in _key(style, kept):
        page.marks([(x + 0.4 * size, box.center_y)], shape, color, 0.7 * size)
        page.text(x + 1.1 * size, box.center_y, name, ink)
        x += page.width_of(name, ink) + 2.2 * size
    if hidden:
        rest = Box(x, box.y, box.right - x, box.height)
        words = (f"and {hidden:,} more, each worth less", f"and {hidden:,} more")
        page.first_fit(rest, words, Ink(style.muted, _SMALL, side="right"))


def _key(style: Style, kept: Sequence[Work]) -> list[tuple[Shape, str, str]]:
    """Return shape, meaning and color of the marks that occur."""
    dues = {due.kind for work in kept for due in work.dues}
    key = [(shape, name, style.warning) for kind, (shape, name) in _SHAPES.items() if kind in dues]
    if any(work.running for work in kept):
        key.append(("o", "running already", style.funded))
    if any(work.goes_on for work in kept):
        key.append((">", "goes on", style.funded))
    return key


def spoken(work: Work, names: Sequence[str]) -> str:
    """Say in a sentence or two when an initiative works and what falls due."""
    if work.start < 0:
        when = "is not funded"
    else:
        end = "on" if work.goes_on else f"to {names[work.last]}"
        when = f"from {names[work.start]} {end}"
        when += f", deferred from {names[work.stated]}" if work.deferred else ""
        when = f"continues {when}" if work.running else f"works {when}"
    size = f" ({work.level})" if work.level else ""
    rule = f" It is {work.rule}." if work.rule else ""
    kill = f" Kill criterion: {work.kill}." if work.kill else ""
    dues = "".join(f" {due.text}." for due in work.dues)
    return f"{work.name}{size} {when}.{rule}{dues}{kill}"


ROADMAP = Chart("roadmap", "Roadmap", draw, describe)

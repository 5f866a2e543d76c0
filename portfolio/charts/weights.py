"""How much each criterion counts, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.criteria_key import criterion_name
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import BarScale, bar_scale, fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.charts.waiting import NO_CRITERIA
from portfolio.model.amounts import percent_text
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results

_TIGHTEST, _ROOMIEST = 1.5, 2.6
_NAMED = 3
UNGROUPED = "Other"


@dataclass(frozen=True, slots=True)
class Weight:
    """A line of the chart: a criterion, or the heading of a group with its sum."""

    key: str
    name: str
    share: float
    heading: bool = False


def weight_lines(results: Results) -> list[Weight]:
    """Return groups by falling weight, in each its criteria by falling weight.

    Headings are left out when there is one group only. Equal weights stay in the order
    of the screen.
    """
    matrix = results.matrix
    if matrix is None:
        return []
    groups: dict[str, list[Weight]] = {}
    for key, weight in zip(matrix.criterion_ids, matrix.weights, strict=True):
        criterion = results.portfolio.criteria.get(key)
        group = shown(criterion.group) if criterion else ""
        name = criterion_name(results.portfolio, key)
        groups.setdefault(group, []).append(Weight(key, name, float(weight)))
    sums = {group: sum(line.share for line in lines) for group, lines in groups.items()}
    result: list[Weight] = []
    for group in sorted(groups, key=lambda group: -sums[group]):
        if len(groups) > 1:
            result.append(Weight("", group or UNGROUPED, sums[group], heading=True))
        result.extend(sorted(groups[group], key=lambda line: -line.share))
    return result


def describe(results: Results) -> str:
    """Say what counts most, and how much the first few make up."""
    return str(_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw a bar per criterion under the heading of its group."""
    outdated = "ranking" in results.stale
    page = Page(figure, style.outdated() if outdated else style)
    finding, lines = _finding(results), weight_lines(results)
    if not lines:
        sentence(page, finding)
        return ()
    top = head(page, finding, "Share of the score in percent, by criterion.", outdated=outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    tight, roomy = _TIGHTEST * page.size, _ROOMIEST * page.size * style.density
    fitted = fitted_rows(area.height, len(lines), tight, roomy)
    visible = lines[: fitted.shown]
    box = Box(area.x, area.y, area.width, fitted.height * len(visible))
    _draw_lines(page, box, visible)
    rest = [line for line in lines[len(visible) :] if not line.heading]
    if rest:
        share = percent_text(sum(line.share for line in rest))
        said = f"{plural(len(rest), 'more criterion', 'more criteria')} make up {share}."
        row = Box(area.x, box.bottom, area.width, fitted.height)
        page.label(row, said, Ink(page.style.muted))
    return tuple(page.spots)


def _finding(results: Results) -> Finding:
    lines = [line for line in weight_lines(results) if not line.heading]
    if not lines or not results.portfolio.criteria:
        return NO_CRITERIA
    lines.sort(key=lambda line: -line.share)
    most = percent_text(lines[0].share)
    equal = [line for line in lines if abs(line.share - lines[0].share) < 1e-9]
    if len(equal) == len(lines) and len(lines) > 1:
        return Finding(f"All {len(lines)} criteria count the same: {most} each.")
    names = listed((quoted(line.name) for line in equal), _NAMED)
    each = " each" if len(equal) > 1 else ""
    counts = "count" if len(equal) > 1 else "counts"
    headline = f"{names} {counts} most: {most} of the score{each}."
    if len(lines) <= _NAMED:
        return Finding(headline)
    first = percent_text(sum(line.share for line in lines[:_NAMED]))
    return Finding(headline, f"The first three of {len(lines)} criteria make up {first}.")


def _draw_lines(page: Page, area: Box, lines: Sequence[Weight]) -> None:
    size, style = page.size, page.style
    names = [page.width_of(line.name, Ink(style.text, bold=line.heading)) for line in lines]
    name = min(max(names) + 2 * size, 0.42 * area.width)
    bars = area.columns(name, area.width - name)
    labels = [page.width_of(percent_text(line.share), Ink(style.text, bold=True)) for line in lines]
    shares = [0.0 if line.heading else line.share for line in lines]
    scale = bar_scale(shares, [label + size for label in labels], bars)
    for index, line in enumerate(lines):
        _draw_line(page, area.row(index, len(lines)), (line, name), scale)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], style.muted, 0.8)


def _draw_line(page: Page, row: Box, told: tuple[Weight, float], scale: BarScale) -> None:
    line, name = told
    style, size = page.style, page.size
    text = percent_text(line.share)
    if line.heading:
        page.label(row.columns(0.0, name - size), line.name, Ink(style.text, bold=True))
        page.text(scale.zero + 0.45 * size, row.center_y, text, Ink(style.muted, bold=True))
        page.lines([[(row.x, row.y), (row.right, row.y)]], style.grid, 0.6)
        return
    indent = 0.9 * size
    page.label(row.columns(indent, name - size - indent), line.name, Ink(style.text))
    bar = scale.bar(row, line.share, min(0.62 * row.height, 1.3 * size))
    page.fill([bar], style.accent)
    page.text(bar.right + 0.45 * size, row.center_y, text, Ink(style.text))
    page.spot(line.key, f"{line.name}: {text} of the score", row)


WEIGHTS = Chart("weights", "Criteria weights", draw, describe)

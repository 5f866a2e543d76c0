"""The ranking as bars: stacked by what each criterion adds, where the method adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.criteria_key import Part, criteria_parts, draw_key
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.ranked_finding import (
    Ranked,
    ranked,
    ranked_finding,
    ranked_notes,
    rest_line,
    score_line,
)
from portfolio.charts.scale import BarScale, bar_scale, fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle, level_texts
from portfolio.charts.waiting import no_ranking
from portfolio.model.amounts import amount_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results
    from portfolio.ranking.result import Ranking

_TIGHTEST, _ROOMIEST = 1.5, 3.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar: its parts as (amount, color), the label at its end."""

    parts: tuple[tuple[float, str], ...]
    text: str

    @property
    def up(self) -> float:
        return sum(amount for amount, _ in self.parts if amount > 0)

    @property
    def down(self) -> float:
        return sum(amount for amount, _ in self.parts if amount < 0)


def describe(results: Results) -> str:
    """Say who leads, by how much, and what the lead is made of."""
    return str(ranked_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw as many of the best as can be read, and say what became of the rest."""
    outdated = "ranking" in results.stale
    page = Page(figure, style.outdated() if outdated else style)
    finding, ranking = ranked_finding(results), results.ranking
    entries = [] if ranking is None else ranked(results, ranking)
    if ranking is None or no_ranking(results) is not None or not entries:
        sentence(page, finding)
        return ()
    parts = _parts(page, results, ranking)
    top = head(page, finding, score_line(ranking, stacked=bool(parts)), outdated=outdated)
    notes = [finding.detail if style.titled else "", *ranked_notes(ranking, entries)]
    area = body(page, top, foot(page, notes))
    key = draw_key(page, area, parts) + 0.5 * page.size if parts else 0.0
    area = Box(area.x, area.y + key, area.width, area.height - key)
    tight, roomy = _TIGHTEST * page.size, _ROOMIEST * page.size * style.density
    fitted = fitted_rows(area.height, len(entries), tight, roomy)
    visible = entries[: fitted.shown]
    texts = level_texts([entry.score for entry in visible])
    bars = [
        _Bar(_amounts(ranking, parts, entry, page.style), text)
        for entry, text in zip(visible, texts, strict=True)
    ]
    list_box = Box(area.x, area.y, area.width, fitted.height * len(visible))
    _draw_rows(page, list_box, visible, bars, ranking.score_unit)
    if len(visible) < len(entries):
        rest = Box(area.x, list_box.bottom, area.width, fitted.height)
        page.label(rest, rest_line(ranking, entries, len(visible)), Ink(page.style.muted))
    return tuple(page.spots)


def _parts(page: Page, results: Results, ranking: Ranking) -> tuple[Part, ...]:
    ids, matrix = ranking.criterion_ids, results.matrix
    if ranking.contributions is None or not ids:
        return ()
    weights = dict(zip(matrix.criterion_ids, matrix.weights, strict=True)) if matrix else {}
    shares = np.array([float(weights.get(key, 0.0)) for key in ids])
    return criteria_parts(results.portfolio, ids, shares, page.style)


def _amounts(
    ranking: Ranking, parts: Sequence[Part], entry: Ranked, style: Style
) -> tuple[tuple[float, str], ...]:
    if ranking.contributions is None or not parts:
        return ((entry.score, style.accent),)
    added = ranking.contributions[entry.row]
    return tuple((float(added[list(part.columns)].sum()), part.color) for part in parts)


def _draw_rows(
    page: Page, area: Box, entries: Sequence[Ranked], bars: Sequence[_Bar], unit: str
) -> None:
    size, count = page.size, len(entries)
    muted, ink = Ink(page.style.muted, side="right"), Ink(page.style.text)
    rank = max(page.width_of(f"{entry.rank:,}", muted) for entry in entries)
    widest = max(page.width_of(entry.name[:60], ink) for entry in entries) + size
    name = min(widest, 0.36 * area.width)
    left = rank + 0.8 * size + name
    labels = [page.width_of(bar.text, ink) + size for bar in bars]
    scale = bar_scale(
        [*(bar.up for bar in bars), *(bar.down for bar in bars)],
        [*labels, *labels],
        area.columns(left, area.width - left),
    )
    for index, (entry, bar) in enumerate(zip(entries, bars, strict=True)):
        row = area.row(index, count)
        page.label(row.columns(0.0, rank), f"{entry.rank:,}", muted)
        page.label(row.columns(rank + 0.8 * size, name - size), entry.name, ink, cut_middle)
        _draw_bar(page, row, bar, scale)
        score = amount_text(entry.score, unit)
        page.spot(entry.key, f"{entry.name}: rank {entry.rank:,}, {score}", row)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], page.style.muted, 0.8)


def _draw_bar(page: Page, row: Box, bar: _Bar, scale: BarScale) -> None:
    thick = min(0.68 * row.height, 1.6 * page.size)
    y, right, left = row.center_y - thick / 2, scale.zero, scale.zero
    boxes: list[Box] = []
    for amount, _ in bar.parts:
        length = abs(amount) * scale.unit
        if amount < 0:
            left -= length
        boxes.append(Box(left if amount < 0 else right, y, length, thick))
        if amount > 0:
            right += length
    page.fill(boxes, [color for _, color in bar.parts])
    seams = [
        ((box.right, y), (box.right, box.bottom)) for box in boxes[:-1] if box.right > scale.zero
    ]
    page.lines(seams, page.style.background, 0.8)
    gap = 0.45 * page.size
    if bar.up > 0 or bar.down == 0:
        page.text(right + gap, row.center_y, bar.text, Ink(page.style.text))
    else:
        page.text(left - gap, row.center_y, bar.text, Ink(page.style.text, side="right"))


RANKED_BARS = Chart("ranked_bars", "Ranking", draw, describe)

"""Fund or cut for long lists: every initiative as a hairline, the contested ones by name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portfolio.charts.box import Box, spread
from portfolio.charts.color import mix
from portfolio.charts.lineup import Entry, outcome, waterline_row
from portfolio.charts.page import Ink, Page, Shape
from portfolio.charts.scale import bar_scale
from portfolio.charts.text import cut_middle, shown
from portfolio.model.amounts import amount_text
from portfolio.model.text import capitalized

if TYPE_CHECKING:
    from portfolio.funding import Plan

_HEADER = 2.0
_LABEL = 1.65
_SMALL = 0.86
_MOST_LABELS = 14
#: Points that a hairline needs.
_FINEST = 0.75


@dataclass(frozen=True, slots=True)
class Bins:
    """Neighbors in the list put together, ``(n_bins,)`` each.

    Attributes:
        down: share funded straight down the list.
        best: share funded by the best plan.
        gain: the mean; NaN where none is known.
    """

    down: NDArray[np.float64]
    best: NDArray[np.float64]
    gain: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the names, the two strips and the gains stand."""

    names: Box
    down: Box
    best: Box
    gains: Box


def draw_strip(page: Page, area: Box, entries: Sequence[Entry], plan: Plan) -> None:
    """Draw names on the left, the two plans as strips in the middle, gains on the right."""
    parts = _parts(page, area, entries)
    bins = put_together(entries, max(1, min(len(entries), int(parts.down.height / _FINEST))))
    if entries[0].down is not None:
        _draw_plan(page, parts.down, bins.down)
    _draw_plan(page, parts.best, bins.best)
    _draw_gains(page, parts.gains, bins)
    _draw_header(page, area, parts, _gain_headers(entries, bins, plan))
    if entries[0].down is not None:
        down = Box(parts.down.x, area.y, parts.down.width, _HEADER * page.size)
        center = Ink(page.style.muted, _SMALL, side="center")
        page.first_fit(down.inset(-0.3 * page.size, 0), ("Down the list", "By rank"), center)
    _draw_names(page, parts, entries, shown(plan.unit))


def put_together(entries: Sequence[Entry], count: int) -> Bins:
    """Return ``count`` bins of neighbors whose sizes differ by one at most."""
    of_bin = np.arange(len(entries)) * count // len(entries)
    sizes = np.bincount(of_bin, minlength=count)
    gain = np.array([entry.gain for entry in entries])
    known = np.isfinite(gain)
    sums = np.bincount(of_bin, weights=np.where(known, gain, 0.0), minlength=count)
    counts = np.bincount(of_bin, weights=known, minlength=count)
    mean = np.full(count, np.nan)
    np.divide(sums, counts, out=mean, where=counts > 0)
    return Bins(
        down=np.bincount(of_bin, weights=[bool(e.down) for e in entries], minlength=count) / sizes,
        best=np.bincount(of_bin, weights=[e.best for e in entries], minlength=count) / sizes,
        gain=mean,
    )


def _parts(page: Page, area: Box, entries: Sequence[Entry]) -> Parts:
    size, ink = page.size, Ink(page.style.text)
    top = area.y + (_HEADER + 0.3) * size
    tall = Box(area.x, top, area.width, max(area.bottom - top, 1.0))
    named = [entries[index].name[:80] for index in _worth_naming(entries, _MOST_LABELS)]
    widest = max((page.width_of(name, ink) for name in named), default=0.0)
    names = tall.columns(0.0, min(0.46 * area.width, max(widest + 12 * size, 26 * size)))
    width = min(9 * size, 0.13 * area.width)
    down = tall.columns(names.width + 2.6 * size, width)
    best = tall.columns(names.width + 3.2 * size + width, width)
    left = best.right - area.x + 1.2 * size
    return Parts(names, down, best, tall.columns(left, area.width - left))


def _draw_plan(page: Page, strip: Box, share: NDArray[np.float64]) -> None:
    count = len(share)
    empty = mix(page.style.background, page.style.cut, 0.16)
    colors = [mix(empty, page.style.funded, float(part)) for part in share]
    page.fill([strip.row(i, count) for i in range(count)], colors)


def _draw_gains(page: Page, area: Box, bins: Bins) -> None:
    count = len(bins.gain)
    values = [float(gain) for gain in bins.gain]
    scale = bar_scale(values, [0.0] * count, area)
    rows = [area.row(i, count) for i in range(count)]
    pale = mix(page.style.cut, page.style.background, 0.3)
    page.fill(
        [scale.bar(row, value, row.height) for row, value in zip(rows, values, strict=True)],
        [mix(pale, page.style.funded, float(share)) for share in bins.best],
    )
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], page.style.muted, 0.8)


def _gain_headers(entries: Sequence[Entry], bins: Bins, plan: Plan) -> tuple[str, ...]:
    known = bins.gain[np.isfinite(bins.gain)]
    if not known.size:
        return ("No gain is known", "Not known")
    most = amount_text(float(known.max()), shown(plan.unit))
    together = math.ceil(len(entries) / len(bins.gain))
    name = "benefit" if plan.objective == "benefit" else "value"
    if together == 1:
        return (f"{capitalized(plan.objective_name)}, up to {most}", f"{capitalized(name)}")
    return (f"Mean {name} of {together} neighbors, up to {most}", f"Mean {name}", "Mean")


def _draw_header(page: Page, area: Box, parts: Parts, gains: tuple[str, ...]) -> None:
    muted = Ink(page.style.muted, _SMALL)
    best = Ink(page.style.text, _SMALL, bold=True, side="center")
    line = Box(area.x, area.y, area.width, _HEADER * page.size)

    def over(part: Box, beyond: float = 0.0) -> Box:
        return line.columns(part.x - area.x - beyond, part.width + 2 * beyond)

    beyond = 0.3 * page.size
    page.first_fit(over(parts.best, beyond), ("Best plan", "Best"), best)
    page.first_fit(over(parts.gains), gains, muted)
    _draw_key(page, over(parts.names))


def _draw_key(page: Page, box: Box) -> None:
    """Say what the two arrows mean."""
    style, size, ink = page.style, page.size, Ink(page.style.muted, _SMALL)
    half = box.width / 2
    key: tuple[tuple[Shape, str, tuple[str, ...]], ...] = (
        ("^", style.funded, ("Only in the best plan", "Only in the best", "Best only")),
        ("v", style.cut, ("Only down the list", "By rank only")),
    )
    for index, (shape, color, texts) in enumerate(key):
        room = box.columns(index * half, half - 0.5 * size)
        page.marks([(room.x + 0.35 * size, room.center_y)], shape, color, 0.6 * size)
        page.first_fit(room.columns(1.1 * size, room.width - 1.1 * size), texts, ink)


def _draw_names(page: Page, parts: Parts, entries: Sequence[Entry], unit: str) -> None:
    area, step = parts.names, _LABEL * page.size
    line = waterline_row(entries)
    most = min(_MOST_LABELS, int(area.height / step) - (line is not None))
    chosen = _worth_naming(entries, most)
    stops = sorted({*chosen, *([] if line is None else [line])})
    wanted = [area.y + (index + 0.5) * area.height / len(entries) for index in stops]
    places = spread(wanted, step, area.y + step / 2, area.bottom - step / 2)
    for index, at, y in zip(stops, wanted, places, strict=True):
        box = Box(area.x, y - step / 2, area.width, step)
        if index == line:
            _draw_waterline(page, parts, box, at)
        else:
            _draw_name(page, box, entries[index], unit)
            elbow = area.right + 0.3 * page.size
            path = [(elbow, y), (parts.down.x - 0.9 * page.size, at), (parts.down.x, at)]
            page.lines([path], page.style.grid, 0.8)


def _worth_naming(entries: Sequence[Entry], most: int) -> list[int]:
    """Return the indices of the contested entries with the largest gains; else of all."""
    contested = [index for index, entry in enumerate(entries) if entry.contested]
    pool = contested or list(range(len(entries)))
    known = [index for index in pool if math.isfinite(entries[index].gain)]
    return sorted(known, key=lambda index: -abs(entries[index].gain))[: max(most, 0)]


def _draw_name(page: Page, box: Box, entry: Entry, unit: str) -> None:
    style, size = page.style, page.size
    gain = Ink(style.text if entry.best else style.muted, bold=entry.best, side="right")
    color = style.funded if entry.best else style.cut
    text = page.face(gain).fit(amount_text(entry.gain, unit), size, 0.4 * box.width)
    taken = page.width_of(text, gain) + 0.8 * size
    page.label(box, text, gain)
    rank = Ink(style.muted, side="right")
    wide = page.width_of("0,000", rank)
    page.label(Box(box.x, box.y, wide, box.height), f"{entry.rank:,}" if entry.rank else "–", rank)
    mark = box.x + wide + size
    page.marks([(mark, box.center_y)], _shape(entry), color, 0.6 * size)
    left = mark + 0.9 * size
    room = Box(left, box.y, box.right - taken - left, box.height)
    page.label(room, entry.name, Ink(style.text), cut_middle)
    page.spot(entry.key, outcome(entry), box)


def _shape(entry: Entry) -> Shape:
    if entry.contested:
        return "^" if entry.best else "v"
    return "o" if entry.best else "x"


def _draw_waterline(page: Page, parts: Parts, box: Box, at: float) -> None:
    ink = Ink(page.style.ink(page.style.accent), bold=True, side="right")
    page.label(box, "Waterline", ink)
    elbow = box.right + 0.3 * page.size
    path = [(elbow, box.center_y), (parts.down.x - 0.9 * page.size, at), (parts.gains.right, at)]
    page.lines([path], page.style.accent, 1.3, (4, 2.5))

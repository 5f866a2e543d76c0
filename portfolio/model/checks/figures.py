"""Figures that cannot be, contradict each other, or are old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf, isfinite, nextafter

from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.checks.problem import Fault, Severity
from portfolio.model.compute import CHIPS, DAYS_PER_MONTH, chip_hour_price
from portfolio.model.compute_basis import ComputeBasis, compute_basis
from portfolio.model.days import day_text
from portfolio.model.facts import Facts
from portfolio.model.figure import Figure
from portfolio.model.figures import CHIP_HOURS, FIGURE, FIGURES, MONEY, FigureKind, unit_fits
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import plural, quoted

#: Pairs of figures of which the first can be no more than the second.
_AT_MOST = (
    ("retention_day7", "retention_day1"),
    ("retention_day30", "retention_day7"),
    ("active_month", "reach"),
    ("active_day", "active_month"),
    ("active_month", "active_peak"),
    ("seats_active_week", "seats"),
    ("misuse_successes", "misuse_tries"),
    ("free_units_per_day", "units_per_day"),
)
#: Pairs that count where the figure between them is not stated.
_ACROSS = (
    ("retention_day30", "retention_day7", "retention_day1"),
    ("active_day", "active_month", "reach"),
)
#: The least and the most that each figure can be, none of them infinite.
_BOUNDS = {
    kind.name: (
        kind.least if kind.allows(kind.least) else nextafter(kind.least, inf),
        min(kind.most, LARGEST),
    )
    for kind in FIGURES
}


@dataclass(frozen=True, slots=True)
class LessonFrame:
    """What the check of facts reads of the rest of the document.

    Attributes:
        currency: of the portfolio.
        newest: the newest day for which any figure of the portfolio holds.
        oldest: the day before which a figure is called old; None when none is.
        chips: those with a ratio.
        has_price: whether the portfolio knows what an H100-equivalent hour costs.
        basis: on which resource derived demand is counted.
        barred: ids of initiatives that a gate bars as prohibited uses.
    """

    currency: str
    newest: date | None
    oldest: date | None
    chips: frozenset[str]
    has_price: bool
    basis: ComputeBasis
    barred: frozenset[str]


def lesson_frame(portfolio: Portfolio, barred: frozenset[str]) -> LessonFrame:
    """Return the frame around the facts of every initiative."""
    settings, lessons = portfolio.settings, portfolio.settings.lessons
    figures = [] if lessons.chip_hour_price is None else [lessons.chip_hour_price]
    for record in portfolio.initiatives.values():
        if record.facts is not None:
            figures += record.facts.figures.values()
            figures += record.facts.training.values()
    newest = max((each.as_of for each in figures if each.as_of is not None), default=None)
    return LessonFrame(
        settings.currency,
        newest,
        None if newest is None else _before(newest, lessons.stale_months),
        frozenset(CHIPS) | frozenset(lessons.chip_ratios),
        chip_hour_price(settings) is not None,
        compute_basis(portfolio),
        barred,
    )


def _before(day: date, months: int) -> date:
    """Return the day some months before another; the first of all days at the earliest."""
    days = min(max(months, 0) * DAYS_PER_MONTH, day.toordinal() - 1)
    return date.fromordinal(day.toordinal() - int(days))


def figure_faults(facts: Facts, frame: LessonFrame) -> Iterator[Fault]:
    """Yield what is wrong with the figures of one initiative, in the order of the form."""
    if not facts.figures and not facts.training:
        return
    for name in FIGURE:
        figure = facts.figures.get(name)
        if figure is not None and not _is_plain(figure, _BOUNDS[name], frame.oldest):
            kind = FIGURE[name]
            yield from one_figure(f"facts/figures/{name}", kind, figure, frame)
    for name in facts.figures:
        if name not in FIGURE:
            yield (
                "figure_unknown",
                "note",
                f"facts/figures/{name}",
                f"it states a figure {quoted(name)} that this version does not know; it is kept",
                "Open it with the version that wrote it, or clear the figure.",
            )
    for chip, hours in facts.training.items():
        kind = FigureKind(chip, f"Training on {quoted(chip)}", CHIP_HOURS.unit, "compute", "")
        yield from one_figure(f"facts/training/{chip}", kind, hours, frame)
    yield from _contradictions(facts.figures, frame)


def _is_plain(figure: Figure, bounds: tuple[float, float], oldest: date | None) -> bool:
    """Whether ``one_figure`` has nothing to say, seen without a call; nearly all are."""
    (least, most), likely, low, high = bounds, figure.likely, figure.low, figure.high
    return (
        not figure.unit
        and not figure.earlier
        and least <= likely <= most
        and (low is None or least <= low <= likely)
        and (high is None or likely <= high <= most)
        and (figure.as_of is None or oldest is None or figure.as_of >= oldest)
    )


def one_figure(field: str, kind: FigureKind, figure: Figure, frame: LessonFrame) -> Iterator[Fault]:
    """Yield what is wrong with one figure in itself."""
    title = kind.title
    if not unit_fits(figure.unit, kind, frame.currency):
        asked = kind.unit.replace(MONEY, frame.currency)
        code, instead = "figure_unit", f"not in {asked}"
        if kind.is_money:
            code, instead = "figure_currency", f"but the portfolio counts in {frame.currency}"
        text = f"{title} is stated in {quoted(figure.unit)}, {instead}, so no check uses it"
        yield code, "warning", field, text, f"Convert it into {asked}."
        return
    readings = [each.likely for each in figure.earlier]
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if not all(map(isfinite, (figure.likely, *ends, *readings))):
        text = f"{title} is not a finite number, so no check uses it"
        yield "figure_not_finite", "error", field, text, "Type the number again."
        return
    beyond = next((v for v in (figure.likely, *ends, *readings) if not kind.allows(v)), None)
    if beyond is not None:
        text = f"{title} is {said(beyond, kind, frame.currency)}, which cannot be"
        yield "figure_range", "error", field, text, f"Enter {limits_words(kind)}."
    low, high = figure.low, figure.high
    if (low is not None and low > figure.likely) or (high is not None and high < figure.likely):
        text = f"low, likely and high of {title} are not in that order"
        remedy = "Enter them so that low is at most likely, and likely at most high."
        yield "figure_order", "error", field, text, remedy
    yield from _ages(field, title, figure, frame)


def _ages(field: str, title: str, figure: Figure, frame: LessonFrame) -> Iterator[Fault]:
    as_of = figure.as_of
    if as_of is None:
        return
    if any(reading.as_of >= as_of for reading in figure.earlier):
        text = f"an earlier reading of {title} is dated {day_text(as_of)} or later"
        yield "reading_order", "warning", field, text, "Correct one of the dates."
    if frame.oldest is not None and frame.newest is not None and as_of < frame.oldest:
        months = (frame.newest - as_of).days / DAYS_PER_MONTH
        text = (
            f"{title} is of {day_text(as_of)}, {plural(round(months), 'month')} before the "
            "newest figure here"
        )
        yield (
            "figure_stale",
            "warning",
            field,
            text,
            "Ask for a newer figure, or check that it holds.",
        )


def _contradictions(figures: Mapping[str, Figure], frame: LessonFrame) -> Iterator[Fault]:
    pairs: Iterable[tuple[str, str]] = (
        *_AT_MOST,
        *((first, last) for first, between, last in _ACROSS if between not in figures),
    )
    for lower, upper in pairs:
        if lower in figures and upper in figures:
            less, more = figures[lower], figures[upper]
            if less.likely > more.likely:
                one, other = FIGURE[lower], FIGURE[upper]
                text = (
                    f"{one.title} ({said(less.likely, one, frame.currency)}) is above "
                    f"{other.title} ({said(more.likely, other, frame.currency)})"
                )
                remedy = "Correct one of the two; check that both are of the same time."
                # Two reports may disagree without anybody having made a mistake here.
                apart = less.source != more.source
                severity: Severity = "warning" if apart else "error"
                yield "figures_contradict", severity, f"facts/figures/{lower}", text, remedy


def said(value: float, kind: FigureKind, currency: str) -> str:
    """Return a value of a figure in words: shares in percent, money with its currency."""
    if kind.is_share:
        return f"{percent_text(value)}{kind.unit.removeprefix('share')}"
    if kind.is_money:
        return amount_text(value, currency)
    return amount_text(value, kind.unit)


def limits_words(kind: FigureKind) -> str:
    """Return what a figure can be, as the end of a sentence: ``0 or more``."""
    least = "more than 0" if kind.allows(1.0) and not kind.allows(kind.least) else ""
    if kind.is_share:
        least = least and "more than 0 %"
        low = least or f"{percent_text(kind.least)} or more"
        return f"{low}, and up to {percent_text(kind.most)}" if isfinite(kind.most) else low
    low = least or f"{amount_text(kind.least, '')} or more"
    return f"{low}, and up to {amount_text(kind.most, '')}" if isfinite(kind.most) else low

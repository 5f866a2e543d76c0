"""Every threshold of the five lessons, with its default and what this portfolio uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from portfolio.edit import set_threshold
from portfolio.errors import PortfolioError
from portfolio.exchange.typed_facts import figure_text, parse_figure
from portfolio.lessons import CHECK, CHECKS, LESSONS, THRESHOLDS, Check, Measure, Threshold
from portfolio.lessons.thresholds import in_force, is_changed
from portfolio.lessons.words import value_text
from portfolio.model import FigureKind, Portfolio, Settings


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """One threshold.

    Attributes:
        name: of it; ``lesson`` and ``check`` to which it belongs, as headings.
        title: what it says, as a phrase with a capital.
        default: what the app uses, as text; ``value`` what this portfolio uses.
        typed: the value as it is typed in.
        changed: whether these differ.
        basis: where the default comes from.
        doubt: what is odd about the value, as a sentence; else empty.
    """

    name: str
    lesson: str
    check: str
    title: str
    default: str
    value: str
    typed: str
    changed: bool
    basis: str
    doubt: str


def threshold_rows(settings: Settings) -> tuple[ThresholdRow, ...]:
    """Return every threshold in the order of the board, the red one of a pair first."""
    rows = (_row(limit, settings) for limit in THRESHOLDS.values())
    return tuple(sorted(rows, key=lambda row: row.check))


def with_typed_threshold(portfolio: Portfolio, name: str, text: str | None) -> Portfolio:
    """Return the portfolio with a threshold as typed; None or a blank is its default.

    Raises:
        PortfolioError: for a text that is no number in the unit of the threshold.
    """
    limit = THRESHOLDS[name]
    if text is None or not text.strip():
        return set_threshold(portfolio, name, None)
    kind, currency = _kind(limit), portfolio.settings.currency
    parsed = parse_figure(text, kind, currency, decimal=None if "," in text else ".")
    if parsed.problem or not isinstance(parsed.value, int | float):
        raise PortfolioError(
            parsed.problem or f"“{text.strip()}” is no number.",
            where=limit.title,
            remedy=f"Type a number such as {figure_text(limit.value, kind)}.",
        )
    value = float(parsed.value)
    return set_threshold(portfolio, name, None if value == limit.value else value)


def _limits() -> Iterator[tuple[Check, Measure, Threshold]]:
    for check in CHECKS:
        for part in check.parts:
            if isinstance(part, Measure):
                yield from ((check, part, at) for at in (part.red, part.amber) if at is not None)


def _row(limit: Threshold, settings: Settings) -> ThresholdRow:
    value = in_force(limit, settings)
    check, part = _OWNERS.get(limit.name, (CHECK[_AIM], None))
    return ThresholdRow(
        name=limit.name,
        lesson=LESSONS[check.lesson],
        check=f"{check.code} {check.title}",
        title=limit.title,
        default=value_text(limit.value, limit.unit, settings),
        value=value_text(value, limit.unit, settings),
        typed=figure_text(value, _kind(limit)),
        changed=is_changed(limit, settings),
        basis=limit.basis,
        doubt="" if part is None else _doubt(part, settings),
    )


def _doubt(part: Measure, settings: Settings) -> str:
    """Say that what is red begins before what is amber, so that nothing is amber."""
    if part.red is None or part.amber is None:
        return ""
    red, amber = in_force(part.red, settings), in_force(part.amber, settings)
    crossed = red > amber if part.better == "more" else red < amber
    return "Red begins before amber: nothing is amber." if crossed else ""


def _kind(limit: Threshold) -> FigureKind:
    return FigureKind(limit.name, limit.title, limit.unit, "use", "", -inf, inf)


#: The check whose figures aim at the one threshold that belongs to no measure.
_AIM = "1d"
_OWNERS = {limit.name: (check, part) for check, part, limit in _limits()}

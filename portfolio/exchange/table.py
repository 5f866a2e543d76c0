"""The initiatives of a portfolio as one wide table, with headers that read back without a guess.

It holds what one row can say: attributes, benefit, demand, facts and ratings. Funding levels,
rules, scenarios, decisions and comments stay in the portfolio file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portfolio.exchange.fact_columns import fact_columns
from portfolio.exchange.headers import demand_header, field_header, labels, rating_header
from portfolio.exchange.meaning import FIELDS, PARTS, MeaningKind, Part
from portfolio.exchange.proposal import CellValue
from portfolio.model import Estimate, Initiative, Portfolio, in_order

Value = Callable[[str, Initiative], CellValue]


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and typed cells, ready to be written.

    Attributes:
        title: of the sheet.
        rows: texts, numbers, dates, tags; None is blank.
        percents: indices of columns that hold shares of 1.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    percents: frozenset[int] = frozenset()


def table_of(portfolio: Portfolio, initiatives: Sequence[str] | None = None) -> Table:
    """Return initiatives as a table, one row each.

    Every resource has a column for each period; low and high values, and ratings,
    only where there are any. The last column is the record id, so that a table that
    comes back finds its initiatives under new names too.

    Args:
        portfolio: the document.
        initiatives: ids in the order wanted; None takes all in the order of the screen.
    """
    chosen = [key for key, _ in in_order(portfolio.initiatives)]
    if initiatives is not None:
        chosen = [key for key in initiatives if key in portfolio.initiatives]
    records = [portfolio.initiatives[key] for key in chosen]
    facts = list(fact_columns(records, portfolio.settings.currency))
    columns = [
        *_attributes(),
        *_benefit(),
        *_demand(portfolio, chosen),
        *((header, value) for header, value, _ in facts),
        *_ratings(portfolio, chosen),
        (field_header("id"), lambda key, _: key),
    ]
    headers = tuple(header for header, _ in columns)
    values = [value for _, value in columns]
    rows = tuple(
        tuple(value(key, portfolio.initiatives[key]) for value in values) for key in chosen
    )
    shares = {field_header("probability"), *(header for header, _, share in facts if share)}
    percents = frozenset(at for at, header in enumerate(headers) if header in shares)
    return Table(portfolio.title, headers, rows, percents)


def _attributes() -> list[tuple[str, Value]]:
    def attribute(name: MeaningKind) -> Value:
        return lambda _, initiative: getattr(initiative, name) or None

    return [(field_header(name), attribute(name)) for name in FIELDS]


def _benefit() -> list[tuple[str, Value]]:
    """Return the columns of the benefit; all blank where none has been stated."""

    def amount(part: Part) -> Value:
        def value(_: str, initiative: Initiative) -> CellValue:
            return _number(initiative.benefit.amount if initiative.benefit else None, part)

        return value

    def fact(name: str) -> Value:
        def value(_: str, initiative: Initiative) -> CellValue:
            benefit = initiative.benefit
            found = None if benefit is None else getattr(benefit, name)
            return found or None if isinstance(found, str) else _float(found)

        return value

    return [
        *((field_header("benefit", part), amount(part)) for part in PARTS),
        (field_header("benefit_unit"), fact("unit")),
        (field_header("benefit_kind"), fact("kind")),
        (field_header("probability"), fact("probability")),
        (field_header("benefit_delay"), fact("delay_years")),
        (field_header("benefit_source"), fact("source")),
    ]


def _demand(portfolio: Portfolio, chosen: Sequence[str]) -> list[tuple[str, Value]]:
    """Return a column for each resource, period and part that is needed."""

    def amount(resource: str, period: str, part: Part) -> Value:
        def value(_: str, initiative: Initiative) -> CellValue:
            by_period = initiative.demand.get(resource)
            return _number(by_period.get(period) if by_period else None, part)

        return value

    stated = {
        (resource, period, part)
        for key in chosen
        for resource, periods in portfolio.initiatives[key].demand.items()
        for period, estimate in periods.items()
        for part in PARTS
        if getattr(estimate, part) is not None
    }
    periods = labels(portfolio.periods)
    return [
        (
            demand_header(name, period, part, portfolio.resources[resource].unit),
            amount(resource, at, part),
        )
        for resource, name in labels(portfolio.resources).items()
        for at, period in periods.items()
        for part in PARTS
        if part == "likely" or (resource, at, part) in stated
    ]


def _ratings(portfolio: Portfolio, chosen: Sequence[str]) -> list[tuple[str, Value]]:
    """Return a column for each criterion and rater with a rating."""

    def rating(rater: str, criterion: str) -> Value:
        def value(key: str, _: Initiative) -> CellValue:
            by_criterion = portfolio.ratings[rater].get(key)
            found = by_criterion.get(criterion) if by_criterion else None
            return None if found is None else float(found.value)

        return value

    rated = {
        (rater, criterion)
        for rater, by_initiative in portfolio.ratings.items()
        for key in chosen
        for criterion in by_initiative.get(key, {})
    }
    raters = labels(portfolio.raters)
    return [
        (rating_header(name, person), rating(rater, criterion))
        for criterion, name in labels(portfolio.criteria).items()
        for rater, person in raters.items()
        if (rater, criterion) in rated
    ]


def _number(estimate: Estimate | None, part: Part) -> float | None:
    return None if estimate is None else _float(getattr(estimate, part))


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)

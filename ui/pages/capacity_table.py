"""Resources as rows, periods as columns: what there is of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from portfolio.edit import add_resource, set_capacity, set_resource
from portfolio.exchange import Parsed, parse_cell
from portfolio.model import Portfolio, Problem, Resource, in_order, new_id
from portfolio.model.amounts import amount_text, number_text
from ui.pages.pool_columns import pool_columns
from ui.tables import Column, Hints, Mark, Row

_KINDS = {"renewable": "Renewable", "budget": "Budget"}
_CATEGORIES = {
    "compute": "Compute",
    "talent": "Talent",
    "capital": "Capital",
    "other": "Other",
}
_CARRIES = {"no": False, "yes": True}


@dataclass(frozen=True, slots=True)
class Stock:
    """One resource, the order of the periods, and all resources by id and name."""

    record: Resource
    periods: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)


def stock_rows(portfolio: Portfolio, problems: tuple[Problem, ...]) -> list[Row[Stock]]:
    """Return one row a resource, with what is wrong marked on its name or period."""
    periods = tuple(key for key, _ in in_order(portfolio.periods))
    marks: dict[str, dict[str, Mark]] = {}
    for problem in problems:
        if problem.kind == "resource":
            marks.setdefault(problem.record, {})[_place(problem)] = Mark(
                problem.severity, f"{problem.text} {problem.remedy}"
            )
    names = {key: record.name for key, record in portfolio.resources.items()}
    return [
        Row(key, Stock(record, periods, names), marks.get(key, {}))
        for key, record in in_order(portfolio.resources)
    ]


def stock_columns(portfolio: Portfolio, current: Callable[[], Portfolio]) -> list[Column[Stock]]:
    """Return name, unit, category, kind, carry-over, one column a period, pool and service.

    Args:
        portfolio: whose periods get a column.
        current: gives the portfolio whose resources may be named.
    """
    fixed: list[Column[Stock]] = [
        Column(
            "name",
            "Resource",
            lambda s: s.record.name,
            parse=_text,
            write=_setter("name"),
            width=25,
        ),
        Column(
            "unit", "Unit", lambda s: s.record.unit, parse=_text, write=_setter("unit"), width=9
        ),
        _choice("category", "Category", _CATEGORIES, lambda s: s.record.category),
        _choice("kind", "Kind", _KINDS, lambda s: s.record.kind),
        Column(
            "carries_over",
            "Carries over",
            lambda s: _carries(s.record),
            "choice",
            parse=lambda text, _hints: _one_of(text, _CARRIES),
            write=_write_carries,
            choices=lambda: tuple(_CARRIES),
            about="Whether a budget that is not spent in one period may be spent later",
            width=14,
        ),
    ]
    periods = [_period_column(key, period.name) for key, period in in_order(portfolio.periods)]
    return [*fixed, *periods, *pool_columns(current)]


def add_resources(portfolio: Portfolio, count: int) -> tuple[Portfolio, list[str]]:
    """Add so many resources at the end, to be named by what is pasted into them."""
    keys = [new_id("r") for _ in range(count)]
    for key in keys:
        portfolio = add_resource(portfolio, key, "New resource", "")
    return portfolio, keys


def _period_column(period: str, name: str) -> Column[Stock]:
    def amount(stock: Stock) -> float | None:
        return stock.record.capacity.get(period)

    def shown(stock: Stock) -> str:
        value = amount(stock)
        return "" if value is None else number_text(value)

    def said(stock: Stock) -> str:
        value = amount(stock)
        return "" if value is None else amount_text(value, stock.record.unit)

    def plain(stock: Stock) -> str:
        value = amount(stock)
        return "" if value is None else f"{value:.12g}"

    return Column(
        f"period/{period}",
        name,
        shown,
        "number",
        sort=amount,
        text=plain,
        tip=lambda s: said(s) or "Not stated: no limit is applied in this period.",
        parse=lambda text, hints: parse_cell(text, "amount", decimal=hints.decimal or _mark(text)),
        write=lambda portfolio, key, value: set_capacity(portfolio, key, period, value),
        width=12,
    )


def _mark(text: str) -> Literal["."] | None:
    return None if "," in text else "."


def _place(problem: Problem) -> str:
    """Return the column of a problem; what concerns no single cell is shown at the name."""
    part, _, period = problem.field.partition("/")
    if part == "capacity":
        return f"period/{period}" if period else "name"
    return problem.field or "name"


def _text(text: str, _hints: Hints) -> Parsed:
    return parse_cell(text, "text")


def _setter(name: str) -> Callable[[Portfolio, str, object], Portfolio]:
    return lambda portfolio, key, value: set_resource(portfolio, key, **{name: value or ""})


def _choice(
    name: str, title: str, words: dict[str, str], read: Callable[[Stock], str]
) -> Column[Stock]:
    return Column(
        name,
        title,
        lambda s: words[read(s)],
        "choice",
        parse=lambda text, _hints: _one_of(text, {word: key for key, word in words.items()}),
        write=lambda portfolio, key, value: (
            portfolio if value is None else set_resource(portfolio, key, **{name: value})
        ),
        choices=lambda: tuple(words.values()),
        width=11,
    )


def _one_of(text: str, words: dict[str, str] | dict[str, bool]) -> Parsed:
    """Return the value of a word, whatever its case."""
    wanted = text.strip().casefold()
    if not wanted:
        return Parsed()
    for word, value in words.items():
        if word.casefold() == wanted:
            return Parsed(value)
    return Parsed(problem=f"“{text}” is none of {', '.join(words)}.")


def _carries(record: Resource) -> str:
    if record.kind != "budget":
        return "–"
    return "yes" if record.carries_over else "no"


def _write_carries(portfolio: Portfolio, key: str, value: bool | None) -> Portfolio:
    return set_resource(portfolio, key, carries_over=bool(value))

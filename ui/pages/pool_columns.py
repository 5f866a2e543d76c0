"""Which pool a resource is part of, and in whose place it can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from portfolio.edit import set_resource
from portfolio.exchange import Parsed
from portfolio.model import Portfolio, in_order
from portfolio.model.text import quoted
from ui.tables import Column, Hints

if TYPE_CHECKING:
    from ui.pages.capacity_table import Stock

_BLANKS = ("", "none", "–")


def pool_columns(current: Callable[[], Portfolio]) -> list[Column[Stock]]:
    """Return the columns; both are typed as names of resources.

    Args:
        current: gives the portfolio whose resources may be named.
    """

    def names() -> tuple[str, ...]:
        return tuple(record.name for _, record in in_order(current().resources))

    return [
        Column(
            "pool",
            "Part of pool",
            lambda stock: stock.names.get(stock.record.pool or "", ""),
            parse=lambda text, _hints: _pool(text, current()),
            write=lambda portfolio, key, value: set_resource(portfolio, key, pool=value),
            choices=names,
            about="All engineers for data engineers: what the parts need together must fit into "
            "the capacity of the pool",
            width=14,
        ),
        Column(
            "serves",
            "Stands in for",
            lambda stock: "; ".join(stock.names.get(key, "") for key in stock.record.serves),
            parse=lambda text, hints: _serves(text, hints, current()),
            write=_write_serves,
            choices=names,
            about="Resources in whose place this one can be used, such as the roles that people "
            "with several skills can fill; separated by semicolons",
            width=16,
        ),
    ]


def _pool(text: str, portfolio: Portfolio) -> Parsed:
    name = text.strip()
    if name.casefold() in _BLANKS:
        return Parsed()
    key = _found(name, portfolio)
    return Parsed(key) if key else Parsed(problem=_unknown(name))


def _serves(text: str, _hints: Hints, portfolio: Portfolio) -> Parsed:
    names = [part.strip() for part in text.split(";") if part.strip().casefold() not in _BLANKS]
    keys = [_found(name, portfolio) for name in names]
    if "" in keys:
        return Parsed(problem=_unknown(names[keys.index("")]))
    return Parsed(tuple(sorted(set(keys)))) if keys else Parsed()


def _found(name: str, portfolio: Portfolio) -> str:
    wanted = name.casefold()
    same = (
        key
        for key, record in in_order(portfolio.resources)
        if record.name.strip().casefold() == wanted
    )
    return next(same, "")


def _unknown(name: str) -> str:
    return f"{quoted(name)} is no resource of the portfolio."


def _write_serves(portfolio: Portfolio, key: str, value: Any) -> Portfolio:  # noqa: ANN401
    return set_resource(portfolio, key, serves=value or ())

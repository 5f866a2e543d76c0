"""Initiatives by name, limits by resource, period and amount, as parts of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text
from portfolio.model.text import listed, quoted

if TYPE_CHECKING:
    from portfolio.funding.tables import Tables

#: How many names a sentence holds before the rest is counted.
LISTED = 4


def name_of(portfolio: Portfolio, initiative_id: str) -> str:
    """Return the quoted name of an initiative."""
    return quoted(portfolio.initiatives[initiative_id].name)


def names_of(portfolio: Portfolio, ids: Iterable[str], most: int = LISTED) -> str:
    """Return the quoted names of initiatives as a list; beyond ``most``, the rest as a count."""
    return listed((name_of(portfolio, i) for i in ids), most)


def amount_of(portfolio: Portfolio, tables: Tables, resource: int, amount: float) -> str:
    """Return an amount of a resource with its unit and name: ``3 FTE of “Engineers”``."""
    record = portfolio.resources[tables.resource_ids[resource]]
    return f"{amount_text(amount, record.unit)} of {quoted(record.name)}"


def period_of(portfolio: Portfolio, tables: Tables, resource: int, period: int) -> str:
    """Return when a limit holds: ``in Q2``; ``by the end of Q2`` for a budget that carries over.

    A single period needs no name, and gives an empty string.
    """
    if len(tables.period_ids) == 1:
        return ""
    if period < 0:
        return " over all periods"
    name = portfolio.periods[tables.period_ids[period]].name
    return f" by the end of {name}" if tables.carries[resource] else f" in {name}"

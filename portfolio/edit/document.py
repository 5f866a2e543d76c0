"""Verbs on the document as a whole: title, settings, comments, a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from portfolio.edit.criteria import add_outline
from portfolio.edit.default_criteria import DEFAULT_CRITERIA
from portfolio.edit.derived import rederived
from portfolio.edit.resources import add_period, add_resource
from portfolio.model import Comment, FrozenMap, Portfolio


def set_title(portfolio: Portfolio, title: str) -> Portfolio:
    """Set the title of the document."""
    return replace(portfolio, title=title)


def set_notes(portfolio: Portfolio, notes: str) -> Portfolio:
    """Set the notes on the document as a whole."""
    return replace(portfolio, notes=notes)


def set_settings(portfolio: Portfolio, **fields: Any) -> Portfolio:
    """Set document-wide choices, named as in ``model.Settings``; derived demand follows."""
    after = replace(portfolio, settings=replace(portfolio.settings, **fields))
    return rederived(after, portfolio) if {"lessons", "currency"} & fields.keys() else after


def set_method_parameter(
    portfolio: Portfolio, method: str, name: str, value: float | None
) -> Portfolio:
    """Set one parameter of a ranking method; None goes back to its default."""
    parameters = portfolio.settings.parameters
    mine = parameters.get(method, FrozenMap())
    mine = mine.without(name) if value is None else mine.with_(name, value)
    changed = parameters.with_(method, mine) if mine else parameters.without(method)
    return set_settings(portfolio, parameters=changed)


def add_comment(portfolio: Portfolio, key: str, comment: Comment) -> Portfolio:
    """Add one comment."""
    return replace(portfolio, comments=portfolio.comments.with_(key, comment))


def new_portfolio(make_id: Callable[[str], str], *, today: date) -> Portfolio:
    """Return an empty portfolio that is ready to type into.

    It has the next four quarters, the three resources that every AI portfolio
    fights over (no capacity stated yet), and the default criteria with their
    default weights and written anchors.

    Args:
        make_id: gives a new id for a prefix, see ``model.new_id``.
        today: the four quarters start after this day.
    """
    portfolio = Portfolio(id=make_id("d"))
    for start in _next_quarters(today, 4):
        name = f"Q{(start.month + 2) // 3} {start.year}"
        portfolio = add_period(portfolio, make_id("p"), name, start=start)
    portfolio = add_resource(portfolio, make_id("r"), "Compute", "H100e-h", category="compute")
    portfolio = add_resource(
        portfolio, make_id("r"), "ML engineers", "FTE", category="talent", role="ML engineer"
    )
    portfolio = add_resource(
        portfolio,
        make_id("r"),
        "Capital",
        "$M",
        category="capital",
        kind="budget",
        carries_over=True,
    )
    for outline in DEFAULT_CRITERIA:
        portfolio = add_outline(portfolio, make_id("c"), outline)
    return portfolio


def _next_quarters(today: date, count: int) -> list[date]:
    first = today.year * 4 + (today.month - 1) // 3 + 1
    return [date(n // 4, n % 4 * 3 + 1, 1) for n in range(first, first + count)]

"""Verbs on raters and their ratings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portfolio.model import FrozenMap, Portfolio, Rater, Rating, key_after_all


def add_rater(portfolio: Portfolio, rater: str, name: str, **fields: Any) -> Portfolio:
    """Add a rater after the last one."""
    record = Rater(name=name, order=key_after_all(portfolio.raters), **fields)
    return replace(portfolio, raters=portfolio.raters.with_(rater, record))


def set_rater(portfolio: Portfolio, rater: str, **fields: Any) -> Portfolio:
    """Set attributes of one rater, named as in ``model.Rater``."""
    record = replace(portfolio.raters[rater], **fields)
    return replace(portfolio, raters=portfolio.raters.with_(rater, record))


def delete_rater(portfolio: Portfolio, rater: str) -> Portfolio:
    """Remove a rater, all their ratings, and what they were asked."""
    return replace(
        portfolio,
        raters=portfolio.raters.without(rater),
        ratings=portfolio.ratings.without(rater),
        invitations=portfolio.invitations.without(rater),
        ballots=portfolio.ballots.without(rater),
    )


def set_rating(
    portfolio: Portfolio, rater: str, initiative: str, criterion: str, rating: Rating | None
) -> Portfolio:
    """Set one rating, in the criterion's unit; None makes it missing."""
    table = portfolio.ratings.get(rater, FrozenMap())
    row = table.get(initiative, FrozenMap())
    row = row.without(criterion) if rating is None else row.with_(criterion, rating)
    table = table.with_(initiative, row) if row else table.without(initiative)
    ratings = portfolio.ratings
    ratings = ratings.with_(rater, table) if table else ratings.without(rater)
    return replace(portfolio, ratings=ratings)

"""Verbs on raters and their ratings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from portfolio.model import (
    FrozenMap,
    Portfolio,
    Rater,
    Rating,
    key_after_all,
)
from portfolio.model.rating_history import pasts, what_was_said

#: A rating that is changed within this time is being corrected, not given again: long enough
#: for a slip of the finger, or a second look at the anchors, to be noticed; short enough that
#: what was said before a discussion is never taken for one.
CORRECTION: Final = timedelta(minutes=10)


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


def rate(
    portfolio: Portfolio, rater: str, initiative: str, criterion: str, rating: Rating
) -> Portfolio:
    """Give one rating, and keep what the rater said before.

    The rating that was there becomes the last of ``earlier``, unless it is only corrected:
    the new one comes within ``CORRECTION`` of it. One without a time is older than any with
    one. Saying the same again changes nothing. The history is that of the rating that was
    there, whatever the new one brings.

    Args:
        portfolio: the document.
        rater: who rates.
        initiative: what is rated.
        criterion: on what.
        rating: value, confidence and comment, and ``at``, when it is given.
    """
    old = _given(portfolio, rater, initiative, criterion)
    if old is None:
        return set_rating(portfolio, rater, initiative, criterion, rating)
    if what_was_said(old) == what_was_said(rating):
        return portfolio
    return set_rating(portfolio, rater, initiative, criterion, _again(old, rating))


def rate_anew(
    portfolio: Portfolio, rater: str, initiative: str, criterion: str, rating: Rating
) -> Portfolio:
    """Give a rating after a discussion: what was said before is kept, however short ago."""
    old = _given(portfolio, rater, initiative, criterion)
    if old is None or what_was_said(old) == what_was_said(rating):
        return rate(portfolio, rater, initiative, criterion, rating)
    return set_rating(portfolio, rater, initiative, criterion, replace(rating, earlier=pasts(old)))


def rated_again(portfolio: Portfolio, before: Portfolio, now: datetime) -> Portfolio:
    """Return a portfolio in which a table gave ratings anew with what was said before kept.

    Args:
        portfolio: after the table was read.
        before: the document until then.
        now: when it was read; the time of the ratings that it changed.
    """
    ratings = portfolio.ratings
    for rater, table in ratings.items():
        old_table = before.ratings.get(rater, table)
        for initiative, row in table.items() if table is not old_table else ():
            old_row = old_table.get(initiative, row)
            again = {
                criterion: _again(old_row[criterion], replace(rating, at=now))
                for criterion, rating in row.items()
                if row is not old_row and criterion in old_row
                if what_was_said(old_row[criterion]) != what_was_said(rating)
            }
            if again:
                renewed = ratings[rater].with_(initiative, row.with_all(again))
                ratings = ratings.with_(rater, renewed)
    return portfolio if ratings is portfolio.ratings else replace(portfolio, ratings=ratings)


def _given(portfolio: Portfolio, rater: str, initiative: str, criterion: str) -> Rating | None:
    return portfolio.ratings.get(rater, FrozenMap()).get(initiative, FrozenMap()).get(criterion)


def _again(old: Rating, new: Rating) -> Rating:
    """Return a rating with the history of the one before it."""
    return replace(new, earlier=old.earlier if _corrects(old, new) else pasts(old))


def _corrects(old: Rating, new: Rating) -> bool:
    # Either way: a clock that went back makes no correction of what is given again.
    return old.at is not None and new.at is not None and abs(new.at - old.at) <= CORRECTION

"""What a rating was before its rater rated again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from portfolio.model.criterion import Confidence, PastRating, Rating

#: When something was said that has no time: older than all that has one.
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def what_was_said(rating: Rating | PastRating) -> tuple[float, Confidence | None, str]:
    """Return all of a rating but when it was given, and what it was before."""
    return rating.value, rating.confidence, rating.comment


def pasts(rating: Rating | None) -> tuple[PastRating, ...]:
    """Return a rating with its history, as history of a later one."""
    if rating is None:
        return ()
    return (*rating.earlier, PastRating(*what_was_said(rating), rating.at))


def with_history(rating: Rating, before: Iterable[PastRating]) -> Rating:
    """Return a rating that remembers what it was, each different saying once, the oldest first."""
    said: dict[tuple[object, ...], PastRating] = {}
    for past in (*rating.earlier, *before):
        known = said.get(what_was_said(past))
        if known is None or _when(known) < _when(past):
            said[what_was_said(past)] = past
    said.pop(what_was_said(rating), None)
    return replace(rating, earlier=tuple(sorted(said.values(), key=_age)))


def _age(past: PastRating) -> tuple[datetime, float, str, str]:
    """Return what puts sayings in order, whatever order they arrive in."""
    return _when(past), past.value, past.confidence or "", past.comment


def _when(past: PastRating) -> datetime:
    return past.at or LONG_AGO

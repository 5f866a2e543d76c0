"""What a rating was before, in words."""

from __future__ import annotations

from datetime import tzinfo

from portfolio.model import PastRating, Rating
from portfolio.model.amounts import number_text
from portfolio.model.days import day_text

_TOLD = 3


def history_words(rating: Rating, zone: tzinfo | None = None) -> str:
    """Return ``Was 40 on 3 Mar 2026, 55 on 1 Feb 2026.``, the latest first; empty without one.

    Args:
        rating: in the criterion's unit, which is not repeated.
        zone: for the days; None for that of the machine.
    """
    told = [_past(past, zone) for past in rating.earlier[: -_TOLD - 1 : -1]]
    more = len(rating.earlier) - len(told)
    if more > 0:
        told.append(f"and {more:,} more before")
    return f"Was {', '.join(told)}." if told else ""


def _past(past: PastRating, zone: tzinfo | None) -> str:
    value = number_text(past.value)
    return value if past.at is None else f"{value} on {day_text(past.at.astimezone(zone).date())}"

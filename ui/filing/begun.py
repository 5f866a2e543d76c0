"""What an untitled document began as: the empty document that is new, or a sample."""

from __future__ import annotations

from datetime import date, timedelta

from portfolio.edit import new_portfolio
from portfolio.files import NotOpened, load, samples
from portfolio.model import Portfolio, new_id

_IN_A_NEW_ONE = ("periods", "resources", "criteria")


def begun_from(portfolio: Portfolio, written: date) -> Portfolio:
    """Return the document that somebody began with, to tell what they did since.

    Args:
        portfolio: untitled work.
        written: a day on which it was open; the first period tells better when it began.
    """
    return _sample(portfolio.id) or _new_one(portfolio, written)


def _sample(key: str) -> Portfolio | None:
    for sample in samples():
        try:
            found = load(sample.path).portfolio
        except NotOpened:
            continue
        if found.id == key:
            return found
    return None


def _new_one(portfolio: Portfolio, written: date) -> Portfolio:
    """Return a new document with the ids that its records have in ``portfolio``.

    Ids are random; what a new document brings along is known by its place.
    """
    starts = [period.start for period in portfolio.periods.values() if period.start is not None]
    today = min(starts) - timedelta(days=1) if starts else written
    blank = new_portfolio(new_id, today=today)
    ids = {blank.id: portfolio.id}
    for collection in _IN_A_NEW_ONE:
        there = {record.order: key for key, record in getattr(portfolio, collection).items()}
        ids |= {
            key: there.get(record.order, key) for key, record in getattr(blank, collection).items()
        }
    made = iter(ids.values())
    return new_portfolio(lambda _prefix: next(made), today=today)

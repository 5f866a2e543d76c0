"""Revealing sealed ballots: all at once, so that nobody's rating sways another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portfolio.model import Ballot, FrozenMap, Portfolio, Rater, Rating
from portfolio.model.rating_history import pasts, with_history

Row = FrozenMap[str, Rating]


def reveal(portfolio: Portfolio, now: datetime) -> Portfolio:
    """Return the portfolio in which every sealed ballot counts.

    Its ratings go among the ratings; where the rater had said otherwise before, that
    stays in the history of the rating. A rating that the rater now cannot give is taken
    back, one that the ballot does not mention stays. Weights become those of the
    rater. What has left the portfolio since is passed over.
    """
    known = {key: each for key, each in portfolio.ballots.items() if key in portfolio.raters}
    if not portfolio.ballots:
        return portfolio
    ratings = {key: _table(portfolio, key, each) for key, each in known.items()}
    kept = portfolio.ratings.with_all(ratings)
    for key, table in ratings.items():
        kept = kept if table else kept.without(key)
    asked = portfolio.invitations
    revealed = {key: replace(asked[key], revealed=now) for key in known if key in asked}
    raters = {key: _weighed(portfolio.raters[key], each) for key, each in known.items()}
    return replace(
        portfolio,
        ratings=kept,
        raters=portfolio.raters.with_all(raters),
        invitations=asked.with_all(revealed),
        ballots=FrozenMap(),
    )


def _table(portfolio: Portfolio, rater: str, ballot: Ballot) -> FrozenMap[str, Row]:
    table = portfolio.ratings.get(rater, FrozenMap())
    changed: dict[str, Row] = {}
    for key in {**ballot.ratings, **ballot.left_out}:
        if key in portfolio.initiatives:
            changed[key] = _row(portfolio, table.get(key, FrozenMap()), ballot, key)
    table = table.with_all(changed)
    return FrozenMap({key: row for key, row in table.items() if row or key not in changed})


def _row(portfolio: Portfolio, before: Row, ballot: Ballot, initiative: str) -> Row:
    given = {
        name: with_history(rating, pasts(before.get(name)))
        for name, rating in ballot.ratings.get(initiative, FrozenMap()).items()
        if name in portfolio.criteria
    }
    unable = set(ballot.left_out.get(initiative, ()))
    kept = {name: rating for name, rating in before.items() if name not in unable}
    return FrozenMap({**kept, **given})


def _weighed(record: Rater, ballot: Ballot) -> Rater:
    if not ballot.weights:
        return record
    return replace(record, weighing=ballot.weighing, weights=ballot.weights)

"""Two ballots of one rater as one, whatever order they arrive in."""

from __future__ import annotations

from dataclasses import replace

from portfolio.model.ballot import Ballot
from portfolio.model.criterion import Rating
from portfolio.model.frozen import FrozenMap
from portfolio.model.rating_history import LONG_AGO, pasts, with_history

_Row = FrozenMap[str, Rating]


def joined_ballots(one: Ballot, other: Ballot) -> Ballot:
    """Return the later of two ballots of one rater, with what only the earlier one says.

    The one that was handed in last is the later one; one that was not handed in is earlier
    than one that was, and of two such ones that which was worked on last is the later. What
    the earlier one says otherwise becomes history of the rating. A cell that the later one
    leaves open is as the earlier one has it; one that the rater cannot judge any more has no
    rating. The answer does not depend on which of the two is ``one``.
    """
    earlier, later = in_time(one, other)
    made = replace(
        later,
        ratings=_ratings(earlier, later),
        left_out=_left_out(earlier, later),
        extra=FrozenMap({**earlier.extra, **later.extra}),
    )
    if not later.weights:
        made = replace(made, weighing=earlier.weighing, weights=earlier.weights)
    # Taken in again, a ballot is what it was: when that happens first is no news.
    same = [each.taken for each in (one, other) if replace(made, taken=each.taken) == each]
    return replace(made, taken=min(same, default=max(one.taken, other.taken)))


def in_time(one: Ballot, other: Ballot) -> tuple[Ballot, Ballot]:
    """Return two ballots of one rater, the earlier one first; see ``joined_ballots``."""
    earlier, later = sorted((one, other), key=_recency)
    return earlier, later


def cells_said(ballot: Ballot) -> set[tuple[str, str]]:
    """Return initiative and criterion of the cells that are rated or cannot be judged."""
    rated = {(key, name) for key, row in ballot.ratings.items() for name in row}
    return rated | {(key, name) for key, names in ballot.left_out.items() for name in names}


def _ratings(earlier: Ballot, later: Ballot) -> FrozenMap[str, _Row]:
    rows = {}
    for key in {**later.ratings, **earlier.ratings}:
        row = _row(earlier, later, key)
        if row:
            rows[key] = row
    return FrozenMap(rows)


def _row(earlier: Ballot, later: Ballot, key: str) -> _Row:
    before, now = (each.ratings.get(key, FrozenMap()) for each in (earlier, later))
    gone = later.left_out.get(key, ())
    kept = {name: rating for name, rating in before.items() if name not in gone}
    said = {name: with_history(rating, pasts(before.get(name))) for name, rating in now.items()}
    return FrozenMap({**kept, **said})


def _left_out(earlier: Ballot, later: Ballot) -> FrozenMap[str, tuple[str, ...]]:
    table = {}
    for key in {**later.left_out, **earlier.left_out}:
        rated = later.ratings.get(key, FrozenMap())
        before = set(earlier.left_out.get(key, ())) - rated.keys()
        names = before.union(later.left_out.get(key, ()))
        if names:
            table[key] = tuple(sorted(names))
    return FrozenMap(table)


def _recency(ballot: Ballot) -> tuple[object, ...]:
    given = [
        (key, name, rating) for key, row in ballot.ratings.items() for name, rating in row.items()
    ]
    worked_on = max((rating.at or LONG_AGO for *_, rating in given), default=LONG_AGO)
    said = sorted((*cell, each.value, each.confidence or "", each.comment) for *cell, each in given)
    rest = sorted(ballot.left_out.items()), sorted(ballot.weights.items())
    return ballot.at is not None, ballot.at or LONG_AGO, worked_on, said, rest

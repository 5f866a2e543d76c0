"""Two ballots of one rater as one, whatever order they arrive in."""

from __future__ import annotations

from dataclasses import replace

from portfolio.model.ballot import Ballot
from portfolio.model.criterion import Rating
from portfolio.model.frozen import FrozenMap
from portfolio.model.rating_history import LONG_AGO, pasts, with_history

_Row = FrozenMap[str, Rating]


def joined_ballots(one: Ballot, other: Ballot) -> Ballot:
    """Return two ballots of one rater as one, in which every cell is as it was said last.

    The ballot that was handed in last is the later one; one that was not handed in is earlier
    than one that was, and of two such ones that which was worked on last is the later. Of two
    ratings of a cell the one that was given last counts; that of the later ballot where one
    was not handed in or a time is missing. The other becomes its history. A cell that one
    ballot leaves open is as the other has it. A cell that the rater cannot judge has no
    rating, unless that was given after the ballot that says so was handed in. The answer does
    not depend on which of the two is ``one``.
    """
    earlier, later = in_time(one, other)
    ratings = _ratings(earlier, later)
    made = replace(
        later,
        ratings=ratings,
        left_out=_left_out(ratings, earlier, later),
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
    row = {name: rating for name, rating in before.items() if name not in gone}
    alike = (earlier.at is None) == (later.at is None)
    for name, rating in now.items():
        if name in before:
            row[name] = _said_last(before[name], rating, by_time=alike)
        elif name not in earlier.left_out.get(key, ()) or not _given_by(rating, earlier):
            row[name] = rating
    return FrozenMap(row)


def _said_last(before: Rating, now: Rating, *, by_time: bool) -> Rating:
    """Return the rating that was given last, with the other one as history."""
    if by_time and before.at is not None and now.at is not None:
        before, now = sorted((before, now), key=_when_and_what)
    return with_history(now, pasts(before))


def _when_and_what(rating: Rating) -> tuple[object, ...]:
    return rating.at, rating.value, rating.confidence or "", rating.comment


def _given_by(rating: Rating, ballot: Ballot) -> bool:
    """Whether a rating had been given when a ballot was handed in; not known counts as no."""
    return rating.at is not None and ballot.at is not None and rating.at <= ballot.at


def _left_out(
    ratings: FrozenMap[str, _Row], earlier: Ballot, later: Ballot
) -> FrozenMap[str, tuple[str, ...]]:
    table = {}
    for key in {**later.left_out, **earlier.left_out}:
        names = {*earlier.left_out.get(key, ()), *later.left_out.get(key, ())}
        names -= ratings.get(key, FrozenMap()).keys()
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

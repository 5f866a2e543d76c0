"""What a rater does on a ballot paper, and how far the paper is.

Every verb takes and returns the paper as a whole document: undo, saving and recovery
work on it as on any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from portfolio.edit.ballots import rated_criteria
from portfolio.edit.ratings import set_rater, set_rating
from portfolio.model import (
    BallotPaper,
    Confidence,
    FrozenMap,
    Invitation,
    Portfolio,
    Rating,
    Weighing,
)

Rows = FrozenMap[str, FrozenMap[str, Rating]]
LeftOut = FrozenMap[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a ballot is, in cells: one initiative on one criterion each.

    Attributes:
        asked: cells that are asked for.
        rated: of those, the ones with a rating.
        left_out: of those, the ones that the rater cannot judge.
    """

    asked: int
    rated: int
    left_out: int

    @property
    def open(self) -> int:
        """Cells about which nothing has been said yet."""
        return self.asked - self.rated - self.left_out


def paper_of(portfolio: Portfolio) -> BallotPaper:
    """Return what makes the document a ballot paper; asking any other one is a mistake."""
    if portfolio.paper is None:
        raise ValueError(f"{portfolio.id} is no ballot paper")
    return portfolio.paper


def own_row(portfolio: Portfolio, initiative: str) -> FrozenMap[str, Rating]:
    """Return what the rater of a paper has given one initiative, by criterion."""
    table = portfolio.ratings.get(paper_of(portfolio).rater, FrozenMap())
    return table.get(initiative, FrozenMap())


def given_before(paper: BallotPaper, rating: Rating) -> bool:
    """Whether a rating on a paper was there when the paper was made, and nobody touched it."""
    return rating.at is None or rating.at < paper.asked.at


def mark(
    portfolio: Portfolio, initiative: str, criterion: str, value: float, *, at: datetime
) -> Portfolio:
    """Rate one cell of a paper; confidence and comment stay as they were.

    The value goes to the nearer end of the scale where it lies beyond.
    """
    before = own_row(portfolio, initiative).get(criterion, Rating(value))
    levels = [anchor.level for anchor in portfolio.criteria[criterion].anchors]
    given = min(max(value, min(levels)), max(levels)) if levels else value
    rating = replace(before, value=given, at=at)
    return _with(portfolio, initiative, criterion, rating, left_out=False)


def note(
    portfolio: Portfolio,
    initiative: str,
    criterion: str,
    *,
    confidence: Confidence | None,
    comment: str,
) -> Portfolio:
    """Say how sure the rater is of a rating, and why; nothing where there is no rating."""
    before = own_row(portfolio, initiative).get(criterion)
    if before is None:
        return portfolio
    rating = replace(before, confidence=confidence, comment=comment)
    return _with(portfolio, initiative, criterion, rating, left_out=False)


def leave_out(portfolio: Portfolio, initiative: str, criterion: str) -> Portfolio:
    """Say that the rater cannot judge one cell; a rating that it had is gone."""
    return _with(portfolio, initiative, criterion, None, left_out=True)


def clear(portfolio: Portfolio, initiative: str, criterion: str) -> Portfolio:
    """Make one cell open again."""
    return _with(portfolio, initiative, criterion, None, left_out=False)


def weigh(
    portfolio: Portfolio, weights: Mapping[str, float], *, weighing: Weighing | None = None
) -> Portfolio:
    """Set the rater's own weights, by criterion; only the proportions matter."""
    paper = paper_of(portfolio)
    way = paper.asked.weighing if weighing is None else weighing
    return set_rater(portfolio, paper.rater, weighing=way, weights=FrozenMap(weights))


def hand_in(portfolio: Portfolio, at: datetime) -> Portfolio:
    """Say that the paper is finished."""
    return replace(portfolio, paper=replace(paper_of(portfolio), handed_in=at))


def reopen(portfolio: Portfolio) -> Portfolio:
    """Take back that the paper is finished."""
    return replace(portfolio, paper=replace(paper_of(portfolio), handed_in=None))


def standing_of(portfolio: Portfolio) -> Standing:
    """Return how far a paper is."""
    paper = paper_of(portfolio)
    rows = portfolio.ratings.get(paper.rater, FrozenMap())
    return standing(portfolio, paper.asked, rows, paper.left_out)


def standing(portfolio: Portfolio, asked: Invitation, rows: Rows, left_out: LeftOut) -> Standing:
    """Return how far ratings answer what was asked, as far as that is in the portfolio."""
    cells = list(asked_cells(portfolio, asked))
    rated = [name in rows.get(key, FrozenMap()) for key, name in cells]
    unable = [
        name in left_out.get(key, ()) and not given
        for (key, name), given in zip(cells, rated, strict=True)
    ]
    return Standing(len(cells), sum(rated), sum(unable))


def asked_cells(portfolio: Portfolio, asked: Invitation) -> Iterator[tuple[str, str]]:
    """Yield the initiative and criterion of each cell that is asked for and exists."""
    names = asked_criteria(portfolio, asked)
    for key in asked.initiatives:
        if key in portfolio.initiatives:
            yield from ((key, name) for name in names)


def asked_criteria(portfolio: Portfolio, asked: Invitation) -> tuple[str, ...]:
    """Return the criteria that are asked for, exist and are for people to rate on."""
    known = frozenset(rated_criteria(portfolio))
    return tuple(name for name in asked.criteria if name in known)


def open_counts(portfolio: Portfolio) -> dict[str, int]:
    """Return initiative id to the criteria on which a paper still says nothing, by number."""
    paper = paper_of(portfolio)
    names = asked_criteria(portfolio, paper.asked)
    table = portfolio.ratings.get(paper.rater, FrozenMap())
    counts = {}
    for key in paper.asked.initiatives:
        if key in portfolio.initiatives:
            said = {*table.get(key, FrozenMap()), *paper.left_out.get(key, ())}
            counts[key] = sum(name not in said for name in names)
    return counts


def _with(
    portfolio: Portfolio, initiative: str, criterion: str, rating: Rating | None, *, left_out: bool
) -> Portfolio:
    paper = paper_of(portfolio)
    marked = set(paper.left_out.get(initiative, ())) - {criterion}
    if left_out:
        marked.add(criterion)
    table = paper.left_out.without(initiative)
    if marked:
        table = table.with_(initiative, tuple(sorted(marked)))
    after = set_rating(portfolio, paper.rater, initiative, criterion, rating)
    return replace(after, paper=replace(paper, left_out=table))

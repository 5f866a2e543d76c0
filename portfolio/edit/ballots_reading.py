"""What one paper that came back says, and what of it is left out and why."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from math import isfinite

from portfolio.edit.ballots_marking import asked_cells, paper_of
from portfolio.model import (
    Ballot,
    Criterion,
    FrozenMap,
    Initiative,
    Invitation,
    Portfolio,
    Rating,
)
from portfolio.model.text import listed, plural, quoted

_OTHERS = "It holds ratings by others, which were left out."
_FAULTS = {
    "initiative": "Left out, because they are not in this portfolio: ratings of {}.",
    "criterion": "Left out, because they are not in this portfolio: ratings on {}.",
    "fed": "Left out, because a check of the lessons takes their place: ratings on {}.",
    "unasked": "Left out, because they were not asked for: ratings of {}.",
    "scale": "Left out, because the scale here is not the one that was rated on: ratings on {}.",
    "beyond": "Left out, because they lie beyond the scale: ratings of {}.",
}


def refusal(portfolio: Portfolio, document: Portfolio) -> str:
    """Return why nothing can be taken from a document; empty when something can."""
    paper = document.paper
    if paper is None:
        return "This is no ballot paper."
    if paper.portfolio != portfolio.id:
        return "This is a ballot paper of another portfolio."
    if paper.rater not in portfolio.raters:
        return "This is the ballot paper of somebody who is not among the raters."
    if paper.rater not in document.raters:
        return "This paper names another rater than the one whom it was made for."
    return ""


def asked_of(portfolio: Portfolio, document: Portfolio) -> Invitation:
    """Return what a rater was asked: as the portfolio says, else as the paper does."""
    paper = paper_of(document)
    return portfolio.invitations.get(paper.rater, paper.asked)


def read_paper(
    portfolio: Portfolio, document: Portfolio, now: datetime
) -> tuple[Ballot, tuple[str, ...]]:
    """Return the ballot in a paper that is not refused, and a sentence for all that is left out.

    Only the rater's own ratings of what was asked are read, and only values on the scale.
    """
    paper = paper_of(document)
    asked = asked_of(portfolio, document)
    rows, remarks = _ratings(portfolio, document, asked)
    weights, doubts = _weights(portfolio, document, asked)
    cells = set(asked_cells(portfolio, asked))
    left_out = {
        key: tuple(
            sorted({name for name in names if (key, name) in cells} - rows.get(key, {}).keys())
        )
        for key, names in paper.left_out.items()
    }
    ballot = Ballot(
        paper.handed_in,
        now,
        FrozenMap({key: FrozenMap(row) for key, row in rows.items()}),
        weighing=asked.weighing if weights else "",
        weights=FrozenMap(weights),
        left_out=FrozenMap({key: names for key, names in left_out.items() if names}),
    )
    return ballot, (*remarks, *doubts)


def _ratings(
    portfolio: Portfolio, document: Portfolio, asked: Invitation
) -> tuple[dict[str, dict[str, Rating]], tuple[str, ...]]:
    rater = paper_of(document).rater
    cells = set(asked_cells(portfolio, asked))
    rows: dict[str, dict[str, Rating]] = {}
    faults: dict[str, dict[str, None]] = {}
    for key, row in document.ratings.get(rater, FrozenMap()).items():
        for name, rating in row.items():
            fault = _fault(portfolio, document, cells, (key, name, rating.value))
            if fault is None:
                rows.setdefault(key, {})[name] = replace(rating, earlier=())
            else:
                kind, shown = fault
                faults.setdefault(kind, {})[shown] = None
    remarks = [
        text.format(listed(faults[kind])) for kind, text in _FAULTS.items() if kind in faults
    ]
    if document.ratings.keys() - {rater}:
        remarks.append(_OTHERS)
    rated = {name for row in rows.values() for name in row}
    return rows, (*remarks, *_reworded(portfolio, document, rated))


def _fault(
    portfolio: Portfolio,
    document: Portfolio,
    cells: Container[tuple[str, str]],
    rating: tuple[str, str, float],
) -> tuple[str, str] | None:
    """Return why one rating is left out, and what to call it; None when it is taken."""
    key, name, value = rating
    initiative = _called(portfolio.initiatives, document.initiatives, key)
    if key not in portfolio.initiatives:
        return "initiative", initiative
    title = _called(portfolio.criteria, document.criteria, name)
    kind = _criterion_fault(portfolio.criteria.get(name), document.criteria.get(name))
    if kind:
        return kind, title
    cell = f"{initiative} on {title}"
    if (key, name) not in cells:
        return "unasked", cell
    levels = [anchor.level for anchor in portfolio.criteria[name].anchors]
    return None if levels and min(levels) <= value <= max(levels) else ("beyond", cell)


def _criterion_fault(here: Criterion | None, rated_on: Criterion | None) -> str:
    """Return why nothing that was rated on a criterion is taken; empty when it is."""
    if here is None:
        return "criterion"
    if here.check:
        return "fed"
    return "scale" if rated_on is None or _scale(rated_on) != _scale(here) else ""


def _called(
    here: Mapping[str, Criterion | Initiative],
    there: Mapping[str, Criterion | Initiative],
    key: str,
) -> str:
    record = here.get(key) or there.get(key)
    return quoted(record.name) if record else "(unknown)"


def _scale(record: Criterion) -> object:
    points = [(anchor.level, anchor.points) for anchor in record.anchors]
    return record.direction, record.unit, points


def _reworded(portfolio: Portfolio, document: Portfolio, rated: set[str]) -> Iterator[str]:
    """Say which scales read otherwise now; what was rated on them is taken."""
    names = [
        quoted(record.name)
        for key, record in portfolio.criteria.items()
        if key in rated and record.anchors != document.criteria[key].anchors
    ]
    if names:
        yield f"Taken, although the words of their scales have changed since: {listed(names)}."


def _weights(
    portfolio: Portfolio, document: Portfolio, asked: Invitation
) -> tuple[dict[str, float], tuple[str, ...]]:
    record = document.raters.get(paper_of(document).rater)
    given = dict(record.weights) if record is not None else {}
    if not given:
        return {}, ()
    if not asked.weighing:
        return {}, ("It holds weights, which were not asked for and were left out.",)
    known = {key: weight for key, weight in given.items() if key in portfolio.criteria}
    if not all(isfinite(weight) and weight >= 0 for weight in known.values()):
        return {}, ("Its weights are not all numbers of 0 or more, and were left out.",)
    if not any(known.values()):
        return {}, ("All of its weights are 0, and were left out.",)
    gone = len(given) - len(known)
    if gone:
        return known, (f"{plural(gone, 'weight')} of criteria that are not here left out.",)
    return known, ()

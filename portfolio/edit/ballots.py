"""Asking for ballots: who is asked for what, and the paper that each rater gets.

A paper is a portfolio file of its own. It holds what one rater needs to judge and
nothing else: no demand, no benefit, no facts, no notes, and nobody else's ratings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from portfolio.model import (
    BallotPaper,
    Criterion,
    FrozenMap,
    Initiative,
    Invitation,
    Portfolio,
    Rater,
    Rating,
    Ratings,
    in_order,
)

R = TypeVar("R")
_BETWEEN = re.compile(r"[\t;,]")


def rated_criteria(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the criteria that people rate on, in screen order.

    No check feeds them, and they have a scale to rate on.
    """
    ordered = in_order(portfolio.criteria)
    return tuple(key for key, record in ordered if not record.check and record.anchors)


def counting_criteria(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the criteria that carry weight, in screen order; all where none does.

    One that is only watched is not weighed: asked for, it would come to count.
    """
    ordered = in_order(portfolio.criteria)
    counting = tuple(key for key, record in ordered if _counts(record))
    return counting or tuple(key for key, _ in ordered)


def _counts(record: Criterion) -> bool:
    return bool(record.weight or record.swing)


def invite(portfolio: Portfolio, invitations: Mapping[str, Invitation]) -> Portfolio:
    """Record what raters are asked; an earlier invitation of the same rater is replaced."""
    return replace(portfolio, invitations=portfolio.invitations.with_all(invitations))


def papers(
    portfolio: Portfolio,
    invitations: Mapping[str, Invitation],
    make_id: Callable[[str], str],
    *,
    from_earlier: Collection[str] = (),
) -> dict[str, Portfolio]:
    """Return the ballot paper of each invited rater, by rater id.

    A paper holds the criteria to rate on, with their scales, and the initiatives to
    rate, as far as they are in the portfolio. When weights are asked for it also holds
    all others that count, since a weight means something only beside all of them.

    Args:
        portfolio: where the ballots belong.
        invitations: rater id to what the rater is asked; the raters are in the portfolio.
        make_id: gives a new id for a prefix, see ``model.new_id``.
        from_earlier: ids of the raters who start from their own earlier ratings and
            weights; the others start with an empty paper.
    """
    return {
        rater: _paper(portfolio, rater, asked, make_id("d"), start=rater in from_earlier)
        for rater, asked in invitations.items()
    }


def _paper(
    portfolio: Portfolio, rater: str, asked: Invitation, key: str, *, start: bool
) -> Portfolio:
    known = _known(portfolio, asked)
    criteria = known.criteria
    if known.weighing:
        criteria = tuple(dict.fromkeys([*criteria, *counting_criteria(portfolio)]))
    record = portfolio.raters[rater]
    shown = Rater(record.name, record.order, role=record.role)
    if start:
        shown = replace(shown, weighing=record.weighing, weights=record.weights)
    return Portfolio(
        id=key,
        title=f"Ballot of {record.name}: {portfolio.title}",
        criteria=_shown(portfolio.criteria, criteria, criterion_on_paper),
        initiatives=_shown(portfolio.initiatives, known.initiatives, initiative_on_paper),
        raters=FrozenMap({rater: shown}),
        ratings=_own_ratings(portfolio, rater, known) if start else FrozenMap(),
        paper=BallotPaper(portfolio.id, rater, known),
    )


def _known(portfolio: Portfolio, asked: Invitation) -> Invitation:
    """Return an invitation without what is not in the portfolio or not for people to rate."""
    rated = set(rated_criteria(portfolio))
    return replace(
        asked,
        initiatives=tuple(key for key in asked.initiatives if key in portfolio.initiatives),
        criteria=tuple(key for key in asked.criteria if key in rated),
    )


def _shown(
    records: FrozenMap[str, R], keys: Iterable[str], show: Callable[[R], R]
) -> FrozenMap[str, R]:
    return FrozenMap({key: show(records[key]) for key in keys})


def criterion_on_paper(record: Criterion) -> Criterion:
    """Return what a rater reads of a criterion: its scale in words, and whether it counts."""
    return Criterion(
        record.name,
        record.order,
        direction=record.direction,
        unit=record.unit,
        anchors=record.anchors,
        weight=1.0 if _counts(record) else 0.0,
        group=record.group,
        description=record.description,
    )


def initiative_on_paper(record: Initiative) -> Initiative:
    """Return what a rater reads of an initiative: what it is, and no number."""
    return Initiative(
        record.name,
        record.order,
        code=record.code,
        owner=record.owner,
        sponsor=record.sponsor,
        category=record.category,
        unit=record.unit,
        stage=record.stage,
        status=record.status,
        goal=record.goal,
    )


def _own_ratings(portfolio: Portfolio, rater: str, asked: Invitation) -> Ratings:
    """Return the rater's own ratings of what is asked, without what they were before."""
    table = portfolio.ratings.get(rater, FrozenMap())
    rows = {key: table[key] for key in asked.initiatives if key in table}
    own: dict[str, FrozenMap[str, Rating]] = {}
    for key, row in rows.items():
        kept = {name: replace(row[name], earlier=()) for name in asked.criteria if name in row}
        if kept:
            own[key] = FrozenMap(kept)
    return FrozenMap({rater: FrozenMap(own)}) if own else FrozenMap()


def people_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return name and role of everybody on a typed or pasted list, each name once.

    One person a line; the role follows a tab, a semicolon or a comma. Lines without a
    name are passed over.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        name, *rest = (part.strip() for part in _BETWEEN.split(line, maxsplit=1))
        if name:
            found.setdefault(same_name(name), (name, "".join(rest)))
    return tuple(found.values())


def same_name(name: str) -> str:
    """Return a name as it is compared: however it is written in capitals and accents."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()

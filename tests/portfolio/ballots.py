"""Ballots of seven raters: who is asked, and papers that are filled in at random."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from portfolio.edit.ballots import invite, papers, rated_criteria
from portfolio.edit.ballots_marking import asked_cells, hand_in, leave_out, mark, note, weigh
from portfolio.model import FrozenMap, Invitation, Rater, in_order
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEVEN = ("ana", "bo", "cy", "dee", "eli", "fay", "gus")


def panel():
    """The small portfolio with seven raters, of whom Ana and Bo have rated before."""
    raters = {key: Rater(key.title(), str(n)) for n, key in enumerate(SEVEN)}
    return replace(sound(), raters=FrozenMap(raters))


def asked(portfolio, weighing="", **fields):
    """An invitation to everything that people can rate."""
    keys = tuple(key for key, _ in in_order(portfolio.initiatives))
    return Invitation(NOW, keys, rated_criteria(portfolio), weighing, **fields)


def invited(portfolio=None, raters=SEVEN, weighing="swing"):
    """The portfolio with its invitations, and the paper of each rater."""
    portfolio = portfolio or panel()
    due = date(2026, 12, 1)
    invitations = dict.fromkeys(raters, asked(portfolio, weighing, due=due, note="Alone, please."))
    numbers = iter(range(99))
    made = papers(portfolio, invitations, lambda prefix: f"{prefix}-{next(numbers)}")
    return invite(portfolio, invitations), made


def filled(paper, seed, hours=1, *, finished=True):
    """A paper filled in at random: some cells cannot be judged, some are left open."""
    draw = random.Random(seed)
    at = NOW + timedelta(hours=hours)
    for key, name in list(asked_cells(paper, paper.paper.asked)):
        way = draw.random()
        if way < 0.7:
            paper = mark(paper, key, name, draw.randint(0, 100), at=at)
            sure = draw.choice([None, "low", "medium", "high"])
            comment = f"secret {draw.randint(0, 9)}" if draw.random() < 0.3 else ""
            paper = note(paper, key, name, confidence=sure, comment=comment)
        elif way < 0.85:
            paper = leave_out(paper, key, name)
    if paper.paper.asked.weighing:
        paper = weigh(paper, {name: draw.randint(1, 100) for name in paper.criteria})
    return hand_in(paper, at) if finished else paper

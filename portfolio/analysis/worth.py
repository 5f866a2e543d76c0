"""What each initiative is worth to the plan, worked out once for each state of the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from portfolio.errors import PortfolioError
from portfolio.funding import PlanObjective
from portfolio.funding.objective import worth_of
from portfolio.model import Portfolio

if TYPE_CHECKING:
    from portfolio.analysis.result import Results

_REMEMBERED = 4


@dataclass(frozen=True, slots=True, eq=False)
class KnownWorth:
    """What the valued initiatives add at full size.

    Attributes:
        objective: what the amounts are of; None when the entries cannot be valued.
        by_id: initiative id to amount, in the unit of the objective.
    """

    objective: PlanObjective | None = None
    by_id: Mapping[str, float] = field(default_factory=dict)


class _Valued:
    """What worth depends on, equal only to itself: comparing 1,200 records takes too long.

    Without ``scores`` it stands for the benefit, which does not depend on them.
    """

    def __init__(self, portfolio: Portfolio, scores: Mapping[str, float] | None) -> None:
        self.portfolio = portfolio
        self.scores = scores
        self._parts = (portfolio.initiatives, portfolio.settings, scores)

    def __hash__(self) -> int:
        return hash(tuple(id(part) for part in self._parts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Valued) and all(
            mine is theirs for mine, theirs in zip(self._parts, other._parts, strict=True)
        )


def known_worth(results: Results) -> KnownWorth:
    """Return what each valued initiative adds at full size, and of what.

    Nothing is known when the entries cannot be valued at this moment (several units, a
    number out of range): the error of the plan says so as soon as it is there.
    """
    portfolio = results.portfolio
    scores = None if states_benefit(portfolio) else results.scores
    return _worth(_Valued(portfolio, scores))


def worth_by_id(results: Results) -> Mapping[str, float]:
    """Return what each valued initiative adds at full size; see ``known_worth``."""
    return known_worth(results).by_id


def states_benefit(portfolio: Portfolio) -> bool:
    """Whether the plan maximizes benefit, whatever the initiatives score."""
    wanted = portfolio.settings.objective
    return wanted == "benefit" or (
        wanted == "auto"
        and any(
            record.benefit is not None and record.benefit.amount is not None
            for record in portfolio.initiatives.values()
        )
    )


@lru_cache(maxsize=_REMEMBERED)
def _worth(valued: _Valued) -> KnownWorth:
    ids = tuple(valued.portfolio.initiatives)
    try:
        worth = worth_of(valued.portfolio, ids, valued.scores)
    except PortfolioError:  # The plan meets the same fault, and says so.
        return KnownWorth()
    gains = zip(ids, worth.gain.tolist(), strict=True)
    known = {key: gain for key, gain in gains if key not in worth.unvalued}
    return KnownWorth(worth.objective, known)

"""What an analysis answers with: every stage's result, and which of them are outdated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from portfolio.errors import PortfolioError
from portfolio.funding import Lever, Line, Plan
from portfolio.lessons import Board
from portfolio.model import FrozenMap, Portfolio, Problem
from portfolio.ranking import Matrix, Ranking

Part = Literal["problems", "ranking", "plan", "waterline", "lines", "lessons", "levers"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Everything known about one snapshot of the document.

    Attributes:
        revision: of the document, as given by the caller; a late result is told by it.
        portfolio: the snapshot that was analyzed.
        problems: in the order of the screen.
        matrix: ratings joined to one table; None when there is nothing to rate.
        ranking: by the method of the settings; None when it could not be made.
        ranking_error: why there is no ranking; None when there is one, or not yet.
        plan: the best set; None when it has not been solved yet, or could not be.
        plan_error: why there is no plan; None when there is one, or not yet.
        waterline: the plan straight down the ranking; None without one.
        lines: initiative id to verdict and reason in the plan.
        levers: cut initiative id to what would bring it in, the smallest change first;
            in large portfolios, and of plans that are not proven, there are none.
        stale: parts that were computed for an earlier snapshot (or not at all yet).
            ``ranking`` covers ``matrix`` and ``ranking_error``, ``plan`` covers
            ``plan_error``.
        board: the lights of the five lessons; until the plan is there they do not know
            what is funded, and are named as stale. None when nothing was judged yet.
        scores: initiative id to additive value, 0 to 100, whatever the method of the
            ranking; what a plan by value adds up. Goes with ``ranking``.
        provisional: the plan is a quick what-if answer: feasible, not proven best.
    """

    revision: int
    portfolio: Portfolio
    problems: tuple[Problem, ...] = ()
    matrix: Matrix | None = None
    ranking: Ranking | None = None
    ranking_error: PortfolioError | None = None
    plan: Plan | None = None
    plan_error: PortfolioError | None = None
    waterline: Plan | None = None
    lines: FrozenMap[str, Line] = field(default_factory=FrozenMap)
    stale: frozenset[Part] = frozenset(PARTS)
    provisional: bool = False
    levers: FrozenMap[str, tuple[Lever, ...]] = field(default_factory=FrozenMap)
    scores: Mapping[str, float] = field(default_factory=FrozenMap)
    board: Board | None = None

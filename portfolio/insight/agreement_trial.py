"""What would follow if a cell had another joined rating: another rank, another plan."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Mapping

from portfolio.errors import PortfolioError, Tick
from portfolio.funding.objective import Worth, worth_of
from portfolio.funding.result import Floats
from portfolio.insight.agreement_opinions import Opinions
from portfolio.insight.agreement_result import End, Power
from portfolio.insight.base import Base, Question
from portfolio.model import Portfolio
from portfolio.ranking import Live, Matrix, Ranking, method_named
from portfolio.ranking.scales import checked_anchors, points

#: Seconds for today's plan, and for each plan with another rating; one that is not proven by
#: then says nothing.
TODAY_S, OTHER_S = 20.0, 3.0


class Trial:
    """Puts another joined rating into one cell at a time, and ranks and plans again.

    Args:
        portfolio: the document.
        opinions: its ratings.
        question: the plan where it is known, and whom to tell.
    """

    def __init__(self, portfolio: Portfolio, opinions: Opinions, question: Question) -> None:
        self._portfolio = portfolio
        self._opinions = opinions
        self._question = question
        self._ranking = self._ranked(opinions.matrix)
        self._scores = self._scored(opinions.matrix, self._ranking)
        self._today: tuple[Base, Floats] | None = None
        self._worth = self._valued()
        self.power = self._power()

    def rank(self, row: int) -> int:
        """Return today's rank of an initiative; 0 when it is not ranked."""
        return int(self._ranking.ranks[row])

    def rank_at(self, row: int, column: int, level: float) -> int:
        """Return the rank of an initiative with another joined rating."""
        return int(self._ranked(self._moved(row, column, level)).ranks[row])

    def worth(self) -> Mapping[str, float]:
        """Return initiative id to what it adds to the plan at full size; empty when unknown."""
        if self._worth is None:
            return {}
        return dict(zip(self._opinions.initiative_ids, self._worth.gain.tolist(), strict=True))

    def begin(self, tick: Tick) -> None:
        """Find today's plan, to hold others against; without a proven one there is no power.

        Raises:
            Cancelled: ``tick`` asked to stop.
        """
        asked = dataclasses.replace(self._question, scores=self._scores, tick=tick)
        base = Base(self._portfolio, asked)
        known = asked.plan is not None and asked.plan.status == "optimal"
        x = base.today().x if known else _best(base, TODAY_S)
        if x is None:
            self.power = "no plan"
        else:
            self._today = base, x

    def planned(self, end: End, row: int, column: int, tick: Tick) -> End:
        """Return an end with what it does to the plan; unchanged when that is not proven.

        Raises:
            Cancelled: ``tick`` asked to stop.
        """
        if self._today is None:
            return end
        base, x = self._today
        scores = self._scored(self._moved(row, column, end.level), None)
        if self.power == "floor" and self._above(scores) == self._above(self._scores):
            return dataclasses.replace(end, planned=True)
        then = Base(self._portfolio, Question(scores=scores, tick=tick))
        if len(then.problem.gain) == len(base.problem.gain):
            then.resolver.learn(x)
        other = _best(then, OTHER_S)
        if other is None:
            return end
        before, after = base.funded(x), then.funded(other)
        return dataclasses.replace(
            end,
            planned=True,
            enters=tuple(key for key in after if key not in before),
            leaves=tuple(key for key in before if key not in after),
            resized=tuple(key for key in after if before.get(key, after[key]) != after[key]),
        )

    def _moved(self, row: int, column: int, level: float) -> Matrix:
        """Return the table with another joined rating in one cell."""
        matrix = self._opinions.matrix
        criterion = self._opinions.criterion_ids[column]
        place = matrix.criterion_ids.index(criterion)
        anchor_levels, anchor_points = checked_anchors(self._portfolio.criteria[criterion])
        ratings, values = matrix.ratings.copy(), matrix.values.copy()
        ratings[row, place] = level
        values[row, place] = points(
            ratings[row, place], anchor_levels=anchor_levels, anchor_points=anchor_points
        )
        return dataclasses.replace(matrix, ratings=ratings, values=values)

    def _ranked(self, matrix: Matrix, method: str = "") -> Ranking:
        settings = self._portfolio.settings
        chosen = method_named(method or settings.method)
        return Live(matrix, chosen, settings.missing).rerank(matrix.weights)

    def _scored(self, matrix: Matrix, ranking: Ranking | None) -> dict[str, float]:
        """Return what a plan by value adds up: additive scores, whatever the method."""
        if ranking is None or ranking.method != "additive":
            ranking = self._ranked(matrix, "additive")
        scores = zip(ranking.initiative_ids, ranking.scores.tolist(), strict=True)
        return {key: score for key, score in scores if math.isfinite(score)}

    def _above(self, scores: Mapping[str, float]) -> set[str]:
        floor = self._portfolio.settings.score_floor
        return {key for key, score in scores.items() if score >= floor}

    def _valued(self) -> Worth | None:
        try:
            return worth_of(self._portfolio, self._opinions.initiative_ids, self._scores)
        except PortfolioError:  # The plan meets the same fault, and says so.
            return None

    def _power(self) -> Power:
        if self._worth is None:
            return "no plan"
        if self._worth.objective == "value":
            return "value"
        return "floor" if self._portfolio.settings.objective == "benefit_above" else "ranking"


def _best(base: Base, seconds: float) -> Floats | None:
    """Return the choice that a plan would make; None when none is proven in that time."""
    control = base.held(0.0, "Planning with other ratings")
    control.deadline = time.monotonic() + seconds
    answer = base.solved(None, control)
    if answer.x is None or answer.outcome != "optimal":
        return None
    return base.problem.completed(base.settled(answer.x, control))

"""Answers while a slider moves: a few milliseconds, and said to be provisional."""

from __future__ import annotations

from dataclasses import replace

from portfolio.analysis.known import Known, Ranked, Solved
from portfolio.analysis.plan_stages import PlanStage, still_solves, still_tells
from portfolio.analysis.reads import TABLE, same
from portfolio.analysis.stages import RankStage, ranked_by
from portfolio.errors import PortfolioError
from portfolio.lessons.feed import fed
from portfolio.model import MissingRule, Portfolio
from portfolio.ranking import Live, Matrix, Ranking, build_matrix, method_named
from portfolio.ranking.rater_weights import weights_in_force

#: Cells (initiatives × criteria × raters) that are read afresh within a few milliseconds.
_READ_AT_ONCE = 10_000
#: A quick plan that takes longer is left to the full analysis, which shows it first.
_PLANNED_AT_ONCE_S = 0.05


class QuickLook:
    """Ranks and plans at once where that is cheap; belongs to one thread.

    Args:
        stage: where rankings are kept, shared with the full analysis.
        planner: the same for plans; its last quick plan tells how long one takes.
    """

    def __init__(self, stage: RankStage, planner: PlanStage) -> None:
        self._stage = stage
        self._planner = planner
        self._table: Ranked | None = None
        self._lives: dict[tuple[str, MissingRule], Live] = {}
        self._guess: Solved | None = None

    def find(self, known: Known) -> None:
        """Take over the last quick plan if it still holds."""
        guess = self._guess
        if guess is not None and still_solves(guess, known) and still_tells(guess, known):
            known.guess = guess

    def rank(self, known: Known) -> None:
        """Rank, unless that is known, or the method or the table takes its time."""
        portfolio = known.portfolio
        if known.ranked is not None:
            return
        try:
            if method_named(portfolio.settings.method).keep is None:
                return
            table = self._table_of(portfolio)
            if table is None:
                return
            matrix = _reweighted(table, portfolio)
        except PortfolioError as error:
            self._stage.add(known, Ranked(portfolio, error=error))
            return
        self._stage.add(known, ranked_by(portfolio, matrix, self._rerank))

    def _table_of(self, portfolio: Portfolio) -> Matrix | None:
        """Return the table to rank by; the same object as long as only weights change."""
        if self._table is None or not same(TABLE, self._table.portfolio, portfolio):
            entry = self._stage.like(portfolio)
            if entry is None and _cells(portfolio) <= _READ_AT_ONCE:
                entry = Ranked(portfolio, build_matrix(fed(portfolio)))
            self._table, self._lives = entry, {}
        return None if self._table is None else self._table.matrix

    def _rerank(self, matrix: Matrix, method: str, missing: MissingRule) -> Ranking:
        live = self._lives.get((method, missing))
        if live is None:
            live = self._lives[method, missing] = Live(matrix, method_named(method), missing)
        return live.rerank(matrix.weights)

    def plan(self, known: Known) -> None:
        """Plan by a heuristic, unless that is known already, impossible, or takes its time."""
        if known.solved is not None or known.guess is not None or known.ranked is None:
            return
        if self._planner.pace <= _PLANNED_AT_ONCE_S:
            self._planner.guess(known)
            self._guess = known.guess


def _reweighted(table: Matrix, portfolio: Portfolio) -> Matrix:
    weights, _ = weights_in_force(portfolio)
    weights.setflags(write=False)
    return replace(table, weights=weights)


def _cells(portfolio: Portfolio) -> int:
    return len(portfolio.initiatives) * len(portfolio.criteria) * len(portfolio.ratings)

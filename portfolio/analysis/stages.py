"""The stages: what each reads of a snapshot and of those before it, and what it finds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from portfolio.analysis.known import Checked, Known, Ranked, Recent
from portfolio.analysis.reads import PROBLEMS, RANKING, TABLE, same
from portfolio.errors import PortfolioError, Tick
from portfolio.lessons.feed import fed
from portfolio.model import Memory, MissingRule, Portfolio, Problem, problems
from portfolio.ranking import (
    Live,
    Matrix,
    Ranking,
    build_matrix,
    method_named,
    method_problems,
)


class Stage(Protocol):
    """One step of the analysis."""

    text: str

    def find(self, known: Known) -> bool:
        """Take over an earlier finding that still holds; return whether there is one now."""

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Find out anew; yield whenever ``known`` has grown."""


class CheckStage:
    """Problems."""

    text = "Checking the entries"

    def __init__(self) -> None:
        self._recent: Recent[Checked] = Recent()
        self._memories: deque[Memory] = deque([Memory()], maxlen=1)

    def find(self, known: Known) -> bool:
        """Find the problems of a snapshot that reads the same."""
        if known.checked is None:
            portfolio = known.portfolio
            known.checked = self._recent.find(lambda e: same(PROBLEMS, e.portfolio, portfolio))
        return known.checked is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Check, with what earlier rounds remember."""
        tick(0.0, self.text)
        # A run that is being cancelled may still hold the memory: then start a new one.
        memory = self._memories.pop() if self._memories else Memory()
        known.checked = self._recent.add(
            Checked(known.portfolio, _problems(known.portfolio, memory))
        )
        self._memories.append(memory)
        yield


def _problems(portfolio: Portfolio, memory: Memory) -> tuple[Problem, ...]:
    return problems(portfolio, memory) + method_problems(portfolio)


class RankStage:
    """Matrix, ranking, and the additive scores."""

    text = "Ranking"

    def __init__(self) -> None:
        self._recent: Recent[Ranked] = Recent()

    def find(self, known: Known) -> bool:
        """Find the ranking of a snapshot that reads the same."""
        if known.ranked is None:
            portfolio = known.portfolio
            known.ranked = self._recent.find(lambda e: same(RANKING, e.portfolio, portfolio))
        return known.ranked is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Rank by the method of the settings."""
        tick(0.0, self.text)
        self.add(known, ranked(known.portfolio))
        yield

    def like(self, portfolio: Portfolio) -> Ranked | None:
        """Return an earlier ranking with a table that differs in nothing but weights."""
        return self._recent.find(
            lambda entry: entry.matrix is not None and same(TABLE, entry.portfolio, portfolio)
        )

    def add(self, known: Known, entry: Ranked) -> None:
        """Keep a ranking that was made elsewhere."""
        known.ranked = self._recent.add(entry)


def ranked(portfolio: Portfolio) -> Ranked:
    """Return the ranking by the method of the settings, or why there is none."""
    try:
        matrix = build_matrix(fed(portfolio))
    except PortfolioError as error:
        return Ranked(portfolio, error=error)
    return ranked_by(portfolio, matrix, live_rank)


Rank = Callable[[Matrix, str, MissingRule], Ranking]


def live_rank(matrix: Matrix, method: str, missing: MissingRule) -> Ranking:
    """Rank a table afresh."""
    return Live(matrix, method_named(method), missing).rerank(matrix.weights)


def ranked_by(portfolio: Portfolio, matrix: Matrix, rank: Rank) -> Ranked:
    """Return the ranking of a table, and its additive scores, made by ``rank``."""
    settings = portfolio.settings
    ranking, error = None, None
    try:
        ranking = rank(matrix, settings.method, settings.missing)
    except PortfolioError as raised:
        error = raised
    additive = ranking
    if settings.method != "additive":
        try:
            additive = rank(matrix, "additive", settings.missing)
        except PortfolioError:  # Then there are no scores; the plan says what it lacks.
            additive = None
    return Ranked(portfolio, matrix, ranking, _scores(additive), error)


def _scores(ranking: Ranking | None) -> dict[str, float]:
    if ranking is None:
        return {}
    pairs = zip(ranking.initiative_ids, ranking.scores.tolist(), strict=True)
    return {key: score for key, score in pairs if np.isfinite(score)}

"""What the stages found out about one snapshot, and how it becomes results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from portfolio.analysis.reads import PLAN_WORDS, same
from portfolio.analysis.result import Part, Results
from portfolio.errors import PortfolioError
from portfolio.funding import Lever, Line, Plan
from portfolio.lessons import Board
from portfolio.model import FrozenMap, Portfolio, Problem
from portfolio.ranking import Matrix, Ranking


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """The problems of a snapshot."""

    portfolio: Portfolio
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The ranking of a snapshot, or why there is none.

    Attributes:
        scores: initiative id to additive value, 0 to 100: what the plan adds up when it
            maximizes value, whatever the method of the ranking.
    """

    portfolio: Portfolio
    matrix: Matrix | None = None
    ranking: Ranking | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    error: PortfolioError | None = None

    def order(self) -> tuple[str, ...]:
        """Return the ids of ranked initiatives, best first, ties in the order of the screen."""
        if self.ranking is None:
            return ()
        ranks = self.ranking.ranks.tolist()
        pairs = zip(ranks, self.ranking.initiative_ids, strict=True)
        return tuple(key for rank, key in sorted(pairs, key=lambda pair: pair[0]) if rank > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A plan of a snapshot, or why there is none; with the scores it was given."""

    portfolio: Portfolio
    scores: Mapping[str, float]
    plan: Plan | None = None
    error: PortfolioError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The waterline of a snapshot under one ranking; None when there is none."""

    portfolio: Portfolio
    solved: Solved
    order: tuple[str, ...]
    waterline: Plan | None


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """The lines of a plan."""

    portfolio: Portfolio
    solved: Solved
    lines: FrozenMap[str, Line]


@dataclass(frozen=True, slots=True, eq=False)
class Pulled:
    """The levers of a plan, by initiative id."""

    portfolio: Portfolio
    solved: Solved
    levers: FrozenMap[str, tuple[Lever, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The lights of the five lessons; ``planned`` when they know the plan."""

    portfolio: Portfolio
    board: Board
    planned: bool


@dataclass(slots=True, eq=False)
class Known:
    """What is known about one snapshot so far; None for what is not.

    Attributes:
        solved: the exact plan.
        guess: a quick plan, of use until the exact one is there.
    """

    portfolio: Portfolio
    checked: Checked | None = None
    ranked: Ranked | None = None
    solved: Solved | None = None
    guess: Solved | None = None
    drawn: Drawn | None = None
    explained: Explained | None = None
    pulled: Pulled | None = None
    judged: Judged | None = None

    def results(self, revision: int, base: Results | None) -> Results:
        """Return it as results; what is not known is carried over and named as stale.

        Args:
            revision: of the snapshot.
            base: results for an earlier snapshot of the same document, if any.
        """
        old = base or Results(revision=revision, portfolio=self.portfolio)
        ranked, solved = self.ranked, self.solved or self.guess
        return Results(
            revision=revision,
            portfolio=self.portfolio,
            problems=old.problems if self.checked is None else self.checked.problems,
            matrix=old.matrix if ranked is None else ranked.matrix,
            ranking=old.ranking if ranked is None else ranked.ranking,
            ranking_error=old.ranking_error if ranked is None else ranked.error,
            plan=old.plan if solved is None else solved.plan,
            plan_error=old.plan_error if solved is None else solved.error,
            waterline=old.waterline if self.drawn is None else self.drawn.waterline,
            lines=old.lines if self.explained is None else self.explained.lines,
            stale=self._stale(),
            provisional=old.provisional if solved is None else self.solved is None,
            scores=old.scores if ranked is None else ranked.scores,
            levers=old.levers if self.pulled is None else self.pulled.levers,
            board=old.board if self.judged is None else self.judged.board,
        )

    def _stale(self) -> frozenset[Part]:
        found: dict[Part, object] = {
            "problems": self.checked,
            "ranking": self.ranked,
            "plan": self.solved or self.guess,
            "waterline": self.drawn,
            "lines": self.explained,
            "levers": self.pulled,
            "lessons": self.judged if self.judged is not None and self.judged.planned else None,
        }
        return frozenset(part for part, entry in found.items() if entry is None)


class Told(Protocol):
    """A finding about a plan of a snapshot."""

    @property
    def portfolio(self) -> Portfolio:
        """The snapshot."""

    @property
    def solved(self) -> Solved:
        """The plan that it is about."""


def still_told(entry: Told, known: Known) -> bool:
    """Whether a finding is about the plan of this snapshot, in the words of this one."""
    return entry.solved is known.solved and same(PLAN_WORDS, entry.portfolio, known.portfolio)


E = TypeVar("E")
_KEPT = 4


class Recent(Generic[E]):
    """The last few findings of a stage: undo and redo find theirs again.

    Read and added to by single assignments; of two findings that are added at the
    same moment one may be lost, which costs time and nothing else.
    """

    def __init__(self) -> None:
        self._entries: tuple[E, ...] = ()

    def find(self, fits: Callable[[E], bool]) -> E | None:
        """Return the newest finding that fits."""
        return next((entry for entry in self._entries if fits(entry)), None)

    def add(self, entry: E) -> E:
        """Keep a finding and return it; the oldest is forgotten."""
        self._entries = (entry, *self._entries[: _KEPT - 1])
        return entry

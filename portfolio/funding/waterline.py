"""Funding straight down the ranked list, as people do by hand."""

from __future__ import annotations

import dataclasses
import math
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from portfolio.funding.conflict import conflict_of
from portfolio.funding.ledger import Ledger
from portfolio.funding.planning import make_plan
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.result import Plan
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.rules import closure, requirements
from portfolio.funding.solver import Answer, Model, Relaxation
from portfolio.funding.wording import name_of
from portfolio.model import Portfolio


def waterline(
    portfolio: Portfolio,
    ranking_order: Sequence[str],
    *,
    scores: Mapping[str, float] | None = None,
) -> Plan:
    """Return the plan that goes down the list until the first that does not fit.

    Mandated and forced-in initiatives come first, with what they require; then the
    highest-ranked that each floor needs; then the list from the top. An initiative
    brings what it requires. One that a rule bars (forced out, excluded, over a cap)
    is passed over; the first whose capacity is not there ends the list. Each is
    funded from the earliest start, at the largest size, that fits.

    The value counts as in ``plan``, so that the two can be compared. The bound is
    that of the continuous relaxation.

    Args:
        portfolio: the document.
        ranking_order: initiative ids, best first; those not in it are not funded.
        scores: as in ``plan``.

    Raises:
        PortfolioError: as ``plan`` does.
    """
    started = time.monotonic()
    problem = build_problem(portfolio, value=scores)
    walk = _Walk(problem, ranking_order)
    end = walk.run()
    x = walk.ledger.choice()
    if len(problem.rows.broken(x)):
        answer = Answer("infeasible", None, -math.inf)
        plan = make_plan("waterline", problem, answer, "infeasible", time.monotonic() - started)
        conflict = conflict_of(portfolio, problem) or _UNMET
        return dataclasses.replace(plan, conflict=conflict, notes=(conflict, *plan.notes))
    answer = Answer("feasible", x, _bound(problem))
    plan = make_plan("waterline", problem, answer, "feasible", time.monotonic() - started)
    return dataclasses.replace(plan, notes=(_end_note(portfolio, end), *plan.notes))


def down_the_list(
    problem: Problem, order: Sequence[str], *, passing_over: bool = False
) -> Floats | None:
    """Return the choice that ``waterline`` makes for a problem; None when it breaks a row.

    Args:
        problem: what to choose from.
        order: ids, best first.
        passing_over: whether to go on below the first that does not fit.
    """
    walk = _Walk(problem, order, passing_over=passing_over)
    walk.run()
    x = walk.ledger.choice()
    return None if len(problem.rows.broken(x)) else x


_HELD_IN = frozenset({"mandated", "force_in"})
_UNMET = "Going straight down the list cannot meet every floor; the best plan does."


class _Walk:
    def __init__(
        self, problem: Problem, order: Sequence[str], *, passing_over: bool = False
    ) -> None:
        self._passing_over = passing_over
        ids = problem.tables.initiative_ids
        index = {initiative_id: place for place, initiative_id in enumerate(ids)}
        self._sources = problem.rows.sources
        starts = _by_start(problem)
        self._starts = {i: starts[place] for i, place in index.items()}
        for row, source in enumerate(self._sources):
            if source.kind in _HELD_IN:
                left = frozenset(problem.rows.column[problem.rows.row == row].tolist())
                key = source.initiatives[0]
                self._starts[key] = _among(self._starts[key], left) or self._starts[key]
        self._order = [i for i in order if i in index]
        self._needs = requirements(problem.rows.sources)
        self._funded: set[str] = set()
        self.ledger = Ledger(problem.rows)

    def run(self) -> str | None:
        """Fund in order; return the initiative that ended the list, None when none did."""
        forced = [source.initiatives[0] for source in self._sources if source.kind in _HELD_IN]
        if len(self._fund(forced)):
            return None
        for row in self.ledger.lacking_rows():
            self._meet_floor(int(row))
        for initiative_id in self._order:
            kinds = {self._sources[row].kind for row in self._fund([initiative_id])}
            if kinds == {"capacity"} and not self._passing_over:
                return initiative_id
        return None

    def _meet_floor(self, row: int) -> None:
        for initiative_id in self._order:
            if row not in self.ledger.lacking_rows():
                return
            if initiative_id in self._sources[row].initiatives:
                self._fund([initiative_id])

    def _fund(self, ids: Iterable[str]) -> Indices:
        """Fund all of ``ids`` and what they require, or none; return the rows in the way."""
        group = [i for i in closure(ids, self._needs) if i not in self._funded]
        first_full: Indices | None = None
        for turn in range(max((len(self._starts[i]) for i in group), default=1)):
            chosen = [self._starts[i][min(turn, len(self._starts[i]) - 1)] for i in group]
            smallest = [sizes[0] for sizes in chosen]
            full = self.ledger.full_rows(smallest)
            if not len(full):
                self.ledger.take(smallest)
                self._funded.update(group)
                for sizes in chosen:
                    self._enlarge(sizes)
                return full
            first_full = full if first_full is None else first_full
        return np.empty(0, dtype=np.int64) if first_full is None else first_full

    def _enlarge(self, sizes: range) -> None:
        self.ledger.drop(sizes[0])
        for column in reversed(sizes):
            if not len(self.ledger.full_rows([column])):
                self.ledger.take([column])
                return


def _by_start(problem: Problem) -> dict[int, list[range]]:
    """Return initiative to its options, those of each start from the smallest size up."""
    options = problem.options
    owner, start = options.initiative[: options.sizes], options.start[: options.sizes]
    edges = np.flatnonzero((np.diff(owner) != 0) | (np.diff(start) != 0)) + 1
    found: dict[int, list[range]] = defaultdict(list)
    for first, end in pairwise(sorted({0, *edges.tolist(), options.sizes})):
        found[int(owner[first])].append(range(first, end))
    return found


def _among(starts: Sequence[range], left: frozenset[int]) -> list[range]:
    """Return the options of each start that are left; a size is one of neighbors, or all are."""
    kept = ([column for column in sizes if column in left] for sizes in starts)
    return [range(sizes[0], sizes[-1] + 1) for sizes in kept if sizes]


def _bound(problem: Problem) -> float:
    width = len(problem.options)
    if width == 0:
        return 0.0
    model = Model(problem.gain, problem.rows, np.zeros(width), np.ones(width))
    relaxed = Relaxation(model).solve(model.lower, model.upper)
    return math.inf if relaxed is None else relaxed.value


def _end_note(portfolio: Portfolio, end: str | None) -> str:
    if end is None:
        return "The whole list fits, as far as the rules allow."
    name = name_of(portfolio, end)
    return f"The list ends at {name}, the first that does not fit into what is left."

"""One problem solved again and again with small changes: frontiers, explanations, prices of rules.

``Resolver(problem).best(Change(...))`` gives the same value as ``best_choice`` on the changed
problem. What was solved before is used again: the continuous relaxation starts from its last
basis; every choice found so far is tried; and no choice of a problem is worth more than the best
of one that allows as much or more, which often settles the matter without a search.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from portfolio.errors import Cancelled
from portfolio.funding.abreast import Opened, groups, searched
from portfolio.funding.core import Bounds
from portfolio.funding.known_choices import KnownChoices
from portfolio.funding.packing import better_within
from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import RELATIVE_TOLERANCE, Floats, Row, Rows
from portfolio.funding.search import Known, choice_from
from portfolio.funding.solver import Answer, Control, Model, Relaxation, Relaxed
from portfolio.funding.sweep import Point, packed
from portfolio.funding.values import resolution, value_of


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """How a problem differs from the one that a ``Resolver`` was made for.

    Attributes:
        upper: row index to the upper side that it now has.
        lower: the same from below.
        lifted: rows that hold no longer.
        fixed: column index to the value, 0 or 1, that it has to have.
        more: rows that hold as well. Pass the same ``Row`` object in several changes,
            and what was solved under it is known to be comparable.
    """

    upper: Mapping[int, float] = field(default_factory=dict)
    lower: Mapping[int, float] = field(default_factory=dict)
    lifted: Iterable[int] = ()
    fixed: Mapping[int, float] = field(default_factory=dict)
    more: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A changed problem: sides of the first rows, bounds of the columns, rows added."""

    problem: Problem
    sides: Bounds
    bounds: Bounds
    more: frozenset[int]

    def allows_no_more_than(self, other: _Case) -> bool:
        return (
            self.more >= other.more
            and _inside(self.sides, other.sides)
            and _inside(self.bounds, other.bounds)
        )


class Resolver:
    """Solves one problem under many changes, each the faster for those before.

    Answers are exact, as those of ``best_choice``, and deterministic for the same calls in
    the same order. Which of several choices of the same value is returned may depend on what
    was asked before; where that matters, ``ties.settle`` decides it. Not for two threads at
    once.

    Args:
        problem: what is changed.
        known: choices to start from, such as the best one.
    """

    def __init__(self, problem: Problem, known: Iterable[Floats] = ()) -> None:
        self._problem = problem
        self._step = resolution(problem.gain)
        self._relaxation: Relaxation | None = None
        self._choices = KnownChoices(problem)
        self._solved: list[tuple[_Case, float]] = []
        # Kept alive: rows added are compared by identity.
        self._rows: dict[int, Row] = {}
        for x in known:
            self.learn(x)
        if not len(problem.gain):
            self.learn(np.zeros(0))

    def learn(self, x: Floats) -> None:
        """Remember a choice as a start for what is asked next; it need not keep any row."""
        self._choices.add(x)

    def best(self, change: Change | None = None, control: Control | None = None) -> Answer:
        """Return the best choice of the changed problem, as ``best_choice`` does.

        Args:
            change: none for the problem as it is.
            control: deadline and progress; after ``Cancelled`` the best so far is returned.
        """
        case = self._case(change or Change())
        x = self._choices.best(case.problem.rows, case.bounds)
        bound = self._bound(case)
        if bound == -math.inf:
            return Answer("infeasible", None, bound)
        if x is not None and bound <= value_of(self._problem.gain, x) + self._step:
            answer = Answer("optimal", x, value_of(self._problem.gain, x))
        else:
            relaxation = self._relaxed_as(case)
            known = Known(x, bound=bound, bounds=case.bounds, relaxation=relaxation)
            answer = choice_from(case.problem, control or Control(), known)
        self._remember(case, answer)
        return answer

    def settle(self, changes: Sequence[Change], control: Control | None = None) -> None:
        """Solve many changes side by side, so that ``best`` knows the answer to most of them.

        Neighbors should allow nearly as much: what they leave open is searched together.

        Args:
            changes: of the problem.
            control: deadline and progress; after ``Cancelled`` the rest is left open.
        """
        control = control or Control()
        cases = [self._case(change) for change in changes if not change.more]
        waiting = [(case, each) for case in cases if (each := self._opened(case)) is not None]
        with suppress(Cancelled):
            for group in groups([each for _, each in waiting]):
                members = [waiting[place] for place in group]
                problems = [each for _, each in members]
                if searched(self._problem, problems, self._step, control, self.learn):
                    for case, _ in members:
                        x = self._choices.best(case.problem.rows, case.bounds)
                        if x is not None:
                            self._solved.append((case, value_of(self._problem.gain, x)))

    def _opened(self, case: _Case) -> Opened | None:
        """Return what the best known choice leaves open; None where there is none to search."""
        rows = case.problem.rows
        x = self._choices.best(rows, case.bounds)
        tight = tightened(rows, case.bounds.lower, case.bounds.upper)
        relaxation = self._relaxed_as(case)
        if x is None or tight is None or relaxation is None:
            return None
        value, relaxed = value_of(self._problem.gain, x), relaxation.solve(*tight)
        if relaxed is None or self._bound(case) <= value + self._step:
            return None
        left = better_within(rows, Bounds(*tight), relaxed, value + self._step)
        if left is None or relaxed.value <= value + self._step:
            self._solved.append((case, value))
            return None
        return Opened(rows, left, relaxed, value)

    def beating(self, above: float, change: Change, control: Control | None = None) -> Answer:
        """Return a choice of the changed problem that is worth more than ``above``, if any.

        Cheaper than ``best``: any such choice will do, ``feasible`` or ``optimal``, and what
        is worth less is never looked for. ``infeasible`` when there is none, or none fits.

        Args:
            above: value to exceed, by more than the resolution of the gains.
            change: of the problem.
            control: as for ``best``.
        """
        case = self._case(change)
        x = self._choices.best(case.problem.rows, case.bounds)
        bound = self._bound(case)
        if x is not None and value_of(self._problem.gain, x) > above:
            return Answer("feasible", x, max(bound, value_of(self._problem.gain, x)))
        if bound <= above + self._step:
            return Answer("infeasible", None, bound)
        relaxation = self._relaxed_as(case)
        known = Known(
            above=above,
            any_above=True,
            bound=bound,
            bounds=case.bounds,
            relaxation=relaxation,
        )
        answer = choice_from(case.problem, control or Control(), known)
        if answer.outcome == "infeasible":
            self._solved.append((case, above + self._step))
        elif answer.x is not None:
            self._remember(case, answer)
        return answer

    def firsts(self, changes: Sequence[Change]) -> list[Answer]:
        """Return a good choice for each of many changes, with the bound of its relaxation.

        The relaxation of each, one after the other from a warm basis; then greedy packings
        by the reduced gains, for all side by side; then every choice found so far is tried
        on every change. ``feasible``; ``optimal`` and ``infeasible`` where that is proven;
        ``unknown`` where nothing was found.
        """
        cases = [self._case(change) for change in changes]
        points = [self._point(case) for case in cases]
        for x in packed(self._problem.gain, [point for point in points if point is not None]):
            self.learn(x)
        return [self._judged(*pair) for pair in zip(cases, points, strict=True)]

    def _case(self, change: Change) -> _Case:
        rows, width = self._problem.rows, len(self._problem.gain)
        sides = Bounds(rows.lower.copy(), rows.upper.copy())
        for side, amounts in ((sides.lower, change.lower), (sides.upper, change.upper)):
            side[list(amounts)] = list(amounts.values())
        lifted = list(change.lifted)
        sides.lower[lifted], sides.upper[lifted] = -np.inf, np.inf
        bounds = Bounds(np.zeros(width), np.ones(width))
        columns, values = list(change.fixed), list(change.fixed.values())
        bounds.lower[columns] = bounds.upper[columns] = values
        self._rows.update({id(row): row for row in change.more})
        changed = _with_sides(rows, sides).with_(change.more) if change.more else None
        problem = dataclasses.replace(self._problem, rows=changed or _with_sides(rows, sides))
        return _Case(problem, sides, bounds, frozenset(id(row) for row in change.more))

    def _bound(self, case: _Case) -> float:
        """Return what no choice is worth more than, from what was solved before."""
        return min(
            (value for solved, value in self._solved if case.allows_no_more_than(solved)),
            default=math.inf,
        )

    def _relaxed_as(self, case: _Case) -> Relaxation | None:
        """Return the relaxation with the sides of the case; None where rows were added."""
        if case.more:
            return None
        if self._relaxation is None:
            zeros, ones = np.zeros(len(self._problem.gain)), np.ones(len(self._problem.gain))
            model = Model(self._problem.gain, self._problem.rows, zeros, ones)
            self._relaxation = Relaxation(model)
        self._relaxation.limit_rows(case.sides.lower, case.sides.upper)
        return self._relaxation

    def _remember(self, case: _Case, answer: Answer) -> None:
        if answer.x is not None:
            self.learn(answer.x)
        bound = -math.inf if answer.outcome == "infeasible" else answer.bound
        self._solved.append((case, bound))

    def _point(self, case: _Case) -> Point | None:
        """Return the relaxation of a case; None when no choice keeps its rows."""
        rows = case.problem.rows
        decided = tightened(rows, case.bounds.lower, case.bounds.upper)
        if decided is None or not len(self._problem.gain):
            return None
        relaxation = self._relaxed_as(case)
        if relaxation is None:
            relaxation = Relaxation(Model(self._problem.gain, rows, *decided))
        relaxed = relaxation.solve(*decided)
        return None if relaxed is None else Point(rows, Bounds(*decided), relaxed)

    def _judged(self, case: _Case, point: Point | None) -> Answer:
        x = self._choices.best(case.problem.rows, case.bounds)
        relaxed = None if point is None else point.relaxed
        bound = min(self._bound(case), _worth(relaxed, x, self._problem.gain))
        if bound == -math.inf:
            return Answer("infeasible", None, bound)
        if x is None:
            return Answer("unknown", None, bound)
        value = value_of(self._problem.gain, x)
        closed = bound <= value + self._step
        return Answer("optimal" if closed else "feasible", x, max(value, bound))


def _worth(relaxed: Relaxed | None, x: Floats | None, gain: Floats) -> float:
    """Return the bound of a relaxation; without one, that of the only choice there may be."""
    if relaxed is not None:
        return relaxed.value
    return -math.inf if x is None else value_of(gain, x)


def _inside(inner: Bounds, outer: Bounds) -> bool:
    below = bool((inner.lower >= outer.lower).all())
    return below and bool((inner.upper <= outer.upper).all())


def _with_sides(rows: Rows, sides: Bounds) -> Rows:
    """Return the rows with other sides, and the slack that ``rows.stack`` gives them."""
    largest = np.zeros(len(rows))
    np.maximum.at(largest, rows.row, np.abs(rows.value))
    for side in (sides.lower, sides.upper):
        largest = np.maximum(largest, np.where(np.isfinite(side), np.abs(side), 0.0))
    slack = RELATIVE_TOLERANCE * largest
    return dataclasses.replace(rows, lower=sides.lower, upper=sides.upper, slack=slack)

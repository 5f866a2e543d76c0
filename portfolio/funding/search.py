"""The exact search: the best choice of options, proven."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from portfolio.errors import Cancelled
from portfolio.funding.beside import led_by_first
from portfolio.funding.branch import Search
from portfolio.funding.core import Bounds, Core, core_of
from portfolio.funding.packing import ALL_TRIES, better_within, doubtful_core, good_choice
from portfolio.funding.parts import Parts
from portfolio.funding.polish import FIRST, DrawnCores
from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.solver import (
    Answer,
    Control,
    Model,
    Relaxation,
    Relaxed,
    best_whole,
    progress,
)
from portfolio.funding.swaps import Swaps
from portfolio.funding.tree import best_within
from portfolio.funding.values import other_than, resolution, value_of

_Cores = Sequence[tuple[int, int]]

#: With so few open options, branching finds its own first choice.
_SMALL = 24
#: Sizes of the doubtful cores that are searched first, smallest first, each with a budget
#: of nodes; one not settled ends the list, and so does the first where options are single;
#: none where any better choice will do: those are found by packing, or else there are few.
_FIRST_CORES: _Cores = ((60, 2_000), (80, 5_000), (105, 8_000), (140, 10_000))

#: One core is clearly smaller than another below this share; drawn ones start by this smaller.
_CLEARLY, _SMALLER = 0.8, 10
#: Work is nodes times open options times rows, roughly a microsecond per 40. So much is
#: done between two looks at whether what was found since leaves much less open.
_SLICE = 4_000_000
_LEAST_NODES = 256

#: So many drawn cores are searched after each slice, more in a wide problem, and then first.
_POLISHED, _POLISHED_WIDE, _WIDE = 4, 10, 150

#: Work on the whole; after that, or when more options or rows are open, a tree takes over.
_MOST_WORK, _MOST_OPEN, _MOST_ROWS = 200_000_000, 600, 60


#: A choice to start from, this close to the relaxation or with so few options left open,
#: needs no packings nor cores first.
_NEAR, _FEW = 0.02, 120


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known before a search.

    Attributes:
        x: a choice to start from; dropped when it breaks a row.
        above: only choices that are worth more are wanted.
        any_above: one of them will do.
        bound: no choice is worth more than this.
        bounds: what is decided already.
        relaxation: of the gain and the rows of the problem, kept warm.
    """

    x: Floats | None = None
    above: float = -math.inf
    any_above: bool = False
    bound: float = math.inf
    bounds: Bounds | None = None
    relaxation: Relaxation | None = None


def best_choice(
    problem: Problem, control: Control, start: Floats | None = None, above: float = -math.inf
) -> Answer:
    """Return the best choice of options for a problem.

    Propagation and the continuous relaxation first, then greedy packings for a good
    choice, then branch and bound: over the most doubtful options, which improves
    the choice, and over all that the reduced gains leave open, which proves it.
    What is too large for that, or takes too many nodes, goes to a ``Tree`` with the best
    choice as its start. Deterministic up to the deadline of ``control``.

    Args:
        problem: what to choose from.
        control: deadline and progress; after ``Cancelled`` the best so far is returned.
        start: a choice to start from; dropped when it breaks a row.
        above: only choices that are worth more are wanted; ``infeasible`` when there
            are none.
    """
    return choice_from(problem, control, Known(start, above))


def choice_from(problem: Problem, control: Control, known: Known) -> Answer:
    """Do as ``best_choice`` does, from what is known."""
    hunt = _Hunt(problem, control, known)
    if known.x is not None:
        hunt.offer(known.x)
    try:
        done = hunt.run()
    except Cancelled:
        done = False
    return hunt.answer(done=done)


def _first_cores(problem: Problem) -> _Cores:
    owner = problem.options.initiative
    return _FIRST_CORES if len(owner) > 2 * len(np.unique(owner)) else _FIRST_CORES[:1]


def _within(problem: Problem, bounds: Bounds) -> Model:
    return Model(problem.gain, problem.rows, bounds.lower, bounds.upper)


class _Hunt:
    """One search: the problem, the best choice and the best bound so far."""

    def __init__(self, problem: Problem, control: Control, known: Known) -> None:
        self._problem = problem
        self._control = control
        self._known = known
        self._step = resolution(problem.gain)
        # What beats this by more than a step is worth more than ``above``.
        self._value = known.above - self._step
        self._x: Floats | None = None
        self._bound = known.bound
        self._cores: _Cores = () if known.any_above else _first_cores(problem)
        self._settled = FIRST

    def offer(self, x: Floats) -> bool:
        """Take a choice if it keeps every row and is better; return whether it keeps them."""
        kept = not len(self._problem.rows.broken(x))
        value = value_of(self._problem.gain, x)
        if kept and value > max(self._value, self._known.above):
            self._value, self._x = value, x
        return kept

    def answer(self, *, done: bool) -> Answer:
        """Return what was found; ``done`` says that nothing better is left."""
        if self._x is None:
            return Answer("infeasible" if done else "unknown", None, self._bound)
        bound = self._value if done else max(self._bound, self._value)
        return Answer("optimal" if done else "feasible", self._x, bound)

    def run(self) -> bool:
        """Search; return whether nothing better is left."""
        problem, width = self._problem, len(self._problem.options)
        first = self._known.bounds or Bounds(np.zeros(width), np.ones(width))
        decided = tightened(problem.rows, first.lower, first.upper)
        if decided is None:
            return True
        if width == 0:
            return self.offer(np.zeros(0))
        bounds = Bounds(*decided)
        relaxation = self._known.relaxation or Relaxation(_within(problem, bounds))
        relaxed = relaxation.solve(*decided)
        if relaxed is None:
            return True
        self._bound = min(self._bound, relaxed.value)
        self._tell()
        if self._closed():
            return True
        return self._by_all_means(bounds, relaxed, relaxation)

    def _by_all_means(self, bounds: Bounds, relaxed: Relaxed, relaxation: Relaxation) -> bool:
        near = self._near(bounds, relaxed)
        if len(bounds.open()) > _SMALL and not near:
            tries = 1 if self._known.any_above else ALL_TRIES
            x = good_choice(self._problem, bounds, relaxed, relaxation, tries)
            if x is not None:
                self.offer(x)
            if not math.isfinite(self._value):
                return self._by_highs(bounds)
        return self._closed() or self._by_branching(bounds, relaxed, () if near else self._cores)

    def _by_branching(self, bounds: Bounds, relaxed: Relaxed, cores: _Cores) -> bool:
        for size, nodes in cores:
            left = self._left_open(bounds, relaxed)
            if left is None:
                return True
            if size > _CLEARLY * len(left.open()):
                break
            core = doubtful_core(self._problem, bounds, relaxed, size)
            if core is not None and not self._run(self._started(core), core, nodes):
                break
            if self._closed():
                return True
            self._settled = size - _SMALLER
        return self._by_whole_core(bounds, relaxed)

    def _by_whole_core(self, bounds: Bounds, relaxed: Relaxed) -> bool:
        """Search all that is left open; start again whenever that has become much less."""
        core: Core | None = None
        done = 0
        drawn = DrawnCores(self._problem, bounds, relaxed, self._settled)
        count = _POLISHED_WIDE if _WIDE < len(bounds.open()) <= _MOST_OPEN else _POLISHED
        self._polish(drawn, count if count > _POLISHED else 0)
        while done < _MOST_WORK and self._control.seconds_left() > 0:
            left = self._left_open(bounds, relaxed)
            if left is None:
                return True
            if core is None or len(left.open()) < _CLEARLY * len(core.options):
                core = core_of(self._problem, left.lower, left.upper, relaxed)
                if len(core.options) > _MOST_OPEN or core.relaxed_rows > _MOST_ROWS:
                    return self._by_parts(bounds, relaxed)
                search = self._started(core)
                size = max(len(core.options) * core.relaxed_rows, 1)
            before = search.nodes
            if self._run(search, core, max(_SLICE // size, _LEAST_NODES)) or self._closed():
                return True
            done += (search.nodes - before) * size
            self._bound = min(self._bound, (search.bound() + core.offset) / core.scale)
            self._polish(drawn, count)
            search.beat(self._value * core.scale - core.offset)
        return self._control.seconds_left() > 0 and self._by_parts(bounds, relaxed)

    def _left_open(self, bounds: Bounds, relaxed: Relaxed) -> Bounds | None:
        """Return the bounds within which anything better has to lie; None when nothing can."""
        return better_within(self._problem.rows, bounds, relaxed, self._value + self._step)

    def _polish(self, drawn: DrawnCores, count: int, control: Control | None = None) -> None:
        for _ in range(count):
            core = drawn.next_core() if self._control.seconds_left() > 0 else None
            if core is not None:
                search, nodes = self._started(core), drawn.most_nodes
                drawn.tell(settled=self._run(search, core, nodes, control))

    def _started(self, core: Core) -> Search:
        known = np.array([self._value * core.scale - core.offset])
        return Search(core, known, self._step * core.scale, any_better=self._known.any_above)

    def _run(
        self, search: Search, core: Core, most_nodes: int, control: Control | None = None
    ) -> bool:
        """Search on in a core; return whether nothing better is left in it.

        ``control`` is that of the search unless another one is given.
        """

        def report(fresh: set[int]) -> None:
            for problem in fresh:
                self.offer(core.whole(search.choices[problem]))
            self._tell(control)

        return search.run(most_nodes, control or self._control, report)

    def _by_parts(self, bounds: Bounds, relaxed: Relaxed) -> bool:
        """Search the whole in a tree, and beside that go on improving the best choice."""
        left = self._left_open(bounds, relaxed)
        if left is None or self._x is None:
            return left is None or self._by_highs(left)
        found, value = self._x, self._value
        whole = Bounds(np.minimum(left.lower, found), np.maximum(left.upper, found))
        parts = Parts(self._problem, left, relaxed, found)
        tasks = [
            lambda own: best_within(self._problem, left, found, own),
            lambda own: self._improve_on(parts, left, relaxed, own),
        ]
        answer = led_by_first(tasks, self._control, progress(value, self._bound))[0]
        self._bound = min(self._bound, answer.bound)
        if answer.outcome == "optimal":
            # What the other one found meanwhile depends on who was faster.
            self._x, self._value = found, value
        kept = answer.x is None or self.offer(answer.x)
        return answer.outcome == "optimal" if kept else self._by_highs(whole)

    def _improve_on(
        self, parts: Parts, bounds: Bounds, relaxed: Relaxed, control: Control
    ) -> Answer:
        """Walk along the limits, search parts and drawn cores, until told to stop."""
        drawn = DrawnCores(self._problem, bounds, relaxed, self._settled)
        swaps = Swaps(self._problem, bounds, relaxed, parts.x)
        with suppress(Cancelled):
            while control.cancelled is None and control.seconds_left() > 0:
                before = parts.x
                parts.combine(swaps.improve(control), control)
                if parts.x is before:
                    parts.improve(control)
                self.offer(parts.x)
                self._polish(drawn, 1, control)
                parts.x = parts.x if self._x is None else self._x
                if parts.x is not before:
                    swaps = Swaps(self._problem, bounds, relaxed, parts.x)
        return Answer("feasible", parts.x, math.inf)

    def _by_highs(self, bounds: Bounds) -> bool:
        problem = self._problem
        if self._x is None and math.isfinite(self._value):
            everything = np.arange(len(problem.options))
            row = Row(everything, problem.gain, self._known.above, math.inf, Source("search"))
            problem = problem.with_rows(row)
        while True:
            answer = best_whole(_within(problem, bounds), self._control, self._x)
            if answer.outcome == "infeasible":
                return True
            self._bound = min(self._bound, answer.bound)
            if answer.x is None or self.offer(answer.x):
                return answer.outcome == "optimal"
            problem = problem.with_rows(other_than(answer.x))

    def _near(self, bounds: Bounds, relaxed: Relaxed) -> bool:
        warm = self._known.relaxation is not None and self._x is not None
        if not warm or self._bound - self._value < _NEAR * abs(self._value):
            return warm
        left = self._left_open(bounds, relaxed)
        return left is None or len(left.open()) <= _FEW

    def _closed(self) -> bool:
        enough = self._known.any_above and self._x is not None
        return enough or self._bound <= self._value + self._step

    def _tell(self, control: Control | None = None) -> None:
        best = self._value if self._x is not None else -math.inf
        (control or self._control).say(*progress(best, self._bound))

"""Large problems: parts of them solved by HiGHS, around the best choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portfolio.funding.core import Bounds
from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import Floats, Indices, Rows
from portfolio.funding.solver import Answer, Control, Model, Relaxed, best_whole

#: Options in a part, at first and at least, and nodes after which it is left as it is.
_FIRST, _LEAST, _NODES = 240, 40, 80

#: Disorder of the draws, taken in turn, in units of the reduced gain of this rank.
_DISORDER = (0.5, 1.0, 2.0)
_UNIT_RANK = 200


class Parts:
    """Improves a choice by solving parts of the problem, too large for the search in numpy.

    A part opens the options of least reduced gain, disturbed initiative by initiative, and
    what the choice has that is nearly as doubtful; the rest stays as chosen (relaxation
    induced neighborhoods, Danna, Rothberg and Le Pape, Mathematical Programming 102, 2005,
    drawn at random with a fixed seed).
    """

    def __init__(self, problem: Problem, bounds: Bounds, relaxed: Relaxed, x: Floats) -> None:
        self.x = x
        self._problem = problem
        self._bounds = bounds
        self._relaxed = relaxed
        self._random = np.random.default_rng(0)
        self._sizes = [float(_FIRST)] * len(_DISORDER)
        self._turn = 0

    def improve(self, control: Control) -> None:
        """Search the next part."""
        part, turn = self._draw()
        answer = self._searched(part, control)
        settled = answer.outcome in {"optimal", "infeasible"}
        size = self._sizes[turn] * (1.15 if settled else 0.9)
        self._sizes[turn] = min(max(size, _LEAST), len(self.x))
        self._take(answer)

    def combine(self, choices: Sequence[Floats], control: Control) -> None:
        """Search what some choices take, and nothing else."""
        union = np.max([self.x, *choices], axis=0)
        upper = np.minimum(union, self._bounds.upper)
        decided = tightened(self._problem.rows, self._bounds.lower, upper)
        if decided is not None and (decided[1] > decided[0]).any():
            self._take(self._searched(Bounds(*decided), control))

    def _draw(self) -> tuple[Bounds | None, int]:
        """Return the next part around the choice, None when nothing can change in it."""
        turn = self._turn = (self._turn + 1) % len(_DISORDER)
        doubt = self._doubt(_DISORDER[turn])
        order = np.argsort(doubt, kind="stable")
        size = int(self._sizes[turn])
        inside = np.zeros(len(doubt), dtype=bool)
        inside[order[:size]] = True
        inside[order[: 2 * size]] |= self.x[order[: 2 * size]] > 0.5
        inside &= np.isfinite(doubt)
        lower = np.where(inside, self._bounds.lower, self.x)
        upper = np.where(inside, self._bounds.upper, self.x)
        decided = tightened(self._problem.rows, lower, upper)
        if decided is None or not (decided[1] > decided[0]).any():
            return None, turn
        return Bounds(*decided), turn

    def _doubt(self, disorder: float) -> Floats:
        """Return how sure each option is, disturbed; infinite for what is in no better choice."""
        size = np.abs(self._relaxed.reduced)
        spare = self._relaxed.value - self._problem.gain @ self.x
        is_open = (self._bounds.upper > self._bounds.lower) & ((size <= spare) | (self.x > 0.5))
        ranked = np.sort(size[is_open])
        unit = float(ranked[min(_UNIT_RANK, len(ranked) - 1)]) if len(ranked) else 1.0
        owner = self._problem.options.initiative
        noise = self._random.gumbel(size=int(owner.max(initial=-1)) + 1)
        return np.where(is_open, size + disorder * unit * noise[owner], np.inf)

    def _searched(self, part: Bounds | None, control: Control) -> Answer:
        if part is None:
            return Answer("optimal", None, np.inf)
        model, columns = open_model(self._problem, part)
        found = best_whole(model, control, self.x[columns], nodes=_NODES)
        if found.x is None:
            return found
        x = part.lower.copy()
        x[columns] = found.x
        return Answer(found.outcome, x, found.bound)

    def _take(self, answer: Answer) -> None:
        """Keep what is better."""
        x, gain = answer.x, self._problem.gain
        if x is not None and gain @ x > gain @ self.x and not len(self._problem.rows.broken(x)):
            self.x = x


def open_model(problem: Problem, bounds: Bounds) -> tuple[Model, Indices]:
    """Return the model of what is open within bounds, and its columns."""
    columns, rows = bounds.open(), problem.rows
    touched, entries = rows.part(columns)
    row, column = np.nonzero(entries)
    used, slack = rows.activity(bounds.lower)[touched], rows.slack[touched]
    kept = Rows(
        row=row,
        column=column,
        value=entries[row, column],
        lower=rows.lower[touched] - used - slack,
        upper=rows.upper[touched] - used + slack,
        slack=slack,
        sources=tuple(rows.sources[index] for index in touched),
        width=len(columns),
    )
    model = Model(problem.gain[columns], kept, np.zeros(len(columns)), np.ones(len(columns)))
    return model, columns

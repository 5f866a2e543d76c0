"""The first change of the limits after which plans with an initiative are the better ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.lever_search import Bracket, Slope
from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.values import value_of

#: Plans that are asked for, of one kind or the other, before giving up.
_MOST_ASKED = 60

#: Choices kept; the oldest are overwritten.
_MOST_CHOICES = 1_000


class FoundChoices:
    """Choices that searches under changed limits have found, whatever limits they pass."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._seen: set[bytes] = set()
        self._count = 0
        self._choices = np.zeros((_MOST_CHOICES, len(problem.gain)))
        self._activity = np.zeros((_MOST_CHOICES, len(problem.rows)))
        self._worth = np.full(_MOST_CHOICES, -np.inf)

    def add(self, x: Floats) -> None:
        """Remember a choice."""
        key = np.packbits(x > 0.5).tobytes()
        if key in self._seen:
            return
        self._seen.add(key)
        place = self._count % _MOST_CHOICES
        self._choices[place] = x
        self._activity[place] = self._problem.rows.activity(x)
        self._worth[place] = value_of(self._problem.gain, x)
        self._count += 1

    def best_without(
        self, columns: Sequence[int], slope: Slope, size: float, above: float
    ) -> float:
        """Return the most that a choice of none of these columns is worth after a change.

        ``above`` when none is known that is worth more.
        """
        out = self._choices[:, columns].sum(axis=1) < 0.5
        better = np.flatnonzero(out & (self._worth > above))
        kept = better[self._needed(slope, better) <= size]
        return float(self._worth[kept].max(initial=above))

    def least_with(self, columns: Sequence[int], slope: Slope, above: float) -> Floats | None:
        """Return the choice of one of these columns, worth more than ``above``, that needs least.

        None when none is known that any change makes possible.
        """
        inside = self._choices[:, columns].sum(axis=1) > 0.5
        better = np.flatnonzero(inside & (self._worth > above))
        if not len(better):
            return None
        needed = self._needed(slope, better)
        least = int(needed.argmin())
        return self._choices[better[least]].copy() if np.isfinite(needed[least]) else None

    def _needed(self, slope: Slope, places: Indices) -> Floats:
        return slope.needed_by(self._problem.rows, self._activity[places])


#: A choice worth more than the first number after a change of the second, None without one.
Asked = Callable[[float, float], Floats | None]


@dataclass(frozen=True, slots=True)
class Overtaking:
    """Looks for the first change after which the best choice with an initiative is ahead.

    The best choice without it gains from the change as well, so it may be overtaken late, or
    never.

    Attributes:
        problem: before the change.
        columns: the options of the initiative.
        slope: what moves with the change.
        with_it, without: ask for a choice of one, or of none, of the columns.
        found: choices found before; those that are found now are added.
        step: two choices that are not worth the same differ by at least this.
        margin: a choice is ahead when it is worth more by more than this; less than ``step``.
    """

    problem: Problem
    columns: Sequence[int]
    slope: Slope
    with_it: Asked
    without: Asked
    found: FoundChoices
    step: float
    margin: float

    def first(self, above: float, most: float) -> float | None:
        """Return that change, with ``TOLERANCE`` less of it not ahead; None up to ``most``.

        What has to be exceeded rises, whenever a change is known not to be enough, to the best
        choice without the initiative that is known to be possible by then.

        Args:
            above: the best choice without it, before any change, plus ``margin``.
            most: the largest change.
        """
        bracket = Bracket(most)
        x = self._with_it(above, most)
        for _ in range(_MOST_ASKED):
            if x is None:
                return None
            if self._worth(x) <= above:
                x = self._with_it(above, most)
                bracket = Bracket(most, bracket.less)
                continue
            bracket.enough = min(bracket.enough, self.slope.needed(self.problem.rows, x))
            size = bracket.next_size()
            if bracket.settled:
                size = bracket.enough
                other = self._without(self._worth(x) - self.step - self.margin, size)
                if other is None:
                    return size if size > 0 else None
                above = max(above, self._worth(other) + self.margin)
            better = self._with_it(above, size)
            if better is not None:
                x = better
                bracket.lower_to(size)
                continue
            bracket.raise_to(size)
            best = self.found.best_without(self.columns, self.slope, size, above - self.margin)
            above = max(above, best + self.margin)
        return None

    def _with_it(self, above: float, size: float) -> Floats | None:
        x = self.found.least_with(self.columns, self.slope, above)
        if x is not None and self.slope.needed(self.problem.rows, x) <= size:
            return x
        return self._remembered(self.with_it(above, size))

    def _without(self, above: float, size: float) -> Floats | None:
        return self._remembered(self.without(above, size))

    def _remembered(self, x: Floats | None) -> Floats | None:
        if x is not None:
            self.found.add(x)
        return x

    def _worth(self, x: Floats) -> float:
        return value_of(self.problem.gain, x)

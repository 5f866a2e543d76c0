"""Choices found so far, and which of them a changed problem allows."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Bounds
from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Rows
from portfolio.funding.values import value_of

#: Choices kept; the oldest go first.
_MOST = 2_000


class KnownChoices:
    """Choices, each once, with their worth and their use of the rows of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._gain = problem.gain
        self._rows = problem.rows
        self._seen: set[bytes] = set()
        self._choices: list[Floats] = []
        self._worth: list[float] = []
        self._activity: list[Floats] = []
        self._tables: tuple[Floats, Floats, Floats] | None = None

    def add(self, x: Floats) -> None:
        """Remember a choice; it need not keep any row."""
        key = np.packbits(x > 0.5).tobytes()
        if key in self._seen:
            return
        self._seen.add(key)
        self._choices.append(x)
        self._worth.append(value_of(self._gain, x))
        self._activity.append(self._rows.activity(x))
        for kept in (self._choices, self._worth, self._activity):
            del kept[:-_MOST]
        self._tables = None

    def best(self, rows: Rows, bounds: Bounds) -> Floats | None:
        """Return the best choice that keeps ``rows`` and ``bounds``; the earliest of equals.

        Args:
            rows: those of the problem, with any sides, then any others.
            bounds: of the columns.
        """
        if not self._choices:
            return None
        if self._tables is None:
            tables = self._choices, self._activity, self._worth
            self._tables = np.array(tables[0]), np.array(tables[1]), np.array(tables[2])
        choices, activity, worth = self._tables
        own = slice(0, len(self._rows))
        broken = (activity > (rows.upper + rows.slack)[own]).sum(axis=1)
        broken += (activity < (rows.lower - rows.slack)[own]).sum(axis=1)
        broken += ((choices < bounds.lower) | (choices > bounds.upper)).sum(axis=1)
        for place in np.flatnonzero(broken == 0)[np.argsort(-worth[broken == 0], kind="stable")]:
            found: Floats = choices[place]
            if not len(rows.broken(found)):
                return found
        return None

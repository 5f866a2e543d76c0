"""A running account of what a choice uses of every row."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from portfolio.funding.rows import Floats, Indices, Rows


class Ledger:
    """The rows of a problem, and how much of each is used by the options taken so far."""

    def __init__(self, rows: Rows) -> None:
        order = np.argsort(rows.column, kind="stable")
        self._starts = np.searchsorted(rows.column[order], np.arange(rows.width + 1))
        self._row = rows.row[order]
        self._value = rows.value[order]
        self._upper = rows.upper + rows.slack
        self._lower = rows.lower - rows.slack
        self.activity: Floats = np.zeros(len(rows))
        self.taken: set[int] = set()

    def full_rows(self, options: Iterable[int]) -> Indices:
        """Return the rows whose upper limit would be passed if these were taken too."""
        need = self.need(options)
        return np.flatnonzero((need > 0) & (self.activity + need > self._upper))

    def need(self, options: Iterable[int]) -> Floats:
        """Return what some options add to every row, ``(n_rows,)``."""
        need = np.zeros(len(self.activity))
        for option in options:
            entries = self._entries(option)
            need[self._row[entries]] += self._value[entries]
        return need

    def lacking_rows(self) -> Indices:
        """Return the rows whose lower limit is not reached."""
        return np.flatnonzero(self.activity < self._lower)

    def take(self, options: Iterable[int]) -> None:
        """Take these options."""
        for option in options:
            entries = self._entries(option)
            self.activity[self._row[entries]] += self._value[entries]
            self.taken.add(option)

    def drop(self, option: int) -> None:
        """Give an option back."""
        entries = self._entries(option)
        self.activity[self._row[entries]] -= self._value[entries]
        self.taken.remove(option)

    def choice(self) -> Floats:
        """Return the options taken as 0 and 1, ``(n_options,)``."""
        x = np.zeros(len(self._starts) - 1)
        x[sorted(self.taken)] = 1.0
        return x

    def _entries(self, option: int) -> slice:
        return slice(int(self._starts[option]), int(self._starts[option + 1]))

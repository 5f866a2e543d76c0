"""Linear rows over the options of a plan, kept as sparse triplets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from portfolio.model import RuleKind

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
RowKind = Literal["capacity", "level", "score", "search"] | RuleKind

#: Two sides of a limit count as equal within this share of the larger amount involved,
#: so that decimals which do not add up exactly in binary still fit.
RELATIVE_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from.

    Attributes:
        kind: ``capacity``, ``level`` (one size and start at most), the kind of its rule,
            ``score`` (too low to be funded), or ``search`` for a row that a search added.
        resource, period: row and column of the tables; -1 when not about one.
        rule_id: id of its rule; empty for capacities and levels.
        initiatives: ids that the row is about; empty for capacities.
        resources: rows of the tables that it limits together, when they can stand in
            for each other; empty otherwise.
    """

    kind: RowKind
    resource: int = -1
    period: int = -1
    rule_id: str = ""
    initiatives: tuple[str, ...] = ()
    resources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row: ``lower <= sum(value * x[column]) <= upper``."""

    columns: Indices
    values: Floats
    lower: float
    upper: float
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """All rows, as triplets ordered by row.

    Attributes:
        row, column, value: the non-zero entries, ``(n_entries,)``.
        lower, upper: ``(n_rows,)``; infinite where there is no such side.
        slack: how far each side may be passed and still count as kept, ``(n_rows,)``.
        sources: where each row comes from.
        width: number of columns.
    """

    row: Indices
    column: Indices
    value: Floats
    lower: Floats
    upper: Floats
    slack: Floats
    sources: tuple[Source, ...]
    width: int

    def __len__(self) -> int:
        return len(self.sources)

    def activity(self, x: Floats) -> Floats:
        """Return ``sum(value * x[column])`` of every row, ``(n_rows,)``, for one ``x``."""
        products = self.value * x[self.column]
        sums: Floats = np.bincount(self.row, weights=products, minlength=len(self)).astype(float)
        return sums

    def broken(self, x: Floats) -> Indices:
        """Return the indices of the rows that ``x`` does not keep."""
        activity = self.activity(x)
        over = activity > self.upper + self.slack
        under = activity < self.lower - self.slack
        return np.flatnonzero(over | under)

    def part(self, columns: Indices) -> tuple[Indices, Floats]:
        """Return the rows that these columns enter, and their entries, ``(n, n_columns)``."""
        place = np.full(self.width, -1)
        place[columns] = np.arange(len(columns))
        inside = place[self.column] >= 0
        touched, row = np.unique(self.row[inside], return_inverse=True)
        entries = np.zeros((len(touched), len(columns)))
        entries[row, place[self.column[inside]]] = self.value[inside]
        return touched, entries

    def dense(self) -> Floats:
        """Return the matrix, ``(n_rows, width)``."""
        matrix = np.zeros((len(self), self.width))
        np.add.at(matrix, (self.row, self.column), self.value)
        return matrix

    def starts(self) -> NDArray[np.int32]:
        """Return where each row starts in the triplets, ``(n_rows + 1,)``."""
        counts = np.bincount(self.row, minlength=len(self))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    def single(self) -> list[Row]:
        """Return the rows one by one."""
        starts = self.starts().tolist()
        return [
            Row(
                self.column[first:last],
                self.value[first:last],
                float(self.lower[row]),
                float(self.upper[row]),
                self.sources[row],
            )
            for row, (first, last) in enumerate(pairwise(starts))
        ]

    def with_(self, more: Sequence[Row]) -> Rows:
        """Return these rows with some more below."""
        added = stack(more, self.width)
        return Rows(
            row=np.concatenate([self.row, added.row + len(self)]),
            column=np.concatenate([self.column, added.column]),
            value=np.concatenate([self.value, added.value]),
            lower=np.concatenate([self.lower, added.lower]),
            upper=np.concatenate([self.upper, added.upper]),
            slack=np.concatenate([self.slack, added.slack]),
            sources=self.sources + added.sources,
            width=self.width,
        )

    def only(self, keep: Iterable[int]) -> Rows:
        """Return the rows with these indices, in the order given."""
        wanted = np.fromiter(keep, dtype=np.int64)
        place = np.full(len(self), -1, dtype=np.int64)
        place[wanted] = np.arange(len(wanted))
        entry = place[self.row] >= 0
        order = np.argsort(place[self.row[entry]], kind="stable")
        return Rows(
            row=place[self.row[entry]][order],
            column=self.column[entry][order],
            value=self.value[entry][order],
            lower=self.lower[wanted],
            upper=self.upper[wanted],
            slack=self.slack[wanted],
            sources=tuple(self.sources[index] for index in wanted),
            width=self.width,
        )


def stack(rows: Sequence[Row], width: int) -> Rows:
    """Put single rows over ``width`` columns together.

    The slack of a row is ``RELATIVE_TOLERANCE`` times the larger of its limit and
    its largest entry.
    """
    lengths = [len(row.columns) for row in rows]
    columns = [row.columns for row in rows] or [np.empty(0, dtype=np.int64)]
    values = [row.values for row in rows] or [np.empty(0)]
    return Rows(
        row=np.repeat(np.arange(len(rows)), lengths),
        column=np.concatenate(columns),
        value=np.concatenate(values),
        lower=np.array([row.lower for row in rows], dtype=np.float64),
        upper=np.array([row.upper for row in rows], dtype=np.float64),
        slack=np.array([_slack(row) for row in rows], dtype=np.float64),
        sources=tuple(row.source for row in rows),
        width=width,
    )


def _slack(row: Row) -> float:
    sides = [abs(side) for side in (row.lower, row.upper) if np.isfinite(side)]
    largest = float(np.abs(row.values).max()) if len(row.values) else 0.0
    return RELATIVE_TOLERANCE * max([largest, *sides])

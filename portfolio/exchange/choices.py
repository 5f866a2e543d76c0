"""What the user decided about an import; everything left at None is guessed, or asked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Literal

from portfolio.exchange.meaning import Meaning, Named, Spread
from portfolio.model import FrozenMap

DecimalMark = Literal[".", ","]
DateOrder = Literal["dmy", "mdy"]
Serials = Literal["1900", "1904"]
Matching = Literal["update", "add"]
RowChoice = Literal["import", "skip"]

NO_HEADER = -1


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Decisions on one column.

    Attributes:
        decimal: the decimal mark of its numbers.
        date_order: whether ``03/04/2027`` is April 3rd (``dmy``: the 3rd of April)
            or March 4th (``mdy``).
        serials: bare numbers are Excel's day counts, from 1900 or from 1904.
        scale: what a bare number is multiplied by to get the target's unit; 0.001
            turns thousands into millions.
        percent: bare numbers are percentages (True) or fractions of 1 (False).
        resource: of a demand whose meaning names none, and likewise its ``period`` or
            ``spread``, see ``Meaning``.
        rater: of a rating whose meaning names none.
    """

    meaning: Meaning | None = None
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    serials: Serials | None = None
    scale: float | None = None
    percent: bool | None = None
    resource: Named | None = None
    period: Named | None = None
    spread: Spread = ""
    rater: Named | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """All decisions of one import.

    Attributes:
        header_row: index in ``Sheet.rows`` of the first header row; ``NO_HEADER``
            when the table has none.
        header_rows: how many rows the header takes, 1 or 2.
        decimal: for every column that leaves its decimal mark open; ``date_order``
            likewise for dates.
        columns: column index to decisions.
        rows: row index to decision.
        matching: ``update`` what has the same record id, code or name; ``add``
            every row as a new initiative.
        create: make the resources, periods, criteria and raters that the table
            names and the portfolio does not have (True), or leave them out (False);
            None: ask. A meaning that was chosen for a column is always made.
    """

    header_row: int | None = None
    header_rows: int | None = None
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    columns: FrozenMap[int, ColumnChoice] = field(default_factory=FrozenMap)
    rows: FrozenMap[int, RowChoice] = field(default_factory=FrozenMap)
    matching: Matching = "update"
    create: bool | None = None

    def column(self, index: int) -> ColumnChoice:
        """Return the decisions on a column."""
        return self.columns.get(index, ColumnChoice())

    def with_column(self, index: int, choice: ColumnChoice) -> Choices:
        """Return these choices with new decisions on one column."""
        return dataclasses.replace(self, columns=self.columns.with_(index, choice))

    def with_meaning(self, index: int, meaning: Meaning | None) -> Choices:
        """Return these choices with the meaning of one column set, or guessed again (None)."""
        own = self.column(index)
        return self.with_column(index, dataclasses.replace(own, meaning=meaning))

    def with_scale(self, index: int, scale: float) -> Choices:
        """Return these choices with the factor on bare numbers of one column set."""
        own = self.column(index)
        return self.with_column(index, dataclasses.replace(own, scale=scale))

    def with_row(self, index: int, choice: RowChoice) -> Choices:
        """Return these choices with one row imported or skipped."""
        return dataclasses.replace(self, rows=self.rows.with_(index, choice))

    def with_header(self, row: int | None, rows: int | None = None) -> Choices:
        """Return these choices with another header row; the columns are guessed again."""
        return dataclasses.replace(
            self, header_row=row, header_rows=rows, columns=FrozenMap(), rows=FrozenMap()
        )

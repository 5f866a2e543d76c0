"""What an import would do, row by row and column by column, before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portfolio.exchange.choices import Choices, DateOrder, DecimalMark
from portfolio.exchange.meaning import Meaning
from portfolio.exchange.sheet import Sheet
from portfolio.model.text import plural

#: A parsed cell; None when it is blank or could not be read.
CellValue = str | float | date | tuple[str, ...] | None
RowAction = Literal["add", "update", "join", "skip"]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column is taken for.

    Attributes:
        index: in ``Sheet.rows``; ``letter`` is what the spreadsheet calls it.
        samples: its first few different texts.
        meaning: the user's choice (``chosen``), else the guess.
        alternatives: other meanings worth offering, the likeliest first.
        evidence: one sentence on why, and on how its numbers or dates are read.
        ambiguous: the evidence leaves room for doubt; show it to the user.
        decimal: decimal mark of its text numbers; None: not needed, or open.
        date_order: order of day and month; None: not needed, or open.
        unit: that a bare number is in; empty when there is none.
        scale: from a bare number to the unit of the target.
    """

    index: int
    letter: str
    header: str
    samples: tuple[str, ...]
    meaning: Meaning
    chosen: bool
    alternatives: tuple[Meaning, ...]
    evidence: str
    ambiguous: bool
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    unit: str = ""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What happens to one row of the table.

    Attributes:
        index: in ``Sheet.rows``; ``number`` is the spreadsheet's.
        action: ``add`` a new initiative, ``update`` one of the portfolio, ``join``
            more values to the initiative of row ``joins``, or ``skip``.
        reason: why it is skipped, or what it was matched with and how.
        warning: something to look at before importing; empty when there is nothing.
        initiative: id of the initiative to update.
        joins: index of the earlier row.
    """

    index: int
    number: int
    action: RowAction
    reason: str = ""
    warning: str = ""
    initiative: str | None = None
    joins: int | None = None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that could not be read as it was meant; its value is left out, never 0."""

    row: int
    column: int
    where: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its label, and the choices to propose with when it is given."""

    label: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Question:
    """Something the table leaves open; it must be answered before the import.

    Attributes:
        column: index of the column concerned; None for the whole table.
    """

    text: str
    answers: tuple[Answer, ...]
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Creation:
    """Something that the table names and the portfolio does not have yet.

    Attributes:
        unit: of a resource.
    """

    noun: Literal["resource", "period", "criterion", "rater"]
    name: str
    unit: str = ""

    @property
    def title(self) -> str:
        """How a sentence names it, such as ``resource “GPU hours” in GPU-h``."""
        return f"{self.noun} “{self.name}”" + (f" in {self.unit}" if self.unit else "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole import as proposed.

    Attributes:
        header_row: index in ``Sheet.rows`` of the first header row; None without one.
        header_rows: how many rows the header takes; 0 without one.
        columns: one for each column of the sheet.
        rows: one for each row of the sheet, titles, headers, totals and notes too.
        values: the parsed value of each cell, as ``values[row][column]``.
        creates: what would be made beside the initiatives.
        questions: what must be answered first; see ``ready``.
        notes: sentences on the table as a whole.
    """

    sheet: Sheet
    choices: Choices
    header_row: int | None
    header_rows: int
    columns: tuple[ColumnGuess, ...]
    rows: tuple[RowPlan, ...]
    values: tuple[tuple[CellValue, ...], ...]
    problems: tuple[CellProblem, ...]
    creates: tuple[Creation, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be applied: no open question, and at least one row to import."""
        return not self.questions and any(row.action != "skip" for row in self.rows)

    def count(self, action: RowAction) -> int:
        """Return how many rows have an action."""
        return sum(row.action == action for row in self.rows)

    def shown(self, row: int, column: int) -> str:
        """Return the parsed value of a cell as text, to set beside the original."""
        return show_value(self.values[row][column])

    @property
    def summary(self) -> str:
        """One sentence: how many rows are added, update something, or are skipped."""
        joined = self.count("join")
        more = plural(joined, "row adds values to it", "rows add values to them")
        return (
            f"{self.count('add'):,} new, {self.count('update'):,} updated, "
            f"{f'{more}, ' if joined else ''}{_left_out(self.count('skip'), self.problems)}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did.

    Attributes:
        rows: every row of the table with what happened to it.
        added: ids of new initiatives; ``updated`` ids of those that changed;
            ``unchanged`` ids of those that matched and already said the same.
        created: the new resources, periods, criteria and raters.
        problems: cells left out.
        notes: sentences, those of the proposal included.
    """

    rows: tuple[RowPlan, ...]
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    created: tuple[Creation, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...]

    @property
    def skipped(self) -> tuple[RowPlan, ...]:
        """The rows that were not imported, each with its reason."""
        return tuple(row for row in self.rows if row.action == "skip")

    @property
    def summary(self) -> str:
        """One sentence for the status line."""
        added = plural(len(self.added), "new initiative")
        left = f"{len(self.unchanged):,} as {'it was' if len(self.unchanged) == 1 else 'they were'}"
        return (
            f"Imported {added}, updated {len(self.updated):,}, left {left}; "
            f"{_left_out(len(self.skipped), self.problems)}"
        )


def _left_out(skipped: int, problems: tuple[CellProblem, ...]) -> str:
    return f"{plural(skipped, 'row')} skipped, {plural(len(problems), 'cell')} left out."


def show_value(value: CellValue) -> str:
    """Return a parsed value as text: ISO dates, ``; `` between tags, shortest numbers."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)

"""What the import preview lists: columns with their meaning and evidence, rows with their fate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.dialogs.import_parts import row_columns
from ui.tables import Column, Mark, Row

if TYPE_CHECKING:
    from portfolio.exchange import ColumnGuess, Proposal, Question, RowPlan

_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the table with what would happen to it.

    Attributes:
        originals: its texts; ``values`` what they would become.
    """

    plan: RowPlan
    originals: tuple[str, ...]
    values: tuple[str, ...]


def column_rows(proposal: Proposal) -> list[Row[ColumnGuess]]:
    """Return one row for each column of the table; doubtful ones are marked."""
    asked = {question.column: question.text for question in proposal.questions}
    rows = []
    for guess in proposal.columns:
        marks = {}
        if guess.index in asked:
            marks["meaning"] = Mark("error", asked[guess.index])
        elif guess.ambiguous and not guess.chosen:
            marks["meaning"] = Mark("warning", f"Please check: {guess.evidence}.")
        rows.append(Row(str(guess.index), guess, marks))
    return rows


def doubts(proposal: Proposal) -> tuple[Question, ...]:
    """Return a question for each doubtful guess that nobody has confirmed or changed."""
    from portfolio.exchange import IGNORE, Answer, Question

    found = []
    asked = {question.column for question in proposal.questions}
    for guess in proposal.columns:
        if not guess.ambiguous or guess.chosen or guess.index in asked:
            continue
        heading = f" (“{guess.header}”)" if guess.header else ""
        offered = dict.fromkeys((guess.meaning, *guess.alternatives, IGNORE))
        answers = tuple(
            Answer(meaning.title, proposal.choices.with_meaning(guess.index, meaning))
            for meaning in offered
        )
        text = f"Column {guess.letter}{heading}: is “{guess.meaning.title}” right?"
        found.append(Question(text, answers, guess.index))
    return tuple(found)


def guess_columns() -> list[Column[ColumnGuess]]:
    """Return what is shown of each column of the table."""
    return [
        Column("letter", "Column", lambda guess: guess.letter, width=9),
        Column("header", "Heading", lambda guess: guess.header, width=22, searched=True),
        Column("meaning", "Is taken as", lambda guess: guess.meaning.title, width=30),
        Column("samples", "For example", lambda guess: " | ".join(guess.samples), width=26),
        Column("evidence", "Why", lambda guess: guess.evidence, width=48),
    ]


def sheet_rows(proposal: Proposal) -> list[Row[SheetRow]]:
    """Return one row for each row of the table; what could not be read is marked."""
    marks: dict[int, dict[str, Mark]] = {}
    for problem in proposal.problems:
        cell = Mark("warning", f"{problem.where}: {problem.what}")
        marks.setdefault(problem.row, {})[f"cell/{problem.column}"] = cell
    rows = []
    for plan in proposal.rows:
        found = dict(marks.get(plan.index, {}))
        if plan.warning:
            found["fate"] = Mark("warning", plan.warning)
        shown = tuple(proposal.shown(plan.index, n) for n in range(len(proposal.columns)))
        originals = proposal.sheet.rows[plan.index]
        rows.append(Row(str(plan.index), SheetRow(plan, originals, shown), found))
    return rows


def sheet_columns(proposal: Proposal) -> list[Column[SheetRow]]:
    """Return row number, fate and reason, then every column of the table that is taken."""
    fixed: list[Column[SheetRow]] = [
        *row_columns(lambda row: row.plan.number, lambda row: row.plan.action, _fate_tip),
        Column("reason", "Because", lambda row: row.plan.reason, width=26, searched=True),
    ]
    taken = [guess for guess in proposal.columns if guess.meaning.kind != "ignore"]
    return fixed + [_cell_column(guess) for guess in taken[:_MOST_COLUMNS]]


def _cell_column(guess: ColumnGuess) -> Column[SheetRow]:
    place = guess.index
    return Column(
        f"cell/{place}",
        guess.meaning.title,
        lambda row: _beside(row, place),
        tone=lambda row: "muted" if row.plan.action == "skip" else "",
        tip=lambda row: f"In the table: {row.originals[place] or '(blank)'}",
        about=f"Column {guess.letter}, {guess.header or 'no heading'}: {guess.evidence}",
        searched=True,
        width=18,
    )


def _beside(row: SheetRow, place: int) -> str:
    """Return the original, and what it is read as where that is not the same text."""
    original, value = row.originals[place], row.values[place]
    if row.plan.action == "skip" or not original or original == value:
        return original
    return f"{original}  →  {value or 'left out'}"


def _fate_tip(row: SheetRow) -> str:
    return " ".join(text for text in (row.plan.reason, row.plan.warning) if text)


Signature = tuple[Any, ...]


def signature(proposal: Proposal) -> Signature:
    """Return what the columns of the row table are made for."""
    return tuple((guess.index, guess.meaning, guess.evidence) for guess in proposal.columns)

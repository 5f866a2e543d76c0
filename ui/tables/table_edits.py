"""What a user does to cells, as undo steps of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Tick
from portfolio.model import Portfolio
from portfolio.model.text import plural, quoted, uncapitalized
from ui.context import Context
from ui.jobs import Outcome, Partial
from ui.messages import Question
from ui.tables.cells import fill, lay_over, looks_like_header, new_key
from ui.tables.column import Hints
from ui.tables.editing import Collection, Edit, Written, typed_hints, where_of, write_cells
from ui.tables.table_view import TableView
from ui.tables.tsv import from_tsv

_AT_ONCE = 1_500
_AS_TABLE = "Look at it first…"
_AS_CELLS = "Paste as cells"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rows of an editable table are.

    Attributes:
        collection: of the portfolio; row keys are ids in it. Empty when they are not.
        noun: for one row.
        name_of: what to call a row.
        add_rows: adds so many rows at the end and returns their keys; None: no more
            rows than there are.
    """

    collection: Collection
    noun: str
    name_of: Callable[[Portfolio, str], str]
    add_rows: Callable[[Portfolio, int], tuple[Portfolio, list[str]]] | None = None


class TableEdits(QObject):
    """Turns typing, pasting, filling and clearing in a table into edits of the document.

    Each is one undo step. Cells that cannot be read stay as they were, and a notice
    says which and why.
    """

    #: a pasted text begins with headings and is to be looked at first; payload: text
    preview_requested = Signal(str)
    #: rows were added at the end; payload: their keys
    rows_added = Signal(tuple)
    #: cells of these rows were pasted, filled or cleared; payload: their keys, from the top
    rows_written = Signal(tuple)

    def __init__(self, view: TableView, context: Context, subject: Subject) -> None:
        super().__init__(view)
        self._view = view
        self._context = context
        self._subject = subject
        view.table.cell_typed.connect(self.type_cell)
        view.clear_requested.connect(self.clear)
        view.paste_requested.connect(self.paste)
        view.fill_requested.connect(self.fill_down)

    def clear(self, verb: str = "Clear") -> None:
        """Empty the selected cells."""
        grid = self._view.table.grid
        rows, columns = self._view.selected.rows(), self._view.selected.columns()
        edits = [
            Edit(grid.keys[row], column, "", where=self._where(grid.keys[row], place))
            for row in rows
            for place in columns
            if (column := grid.columns[place]).write is not None
        ]
        if not edits:
            self._context.messages.notice("These cells are computed; there is nothing to clear.")
            return
        self._write(edits, f"{verb} {self._cells(edits)}")

    def fill_down(self) -> None:
        """Copy the first selected row into those below it; one row takes the one above."""
        grid = self._view.table.grid
        rows, columns = self._view.selected.rows(), self._view.selected.columns()
        edits = fill(grid, rows, columns, self._name)
        if edits:
            self._write(edits, f"Fill down {self._cells(edits)}")
        else:
            self._context.messages.notice(
                "There is nothing to fill down: select cells below the one to copy."
            )

    def paste(self, text: str, *, exact: bool = False) -> None:
        """Lay a copied block over the table from the current cell on.

        Args:
            text: tab separated.
            exact: it was copied from this app, so numbers have a decimal point.
        """
        block = from_tsv(text)
        if not block:
            self._context.messages.notice("There is no text to paste.")
            return
        columns = self._view.table.grid.columns
        if not exact and looks_like_header(block, columns) and not self._as_cells(text):
            return
        self._lay(self._spread(block), exact=exact)

    def _lay(self, block: Sequence[Sequence[str]], *, exact: bool) -> None:
        grid, start = self._view.table.grid, self._view.selected.start()
        if start is None:
            return
        laid = lay_over(grid, block, start, self._name)
        edits = list(laid.edits)
        if exact:
            edits = [replace(edit, hints=Hints(".")) for edit in edits]
        portfolio, note = self._context.document.portfolio, laid.note
        if laid.added:
            portfolio, edits, more = self._with_rows(portfolio, edits, laid.added)
            note = " ".join(part for part in (note, more) if part)
        self._write(edits, f"Paste {self._cells(edits)}", portfolio, note)

    def _with_rows(
        self, portfolio: Portfolio, edits: list[Edit], count: int
    ) -> tuple[Portfolio, list[Edit], str]:
        """Add rows for the edits that go beyond the last one, or drop these and say so."""
        if self._subject.add_rows is None:
            known = [edit for edit in edits if not edit.key.startswith("new/")]
            return portfolio, known, f"{plural(count, 'row')} did not fit at the end."
        portfolio, keys = self._subject.add_rows(portfolio, count)
        names = {new_key(n): key for n, key in enumerate(keys)}
        edits = [replace(edit, key=names.get(edit.key, edit.key)) for edit in edits]
        return portfolio, edits, ""

    def type_cell(self, key: str, column_id: str, text: str) -> None:
        """Write a text into one cell; typing in it again belongs to the same undo step."""
        grid = self._view.table.grid
        place = grid.column_of(column_id)
        column = grid.columns[place]
        edit = Edit(key, column, text, typed_hints(text), self._where(key, place))
        label = f"Set {uncapitalized(column.title)} of {quoted(self._name(key))}"
        written = write_cells(self._context.document.portfolio, self._subject.collection, (edit,))
        self._take(written, label, merge=f"cell/{key}/{column_id}")

    def _write(
        self,
        edits: Sequence[Edit],
        label: str,
        portfolio: Portfolio | None = None,
        note: str = "",
    ) -> None:
        """Write the edits now, or in the background when they are many."""
        base = self._context.document.portfolio
        start = portfolio if portfolio is not None else base

        def take(written: Written) -> None:
            self._take(written, label, note=note)
            self.rows_written.emit(tuple(dict.fromkeys(edit.key for edit in edits)))

        if len(edits) <= _AT_ONCE:
            take(write_cells(start, self._subject.collection, edits))
            return

        def work(_tick: Tick, _partial: Partial) -> Written:
            return write_cells(start, self._subject.collection, edits)

        def done(written: Written) -> None:
            if self._context.document.portfolio is base:
                take(written)
            else:
                self._context.messages.notice(f"{label}: not done, the document has changed.")

        self._context.jobs.start(label, work, Outcome(done=done))

    def _take(self, written: Written, label: str, *, note: str = "", merge: str = "") -> None:
        before = self._context.document.portfolio
        self._context.document.apply(label, written.portfolio, merge=merge)
        sentence = " ".join(part for part in (note, written.sentence) if part)
        if sentence:
            self._context.messages.notice(sentence)
        if self._subject.collection:
            old = getattr(before, self._subject.collection)
            new = getattr(written.portfolio, self._subject.collection)
            added = tuple(key for key in new if key not in old)
            if added:
                self.rows_added.emit(added)

    def _as_cells(self, text: str) -> bool:
        """Ask what to do with a block that begins with headings; False: not as cells."""
        question = Question(
            title="Paste a table",
            text="The first row looks like headings.",
            answers=(_AS_TABLE, _AS_CELLS, "Cancel"),
            default=_AS_TABLE,
            detail="Look at it first: each column goes where it belongs, and you see what "
            "every row would become. Paste as cells: the block lands at the current cell.",
        )
        answer = self._context.messages.ask(question)
        if answer == _AS_TABLE:
            self.preview_requested.emit(text)
        return answer == _AS_CELLS

    def _spread(self, block: list[list[str]]) -> Sequence[Sequence[str]]:
        """Repeat a single cell over the whole selection, as spreadsheets do."""
        if len(block) == 1 and len(block[0]) == 1:
            rows = max(1, len(self._view.selected.rows()))
            columns = max(1, len(self._view.selected.columns()))
            return [block[0] * columns for _ in range(rows)]
        return block

    def _name(self, key: str) -> str:
        portfolio = self._context.document.portfolio
        collection = self._subject.collection
        if collection and key not in getattr(portfolio, collection):
            return f"new {self._subject.noun}"
        return self._subject.name_of(portfolio, key)

    def _where(self, key: str, place: int) -> str:
        return where_of(self._name(key), self._view.table.grid.columns[place])

    def _cells(self, edits: Sequence[Edit]) -> str:
        if len(edits) == 1:
            return f"{uncapitalized(edits[0].column.title)} of {quoted(self._name(edits[0].key))}"
        rows = plural(len({edit.key for edit in edits}), "row")
        return f"{plural(len(edits), 'cell')} in {rows}"

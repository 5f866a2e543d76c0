"""The flag board: every initiative held against every check, and what the chosen light says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from portfolio.lessons.finding import finding
from portfolio.lessons.registry import CHECK
from portfolio.model.text import quoted, visible
from portfolio.report.flag_rows import KEY, MARKS, FlagRow, shown_checks
from ui.context import Context
from ui.pages.flag_filters import FlagFilters
from ui.pages.flag_table import FlagTable
from ui.pages.missing_row import MissingRow
from ui.tables import Row
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from portfolio.lessons import Board

_VERBS = (("card", "Health card"), ("facts", "Go to its facts"), ("copy", "Copy the board"))
_NONE = "Choose a light to read what it found."


class FlagBoard(QWidget):
    """Chips and search, the board, and a line on the light that is chosen."""

    #: a light was chosen; payload: code of the check
    light_chosen = Signal(str)
    #: the health card of the selected initiative is asked for
    card_requested = Signal()
    #: its facts are asked for
    facts_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._board: Board | None = None
        self.filters = FlagFilters()
        self.table = FlagTable(context.theme)
        self._missing = MissingRow(context)
        self._said = ElidedLabel()
        self._open = QPushButton("Health card")
        self._key = QLabel(KEY)
        self._lay_out()
        self._connect()
        self._show_lesson()

    def show_rows(self, board: Board | None, rows: list[FlagRow]) -> None:
        """Show every light; those that are older than the document are pale."""
        results = self._context.analyst.results
        pale = results is not None and "lessons" in results.stale
        self._board = board
        self.filters.show_rows(rows)
        self._missing.show_board(board)
        self.table.table.show_stale(CHECK if pale else ())
        self.table.show_rows(Row(row.key, row) for row in rows)
        self.table.sort_again()
        self.show_selected()

    def show_selected(self) -> None:
        """Go to the initiative that is selected, and say what the chosen light found."""
        selection = self._context.selection
        self.table.selected.select(selection.current, selection.chosen)
        there = self._board is not None and selection.current in self._board.ids
        self._open.setEnabled(there)
        code = self._code()
        self._said.show_text(self.tip(selection.current, code) if there and code else _NONE)

    def tip(self, initiative: str, code: str) -> str:
        """Return what a light found, as text; empty for an initiative that is not judged."""
        board = self._board
        if board is None or initiative not in board.ids:
            return ""
        found = finding(board, initiative, code)
        name = quoted(board.portfolio.initiatives[initiative].name)
        head = f"{MARKS[found.status]} {code} {found.check.title} of {name}: {found.status}."
        return f"{head}\n{visible(found.sentence)}"

    def step(self, down: int) -> None:
        """Select the initiative so many rows below the selected one, as the board is sorted."""
        keys = self.table.table.grid.keys
        if keys:
            at = self.table.table.grid.row_of(self._context.selection.current)
            self._context.selection.select(keys[min(max(0, at + down), len(keys) - 1)])

    def _code(self) -> str:
        """Return the check whose column is current; empty for the other columns."""
        at, columns = self.table.currentIndex(), self.table.table.grid.columns
        code = columns[at.column()].id if at.isValid() else ""
        return code if code in CHECK else ""

    def _select(self, key: str, chosen: tuple[str, ...]) -> None:
        self._context.selection.select(key, chosen)
        self.show_selected()
        self.light_chosen.emit(self._code())

    def _show_lesson(self) -> None:
        self.table.show_checks(shown_checks(self.filters.lesson), self.tip)
        self._filter()

    def _filter(self) -> None:
        self.table.table.filter(self.filters.keep())

    def _run(self, verb: str) -> None:
        if verb == "copy":
            self.table.copy_all()
            self._context.messages.notice("Copied the board")
        elif verb == "card":
            self.card_requested.emit()
        else:
            self.facts_requested.emit()

    def _open_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, title in _VERBS:
            menu.addAction(title, partial(self._run, name))
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _lay_out(self) -> None:
        self._key.setProperty("role", "muted")
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        self._key.setWordWrap(True)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        foot = QWidget()
        across = QHBoxLayout(foot)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        across.addWidget(self._said, 1)
        across.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._missing)
        layout.addWidget(self.filters)
        layout.addWidget(card("", self.table, self._key), 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.table.selected.keys_selected.connect(self._select)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.row_activated.connect(lambda _key: self.card_requested.emit())
        self._open.clicked.connect(self.card_requested)
        self.filters.lesson_changed.connect(self._show_lesson)
        self.filters.filter_changed.connect(self._filter)
        self.filters.search_changed.connect(self.table.table.search)

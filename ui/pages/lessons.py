"""Lessons: would these numbers have warned us?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QTabWidget, QVBoxLayout, QWidget

from portfolio.lessons import LESSONS
from portfolio.lessons.finding import finding
from portfolio.model.text import visible
from portfolio.report.flag_rows import (
    KEY,
    FlagRow,
    board_answer,
    flag_rows,
    lesson_counts,
    shown_checks,
)
from ui.context import Context
from ui.pages.flag_columns import flag_columns
from ui.pages.health_card import HealthCard
from ui.pages.page import Page
from ui.tables import Row, TableView
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.flow import Flow
from ui.widgets.splitter import split
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.lessons import Board, Lesson

_VERBS = (("facts", "Go to its facts"),)


class LessonsPage(Page):
    """The flag board, and the health card of the initiative that is selected."""

    parts = ("lessons",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Lessons", "Would these numbers have warned us?")
        self._board: Board | None = None
        self._lesson = StillCombo()
        self._search = QLineEdit()
        self._answer = QLabel()
        self._key = QLabel(KEY)
        self._table = TableView([], context.theme)
        self._card = HealthCard(_VERBS)
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show every light; what is older than the document is greyed."""
        self._board = results.board
        rows = [] if results.board is None else flag_rows(results.board, results.portfolio)
        self._answer.setText(visible(board_answer(rows)))
        self._show_lessons(rows)
        self._table.show_rows(Row(row.key, row) for row in rows)
        self._resort()
        self._show_selected()

    def _show_lessons(self, rows: list[FlagRow]) -> None:
        counts = lesson_counts(rows)
        for place, (lesson, title) in enumerate(LESSONS.items(), start=1):
            reds, _ = counts[lesson]
            self._lesson.setItemText(place, f"{title} ({reds} red)" if reds else title)

    def _show_columns(self) -> None:
        self._table.show_columns(flag_columns(shown_checks(self._chosen_lesson()), self._tip))
        at = self._table.table.grid.column_of("reds")
        self._table.header.setSortIndicator(at, Qt.SortOrder.DescendingOrder)

    def _chosen_lesson(self) -> Lesson | None:
        place = self._lesson.currentIndex()
        return None if place <= 0 else tuple(LESSONS)[place - 1]

    def _tip(self, initiative: str, code: str) -> str:
        board = self._board
        if board is None or initiative not in board.ids:
            return ""
        found = finding(board, initiative, code)
        return visible(f"{code} {found.check.title}: {found.status}\n{found.sentence}")

    def _show_selected(self) -> None:
        selection = self.context.selection
        self._table.selected.select(selection.current, selection.chosen)
        self._card.show_initiative(self._board, selection.current)

    def _select(self, key: str, chosen: tuple[str, ...]) -> None:
        self.context.selection.select(key, chosen)
        at = self._table.currentIndex()
        if at.isValid():
            column = self._table.table.grid.columns[at.column()].id
            if any(check.code == column for check in shown_checks(None)):
                self._card.open_check(column)

    def _resort(self) -> None:
        header = self._table.header
        self._table.table.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _run_verb(self, name: str) -> None:
        if name == "facts":
            self.context.requests.page_requested.emit("initiatives")

    def _open_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, title in _VERBS:
            menu.addAction(title, partial(self._run_verb, name))
        menu.popup(self._table.viewport().mapToGlobal(point))

    def _lay_out(self) -> None:
        self._lesson.addItems(["All five lessons", *LESSONS.values()])
        self._lesson.setAccessibleName("Lesson shown")
        self._search.setPlaceholderText("Search")
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName("Search the board")
        self._answer.setProperty("role", "answer")
        self._key.setProperty("role", "muted")
        for label in (self._answer, self._key):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._table.table.editable = False
        self._table.setAccessibleName("The flag board")
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._show_columns()
        self.body.addWidget(self._answer)
        tabs = QTabWidget()
        tabs.addTab(self._board_tab(), "Flag board")
        for part in (tabs, tabs.tabBar()):
            part.setAccessibleName("Views of the lessons")
        self.body.addWidget(tabs, 1)

    def _board_tab(self) -> QWidget:
        tools = Flow()
        tools.addWidget(self._lesson)
        tools.addWidget(self._search)
        board = card("", self._table, self._key)
        across = split(Qt.Orientation.Vertical, "lessons", (board, 40), (self._card, 34))
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(tools)
        layout.addWidget(across, 1)
        return tab

    def _connect(self) -> None:
        self._table.selected.keys_selected.connect(self._select)
        self.context.selection.selection_changed.connect(self._show_selected)
        self._table.customContextMenuRequested.connect(self._open_menu)
        self._table.row_activated.connect(lambda _key: self._run_verb("facts"))
        self._lesson.currentIndexChanged.connect(lambda _place: self._choose_lesson())
        self._search.textChanged.connect(self._table.table.search)
        self._card.verb_chosen.connect(self._run_verb)

    def _choose_lesson(self) -> None:
        self._show_columns()
        if self.context.analyst.results is not None:
            self.show_results(self.context.analyst.results)

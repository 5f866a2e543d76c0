"""Lessons: would these numbers have warned us?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabWidget

from portfolio.model.text import visible
from portfolio.report.flag_rows import board_answer, flag_rows
from ui.context import Context
from ui.pages.flag_board import FlagBoard
from ui.pages.health_card import HealthCard
from ui.pages.lessons_charts import lesson_tabs, timeline_tab
from ui.pages.page import Page
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_CARD = "Health card"


class LessonsPage(Page):
    """The answer in a sentence, and views of the lessons in tabs."""

    parts = ("lessons",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Lessons", "Would these numbers have warned us?")
        self._answer = QLabel()
        self._tabs = QTabWidget()
        self._board = FlagBoard(context)
        self._card = HealthCard(context)
        self._timeline = timeline_tab(context)
        self._charts = (*lesson_tabs(context), self._timeline)
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show every light; what is older than the document is greyed."""
        board = results.board
        rows = [] if board is None else flag_rows(board, results.portfolio)
        self._answer.setText(unbroken(visible(board_answer(rows))))
        self._board.show_rows(board, rows)
        self._card.show_selected(results)
        self._show_charts()

    def _show_selected(self) -> None:
        self._board.show_selected()
        self._card.show_selected(self.context.analyst.results)
        self._show_charts()

    def _show_charts(self) -> None:
        for tab in self._charts:
            tab.refresh()

    def _open_card(self) -> None:
        self._tabs.setCurrentWidget(self._card)
        self._card.take_focus()

    def _open_light(self, code: str) -> None:
        self._card.open_check(code)
        self._open_card()

    def _go_to_facts(self) -> None:
        self.context.requests.page_requested.emit("initiatives")
        self.context.requests.fact_requested.emit("")

    def _lay_out(self) -> None:
        self._answer.setProperty("role", "answer")
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setWordWrap(True)
        self._tabs.addTab(self._board, "Flag board")
        self._tabs.addTab(self._card, _CARD)
        for tab in self._charts:
            self._tabs.addTab(tab, tab.study.title)
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("Views of the lessons")
        self.body.addWidget(self._answer)
        self.body.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self.context.selection.selection_changed.connect(self._show_selected)
        self._board.light_chosen.connect(self._card.open_check)
        self._board.card_requested.connect(self._open_card)
        self._board.facts_requested.connect(self._go_to_facts)
        self._board.filters.thresholds_requested.connect(
            lambda: self.context.requests.action_requested.emit("edit.thresholds")
        )
        self._timeline.light_clicked.connect(self._open_light)
        self._card.facts_requested.connect(self._go_to_facts)
        self._card.step_requested.connect(self._board.step)

"""When each light could have come on, worked out beside the window, with the caveats."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from portfolio.charts import LessonView
from portfolio.charts.first_lights_finding import history_of
from portfolio.errors import Tick
from portfolio.lessons import CHECK, Board, FirstRed, timeline
from portfolio.model.text import visible
from ui.context import Context
from ui.jobs import Job, Outcome, Partial
from ui.pages.lessons_tab import LessonStudy, LessonTab
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.splitter import split


class FirstLightsTab(LessonTab):
    """The timeline of one initiative beside the notes of the document on reported figures."""

    #: a light was clicked; payload: code of its check
    light_clicked = Signal(str)

    def __init__(self, context: Context, study: LessonStudy) -> None:
        self._notes = QPlainTextEdit()
        self._caveats = QFrame()
        self._job: Job | None = None
        self._asked: LessonView | None = None
        self._known: tuple[Board, str, tuple[FirstRed, ...]] | None = None
        super().__init__(context, study)

    def _select(self, key: str) -> None:
        if key in CHECK:
            self.light_clicked.emit(key)
        else:
            super()._select(key)

    def _take(self, view: LessonView) -> None:
        board, known = view.board, self._known
        if board is None or not view.one:
            self._stop()
            self._show(view)
        elif known is not None and known[:2] == (board, view.one):
            self._stop()
            self._show(replace(view, firsts=known[2]))
        elif view != self._asked:
            self._look_back(view, board)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked = None, None

    def _look_back(self, view: LessonView, board: Board) -> None:
        self._stop()
        self._asked, one = view, view.one
        if self._shown is None:
            self._show(view)

        def work(_tick: Tick, _partial: Partial) -> tuple[FirstRed, ...]:
            return timeline(board, one)

        def done(firsts: tuple[FirstRed, ...]) -> None:
            self._job, self._known = None, (board, one, firsts)
            self._show(replace(view, firsts=firsts))

        title = "Looking back at its lights"
        self._job = self._context.jobs.start(title, work, Outcome(done=done), quiet=True)

    def _show(self, view: LessonView) -> None:
        super()._show(view)
        history = history_of(view)
        caveats = "" if history is None else visible_lines(history.caveats)
        self._caveats.setVisible(bool(caveats))
        if caveats != self._notes.toPlainText():
            self._notes.setPlainText(caveats)

    def _build_body(self) -> QWidget:
        self._notes.setReadOnly(True)
        self._notes.setAccessibleName("Notes of this document")
        heading = QLabel("Notes of this document")
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self._caveats)
        layout.setContentsMargins(SPACE, SPACE // 2, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(heading)
        layout.addWidget(self._notes, 1)
        parts = ((card("", self._picture), 64), (self._caveats, 36))
        return split(Qt.Orientation.Horizontal, "first lights", *parts)


def visible_lines(text: str) -> str:
    """Return a text with its lines kept and every hidden character as a mark."""
    return "\n".join(visible(line) for line in text.splitlines())

"""What all pages share: a question at the top, and work only while they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.context import Context
from ui.overrides import guarded
from ui.theme import PAGE_MARGIN, SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results


class Page(QWidget):
    """One page: answers one question.

    A page overrides ``show_results``. It is called with the latest results whenever
    they change while the page is visible, and once when it becomes visible. The
    document in ``results.portfolio`` is always the current one; parts named in
    ``results.stale`` are shown greyed.
    """

    def __init__(self, context: Context, title: str, question: str) -> None:
        super().__init__()
        self.context = context
        self._outdated = True
        self.body = QVBoxLayout()
        self.tools = QHBoxLayout()
        self._lay_out_header(title, question)
        self.setAccessibleName(title)
        self.setAccessibleDescription(question)
        context.analyst.results_changed.connect(self._take)

    def show_results(self, results: Results) -> None:
        """Bring the page up to date."""
        raise NotImplementedError

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated and self.context.analyst.results is not None:
            self._take(self.context.analyst.results)

    def _take(self, results: Results) -> None:
        self._outdated = not self.isVisible()
        if not self._outdated:
            self.show_results(results)

    def _lay_out_header(self, title: str, question: str) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "title")
        asked = QLabel(question)
        asked.setProperty("role", "question")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading)
        words.addWidget(asked)
        top = QHBoxLayout()
        top.addLayout(words)
        top.addStretch(1)
        top.addLayout(self.tools)
        self.tools.setSpacing(SPACE)
        self.body.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN - SPACE // 2, PAGE_MARGIN, SPACE)
        layout.setSpacing(SPACE + SPACE // 2)
        layout.addLayout(top)
        layout.addLayout(self.body, 1)

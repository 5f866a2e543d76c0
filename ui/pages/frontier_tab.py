"""One view of the frontier page: its finding, what shows it, and how far the study is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from portfolio.charts.chart import Finding
from ui.pages.frontier_strip import StudyStrip
from ui.theme import SPACE
from ui.widgets.unbroken import unbroken


class StudyTab(QFrame):
    """The answer in large type, a second sentence, the picture or table, the progress."""

    def __init__(self, subject: str, body: QWidget) -> None:
        super().__init__()
        self.body = body
        self.strip = StudyStrip(subject)
        self._answer = QLabel()
        self._detail = QLabel()
        self._lay_out()

    def show_finding(self, finding: Finding, *, alone: bool) -> None:
        """Show a finding; ``alone`` where there is nothing else to see."""
        self._answer.setText(unbroken(finding.headline))
        self._detail.setText(finding.detail)
        self._detail.setVisible(bool(finding.detail))
        self.body.setVisible(not alone)
        self.setAccessibleDescription(str(finding))

    def _lay_out(self) -> None:
        self._answer.setProperty("role", "answer")
        self._detail.setProperty("role", "muted")
        for label in (self._answer, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._answer)
        layout.addWidget(self._detail)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.strip)
        layout.addStretch(0)

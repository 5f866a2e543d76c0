"""One view of the frontier page: its finding, what shows it, and how far the study is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from portfolio.charts.chart import Finding
from ui.pages.frontier_strip import StudyStrip
from ui.theme import SPACE
from ui.widgets.finding_words import FindingWords


class StudyTab(QFrame):
    """The answer in large type, a second sentence, the picture or table, the progress."""

    def __init__(self, subject: str, body: QWidget) -> None:
        super().__init__()
        self.body = body
        self.strip = StudyStrip(subject)
        self._words = FindingWords()
        self._lay_out()

    def show_finding(self, finding: Finding, *, alone: bool) -> None:
        """Show a finding; ``alone`` where there is nothing else to see."""
        self._words.show_finding(finding.headline, finding.detail)
        self.body.setVisible(not alone)
        self.setAccessibleDescription(str(finding))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.strip)
        layout.addStretch(0)

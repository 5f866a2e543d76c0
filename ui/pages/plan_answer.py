"""The plan in a sentence, how sure it is, and what a what-if changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import plural
from portfolio.report import Summary
from ui.theme import SPACE

_LINES = 2


class PlanAnswer(QWidget):
    """Headline and proof; notes unfold; a what-if says who leaves and who enters."""

    def __init__(self) -> None:
        super().__init__()
        self._headline = QLabel()
        self._proof = QLabel()
        self._fold = QPushButton()
        self._notes = QLabel()
        self._change = QLabel()
        self._finding = QFrame()
        self._lay_out()
        self._fold.toggled.connect(self._notes.setVisible)

    def show_answer(self, summary: Summary, notes: Sequence[str], change: str) -> None:
        """Show a plan.

        Args:
            summary: the plan in words.
            notes: what was assumed, one sentence each.
            change: what it does differently from the plan of the file; may be empty.
        """
        self._headline.setText(summary.headline)
        proof = summary.proof[:1].upper() + summary.proof[1:]
        if proof and not proof.endswith((".", "…")):
            proof += "."
        words = (summary.remedy or proof, summary.waterline_loss)
        self._proof.setText(" ".join(word for word in words if word))
        self._fold.setVisible(bool(notes))
        self._fold.setText(plural(len(notes), "note"))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes) and self._fold.isChecked())
        self._change.setText(change)
        self._finding.setVisible(bool(change))

    def _lay_out(self) -> None:
        self._headline.setProperty("role", "answer")
        self._proof.setProperty("role", "muted")
        self._notes.setProperty("role", "muted")
        self._change.setProperty("role", "strong")
        self._finding.setProperty("role", "finding")
        for label in (self._headline, self._proof, self._notes, self._change):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._fold.setProperty("role", "quiet")
        self._fold.setCheckable(True)
        self._fold.setToolTip("What the plan had to assume")
        self._notes.setVisible(False)
        # Its room is kept while it is empty, so that nothing moves under a dragging hand.
        policy = self._finding.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._finding.setSizePolicy(policy)
        # A label takes a little more than its lines.
        room = _LINES * self.fontMetrics().lineSpacing() + SPACE // 2
        self._change.setMinimumHeight(room)
        inside = QHBoxLayout(self._finding)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        inside.addWidget(self._change)
        across = QHBoxLayout()
        across.addWidget(self._proof, 1)
        across.addWidget(self._fold)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE // 2)
        down.addWidget(self._headline)
        down.addLayout(across)
        down.addWidget(self._notes)
        down.addWidget(self._finding)

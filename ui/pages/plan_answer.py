"""The plan in a sentence, how sure it is, and what a what-if changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import capitalized, listed, plural
from portfolio.report import Summary
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.unbroken import unbroken

_LINES = 2


class PlanAnswer(QWidget):
    """Headline and proof; notes unfold; a what-if says who leaves and who enters."""

    #: what is tried is to be part of the document
    keep_requested = Signal()
    #: what is tried is to be taken back
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headline = QLabel()
        self._proof = QLabel()
        self._fold = QPushButton()
        self._notes = QLabel()
        self._change = QLabel()
        self._found = ("", "")
        self._all = QPushButton("Name all")
        self._finding = QFrame()
        self._keep = QPushButton("Keep it")
        self._take_back = QPushButton("Take it back")
        self._lay_out()
        self._fold.toggled.connect(self._notes.setVisible)
        self._all.toggled.connect(self._show_change)
        self._keep.setAccessibleName("Keep the what-if")
        self._take_back.setAccessibleName("Take the what-if back")
        self._keep.clicked.connect(self.keep_requested)
        self._take_back.clicked.connect(self.back_requested)

    def show_answer(self, summary: Summary, notes: Sequence[str], change: tuple[str, str]) -> None:
        """Show a plan.

        Args:
            summary: the plan in words.
            notes: what was assumed, one sentence each.
            change: what it does differently from the plan of the file, in short and with
                all names; may be empty.
        """
        self._headline.setMinimumHeight(0)
        self._headline.setText(unbroken(summary.headline))
        proof = capitalized(summary.proof)
        if proof and not proof.endswith((".", "…")):
            proof += "."
        words = (summary.remedy or proof, summary.waterline_loss)
        self._proof.setText(unbroken("\n".join(word for word in words if word)))
        self._fold.setVisible(bool(notes))
        self._fold.setText(plural(len(notes), "note"))
        self._notes.setText(unbroken("\n".join(notes)))
        self._notes.setVisible(bool(notes) and self._fold.isChecked())
        self._found = change
        self._all.setVisible(change[0] != change[1])
        self._show_change()
        self._show_finding()

    def _show_change(self) -> None:
        """Name some of those who come and go, or all of them when that was asked for."""
        self._all.setText("Name some" if self._all.isChecked() else "Name all")
        short, whole = self._found
        self._change.setText(unbroken(whole if self._all.isChecked() else short))
        self._change.setToolTip(plain_tooltip(whole))

    def _show_finding(self) -> None:
        """Put what a what-if changed in the place of the proof, of the same height."""
        found = bool(self._change.text())
        self._finding.setVisible(found)
        self._proof.setVisible(not found)

    def show_tried(self, what_ifs: Sequence[str]) -> None:
        """Offer to keep what is tried, or to take it back; nothing while nothing is.

        Args:
            what_ifs: parts of a sentence; those that have a place of their own left out.
        """
        for button in (self._keep, self._take_back):
            button.setVisible(bool(what_ifs))
        if what_ifs and not self._change.text():
            self._change.setText(f"What if: {listed(what_ifs)}.")
        self._show_finding()

    def show_by_hand(self, verdict: str, best: str) -> None:
        """Show what a plan by hand breaks or costs, above what the best plan is worth."""
        # Its room is kept, so that no line moves away from under the hand that switches.
        self._headline.setMinimumHeight(_LINES * self._headline.fontMetrics().lineSpacing() + SPACE)
        self._headline.setText(unbroken(verdict))
        self._proof.setText(f"Best plan: {best}")
        self._proof.setVisible(True)
        self._fold.setVisible(False)
        self._notes.setVisible(False)

    def _lay_out(self) -> None:
        self._headline.setProperty("role", "answer")
        self._headline.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
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
        # Both keep the same room, so that nothing moves under a dragging hand. A label takes
        # a little more than its lines.
        room = _LINES * self.fontMetrics().lineSpacing() + SPACE // 2
        self._change.setMinimumHeight(room)
        self._proof.setMinimumHeight(room + SPACE)
        self._proof.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        inside = QHBoxLayout(self._finding)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        inside.addWidget(self._change, 1)
        self._all.setProperty("role", "quiet")
        self._all.setCheckable(True)
        self._all.setToolTip("Name everyone who comes and goes, instead of some")
        for button in (self._all, self._keep, self._take_back):
            button.setVisible(False)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        across = QHBoxLayout()
        across.addWidget(self._proof, 1)
        across.addWidget(self._finding, 1)
        across.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE // 2)
        down.addWidget(self._headline)
        down.addLayout(across)
        down.addWidget(self._notes)

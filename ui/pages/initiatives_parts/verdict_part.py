"""At the top of the form: what the plan does with it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from portfolio.model.text import visible
from portfolio.model.verdict_marks import marked
from portfolio.report.initiative_lines import InitiativeLine, verdict_text
from ui.tables import Row, plain_tooltip
from ui.theme import SPACE, Theme
from ui.theme.restyle import restyle
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_BUTTONS = (
    ("initiative.force_in", "Force in…"),
    ("initiative.force_out", "Force out…"),
    ("initiative.release", "Let the plan decide"),
)
_LONGEST_NAME = 120


class VerdictPart(QFrame):
    """Name, verdict in words and color, reason, price of deciding otherwise, problems."""

    #: an action was asked for; payload: its id
    action_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = QLabel()
        self._verdict = QLabel()
        self._reason = QLabel()
        self._problems = QLabel()
        self._buttons = {name: QPushButton(title) for name, title in _BUTTONS}
        self._lay_out()

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show one initiative."""
        line, name = row.value, row.value.record.name
        short = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        self._name.setText(visible(short) or "(no name)")
        self._name.setToolTip(plain_tooltip(name))
        stale = not {"plan", "lines"}.isdisjoint(results.stale)
        nothing = "No plan yet" if results.plan is None else "No plan fits"
        self._show_verdict(line, nothing, stale=stale)
        why = results.lines.get(row.key)
        self._reason.setText(unbroken(visible(why.reason)) if why is not None else "")
        self._reason.setEnabled(not stale)
        self._reason.setVisible(bool(self._reason.text()))
        texts = list(dict.fromkeys(mark.text for mark in row.marks.values()))
        self._problems.setText("\n".join(f"⚠ {visible(text)}" for text in texts))
        self._problems.setVisible(bool(texts))
        forced = line.origin in ("forced in", "forced out")
        self._buttons["initiative.force_in"].setVisible(not forced)
        self._buttons["initiative.force_out"].setVisible(not forced)
        self._buttons["initiative.release"].setVisible(forced)

    def _show_verdict(self, line: InitiativeLine, nothing: str, *, stale: bool) -> None:
        text = marked(verdict_text(line), line.fate, line.origin) or nothing
        rank = f"rank {line.rank}" if line.rank else ""
        words = [text, rank, "updating…" if stale else ""]
        self._verdict.setText(" · ".join(word for word in words if word))
        role = "muted"
        if not stale and line.fate is not None:
            role = "forced" if line.origin else "cut" if line.fate == "cut" else "funded"
        restyle(self._verdict, "role", role)

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._name.setProperty("role", "heading")
        self._verdict.setAccessibleName("What the plan does with it")
        self._reason.setAccessibleName("Why")
        self._problems.setProperty("role", "warning")
        self._problems.setAccessibleName("Problems")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE // 2)
        for label in (self._name, self._verdict, self._reason, self._problems):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            # A name may be one word of any length; it must not widen the form.
            label.setMinimumWidth(1)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for name, button in self._buttons.items():
            button.setProperty("role", "quiet")
            button.clicked.connect(lambda _checked=False, n=name: self.action_requested.emit(n))
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)

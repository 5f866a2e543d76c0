"""The health card: what the five lessons say of one initiative, readable in a minute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from portfolio.lessons.finding import Finding, findings
from portfolio.model.text import visible
from portfolio.report.finding_words import finding_blocks, gate_words, light_counts
from portfolio.report.flag_rows import MARKS
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.lessons import Board

_ROLES = {"red": "light-red", "amber": "light-amber", "green": "light-green"}
_LINES = 6
_CHOOSE = "Choose an initiative to see what the five lessons say of it."


class FindingRow(QFrame):
    """One check: its light and its sentence; opened, everything that led to it."""

    #: it was opened or closed; payload: code of the check, whether it is open now
    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._head = QToolButton()
        self._sentence = QLabel()
        self._more = QLabel()
        self._lay_out()
        self._head.toggled.connect(self._open)

    def show_finding(self, found: Finding, *, opened: bool) -> None:
        """Show one finding."""
        self._code = found.check.code
        self._head.setText(f"{MARKS[found.status]}  {found.check.code} {found.check.title}")
        self._head.setAccessibleName(
            f"{found.check.code} {found.check.title}, {found.status}: {found.sentence}"
        )
        role = _ROLES.get(found.status, "light-quiet")
        if self._head.property("light") != role:
            self._head.setProperty("light", role)
            self._head.style().unpolish(self._head)
            self._head.style().polish(self._head)
        self._sentence.setText(unbroken(visible(found.sentence)))
        self._head.setChecked(opened)
        self._more.setVisible(opened)
        self._sentence.setVisible(not opened)
        if opened:
            self._more.setText(_in_full(found))

    def _open(self, opened: bool) -> None:
        self.toggled.emit(self._code, opened)

    def _lay_out(self) -> None:
        self._head.setProperty("role", "section")
        self._head.setCheckable(True)
        for label in (self._sentence, self._more):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._head, self._sentence, self._more):
            layout.addWidget(part)


class HealthCard(QFrame):
    """One initiative: its lights, its next gate, and every finding, the worst first."""

    #: one of the verbs was chosen; payload: its name
    verb_chosen = Signal(str)

    def __init__(self, verbs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._name = ElidedLabel()
        self._counts = QLabel()
        self._gate = QLabel()
        self._rows: list[FindingRow] = []
        self._opened = ""
        self._found: tuple[Finding, ...] = ()
        self._verbs = {name: QPushButton(title) for name, title in verbs}
        self._list = QVBoxLayout()
        self._lay_out()
        for name, button in self._verbs.items():
            button.clicked.connect(lambda _on=False, name=name: self.verb_chosen.emit(name))

    @property
    def opened(self) -> str:
        """Code of the check that is open; empty when none is."""
        return self._opened

    def show_initiative(self, board: Board | None, initiative: str) -> None:
        """Show what the board says of one initiative, or that none is chosen."""
        there = board is not None and initiative in board.ids
        for button in self._verbs.values():
            button.setEnabled(there)
        if board is None or not there:
            self._name.show_text(_CHOOSE)
            self._counts.setText("")
            self._gate.setText("")
            self._found = ()
        else:
            record = board.portfolio.initiatives[initiative]
            self._name.show_text(record.name or "(no name)")
            self._counts.setText(f"{light_counts(board, initiative)}.")
            self._gate.setText(gate_words(board, initiative))
            self._found = findings(board, initiative)
        self._show_findings()

    def open_check(self, code: str) -> None:
        """Open one check, and close the others."""
        self._opened = code
        self._show_findings()

    def _show_findings(self) -> None:
        for _ in range(len(self._found) - len(self._rows)):
            row = FindingRow()
            row.toggled.connect(self._toggle)
            self._rows.append(row)
            self._list.addWidget(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(self._found))
            if number < len(self._found):
                found = self._found[number]
                row.blockSignals(True)
                row.show_finding(found, opened=found.check.code == self._opened)
                row.blockSignals(False)

    def _toggle(self, code: str, opened: bool) -> None:
        self.open_check(code if opened else "")

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._name.setProperty("role", "heading")
        self._counts.setProperty("role", "strong")
        self._gate.setProperty("role", "muted")
        for label in (self._counts, self._gate):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        verbs = Flow()
        for button in self._verbs.values():
            verbs.addWidget(button)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(SPACE)
        self._list.setSpacing(SPACE)
        inside.addLayout(self._list)
        inside.addStretch(1)
        scroll = InnerScroll(body, _LINES)
        scroll.setAccessibleName("Findings, the worst first")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._name)
        layout.addWidget(self._counts)
        layout.addWidget(self._gate)
        layout.addLayout(verbs)
        layout.addWidget(scroll, 1)


def _in_full(found: Finding) -> str:
    blocks = (
        "\n".join([block.title.upper(), *(f"• {visible(line)}" for line in block.lines)])
        for block in finding_blocks(found)
    )
    return "\n\n".join(blocks) or found.sentence

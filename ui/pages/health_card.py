"""The health card: what the five lessons say of one initiative, readable in a minute."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import visible
from portfolio.report.flag_rows import MARKS
from portfolio.report.health import Health, health_of, health_text
from ui.context import Context
from ui.overrides import guarded
from ui.pages.finding_row import FindingRow
from ui.pages.finding_verbs import FindingVerbs
from ui.pages.gate_prices import GatePrices
from ui.pages.health_export import copy_card, save_card
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.card import card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.lessons import Finding

_WORST, _LINES = 3, 6
_CHOOSE = "Choose an initiative"
_HINT = (
    "The health card says on one page what the five lessons find in one initiative: what is "
    "wrong first, what would mend it, and what its next gate asks for. Pick a row of the flag "
    "board, or begin with its first."
)
#: Name to what a button says, and what it is called in full.
_BUTTONS = {
    "up": ("▲", "The initiative before it on the board"),
    "down": ("▼", "The next initiative on the board"),
    "facts": ("Go to its facts", "Go to its facts"),
    "copy": ("Copy", "Copy the card as text"),
    "save": ("PDF…", "Save the card as PDF"),
}


class HealthCard(QWidget):
    """Name and counts, the next gate, the worst findings in large type, then the others."""

    #: its facts are asked for
    facts_requested = Signal()
    #: another initiative is asked for; payload: rows down the board
    step_requested = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._verbs = FindingVerbs(context)
        self._prices = GatePrices(context)
        self._results: Results | None = None
        self._health: Health | None = None
        self._opened = ""
        self._name = ElidedLabel()
        self._about = QLabel()
        self._counts = QLabel()
        self._gate = QLabel()
        self._needs = QLabel()
        self._worst = [FindingRow(self._verbs, large=True) for _ in range(_WORST)]
        self._others: list[FindingRow] = []
        self._list = QVBoxLayout()
        self._body = QWidget()
        self._scroll = InnerScroll(self._body, _LINES)
        self._lessons = QLabel()
        self._first = QPushButton("Show the first one")
        self._full = QWidget()
        self._empty = beginning(_CHOOSE, _HINT, (self._first,))
        self._buttons = {name: QPushButton(title) for name, (title, _) in _BUTTONS.items()}
        self._lay_out()
        self._connect()

    @property
    def opened(self) -> str:
        """Code of the check that is open; empty when none is."""
        return self._opened

    def show_selected(self, results: Results | None) -> None:
        """Show what the board says of the selected initiative, or that none is chosen."""
        self._results = results
        if not self.isVisible():
            return
        key = self._context.selection.current
        self._health = None if results is None else health_of(results, key)
        if results is not None and self._health is not None:
            self._prices.look_for(results, key)
        self._show()

    def open_check(self, code: str) -> None:
        """Open one check, and close the others; an empty code closes all."""
        self._opened = code
        self._show_findings()

    def take_focus(self) -> None:
        """Give the keyboard to the finding that is open, or to the first one."""
        rows = [row for row in (*self._worst, *self._others) if not row.isHidden()]
        for row in sorted(rows, key=lambda row: not row.opened)[:1]:
            row.head.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, self, partial(self._scroll_to, row))

    def _scroll_to(self, row: FindingRow) -> None:
        """Bring a finding to the top once its place is known."""
        self._scroll.verticalScrollBar().setValue(row.y())

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_selected(self._results)

    def _show(self) -> None:
        health = self._health
        self._full.setVisible(health is not None)
        self._empty.setVisible(health is None)
        self._name.show_text("" if health is None else health.name)
        self._about.setText("" if health is None else health.about)
        self._counts.setText("" if health is None else health.counts)
        self._gate.setText("" if health is None else health.gate)
        lines = (
            ()
            if health is None
            else (
                *(f"{MARKS['red']}  {visible(what)}" for what in health.missing),
                *(f"{MARKS['green']}  {visible(what)}" for what in health.there),
            )
        )
        self._needs.setText("\n".join(lines))
        self._needs.setVisible(bool(lines))
        self._lessons.setText("" if health is None else "\n".join(health.lessons))
        self._show_findings()

    def _show_findings(self) -> None:
        worst = () if self._health is None else self._health.worst
        others = () if self._health is None else self._health.others
        for _ in range(len(others) - len(self._others)):
            row = FindingRow(self._verbs, large=False)
            row.toggled.connect(self._toggle)
            self._others.append(row)
            self._list.addWidget(row)
        self._fill(self._worst, worst)
        self._fill(self._others, others)

    def _fill(self, rows: list[FindingRow], found: tuple[Finding, ...]) -> None:
        for number, row in enumerate(rows):
            row.setVisible(number < len(found))
            if number < len(found):
                opened = found[number].check.code == self._opened
                row.show_finding(found[number], self._prices.prices, opened=opened)

    def _toggle(self, code: str, opened: bool) -> None:
        self.open_check(code if opened else "")

    def _run(self, name: str) -> None:
        if name in ("up", "down"):
            self.step_requested.emit(-1 if name == "up" else 1)
        elif name == "facts":
            self.facts_requested.emit()
        elif self._results is not None and self._health is not None:
            text = health_text(self._results, self._health)
            if name == "copy":
                copy_card(self._context, text)
            else:
                save_card(self._context, self._health.name, text)

    def _lay_out(self) -> None:
        roles = {self._about: "muted", self._counts: "strong", self._gate: "strong"}
        for label in (self._about, self._counts, self._gate, self._needs, self._lessons):
            label.setProperty("role", roles.get(label, ""))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._name.setProperty("role", "answer")
        head = QVBoxLayout()
        head.setSpacing(SPACE // 4)
        for part in (self._name, self._about, self._counts):
            head.addWidget(part)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addLayout(head, 1)
        for name, button in self._buttons.items():
            button.setAccessibleName(_BUTTONS[name][1])
            button.setToolTip(_BUTTONS[name][1])
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        down = QVBoxLayout(side)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(card("", self._gate, self._needs))
        down.addWidget(card("The five lessons", self._lessons))
        down.addStretch(1)
        across = split(Qt.Orientation.Horizontal, "health", (self._findings(), 64), (side, 28))
        layout = QVBoxLayout(self._full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(across, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, SPACE, 0, 0)
        outside.addWidget(self._full)
        outside.addWidget(self._empty)
        self._empty.hide()

    def _findings(self) -> QWidget:
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(SPACE // 2)
        for row in self._worst:
            inside.addWidget(row)
        self._list.setSpacing(SPACE // 4)
        inside.addLayout(self._list)
        inside.addStretch(1)
        self._scroll.setAccessibleName("Findings, the worst first")
        return card("", self._scroll)

    def _connect(self) -> None:
        self._prices.price_found.connect(self._show_findings)
        for row in self._worst:
            row.toggled.connect(self._toggle)
        self._first.clicked.connect(lambda: self.step_requested.emit(0))
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self._run(name))

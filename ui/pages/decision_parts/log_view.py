"""The log of decisions, whether it holds together, and the fingerprint to publish."""

from __future__ import annotations

from operator import is_

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio.errors import Tick
from portfolio.files.journal import Verdict, head_fingerprint, verify
from portfolio.model import Portfolio
from portfolio.report.log_rows import PROMISE, LogRow, log_rows, log_text
from ui.context import Context
from ui.jobs import Job, Outcome, Partial
from ui.overrides import guarded
from ui.pages.decision_parts.fitted_table import FittedTable
from ui.tables import Column, Row
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.flow import Flow
from ui.widgets.unbroken import unbroken

_CHECKING = "Checking the log…"


def log_columns() -> list[Column[LogRow]]:
    """Return the columns; the last entry comes first until another order is asked for."""
    return [
        Column("n", "No.", lambda row: f"{row.n:,}", "number", sort=lambda r: r.place, width=5),
        Column(
            "at",
            "When",
            lambda row: row.when,
            sort=lambda row: row.at,
            tip=lambda row: row.utc,
            about="On the clocks of here; the tooltip says it by universal time",
            width=22,
        ),
        Column("who", "Who", lambda row: row.who, width=14, searched=True),
        Column("what", "What", lambda row: row.what, width=60, searched=True),
        Column("branch", "Branches", lambda row: row.branch, width=20),
    ]


class LogView(QWidget):
    """Entries are told, never edited; whether they fit is checked in the background."""

    #: a fingerprint is to be checked
    check_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._portfolio: Portfolio | None = None
        self._checked: tuple[object, ...] = ()
        self._job: Job | None = None
        self.verdict, self._promise = QLabel(_CHECKING), QLabel(PROMISE)
        self.fingerprint = QLineEdit()
        self._copy = QPushButton("Copy fingerprint")
        self._check = QPushButton("Check a fingerprint…")
        self._copy_all = QPushButton("Copy log")
        self.table = FittedTable(log_columns(), context.theme, "what")
        self.entry = QLabel()
        self._lay_out()
        self._connect()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the log of a document, and check it when this can be seen."""
        self._portfolio = portfolio
        rows = log_rows(portfolio)
        self.table.show_rows(Row(row.key, row) for row in rows)
        self.table.leave_out(() if any(row.branch for row in rows) else ("branch",))
        self._show_entry(self.table.selected.keys()[0])
        self.fingerprint.setText(head_fingerprint(portfolio))
        self.fingerprint.setCursorPosition(0)
        for part in (self._copy, self._copy_all, self._check):
            part.setEnabled(bool(rows))
        if self.isVisible():
            self._verify()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._verify()

    def _verify(self) -> None:
        portfolio = self._portfolio
        if portfolio is None:
            return
        parts = (portfolio.journal, portfolio.decisions, portfolio.plans, portfolio.extra)
        if len(parts) == len(self._checked) and all(map(is_, parts, self._checked)):
            return
        self._checked = parts
        if self._job is not None:
            self._job.cancel()
        self._say(_CHECKING, "muted")

        def work(_tick: Tick, _partial: Partial) -> Verdict:
            return verify(portfolio)

        def done(found: Verdict) -> None:
            if self._checked is parts:
                self._say(found.sentence, "strong" if found.ok else "error")

        outcome = Outcome(done=done)
        self._job = self._context.jobs.start("Checking the log", work, outcome, quiet=True)

    def _show_entry(self, key: str) -> None:
        """Say in full what the current line of the table has no room for."""
        grid = self.table.table.grid
        at = grid.row_of(key)
        text = "" if at < 0 else grid.rows[at].value.what
        self.entry.setText(unbroken(text))
        self.entry.setVisible(bool(text))

    def _say(self, text: str, role: str) -> None:
        self.verdict.setText(text)
        restyle(self.verdict, "role", role)

    def _copy_text(self) -> None:
        rows = [row.value for row in self.table.table.grid.rows]
        QGuiApplication.clipboard().setText(log_text(rows, self.fingerprint.text()))
        self._context.messages.notice("Copied the log")

    def _copy_fingerprint(self) -> None:
        QGuiApplication.clipboard().setText(self.fingerprint.text())
        self._context.messages.notice(f"Copied the fingerprint. {PROMISE}")

    def _connect(self) -> None:
        self._copy.clicked.connect(self._copy_fingerprint)
        self.table.selected.keys_selected.connect(lambda key, _keys: self._show_entry(key))
        self._copy_all.clicked.connect(self._copy_text)
        self._check.clicked.connect(self.check_requested)

    def _lay_out(self) -> None:
        roles = ((self.verdict, "strong"), (self.entry, ""), (self._promise, "muted"))
        for label, role in roles:
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.table.setAccessibleName("The log of decisions, the last entry first")
        self.fingerprint.setReadOnly(True)
        self.fingerprint.setAccessibleName("Fingerprint of the log")
        words = QLabel("Fingerprint")
        words.setProperty("role", "muted")
        words.setBuddy(self.fingerprint)
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(words)
        below.addWidget(self.fingerprint, 1)
        ways = Flow()
        for button in (self._copy, self._check, self._copy_all):
            ways.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.verdict)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.entry)
        layout.addLayout(below)
        layout.addLayout(ways)
        layout.addWidget(self._promise)

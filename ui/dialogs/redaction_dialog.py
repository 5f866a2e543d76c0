"""A redacted copy: what has to go, what that takes out of the document, and what no rule sees."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from portfolio.edit.redacted import PARTS, Part, Redaction
from portfolio.model.text import listed
from portfolio.report.redaction_words import (
    ALWAYS,
    CAUTION,
    MEANING,
    RemovedRow,
    removed_rows,
)
from ui.dialogs.import_parts import foot_of
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.tables import Column, Row, TableView
from ui.theme import SPACE, Theme

_LETTERS, _LINES, _TABLE_LINES = 125, 42, 9
_NOTHING = "Choose what has to go."


class RedactionDialog(RoomyDialog):
    """Three switches over a table of what goes. Data in, choices out."""

    #: something else has to go; payload: tuple of parts
    parts_changed = Signal(object)
    #: the copy is to be saved as shown; payload: tuple of parts
    copy_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self._switches: dict[Part, QCheckBox] = {
            part: QCheckBox(f"Without {part}") for part in PARTS
        }
        self._table = TableView(_columns(), theme)
        self._said = QLabel()
        self._save = QPushButton("Save the copy…")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._connect()
        self._show_nothing()

    def show_redaction(self, redaction: Redaction) -> None:
        """Show what goes, unless something else was chosen meanwhile."""
        if redaction.without != self._chosen():
            return
        rows = removed_rows(redaction)
        self._table.show_rows(Row(f"{number}", row) for number, row in enumerate(rows))
        self._said.setText(f"A copy without {listed(redaction.without)}.")
        self._save.setEnabled(True)

    def _chosen(self) -> tuple[Part, ...]:
        return tuple(part for part, switch in self._switches.items() if switch.isChecked())

    def _show_nothing(self) -> None:
        self._table.show_rows(())
        self._said.setText(_NOTHING)
        self._save.setEnabled(False)

    def _change(self) -> None:
        chosen = self._chosen()
        self._save.setEnabled(False)
        if not chosen:
            self._show_nothing()
            return
        self._said.setText("Looking through the document…")
        self.parts_changed.emit(chosen)

    def _accept(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.copy_requested.emit(chosen)

    def _lay_out(self) -> None:
        self.setWindowTitle("Save a redacted copy")
        switches = QGridLayout()
        switches.setHorizontalSpacing(SPACE * 2)
        switches.setVerticalSpacing(SPACE)
        switches.setColumnStretch(1, 1)
        for number, (part, switch) in enumerate(self._switches.items()):
            switch.setAccessibleDescription(MEANING[part])
            switches.addWidget(switch, number, 0, Qt.AlignmentFlag.AlignTop)
            switches.addWidget(_words(MEANING[part]), number, 1)
        title = QLabel("What is not in the copy")
        title.setProperty("role", "strong")
        title.setBuddy(self._table)
        self._table.setAccessibleName("What is not in the copy")
        self._table.header.setStretchLastSection(True)
        self.keep_lines(self._table, _TABLE_LINES)
        self.content.addWidget(_words(ALWAYS))
        self.content.addLayout(switches)
        self.content.addWidget(title)
        self.content.addWidget(self._table, 1)
        self.content.addWidget(_words(CAUTION))
        self.set_foot(foot_of(self._said, self._cancel, self._save))

    def _connect(self) -> None:
        for switch in self._switches.values():
            switch.toggled.connect(self._change)
        self._save.clicked.connect(self._accept)
        self._cancel.clicked.connect(self.reject)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def _columns() -> list[Column[RemovedRow]]:
    return [
        Column("what", "What", lambda row: row.what, width=40),
        Column(
            "count",
            "How many",
            lambda row: "" if row.count is None else f"{row.count:,}",
            kind="number",
            sort=lambda row: row.count,
            width=10,
        ),
        Column("examples", "For example", lambda row: row.examples, width=60, searched=True),
    ]

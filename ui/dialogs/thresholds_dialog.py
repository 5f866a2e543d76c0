"""Where each light turns amber and red: the defaults, and what this portfolio uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import set_lesson_settings
from portfolio.lessons import THRESHOLDS
from portfolio.model import FrozenMap
from portfolio.report.threshold_rows import ThresholdRow, threshold_rows, with_typed_threshold
from ui.tables import Column, Mark, Row, Subject, TableEdits, TableView
from ui.theme import PAGE_MARGIN, SPACE

if TYPE_CHECKING:
    from ui.context import Context

_LETTERS, _ROWS, _FRAME = 150, 22, 64
_INTRO = (
    "Type another value where your business differs; Delete goes back to the default. Changed "
    "ones are called changed wherever they are shown, and every change can be undone."
)
_NONE = "All are at their defaults."


class ThresholdsDialog(QDialog):
    """A table that follows the document, and writes to it at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table = TableView(_columns(), context.theme)
        self._edits = TableEdits(self._table, context, Subject("", "threshold", _name_of))
        self._said = QLabel()
        self._all = QPushButton("All back to defaults")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self._show()

    def _show(self) -> None:
        rows = threshold_rows(self._context.document.portfolio.settings)
        changed = sum(row.changed for row in rows)
        self._table.show_rows(Row(row.name, row, _marks(row)) for row in rows)
        self._said.setText(f"{changed} changed in this portfolio." if changed else _NONE)
        self._all.setEnabled(changed > 0)

    def _reset(self) -> None:
        document = self._context.document
        edited = set_lesson_settings(document.portfolio, thresholds=FrozenMap())
        document.apply("Put all thresholds back to their defaults", edited)

    def _lay_out(self) -> None:
        self.setWindowTitle("Thresholds of the five lessons")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        intro = QLabel(_INTRO)
        for label in (intro, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        intro.setProperty("role", "muted")
        self._said.setProperty("role", "strong")
        self._table.setAccessibleName("Thresholds")
        self._table.header.setStretchLastSection(True)
        self._buttons.addButton(self._all, QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(intro)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._said)
        layout.addWidget(self._buttons)
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        width, height = metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * 2 * _ROWS
        self.resize(min(width, room.width() - _FRAME), min(height, room.height() - 2 * _FRAME))

    def _connect(self) -> None:
        self._context.document.portfolio_changed.connect(self._show)
        self._context.messages.noticed.connect(self._said.setText)
        self._all.clicked.connect(self._reset)
        self._buttons.rejected.connect(self.reject)


def _columns() -> list[Column[ThresholdRow]]:
    return [
        Column("check", "Check", lambda row: row.check, width=22, searched=True),
        Column("name", "Threshold", lambda row: row.title, width=46, searched=True),
        Column("default", "Default", lambda row: row.default, kind="number", width=12),
        Column(
            "value",
            "Value",
            lambda row: row.value,
            kind="number",
            text=lambda row: row.typed,
            tone=lambda row: "accent" if row.changed else "",
            write=with_typed_threshold,
            about="What this portfolio uses",
            width=12,
        ),
        Column(
            "changed",
            "Changed",
            lambda row: "changed" if row.changed else "",
            tone=lambda _row: "accent",
            width=8,
        ),
        Column("basis", "Where the default comes from", lambda row: row.basis, width=20),
    ]


def _marks(row: ThresholdRow) -> dict[str, Mark]:
    return {"value": Mark("warning", row.doubt)} if row.doubt else {}


def _name_of(_portfolio: object, key: str) -> str:
    return THRESHOLDS[key].title

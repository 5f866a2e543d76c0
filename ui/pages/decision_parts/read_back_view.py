"""What was decided, in large type: to be read aloud at the end of a session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from portfolio.model import Portfolio
from portfolio.report.read_back import TO_SETTLE, ReadBack, Said, read_back, read_back_text
from ui.theme import SPACE, Theme

_TITLE, _NAME, _WORDS, _DETAIL = 1.15, 1.5, 1.5, 1.2


class ReadBackView(QWidget):
    """A page of text; nothing in it is markup, and nothing can be typed."""

    #: the text was copied
    copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._portfolio: Portfolio | None = None
        self._shown: ReadBack | None = None
        self.text = QTextEdit()
        self.copy = QPushButton("Copy as text")
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        theme.theme_changed.connect(self._write)

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the decisions that hold."""
        if portfolio is self._portfolio:
            return
        self._portfolio = portfolio
        told = read_back(portfolio)
        if told != self._shown:
            self._shown = told
            self._write()

    def _write(self) -> None:
        told = self._shown
        if told is None:
            return
        self.text.clear()
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        self._line(cursor, told.summary, _WORDS, bold=True)
        if told.open:
            self._title(cursor, TO_SETTLE)
            for each in told.open:
                self._line(cursor, each, _DETAIL)
        for title, group in told.groups:
            self._title(cursor, title)
            for said in group:
                self._say(cursor, said)
        if told.left:
            self._line(cursor, "", _TITLE)
            for each in told.left:
                self._line(cursor, each, _DETAIL, color=self._theme.tokens.muted)
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _title(self, cursor: QTextCursor, title: str) -> None:
        self._line(cursor, "", _TITLE)
        self._line(cursor, title, _TITLE, color=self._theme.tokens.accent, bold=True)

    def _say(self, cursor: QTextCursor, said: Said) -> None:
        self._line(cursor, said.name, _NAME, bold=True)
        self._line(cursor, said.words, _WORDS)
        for detail in said.details:
            self._line(cursor, detail, _DETAIL, color=self._theme.tokens.muted)
        self._line(cursor, "", _DETAIL / 2)

    def _line(
        self, cursor: QTextCursor, text: str, size: float, *, color: str = "", bold: bool = False
    ) -> None:
        looks = QTextCharFormat()
        looks.setFontPointSize(self._theme.points * size)
        looks.setForeground(QColor(color or self._theme.tokens.text))
        looks.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        cursor.insertText(text, looks)
        cursor.insertBlock()

    def _copy(self) -> None:
        if self._portfolio is not None:
            QGuiApplication.clipboard().setText(read_back_text(self._portfolio))
            self.copied.emit()

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptRichText(False)
        self.text.setAccessibleName("What was decided")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy.setToolTip("Copies everything as plain text for a mail")
        above = QHBoxLayout()
        above.addStretch(1)
        above.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(above)
        layout.addWidget(self.text, 1)

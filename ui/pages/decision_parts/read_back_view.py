"""What was decided, in large type: to be read aloud at the end of a session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from portfolio.model import Portfolio
from portfolio.report.read_back import TO_SETTLE, ReadBack, Said, read_back, read_back_text
from ui.overrides import guarded
from ui.theme import SPACE, Theme

_TITLE, _NAME, _WORDS, _DETAIL = 1.15, 1.5, 1.5, 1.2


class _Page(QTextDocument):
    """Lines of text, each in a look of its own."""

    def __init__(self, theme: Theme, text: QTextEdit) -> None:
        super().__init__(text)
        self._theme = theme
        self._looks: dict[tuple[float, str, bool], QTextCharFormat] = {}
        self.setUndoRedoEnabled(False)
        self.setDefaultFont(text.font())
        self.setDocumentMargin(SPACE * 2)
        self._cursor = QTextCursor(self)

    def title(self, title: str) -> None:
        """Write a title below an empty line."""
        self.write("", _TITLE)
        self.write(title, _TITLE, color=self._theme.tokens.accent, bold=True)

    def say(self, said: Said) -> None:
        """Write one decision."""
        self.write(said.name, _NAME, bold=True)
        self.write(said.words, _WORDS)
        for detail in said.details:
            self.write(detail, _DETAIL, color=self._theme.tokens.muted)
        self.write("", _DETAIL / 2)

    def write(self, text: str, size: float, *, color: str = "", bold: bool = False) -> None:
        """Write a line.

        Args:
            text: of the line.
            size: of the type, as a multiple of that of body type.
            color: of the text; empty for that of body type.
            bold: whether it stands out.
        """
        key = (size, color or self._theme.tokens.text, bold)
        looks = self._looks.get(key)
        if looks is None:
            looks = self._looks[key] = self._look(*key)
        self._cursor.insertText(f"{text}\n", looks)

    def _look(self, size: float, color: str, bold: bool) -> QTextCharFormat:
        looks = QTextCharFormat()
        looks.setFontPointSize(self._theme.points * size)
        looks.setForeground(QColor(color))
        looks.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return looks


class ReadBackView(QWidget):
    """A page of text; nothing in it is markup, and nothing can be typed."""

    #: the text was copied
    copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._portfolio: Portfolio | None = None
        self._shown: ReadBack | None = None
        self._page: _Page | None = None
        #: in the colors of another theme
        self._pale = False
        self.text = QTextEdit()
        self.copy = QPushButton("Copy as text")
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        theme.theme_changed.connect(self._follow_theme)

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the decisions that hold."""
        if portfolio is self._portfolio:
            return
        self._portfolio = portfolio
        told = read_back(portfolio)
        if told != self._shown:
            self._shown = told
            self._write()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pale:
            self._write()

    def _follow_theme(self) -> None:
        """Write anew in the colors and the size in force, once it is seen."""
        self._pale = True
        if self.isVisible():
            self._write()

    def _write(self) -> None:
        """Write a page and put it in the place of the last: one that is seen is laid out at once.

        The rest of a long page is laid out while one reads its beginning.
        """
        told = self._shown
        if told is None:
            return
        self._pale = False
        page = _Page(self._theme, self.text)
        page.write(told.summary, _WORDS, bold=True)
        if told.open:
            page.title(TO_SETTLE)
            for each in told.open:
                page.write(each, _DETAIL)
        for title, group in told.groups:
            page.title(title)
            for said in group:
                page.say(said)
        if told.left:
            page.write("", _TITLE)
            for each in told.left:
                page.write(each, _DETAIL, color=self._theme.tokens.muted)
        before, self._page = self._page, page
        self.text.setDocument(page)
        if before is not None:
            before.deleteLater()

    def _copy(self) -> None:
        if self._portfolio is not None:
            QGuiApplication.clipboard().setText(read_back_text(self._portfolio))
            self.copied.emit()

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
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

"""The theme in force: applies tokens to the application and tells when they change."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.theme.sheet import palette, style_sheet
from ui.theme.tokens import DARK, LIGHT, Tokens

ThemeChoice = Literal["system", "light", "dark"]
_BASE_POINTS = 10.0
_HALF_LIGHT = 128


class Theme(QObject):
    """Light or dark, and the size of the type."""

    #: tokens or type size changed; painted widgets and charts draw anew
    theme_changed = Signal()
    #: another style sheet is about to be put on; payload: whether the type keeps its size
    sheet_changing = Signal(bool)

    def __init__(self, choice: ThemeChoice = "system", scale: float = 1.0) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scale = scale
        self._choice = choice

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def points(self) -> float:
        """Size of body type, in points."""
        return _BASE_POINTS * self.scale

    def apply(self, choice: ThemeChoice, scale: float) -> None:
        """Make a choice and a type scale (1 is normal) the look of the application."""
        same_size = scale == self.scale
        self._choice, self.scale = choice, scale
        self.tokens = _tokens_for(choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            font = QFont(app.font())
            font.setPointSizeF(self.points)
            app.setFont(font)
            app.setPalette(palette(self.tokens))
            sheet = style_sheet(self.tokens, self.points)
            if sheet != app.styleSheet():
                self.sheet_changing.emit(same_size)
                _wear(app, sheet)
        self.theme_changed.emit()


def _wear(app: QApplication, sheet: str) -> None:
    """Give the application a style sheet.

    Qt replaces one sheet by another five times more slowly than it takes the first away
    and puts the second in its place: half a second for seven pages. An equal one costs
    the same, and changes nothing.
    """
    app.setStyleSheet("")
    app.setStyleSheet(sheet)


def _tokens_for(choice: ThemeChoice) -> Tokens:
    if choice == "system":
        # Fusion's own palette follows the system. The style hint would say the same, but
        # as a name of Qt's, and loading those takes a tenth of the time to the first paint.
        window = QApplication.style().standardPalette().window().color()
        return DARK if window.lightness() < _HALF_LIGHT else LIGHT
    return DARK if choice == "dark" else LIGHT

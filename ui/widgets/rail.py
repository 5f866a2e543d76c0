"""The navigation rail at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from ui.theme import SPACE, Tokens, blank_icon, icon

_LEAST_WIDTH = 178
_ICON_SIZE = QSize(20, 20)
_BUTTON_PADDING = 12
_TENTH = 10


def page_keys(number: int) -> str:
    """Return the shortcut of a page by its place: ``Ctrl+9``, ``Ctrl+G, 0`` for the tenth.

    After the ninth, the last digit of the place follows Ctrl+G, which leaves room for
    nineteen pages.
    """
    return f"Ctrl+{number}" if number < _TENTH else f"Ctrl+G, {number % _TENTH}"


class Rail(QFrame):
    """One button a page. Icons take their room at once and are drawn by ``show_theme``."""

    #: a page was chosen; payload: its name
    page_chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._icons = {name: picture for name, _, picture in entries}
        self._blank = blank_icon(_ICON_SIZE)
        self._group = QButtonGroup(self)
        self._buttons = {name: self._button(name, title) for name, title, _ in entries}
        self._lay_out()

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def show_theme(self, tokens: Tokens) -> None:
        """Tint the icons."""
        for name, button in self._buttons.items():
            button.setIcon(icon(self._icons[name], tokens.muted))
        self._make_room()

    def _make_room(self) -> None:
        """Be as wide as the longest name needs, also when it is the chosen one and bold.

        In a low window with large type the buttons give up the room around their words.
        """
        button = next(iter(self._buttons.values()))
        button.ensurePolished()
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        widest = max(metrics.horizontalAdvance(each.text()) for each in self._buttons.values())
        around = _ICON_SIZE.width() + 2 * _BUTTON_PADDING + 4 * SPACE
        self.setFixedWidth(max(_LEAST_WIDTH, widest + around))
        for each in self._buttons.values():
            each.setMinimumHeight(metrics.height() + SPACE // 2)

    def _button(self, name: str, title: str) -> QToolButton:
        button = QToolButton()
        button.setText(f"  {title}")
        button.setAccessibleName(title)
        button.setCheckable(True)
        button.setIconSize(_ICON_SIZE)
        button.setIcon(self._blank)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        button.clicked.connect(lambda: self.page_chosen.emit(name))
        self._group.addButton(button)
        return button

    def _lay_out(self) -> None:
        self.setProperty("role", "rail")
        self.setFixedWidth(_LEAST_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        for number, button in enumerate(self._buttons.values(), start=1):
            button.setToolTip(f"{button.accessibleName()} ({page_keys(number)})")
            layout.addWidget(button)
        layout.addStretch(1)

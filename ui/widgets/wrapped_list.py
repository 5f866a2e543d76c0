"""A list whose items take as many lines as their text needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from ui.overrides import guarded
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip

_MOST_LINES = 5
_TALL = 10_000
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class WrappedList(QListWidget):
    """Sentences one below the other; a very long one is cut and told on its tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._fitted = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setWordWrap(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def add_sentence(self, text: str, tip: str = "") -> QListWidgetItem:
        """Add an item at the end; its height is set by ``fit``."""
        item = QListWidgetItem(text)
        item.setToolTip(plain_tooltip(tip or text))
        item.setData(_SPOKEN, text)
        self.addItem(item)
        return item

    def fit(self) -> None:
        """Give every item the height that its text needs at the present width."""
        self._fitted = self.viewport().width()
        metrics = self.fontMetrics()
        beside = SPACE * 2
        if self.count() and (not self.item(0).icon().isNull() or _has_box(self.item(0))):
            beside += self.iconSize().width() if self.iconSize().isValid() else metrics.height()
            beside += SPACE * 2
        room = QRect(0, 0, max(1, self._fitted - beside), _TALL)
        # A height is no change of an item: nobody who listens for one is to hear of it.
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text()).height()
                height = min(needed, metrics.lineSpacing() * _MOST_LINES)
                item.setSizeHint(QSize(0, height + SPACE))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted:
            self.fit()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


def _has_box(item: QListWidgetItem) -> bool:
    return item.data(Qt.ItemDataRole.CheckStateRole) is not None

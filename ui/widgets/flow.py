"""A layout that sets its parts side by side, in as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from ui.overrides import guarded
from ui.theme import SPACE


class Flow(QLayout):
    """From left to right; what does not fit begins a new line. Hidden parts take no room."""

    def __init__(self, *, centered: bool = False) -> None:
        super().__init__()
        self._centered = centered
        self._items: list[QLayoutItem] = []
        #: width to height; Qt asks for the same widths again and again
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE)

    @guarded
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    @guarded
    def count(self) -> int:
        return len(self._items)

    @guarded
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded
    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @guarded
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._places(width)[1]
        return self._heights[width]

    @guarded
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @guarded
    def sizeHint(self) -> QSize:
        """Return the size of all parts on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @guarded
    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    @guarded
    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        places, height = self._places(area.width())
        down = max(0, (area.height() - height) // 2)
        for item, place in zip(self._shown(), places, strict=True):
            item.setGeometry(place.translated(area.topLeft() + QPoint(0, down)))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Return where the shown parts go in a width, and how much height they take."""
        lines: list[list[QRect]] = [[]]
        left, top = 0, 0
        for item in self._shown():
            hint = item.sizeHint()
            if lines[-1] and left + hint.width() > width:
                left, top = 0, top + _height(lines[-1]) + self.spacing()
                lines.append([])
            wide = max(item.minimumSize().width(), min(hint.width(), width))
            lines[-1].append(QRect(left, top, wide, hint.height()))
            left += wide + self.spacing()
        places = [
            place.translated(self._indent(line, width), (_height(line) - place.height()) // 2)
            for line in lines
            for place in line
        ]
        return places, top + _height(lines[-1])

    def _indent(self, line: list[QRect], width: int) -> int:
        return max(0, width - line[-1].right() - 1) // 2 if self._centered else 0


def _height(line: list[QRect]) -> int:
    return max((place.height() for place in line), default=0)

"""A dialog that is as large as its words like to be, and scrolls where the screen is smaller."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from ui.overrides import guarded
from ui.theme import PAGE_MARGIN, SPACE
from ui.widgets.page_scroll import PageScroll

#: What the window manager draws around it.
_FRAME = QSize(16, 48)


class RoomyDialog(QDialog):
    """What is above the foot scrolls; the buttons are always there.

    Args:
        letters: that it is wide, in the type in force, where the screen has the room.
        lines: of type that it is high, likewise.
        parent: the window that it belongs to.

    Attributes:
        content: what scrolls.
    """

    def __init__(self, letters: int, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._lines = letters, lines
        self._kept: dict[QWidget, int] = {}
        self._scroll = PageScroll()
        self.content = self._scroll.content
        self.content.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 0)
        self.content.setSpacing(SPACE + SPACE // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def keep_lines(self, widget: QWidget, lines: int) -> None:
        """Never let a part become lower than so many lines of type."""
        self._kept[widget] = lines

    def set_foot(self, foot: QLayout) -> None:
        """Put the foot below what scrolls."""
        foot.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + SPACE // 2)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        # Qt adjusts the size of what had none before it was polished.
        self._make_room()

    def fit_height(self) -> None:
        """Be no higher than what scrolls and the foot need together."""
        layout, inside = self.layout(), self._scroll.widget()
        if layout is not None and inside is not None:
            foot = layout.sizeHint().height() - self._scroll.sizeHint().height()
            needed = inside.heightForWidth(self.width()) + foot
            self.resize(self.width(), min(self.height(), needed))

    def bring_into_view(self, widget: QWidget, area: QRect) -> None:
        """Scroll so that an area of a part is seen."""
        inside = self._scroll.widget()
        if inside is not None:
            at = widget.mapTo(inside, area.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, area.height())

    @guarded
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self._make_room()
        return answer

    def _make_room(self) -> None:
        metrics = self.fontMetrics()
        for widget, lines in self._kept.items():
            widget.setMinimumHeight(lines * metrics.lineSpacing())
        wanted = QSize(
            metrics.averageCharWidth() * self._letters, metrics.lineSpacing() * self._lines
        )
        self.resize(wanted.boundedTo(self.screen().availableSize() - _FRAME))

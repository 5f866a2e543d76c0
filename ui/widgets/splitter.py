"""Parts that share the room, with a gap between them that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.overrides import guarded

_PIXELS_A_SHARE = 10
_LETTERS = 26
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Splitter(QSplitter):
    """Parts side by side stand below each other while the width is too small for them.

    A part whose words wrap gets the height that they need at its width. Where the user
    left the gap is kept for the parts as they were meant to stand.
    """

    def __init__(
        self, orientation: Qt.Orientation, shares: tuple[int, ...], inside: QWidget | None = None
    ) -> None:
        super().__init__(orientation, inside)
        self._meant = orientation
        self._shares = shares
        self._beside = QByteArray()
        self.setChildrenCollapsible(False)

    @property
    def stacked(self) -> bool:
        """Whether parts that are meant to stand side by side stand below each other."""
        return self.orientation() != self._meant

    @guarded
    def minimumSizeHint(self) -> QSize:
        widths = [self._least_width(part) for part in self._parts()]
        heights = [_least(part).height() for part in self._parts()]
        gaps = self.handleWidth() * max(0, len(heights) - 1)
        across = self.orientation() == _ACROSS
        height = max(heights, default=0) if across else sum(heights) + gaps
        return QSize(max(widths, default=0), height)

    @guarded
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @guarded
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return answer

    def _settle(self) -> None:
        self._turn()
        for part in self._parts():
            _give_words_room(part)

    def _turn(self) -> None:
        parts = self._parts()
        needed = sum(map(self._least_width, parts)) + self.handleWidth() * (len(parts) - 1)
        wanted = _DOWN if self._meant == _DOWN or needed > self.width() else _ACROSS
        if wanted == self.orientation():
            return
        if wanted == _DOWN:
            self._beside = self.saveState()
        self.setOrientation(wanted)
        if wanted == _DOWN or not self.restoreState(self._beside):
            self.setSizes([share * _PIXELS_A_SHARE for share in self._shares])
        self.updateGeometry()

    def _parts(self) -> list[QWidget]:
        parts = map(self.widget, range(self.count()))
        return [part for part in parts if part is not None and not part.isHidden()]

    def _least_width(self, part: QWidget) -> int:
        return max(_least(part).width(), self.fontMetrics().averageCharWidth() * _LETTERS)


def split(
    orientation: Qt.Orientation,
    name: str,
    *parts: tuple[QWidget, int],
    inside: QWidget | None = None,
) -> Splitter:
    """Return a splitter whose parts cannot be closed by accident.

    Args:
        orientation: horizontal for side by side.
        name: under which the window remembers where the user left it.
        parts: widgets with their shares of the room at the start.
        inside: what it will stand in; large parts given a parent twice are styled twice.
    """
    splitter = Splitter(orientation, tuple(share for _, share in parts), inside)
    splitter.setObjectName(name)
    for number, (part, share) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(number, share)
    splitter.setSizes([share * _PIXELS_A_SHARE for _, share in parts])
    return splitter


def _least(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())


def _give_words_room(part: QWidget) -> None:
    """Words that wrap need a height that depends on the width, of which splitters know nothing."""
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        height = layout.minimumHeightForWidth(part.width())
        if height != part.minimumHeight():
            part.setMinimumHeight(height)

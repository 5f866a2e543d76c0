"""A splitter that remembers where the user left it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings

_SETTLE_MS = 300


class Splitter(QSplitter):
    """Parts side by side (or one above the other) that cannot be closed by accident.

    Args:
        orientation: horizontal for side by side.
        settings: where the sizes are kept.
        name: under which they are kept.
    """

    def __init__(self, orientation: Qt.Orientation, settings: Settings, name: str) -> None:
        super().__init__(orientation)
        self._settings = settings
        self._name = name
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self.save_now)
        self.splitterMoved.connect(lambda _place, _handle: self._later.start())

    def show_parts(self, *parts: tuple[QWidget, int]) -> None:
        """Show widgets with their shares of the room, unless other sizes are remembered."""
        for number, (part, share) in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(number, share)
        self.setSizes([share * 10 for _, share in parts])
        self.setChildrenCollapsible(False)
        state = self._settings.layout_of("splitters", self._name)
        if state:
            self.restoreState(QByteArray.fromBase64(state.encode("ascii", "replace")))
            self.setChildrenCollapsible(False)

    def save_now(self) -> None:
        """Store the sizes without waiting."""
        self._later.stop()
        state = bytes(self.saveState().toBase64().data()).decode("ascii")
        self._settings.remember_layout("splitters", self._name, state)

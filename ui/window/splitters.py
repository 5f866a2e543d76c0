"""Splitters keep their places from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings
from ui.widgets.splitter import Splitter

_SETTLE_MS = 800


class Splitters(QObject):
    """Restores the splitters of a page, and remembers them once they rest."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._moved: dict[str, QSplitter] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE_MS)
        self._rest.timeout.connect(self.remember)

    def follow(self, page: str, widget: QWidget) -> None:
        """Restore and follow all splitters of a page, or of a part of one that is built later."""
        for number, splitter in enumerate(widget.findChildren(QSplitter)):
            name = f"{page}/{splitter.objectName() or number}"
            state = self._settings.layout_of("splitters", name)
            if state:
                splitter.restoreState(QByteArray.fromBase64(state.encode()))
            splitter.splitterMoved.connect(
                lambda _place, _index, name=name, moved=splitter: self._take(name, moved)
            )

    def remember(self) -> None:
        """Store what was moved."""
        moved, self._moved = self._moved, {}
        for name, splitter in moved.items():
            state = bytes(splitter.saveState().toBase64().data()).decode()
            self._settings.remember_layout("splitters", name, state)

    def _take(self, name: str, splitter: QSplitter) -> None:
        if isinstance(splitter, Splitter) and splitter.stacked:
            # A makeshift while the window is narrow; how the parts are meant to stand is kept.
            return
        self._moved[name] = splitter
        self._rest.start()

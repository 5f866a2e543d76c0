"""Files that are dragged onto the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from portfolio.errors import PortfolioError
from ui.overrides import guarded

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the local files that are dragged; addresses elsewhere are left out."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def several_files(files: tuple[Path, ...]) -> PortfolioError:
    """Return what is said when more than one file is dropped."""
    return PortfolioError(
        f"{len(files)} files were dropped, and one is opened at a time.",
        ", ".join(file.name for file in files[:3]) + (" …" if len(files) > 3 else ""),
        "Drop one portfolio or one table; nothing was opened.",
    )


class Dropping(QObject):
    """Takes files that are dropped anywhere on a window, over a text field as well.

    It looks before the widgets do: a field would write the name of the file into itself.
    """

    def __init__(self, window: QWidget, take: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(window)
        self._take = take
        window.winId()  # Makes the window of the system, which gets the events first.
        window.windowHandle().installEventFilter(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _DRAGS and kind != QEvent.Type.Drop:
            return False
        if not isinstance(event, QDropEvent | QDragMoveEvent):
            return False
        files = dropped_files(event.mimeData())
        if not files:
            return False
        if QApplication.activeModalWidget() is not None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            # Questions run an event loop, which must not happen inside this override.
            QTimer.singleShot(0, lambda: self._take(files))
        return True

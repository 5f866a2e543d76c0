"""Where two versions are the same: others that lie near, a button each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import visible
from ui.pages.compare_sources import Source
from ui.theme import SPACE
from ui.widgets.emptying import empty


class NearVersions(QWidget):
    """Buttons that each compare the document with one other version."""

    #: a version is to be compared with the document; payload: its key
    version_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(SPACE)

    def show_versions(self, sources: Sequence[Source]) -> None:
        """Offer these versions."""
        titles = tuple(source.title for source in sources)
        if titles == self._shown:
            return
        self._shown = titles
        empty(self._down)
        for source in sources:
            button = QPushButton(f"Compare with {visible(source.title)}".replace("&", "&&"))
            button.clicked.connect(lambda _checked, key=source.key: self.version_chosen.emit(key))
            self._down.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(sources))

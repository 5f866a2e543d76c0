"""Views of one thing under tabs, of which only the one that is seen takes room."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

_KEEPS, _GIVES = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class Views(QTabWidget):
    """A view that is hidden does not make the page higher than the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for part in (self, self.tabBar()):
            part.setAccessibleName(name)
        self.currentChanged.connect(self._give_room)

    def add_view(self, view: QWidget, title: str) -> None:
        """Add a view at the end."""
        self.addTab(view, title)
        self._give_room(self.currentIndex())

    def _give_room(self, current: int) -> None:
        for number in range(self.count()):
            view = self.widget(number)
            if view is not None:
                down = _KEEPS if number == current else _GIVES
                view.setSizePolicy(_KEEPS, down)
        self.updateGeometry()

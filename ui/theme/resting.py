"""A page that nobody sees is dressed when it is shown, and not at each change of theme."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.theme.theme import Theme

_DRESSED = Qt.WidgetAttribute.WA_WState_Polished


class Resting(QObject):
    """Lets a page pass by a new style sheet while it is hidden.

    Qt dresses everything that it has dressed before. Of thirteen pages twelve are hidden,
    with nine of ten widgets: changing the theme takes half a second with them, and a fifth
    without.
    """

    def __init__(self, page: QWidget, theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        #: what wears an earlier style sheet
        self._waiting: list[QWidget] = []
        theme.sheet_changing.connect(self._prepare)

    def dress(self) -> None:
        """Give what waited the style sheet in force: the page is about to be shown."""
        for widget in self._wake():
            widget.style().polish(widget)

    def _prepare(self, same_size: bool) -> None:
        if not same_size:
            # Tables and painted parts measure the type at once.
            self._wake()
        elif not self._page.isVisible():
            parts = (self._page, *self._page.findChildren(QWidget))
            dressed = [part for part in parts if part.testAttribute(_DRESSED)]
            _tell(dressed, dressed=False)
            self._waiting += dressed

    def _wake(self) -> list[QWidget]:
        """Let the next style sheet reach what waited; return that."""
        waiting, self._waiting = [*filter(isValid, self._waiting)], []
        _tell(waiting, dressed=True)
        return waiting


def _tell(widgets: list[QWidget], *, dressed: bool) -> None:
    """Let Qt know what is dressed and what is not."""
    for widget in widgets:
        widget.setAttribute(_DRESSED, dressed)

"""Pages that nobody sees are dressed when they are shown, and not at each change of theme."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Resting:
    """The pages, and which of their widgets still wear an earlier style sheet.

    Qt dresses everything that it has dressed before. Of thirteen pages twelve are hidden,
    with nine of ten widgets: changing the theme takes half a second with them, and a fifth
    without.
    """

    def __init__(self) -> None:
        self._pages: list[QWidget] = []
        self._waiting: dict[QWidget, list[QWidget]] = {}

    def add(self, page: QWidget) -> None:
        """Let a page rest whenever it is hidden while the theme changes."""
        self._pages = [*filter(isValid, self._pages), page]

    def let_rest(self) -> None:
        """Let the style sheet that comes now pass by all hidden pages."""
        for page in filter(isValid, self._pages):
            if not page.isVisible():
                dressed = [
                    each for each in (page, *page.findChildren(QWidget)) if _is_dressed(each)
                ]
                _tell(dressed, dressed=False)
                self._waiting.setdefault(page, []).extend(dressed)

    def wake(self) -> None:
        """Let the style sheet that comes now reach all pages."""
        for waiting in self._waiting.values():
            _tell([*filter(isValid, waiting)], dressed=True)
        self._waiting.clear()

    def dress(self, page: QWidget) -> None:
        """Give what waited on a page the style sheet in force; it is about to be shown."""
        waiting = [*filter(isValid, self._waiting.pop(page, ()))]
        for widget in waiting:
            widget.style().polish(widget)
        _tell(waiting, dressed=True)


def _is_dressed(widget: QWidget) -> bool:
    # Loading these names takes long, and at the start there is no page yet.
    from PySide6.QtCore import Qt

    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def _tell(widgets: list[QWidget], *, dressed: bool) -> None:
    """Tell Qt that widgets are dressed, or that they are not."""
    from PySide6.QtCore import Qt

    for widget in widgets:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_Polished, dressed)

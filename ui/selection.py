"""Which initiatives are selected: one answer for all pages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The current initiative, and all that are selected with it."""

    #: the current initiative or the set changed
    selection_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = ""
        self.chosen: tuple[str, ...] = ()

    def select(self, current: str, chosen: tuple[str, ...] | None = None) -> None:
        """Select one initiative (empty: none), or several with one of them current."""
        chosen = chosen if chosen is not None else ((current,) if current else ())
        if (current, chosen) == (self.current, self.chosen):
            return
        self.current, self.chosen = current, chosen
        self.selection_changed.emit()

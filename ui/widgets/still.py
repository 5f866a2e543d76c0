"""Controls that the wheel leaves alone when it is meant to scroll what they stand in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSpinBox

from ui.overrides import guarded

_LEAST_LETTERS = 16


class StillCombo(QComboBox):
    """Entries that the wheel never changes: it scrolls the page, and passes over this."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded
    def minimumSizeHint(self) -> QSize:
        # One long entry must not widen the form that the choice stands in.
        hint = super().minimumSizeHint()
        letters = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(hint.width(), letters), hint.height())

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OpeningCombo(StillCombo):
    """Enter opens the entries, and presses no button of the dialog that it stands in."""

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class StillSpin(QSpinBox):
    """A number that the wheel changes only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def make_searchable(combo: QComboBox) -> None:
    """Let an entry be found by typing any part of it."""
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(combo.model(), combo)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    combo.setCompleter(completer)

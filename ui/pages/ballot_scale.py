"""The written anchors of a scale, to choose from by key or mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from portfolio.model.text import visible
from portfolio.report.ballot_view import Cell
from ui.overrides import guarded
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.emptying import empty
from ui.widgets.unbroken import unbroken

_MOST_KEYS = 9
_TOP = Qt.AlignmentFlag.AlignTop
_SURE: Final = {Qt.Key.Key_L: "low", Qt.Key.Key_M: "medium", Qt.Key.Key_H: "high"}
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CLEARING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnchorRow(QFrame):
    """One anchor: its key, what it looks like, and its level."""

    #: it was clicked
    clicked = Signal()

    def __init__(self, number: int, text: str, level: str) -> None:
        super().__init__()
        self.setProperty("role", "anchor")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        key, words, amount = (
            QLabel(str(number) if number <= _MOST_KEYS else ""),
            QLabel(unbroken(visible(text))),
            QLabel(visible(level)),
        )
        for label in (key, words, amount):
            label.setTextFormat(Qt.TextFormat.PlainText)
        key.setProperty("role", "strong")
        amount.setProperty("role", "muted")
        words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        layout.addWidget(key, 0, _TOP)
        layout.addWidget(words, 1)
        layout.addWidget(amount, 0, _TOP)

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark it as what was chosen, or not."""
        restyle(self, "chosen", "true" if chosen else "false")

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()


class Scale(QFrame):
    """All anchors of one criterion. It has the keyboard while a rater goes through a ballot."""

    #: an anchor was chosen; payload: its level
    level_chosen = Signal(float)
    #: the value is to move; payload: steps
    stepped = Signal(int)
    #: the criterion above (-1) or below (1) is wanted
    moved = Signal(int)
    #: how sure the rater is; payload: low, medium or high
    sure_chosen = Signal(str)
    #: the rater cannot judge this
    left_out = Signal()
    #: nothing is to be said on this
    cleared = Signal()
    #: the next cell that is open is wanted
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cell: Cell | None = None
        self._rows: list[AnchorRow] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        self._down.setSpacing(SPACE // 2)
        self.setProperty("role", "scale")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_cell(self, cell: Cell) -> None:
        """Show a scale and what was chosen on it; rows are built anew for another one only."""
        before, self._cell = self._cell, cell
        if before is None or (before.anchors, before.levels) != (cell.anchors, cell.levels):
            self._build(cell)
        for anchor, row in zip(cell.anchors, self._rows, strict=True):
            row.show_chosen(chosen=anchor.level == cell.value)
        self.setAccessibleName(f"{visible(cell.name)}: {visible(cell.said)}")
        self.setAccessibleDescription(
            "; ".join(
                f"{number}: {visible(anchor.text)} ({level})"
                for number, (anchor, level) in enumerate(
                    zip(cell.anchors, cell.levels, strict=True), start=1
                )
            )
        )

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        number = event.text()
        if number.isascii() and number.isdigit() and self._choose(int(number)):
            return
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in _SURE:
            self.sure_chosen.emit(_SURE[key])
        elif key == Qt.Key.Key_X:
            self.left_out.emit()
        elif key in _CLEARING:
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> bool:
        """Choose an anchor by its key; whether there is one."""
        if self._cell is None or not 1 <= number <= len(self._rows):
            return False
        self.level_chosen.emit(self._cell.anchors[number - 1].level)
        return True

    def _build(self, cell: Cell) -> None:
        empty(self._down)
        self._rows = []
        for number, (anchor, level) in enumerate(
            zip(cell.anchors, cell.levels, strict=True), start=1
        ):
            row = AnchorRow(number, anchor.text, level)
            row.clicked.connect(lambda at=anchor.level: self.level_chosen.emit(at))
            self._rows.append(row)
            self._down.addWidget(row)

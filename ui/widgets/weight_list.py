"""The weights as sliders: moving one moves the others, so that they always make 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from portfolio.model.amounts import percent_text
from portfolio.model.text import quoted
from ui.overrides import guarded
from ui.theme import SPACE, Theme
from ui.widgets.drag_slider import DragSlider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.emptying import empty
from ui.widgets.points_field import PointsField
from ui.widgets.tab_order import tab_through

_STEPS = 1000
_STEPPED = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SWATCH = 10
_NAME_SHARE, _SLIDER_SHARE = 5, 6
_NAME_LETTERS = 18


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One criterion.

    Attributes:
        share: of the weight in force, 0 to 1.
        points: what is set: percent for direct weights, 0 to 100 swing points.
        color: place of its color in the series, the same as in the ranking.
    """

    key: str
    name: str
    group: str
    share: float
    points: float
    color: int


class _Line(QWidget):
    """Swatch, name, slider, number, share."""

    moved = Signal(float)
    released = Signal()
    chosen = Signal()
    #: the keyboard wants to go up (-1) or down (1)
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._color = 0
        self._current = False
        self.name = ElidedLabel(letters=_NAME_LETTERS)
        self.slider = DragSlider(_STEPS, step=_STEPS // 100, page=_STEPS // 20)
        self.field = PointsField()
        self.share = QLabel()
        self._lay_out()
        self._connect()

    def show_row(self, row: WeightRow, *, swing: bool, current: bool) -> None:
        """Show one criterion; the control that is being moved is left alone."""
        self._current, self._color = current, row.color
        # Tab goes on from here to what else there is to say about the same criterion.
        policy = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.slider.setFocusPolicy(policy)
        self.field.setFocusPolicy(policy)
        self.name.show_text(row.name or "(no name)")
        name = quoted(row.name)
        self.slider.setAccessibleName(f"Weight of {name}")
        self.field.setAccessibleName(f"Weight of {name} in {'points' if swing else 'percent'}")
        self.field.show_points(row.points, "" if swing else " %")
        self.share.setVisible(swing)
        self.share.setText(percent_text(row.share, tenths=True))
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(row.points * _STEPS / 100))
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self._current:
            painter.fillRect(self.rect(), QColor(tokens.selection))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.series[self._color % len(tokens.series)]))
        painter.drawRect(0, (self.height() - _SWATCH) // 2, _SWATCH // 2, _SWATCH)
        painter.end()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.chosen.emit()
        if watched is self.slider and isinstance(event, QKeyEvent):
            step = _STEPPED.get(Qt.Key(event.key()), 0)
            if step and event.type() == QEvent.Type.KeyPress:
                self.stepped.emit(step)
            if step:
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.share.setMinimumWidth(self.fontMetrics().horizontalAdvance("99.9 % "))
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE + _SWATCH // 2, SPACE // 4, SPACE // 2, SPACE // 4)
        layout.setSpacing(SPACE)
        layout.addWidget(self.name, _NAME_SHARE)
        layout.addWidget(self.slider, _SLIDER_SHARE)
        layout.addWidget(self.field)
        layout.addWidget(self.share)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value * 100 / _STEPS))
        self.slider.movement_ended.connect(self.released)
        self.field.points_entered.connect(self._typed)
        for part in (self.name, self.slider, self.field):
            part.installEventFilter(self)

    def _typed(self, value: float) -> None:
        self.moved.emit(value)
        self.released.emit()


class WeightList(QWidget):
    """One line a criterion, under the headings of their groups.

    Up and Down go from slider to slider, and choose; Tab stops at the chosen one only.
    """

    #: a weight is being moved; payload: criterion id, points 0 to 100
    weight_moved = Signal(str, float)
    #: the movement ended
    weight_released = Signal()
    #: a criterion was chosen; payload: its id
    criterion_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._before: QWidget | None = None
        self._keys: list[tuple[str, bool]] = []
        self._lines: dict[str, _Line] = {}
        self._headings: dict[str, ElidedLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 4)

    def follow(self, before: QWidget) -> None:
        """Take the place after a widget in the order of the Tab key."""
        self._before = before

    def show_weights(self, rows: Sequence[WeightRow], current: str, *, swing: bool) -> None:
        """Show the weights; lines are built anew only when criteria or groups come or go."""
        groups = ["", *(row.group for row in rows)]
        first = [
            bool(row.group) and row.group != above for row, above in zip(rows, groups, strict=False)
        ]
        keys = list(zip((row.key for row in rows), first, strict=True))
        if keys != self._keys:
            self._build(keys)
            self._keys = keys
        for row in rows:
            self._lines[row.key].show_row(row, swing=swing, current=row.key == current)
            if row.key in self._headings:
                # A group is called otherwise once nothing in it counts, maybe during a drag.
                self._headings[row.key].show_text(row.group)

    def _build(self, keys: Sequence[tuple[str, bool]]) -> None:
        empty(self._layout)
        self._lines, self._headings = {}, {}
        for key, first in keys:
            if first:
                self._headings[key] = ElidedLabel()
                self._headings[key].setProperty("role", "muted")
                self._layout.addWidget(self._headings[key])
            self._lines[key] = self._line(key)
            self._layout.addWidget(self._lines[key])
        self._layout.addStretch(1)
        parts = (part for line in self._lines.values() for part in (line.slider, line.field))
        tab_through(self._before, parts)

    def _line(self, key: str) -> _Line:
        line = _Line(self._theme)
        line.moved.connect(lambda points: self.weight_moved.emit(key, points))
        line.released.connect(self.weight_released)
        line.chosen.connect(lambda: self.criterion_chosen.emit(key))
        line.stepped.connect(lambda step: self._step(key, step))
        return line

    def _step(self, key: str, step: int) -> None:
        """Move the keyboard to the slider above or below."""
        keys = list(self._lines)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            self._lines[keys[place]].slider.setFocus(Qt.FocusReason.OtherFocusReason)

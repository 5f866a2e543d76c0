"""Each capacity as a slider: what if there were less, or more?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import quoted
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.theme.tooltip import plain_tooltip
from ui.widgets.drag_slider import DragSlider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.unbroken import unbroken

_MOST = 200
_PAGE = 10


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One resource.

    Attributes:
        factor: present capacity as a share of the base, 1 is as in the file.
        amount: the present capacity in words, with its unit.
        use: how much of it the plan uses, in words.
        binding: the limit decides what is cut.
    """

    key: str
    name: str
    factor: float
    amount: str
    use: str
    binding: bool


class _Line(QWidget):
    moved = Signal(float)
    released = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel()
        self._amount = ElidedLabel()
        self._percent = ElidedLabel()
        self.slider = DragSlider(_MOST, step=1, page=_PAGE)
        self._lay_out()
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value / 100))
        self.slider.movement_ended.connect(self.released)

    def show_row(self, row: CapacityRow) -> None:
        """Show one resource; a slider under the hand is left alone."""
        self._name.show_text(row.name)
        self._amount.show_text(f"{row.use} · {row.amount}" if row.use else row.amount)
        restyle(self._amount, "role", "warning" if row.binding else "muted")
        self._percent.show_text(f"{row.factor * 100:.0f} %")
        self.slider.setAccessibleName(f"Capacity of {quoted(row.name)} in percent of the file’s")
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(row.factor * 100))

    def _lay_out(self) -> None:
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider.setToolTip("Percent of the capacity in the file as last opened or saved")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, SPACE)
        grid.setVerticalSpacing(SPACE // 4)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._percent, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.addWidget(self._amount, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)


class CapacitySliders(QWidget):
    """One slider a resource; the way back is in ``foot``, which does not scroll with them."""

    #: a capacity is being moved; payload: resource id, factor on the base, 1 is as in the file
    capacity_moved = Signal(str, float)
    #: the movement ended
    capacity_released = Signal()
    #: capacities and rules go back to those of the file
    reset_requested = Signal()
    #: the capacities on the screen are to be saved with the file
    keep_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.foot = QWidget()
        self._lines: dict[str, _Line] = {}
        self._hint = QLabel("State capacities on the Capacity page to try other ones here.")
        self._tried = QLabel()
        self._keep = QPushButton("Keep this what-if")
        self._reset = QPushButton("Back to the file’s values")
        self._lay_out()
        self.show_ways("", "")
        self._keep.clicked.connect(self.keep_requested)
        self._reset.clicked.connect(self.reset_requested)

    def show_capacities(self, rows: Sequence[CapacityRow]) -> None:
        """Show the capacities; sliders are built anew only when resources come or go."""
        if tuple(self._lines) != tuple(row.key for row in rows):
            self._build(rows)
        for row in rows:
            self._lines[row.key].show_row(row)
        self._hint.setVisible(not rows)
        for button in (self._keep, self._reset):
            button.setVisible(bool(rows))

    def show_ways(self, tried: str, back: str) -> None:
        """Say what can be kept and what can be taken back, each as a phrase; empty for nothing."""
        self._tried.setText(unbroken(f"What if: {tried}. Not saved until kept."))
        self._tried.setVisible(bool(tried))
        self._keep.setEnabled(bool(tried))
        self._keep.setToolTip(plain_tooltip(f"Make {tried} part of the base case" if tried else ""))
        self._reset.setEnabled(bool(back))
        self._reset.setToolTip(plain_tooltip(f"Take back {back}" if back else ""))

    def _lay_out(self) -> None:
        for label in (self._hint, self._tried):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE, SPACE, 0)
        self._layout.addWidget(self._hint)
        self._layout.addStretch(1)
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(0, SPACE // 2, 0, 0)
        below.setSpacing(SPACE // 2)
        for widget in (self._tried, self._keep, self._reset):
            below.addWidget(widget)

    def _build(self, rows: Sequence[CapacityRow]) -> None:
        for line in self._lines.values():
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines = {row.key: self._line(row.key) for row in rows}
        for number, line in enumerate(self._lines.values()):
            self._layout.insertWidget(number, line)

    def _line(self, key: str) -> _Line:
        line = _Line()
        line.moved.connect(lambda factor: self.capacity_moved.emit(key, factor))
        line.released.connect(self.capacity_released)
        return line

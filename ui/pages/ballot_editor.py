"""What a rater says on one criterion: the rating, how sure, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import visible
from portfolio.report.ballot_view import SLIDER_STEPS, Cell, level_at, place_of, stepped
from ui.pages.ballot_scale import Scale
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.amount_field import AmountField
from ui.widgets.drag_slider import DragSlider
from ui.widgets.flow import Flow
from ui.widgets.form_field import LineField

_SURE: Final = ("low", "medium", "high")


class BallotEditor(QWidget):
    """One cell at a time; what is not rated has no confidence and no comment."""

    #: a rating was given; payload: in the criterion's unit, whether a movement goes on
    rated = Signal(float, bool)
    #: the movement that went on has ended
    movement_ended = Signal()
    #: the rater cannot judge this, or can after all; payload: cannot
    left_out = Signal(bool)
    #: the rating is to be taken away
    cleared = Signal()
    #: confidence or comment; payload: low, medium, high or None; text
    noted = Signal(object, str)
    #: the criterion above (-1) or below (1) is wanted
    moved = Signal(int)
    #: the next cell that is open is wanted
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cell: Cell | None = None
        self._about = QLabel()
        self.scale = Scale()
        self._slider = DragSlider(SLIDER_STEPS, step=1, page=SLIDER_STEPS // 10)
        self._value = AmountField("Rating")
        self._unable = QCheckBox("Cannot judge (X)")
        self._sure = {
            name: QPushButton(f"{name.capitalize()} ({name[0].upper()})") for name in _SURE
        }
        self._comment = LineField("Comment", lambda _text: "")
        self._lay_out()
        self._connect()

    def show_cell(self, cell: Cell, *, closed: bool) -> None:
        """Show what is said on one criterion; ``closed`` when it can no longer be changed."""
        self._cell = cell
        name = visible(cell.name)
        self._about.setText(visible(cell.about))
        self._about.setVisible(bool(cell.about))
        self.scale.show_cell(cell)
        self._slider.setAccessibleName(f"Rating on {name}")
        self._value.setAccessibleName(f"Rating on {name} ({visible(cell.unit)})")
        self._value.show_amount(cell.value, cell.unit)
        with QSignalBlocker(self._slider), QSignalBlocker(self._unable):
            if not self._slider.isSliderDown():
                self._slider.setValue(place_of(cell))
            self._unable.setChecked(cell.state == "left out")
        restyle(self._slider, "stated", "false" if cell.value is None else "true")
        rated = cell.state == "rated"
        for sure, button in self._sure.items():
            button.setChecked(cell.confidence == sure)
            button.setEnabled(rated and not closed)
        self._comment.show_text(cell.comment)
        self._comment.setEnabled(rated and not closed)
        for part in (self.scale, self._slider, self._value, self._unable):
            part.setEnabled(not closed)

    def _lay_out(self) -> None:
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setProperty("role", "muted")
        # The arrow keys of the scale do the same.
        self._slider.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._value.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self._comment.setPlaceholderText("Why? (optional)")
        rating = QHBoxLayout()
        rating.setSpacing(SPACE * 2)
        rating.addWidget(self._slider, 1)
        rating.addWidget(self._value)
        rating.addWidget(self._unable)
        sure = Flow()
        sure.addWidget(QLabel("How sure are you?"))
        for name, button in self._sure.items():
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setAccessibleName(f"{name.capitalize()} confidence")
            sure.addWidget(button)
        down = QVBoxLayout(self)
        down.setContentsMargins(SPACE * 2, 0, 0, SPACE)
        down.setSpacing(SPACE)
        down.addWidget(self._about)
        down.addWidget(self.scale)
        down.addLayout(rating)
        down.addLayout(sure)
        down.addWidget(self._comment)

    def _connect(self) -> None:
        self.scale.level_chosen.connect(lambda level: self.rated.emit(level, False))
        self.scale.stepped.connect(self._step)
        self.scale.moved.connect(self.moved)
        self.scale.next_wanted.connect(self.next_wanted)
        self.scale.left_out.connect(lambda: self.left_out.emit(True))
        self.scale.cleared.connect(self.cleared)
        self.scale.sure_chosen.connect(self._choose_sure)
        self._slider.valueChanged.connect(self._slide)
        self._slider.movement_ended.connect(self.movement_ended)
        self._value.amount_entered.connect(self._type)
        self._unable.toggled.connect(self.left_out)
        self._comment.text_entered.connect(self._say)
        # Not before the comment is said about what it was typed for.
        queued = Qt.ConnectionType.QueuedConnection
        self._comment.returnPressed.connect(self.next_wanted, queued)
        for name, button in self._sure.items():
            button.clicked.connect(lambda _checked, sure=name: self._choose_sure(sure))

    def _step(self, steps: int) -> None:
        if self._cell is not None:
            self.rated.emit(stepped(self._cell, steps), True)

    def _slide(self, place: int) -> None:
        if self._cell is not None:
            self.rated.emit(level_at(self._cell, place), True)

    def _type(self, value: float | None) -> None:
        if value is None:
            self.cleared.emit()
        else:
            self.rated.emit(value, False)

    def _choose_sure(self, name: str) -> None:
        if self._cell is not None and self._cell.state == "rated":
            chosen = None if self._cell.confidence == name else name
            self.noted.emit(chosen, self._cell.comment)

    def _say(self, text: str) -> None:
        if self._cell is not None:
            self.noted.emit(self._cell.confidence, text)

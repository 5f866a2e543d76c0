"""Everything about one figure: its range, its date, where it comes from, what it was before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.model import Figure, FigureKind, Reading
from portfolio.model.days import day_text
from portfolio.model.text import visible
from portfolio.report.fact_words import figure_question, reading_words, stated_text
from ui.dialogs.figure_fields import FigureFields
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.emptying import empty
from ui.widgets.inner_scroll import InnerScroll

_LETTERS = 62
_LINES = 4
_LATER = "State it as of a later day to keep the present number as an earlier reading."
_TWO_DAYS = "Readings of different days show where a figure is going."


class FigureDetails(QDialog):
    """Takes a figure, gives one back when it is set."""

    #: it is stated so; payload: Figure, or None for not stated
    figure_stated = Signal(object)

    def __init__(
        self, title: str, kind: FigureKind, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._currency = currency
        self._before: Figure | None = None
        self._earlier: tuple[Reading, ...] = ()
        self.fields = FigureFields(kind, currency)
        self._name = ElidedLabel()
        self._said = QLabel()
        self._problem = QLabel()
        self._readings = QVBoxLayout()
        self.clear = QPushButton("Not stated")
        self._cancel = QPushButton("Cancel")
        self.set = QPushButton("Set")
        self._lay_out(title)
        self._connect()

    def show_figure(self, name: str, figure: Figure | None) -> None:
        """Show what is stated of an initiative with this name."""
        self._before = figure
        self._earlier = () if figure is None else figure.earlier
        self._name.show_text(name)
        self.clear.setEnabled(figure is not None)
        self.fields.show_figure(figure)
        self._show_earlier()
        self._say_kept()

    def _accept(self) -> None:
        found = self.fields.figure()
        if isinstance(found, Figure):
            self.accept()
            self.figure_stated.emit(replace(found, earlier=self._earlier))
        else:
            self._problem.setText(found)
            self._problem.setVisible(True)

    def _state_nothing(self) -> None:
        self.accept()
        self.figure_stated.emit(None)

    def _say_kept(self) -> None:
        """Say what becomes of the present number when the day is a later one."""
        self._problem.setVisible(False)
        before, day, text = self._before, self.fields.day(), _TWO_DAYS
        if before is not None and before.as_of is not None and day is not None:
            was = stated_text(before, self._kind, self._currency)
            kept = f"{was} of {day_text(before.as_of)} is kept as an earlier reading."
            text = kept if day > before.as_of else _LATER
        self._said.setText(text)

    def _show_earlier(self) -> None:
        empty(self._readings)
        for number, reading in enumerate(self._earlier):
            self._readings.addWidget(self._reading(number, reading))
        if not self._earlier:
            none = QLabel("No earlier readings.")
            none.setProperty("role", "muted")
            self._readings.addWidget(none)

    def _reading(self, number: int, reading: Reading) -> QWidget:
        words = ElidedLabel(reading_words(reading, self._kind, self._currency))
        remove = QPushButton("Remove")
        remove.setProperty("role", "quiet")
        remove.setAccessibleName(f"Remove the reading of {day_text(reading.as_of)}")
        remove.clicked.connect(lambda: self._remove(number))
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(words, 1)
        across.addWidget(remove)
        return line

    def _remove(self, number: int) -> None:
        self._earlier = (*self._earlier[:number], *self._earlier[number + 1 :])
        self._show_earlier()

    def _connect(self) -> None:
        self.fields.edited.connect(self._say_kept)
        self.clear.clicked.connect(self._state_nothing)
        self._cancel.clicked.connect(self.reject)
        self.set.clicked.connect(self._accept)

    def _lay_out(self, title: str) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        heading = QLabel(visible(title))
        heading.setProperty("role", "heading")
        question = QLabel(figure_question(self._kind, self._currency))
        for label in (heading, question, self._said, self._problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._name, question, self._said):
            label.setProperty("role", "muted")
        self._problem.setProperty("role", "error")
        self._problem.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        for part in (heading, self._name, question, self.fields, self._said):
            layout.addWidget(part)
        layout.addWidget(self._earlier_list(), 1)
        layout.addWidget(self._problem)
        layout.addLayout(self._foot())

    def _earlier_list(self) -> QWidget:
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._readings.setSpacing(SPACE // 4)
        inside.addLayout(self._readings)
        inside.addStretch(1)
        scroll = InnerScroll(body, _LINES)
        scroll.setAccessibleName("Earlier readings")
        return scroll

    def _foot(self) -> QHBoxLayout:
        self.clear.setToolTip("Take the figure away: it is then not stated, and never zero")
        self.set.setProperty("role", "primary")
        self.set.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.set)
        return foot

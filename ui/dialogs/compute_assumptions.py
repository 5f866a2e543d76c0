"""What the portfolio assumes about compute: owned or rented, its price, its use, its chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import FIGURE_LABELS, Figure, FrozenMap, LessonSettings, Settings
from portfolio.model.compute import CHIPS, chip_hour_price
from portfolio.model.days import day_text
from portfolio.model.text import quoted, visible
from ui.theme import SPACE
from ui.widgets.amount_field import AmountField
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.still import StillCombo

_LETTERS = 80
_LINES = 12
_FRAME = 64
_PERCENT = 100.0
_MODES = (
    ("owned", "Owned: chips are a limit, and money leaves them out"),
    ("rented", "Rented: chips are money, and no limit"),
)
#: Name to label, unit, and what it can be as a sentence.
_NUMBERS = {
    "utilization": ("Share of paid chip time at work", "%", "The share is above 0 to 100 %."),
    "peak_factor": ("Busiest hour, times the average", "×", "The busiest hour is 1 or more."),
    "cost_fall": ("Fall of unit cost in a year", "%", "The fall is 0 to below 100 %."),
}
_RATIO_HINT = "H100-equivalents of one chip. Blank: teraflops of the makers’ data sheets"
_USUAL = "H100"


class ComputeAssumptions(QDialog):
    """Takes the settings, and gives back what the lessons assume when they are set."""

    #: the assumptions are to be used; payload: LessonSettings
    assumptions_set = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lessons = settings.lessons
        self._currency = settings.currency
        unpriced = replace(settings, lessons=replace(settings.lessons, chip_hour_price=None))
        self._default = chip_hour_price(unpriced)
        self.mode = StillCombo()
        self.amounts = {
            name: AmountField(label, unit) for name, (label, unit, _) in _NUMBERS.items()
        }
        self.price = AmountField("Price of an H100-equivalent hour", self._currency)
        self.as_of = QLineEdit()
        self.label = StillCombo()
        self.source = QLineEdit()
        chips = dict.fromkeys((*CHIPS, *self._lessons.chip_ratios))
        self.ratios = {c: AmountField(f"H100-equivalents of {c}") for c in chips if c != _USUAL}
        self.chip = QLineEdit()
        self.chip_ratio = AmountField("H100-equivalents of another chip")
        self._entered: dict[AmountField, float | None] = {}
        self._problem = QLabel()
        self._cancel = QPushButton("Cancel")
        self.set = QPushButton("Set")
        self._lay_out()
        self._connect()
        self._show()

    def _show(self) -> None:
        lessons = self._lessons
        self.mode.setCurrentIndex(self.mode.findData(lessons.compute))
        self._put(self.amounts["utilization"], lessons.utilization * _PERCENT, "%")
        self._put(self.amounts["cost_fall"], lessons.cost_fall * _PERCENT, "%")
        self._put(self.amounts["peak_factor"], lessons.peak_factor, "")
        stated = lessons.chip_hour_price
        self._put(self.price, None if stated is None else stated.likely, self._currency)
        price = stated if stated is not None else Figure(0.0)
        self.as_of.setText("" if price.as_of is None else price.as_of.isoformat())
        self.label.setCurrentIndex(FIGURE_LABELS.index(price.label))
        self.source.setText(price.source)
        for chip, field in self.ratios.items():
            self._put(field, lessons.chip_ratios.get(chip), "")

    def _put(self, field: AmountField, value: float | None, unit: str) -> None:
        self._entered[field] = value
        field.show_amount(value, unit)

    def _accept(self) -> None:
        found = self._found()
        if isinstance(found, LessonSettings):
            self.accept()
            self.assumptions_set.emit(found)
        else:
            self._problem.setText(found)
            self._problem.setVisible(True)

    def _found(self) -> LessonSettings | str:
        """Return what was entered, or what is wrong with it."""
        for field in self._entered:
            if field.property("invalid") == "true":
                field.setFocus()
                return "The number that is marked cannot be read."
        numbers = {name: self._entered[field] for name, field in self.amounts.items()}
        for name, value in numbers.items():
            if not _allows(name, value):
                self.amounts[name].setFocus()
                return _NUMBERS[name][2]
        price, ratios = self._price(), self._ratios()
        if isinstance(price, str):
            return price
        if isinstance(ratios, str):
            return ratios
        return replace(
            self._lessons,
            compute=self.mode.currentData(),
            chip_hour_price=price,
            utilization=(numbers["utilization"] or 0.0) / _PERCENT,
            peak_factor=numbers["peak_factor"] or 1.0,
            cost_fall=(numbers["cost_fall"] or 0.0) / _PERCENT,
            chip_ratios=FrozenMap(ratios),
        )

    def _price(self) -> Figure | str | None:
        likely = self._entered[self.price]
        if likely is None:
            return None
        if likely < 0:
            return "The price is 0 or more."
        day = _day(self.as_of.text())
        if isinstance(day, str):
            self.as_of.setFocus()
            return day
        before = self._lessons.chip_hour_price
        same = before is not None and before.likely == likely
        base = before if before is not None and same else Figure(likely)
        return replace(
            base,
            as_of=day,
            source=self.source.text().strip(),
            label=self.label.currentData(),
        )

    def _ratios(self) -> Mapping[str, float] | str:
        entered = {chip: self._entered[field] for chip, field in self.ratios.items()}
        if name := self.chip.text().strip():
            entered[name] = self._entered.get(self.chip_ratio)
            if entered[name] is None:
                return f"State how many H100 {quoted(name)} is worth."
        found = {chip: value for chip, value in entered.items() if value is not None}
        wrong = next((chip for chip, value in found.items() if value <= 0), "")
        return f"The ratio of {quoted(wrong)} is above 0." if wrong else found

    def _connect(self) -> None:
        fields = (*self.amounts.values(), self.price, *self.ratios.values(), self.chip_ratio)
        for field in fields:
            field.amount_entered.connect(lambda value, field=field: self._enter(field, value))
        self._cancel.clicked.connect(self.reject)
        self.set.clicked.connect(self._accept)

    def _enter(self, field: AmountField, value: float | None) -> None:
        self._entered[field] = value
        self._problem.setVisible(False)

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Compute assumptions")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setVisible(False)
        self.set.setProperty("role", "primary")
        self.set.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.set)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        form = self._form()
        layout.addWidget(InnerScroll(form, _LINES), 1)
        layout.addWidget(self._problem)
        layout.addLayout(foot)
        needed = form.sizeHint().height() + foot.sizeHint().height() + 8 * SPACE
        room = self.screen().availableSize().height() - _FRAME
        self.resize(self.minimumWidth(), min(needed, room))

    def _price_hint(self) -> str:
        """Return what holds while no price is stated."""
        price = self._default
        if price is None or price.as_of is None:
            return f"Blank: not stated. The app knows no price in {self._currency}."
        return f"Blank: {price.likely:g} ({price.label}, {day_text(price.as_of)})."

    def _form(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, SPACE, 0)
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for key, words in _MODES:
            self.mode.addItem(words, key)
        for label in FIGURE_LABELS:
            self.label.addItem(label, label)
        if self._default is not None:
            self.price.setPlaceholderText(f"{self._default.likely:g}")
        self.as_of.setPlaceholderText("not stated")
        _heading(grid, "Where an initiative says nothing else", "")
        self.mode.setAccessibleName("Compute is")
        grid.addWidget(self.mode, grid.rowCount(), 0, 1, 2)
        for name, (words, unit, _) in _NUMBERS.items():
            _row(grid, f"{words} ({unit})", self.amounts[name])
        _heading(grid, f"Price of an H100-equivalent hour ({self._currency})", self._price_hint())
        _row(grid, "Price", self.price)
        _row(grid, "As of", self.as_of)
        _row(grid, "Whose figure", self.label)
        _row(grid, "Source", self.source)
        _heading(grid, "What a chip is worth", _RATIO_HINT)
        for chip, field in self.ratios.items():
            field.setPlaceholderText(f"{CHIPS[chip]:g}" if chip in CHIPS else "")
            _row(grid, visible(chip), field)
        _row(grid, "Another chip: its name", self.chip)
        _row(grid, "Another chip: H100-equivalents", self.chip_ratio)
        grid.setRowStretch(grid.rowCount(), 1)
        return body


def _heading(grid: QGridLayout, title: str, hint: str) -> None:
    for words, role in ((title, "strong"), (hint, "muted")):
        if words:
            label = QLabel(words)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(label, grid.rowCount(), 0, 1, 2)


def _row(grid: QGridLayout, words: str, field: QWidget) -> None:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    place = grid.rowCount()
    grid.addWidget(label, place, 0)
    grid.addWidget(field, place, 1)


def _allows(name: str, value: float | None) -> bool:
    if value is None:
        return False
    if name == "utilization":
        return 0.0 < value <= _PERCENT
    return value >= 1.0 if name == "peak_factor" else 0.0 <= value < _PERCENT


def _day(text: str) -> date | str | None:
    """Return a typed day, None for a blank, or what is wrong with it."""
    from portfolio.exchange import parse_cell

    parsed = parse_cell(text, "date")
    return parsed.value if isinstance(parsed.value, date) else parsed.problem or None

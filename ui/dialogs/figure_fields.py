"""The fields of one figure: low, likely and high, its day, whose it is, and its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from portfolio.exchange import Parsed, parse_cell
from portfolio.exchange.typed_facts import figure_text, parse_figure
from portfolio.model import FIGURE_LABELS, Figure, FigureKind, FigureLabel
from portfolio.report.fact_words import asked_unit, stated_text
from ui.theme import SPACE
from ui.widgets.form_field import LineField
from ui.widgets.still import StillCombo

_NUMBERS = (("low", "Low"), ("likely", "Likely"), ("high", "High"))
_LABELS: dict[FigureLabel, str] = {
    "measured": "Measured: counted by ourselves",
    "estimate": "Estimate: our own",
    "reported estimate": "Reported estimate: an outsider’s",
}
_ORDER = "Low must be at most likely, and likely at most high."
_NEEDED = "The likely number is needed; “Not stated” takes the figure away."


class FigureFields(QWidget):
    """Shows a figure, and reads one back."""

    #: something was typed
    edited = Signal()

    def __init__(self, kind: FigureKind, currency: str) -> None:
        super().__init__()
        self._kind = kind
        self._currency = currency
        self._before: Figure | None = None
        self.numbers = {
            part: LineField(f"{words} ({asked_unit(kind, currency)})", self._number_problem)
            for part, words in _NUMBERS
        }
        self.as_of = LineField("As of", _date_problem)
        self.label = StillCombo()
        self.source = LineField("Source", lambda _text: "")
        self._lay_out()
        for field in (*self.numbers.values(), self.as_of, self.source):
            field.textEdited.connect(self.edited)

    def show_figure(self, figure: Figure | None) -> None:
        """Show what is stated, and let the likely number be typed over."""
        self._before = figure
        shown = figure if figure is not None else Figure(0.0)
        likely = self.numbers["likely"]
        likely.show_text(stated_text(figure, self._kind, self._currency))
        for part, end in (("low", shown.low), ("high", shown.high)):
            self.numbers[part].show_text("" if end is None else figure_text(end, self._kind))
        self.as_of.show_text("" if shown.as_of is None else shown.as_of.isoformat())
        self.source.show_text(shown.source)
        self.label.setCurrentIndex(self.label.findData(shown.label))
        likely.setFocus()
        likely.selectAll()

    def figure(self) -> Figure | str:
        """Return what was typed, or what is wrong with it; the earlier readings are kept."""
        for field, problem_of in (
            *((field, self._number_problem) for field in self.numbers.values()),
            (self.as_of, _date_problem),
        ):
            if problem := problem_of(field.text()):
                field.setFocus()
                return problem
        low, likely, high = (self._number(self.numbers[part].text()) for part, _ in _NUMBERS)
        if likely is None:
            self.numbers["likely"].setFocus()
            return _NEEDED
        if (low is not None and low > likely) or (high is not None and high < likely):
            return _ORDER
        base = self._before if self._before is not None else Figure(likely)
        return replace(
            base,
            likely=likely,
            low=low,
            high=high,
            unit=base.unit if likely == base.likely else "",
            as_of=self.day(),
            source=self.source.text().strip(),
            label=self.label.currentData(),
        )

    def day(self) -> date | None:
        """Return the day for which it holds, if one can be read."""
        value = parse_cell(self.as_of.text(), "date").value
        return value if isinstance(value, date) else None

    def _number_problem(self, text: str) -> str:
        return "" if self._is_as_before(text) else self._read(text).problem

    def _number(self, text: str) -> float | None:
        if self._before is not None and self._is_as_before(text):
            return self._before.likely
        value = self._read(text).value
        return value if isinstance(value, float) else None

    def _read(self, text: str) -> Parsed:
        """Read a number with a point, unless it holds a comma, which is weighed."""
        if "," in text:
            return parse_figure(text, self._kind, self._currency)
        return parse_figure(text, self._kind, self._currency, decimal=".")

    def _is_as_before(self, text: str) -> bool:
        """Whether a text is the number as it was, perhaps in a unit that is not asked for."""
        shown = stated_text(self._before, self._kind, self._currency)
        return bool(shown) and text == shown

    def _lay_out(self) -> None:
        for label in FIGURE_LABELS:
            self.label.addItem(_LABELS[label], label)
        self.label.setAccessibleName("Whose figure it is")
        self.as_of.setPlaceholderText("not stated")
        self.source.setPlaceholderText("Who says so, where, when")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 4)
        unit = asked_unit(self._kind, self._currency)
        for place, (part, words) in enumerate(_NUMBERS):
            self.numbers[part].setAlignment(Qt.AlignmentFlag.AlignRight)
            _put(grid, f"{words} ({unit})", self.numbers[part], (0, place, 1))
            grid.setColumnStretch(place, 1)
        _put(grid, "As of", self.as_of, (2, 0, 1))
        _put(grid, "Whose figure", self.label, (2, 1, 2))
        _put(grid, "Source", self.source, (4, 0, 3))


def _put(grid: QGridLayout, words: str, field: QWidget, place: tuple[int, int, int]) -> None:
    """Put a field below its label at a row and column, over so many columns."""
    row, column, span = place
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setBuddy(field)
    grid.addWidget(label, row, column, 1, span)
    grid.addWidget(field, row + 1, column, 1, span)


def _date_problem(text: str) -> str:
    return parse_cell(text, "date").problem

"""Questions of the five lessons, one below the other: label, field, and what else is stated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from portfolio.report.fact_words import figure_marks
from portfolio.report.initiative_lines import InitiativeLine
from ui.pages.initiatives_parts.facts_fields import figure_of, is_open, kind_of
from ui.pages.initiatives_parts.fields import Field
from ui.tables import Mark, Row
from ui.tables.editing import problem_with
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.theme.tooltip import plain_tooltip
from ui.widgets.form_field import ChoiceField, LineField
from ui.widgets.tab_order import tab_through
from ui.widgets.unbroken import unbroken

NOT_STATED = "Not stated"
_LEAST_LETTERS = 9
#: Nothing may break here.
_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of one question."""

    label: QLabel
    field: LineField | ChoiceField
    more: QPushButton | None
    note: QLabel

    def parts(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through."""
        return (self.field,) if self.more is None else (self.field, self.more)


class FactRows(QWidget):
    """Fields made from columns of the table; what is not stated says so."""

    #: a field was typed into, or an answer chosen; payload: column id, text
    field_typed = Signal(str, str)
    #: everything about a figure is wanted; payload: column id
    details_requested = Signal(str)

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._hidden: frozenset[str] = frozenset()
        self._currency = ""
        self._fields: Mapping[str, Field] = {}
        self._lines: dict[str, _Line] = {}
        self._before: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 6)

    def show_fields(self, fields: Mapping[str, Field], currency: str) -> None:
        """Take other columns; each field is made once, when its column is first there."""
        self._fields, self._currency = fields, currency
        for column in self._columns:
            if column in fields and column not in self._lines:
                self._add(column, fields[column])
        for column, line in self._lines.items():
            field = fields.get(column)
            if field is not None:
                line.label.setText(_heading(field))
                line.label.setToolTip(plain_tooltip(field.about))
                line.field.setAccessibleName(field.heading)

    def ask(self, column: str) -> None:
        """Ask for one more column, if it is there and not asked for already."""
        if column not in self._lines and column in self._fields:
            self._columns = (*self._columns, column)
            self.show_fields(self._fields, self._currency)
            self.follow(self._before)

    def hide_columns(self, columns: Collection[str]) -> None:
        """Ask for all columns but these."""
        if self._hidden == frozenset(columns):
            return
        self._hidden = frozenset(columns)
        for column, line in self._lines.items():
            shown = column not in self._hidden
            for part in (line.label, *line.parts()):
                part.setVisible(shown)
            line.note.setVisible(shown and bool(line.note.text()))

    def show_row(self, row: Row[InitiativeLine]) -> None:
        """Show what one initiative states, and what is wrong with it."""
        for column, line in self._lines.items():
            field = self._fields.get(column)
            if field is not None and column not in self._hidden:
                self._show_line(line, field, row.value, row.marks.get(column))

    def follow(self, before: QWidget | None) -> None:
        """Let Tab go from a widget through the fields, in the order they are shown in."""
        self._before = before
        tab_through(before, self.stops())

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        lines = [self._lines[column] for column in self._columns if column in self._lines]
        return [part for line in lines for part in line.parts()]

    def widget(self, column: str) -> QWidget | None:
        """Return the field of a column; None when it is not among these."""
        line = self._lines.get(column)
        return None if line is None else line.field

    def _show_line(
        self, line: _Line, field: Field, value: InitiativeLine, mark: Mark | None
    ) -> None:
        problem, text = "" if mark is None else mark.text, field.edit_text(value)
        said = [problem]
        if isinstance(line.field, ChoiceField):
            _offer(line.field, field)
            line.field.show_text(text or NOT_STATED, problem)
            _dim(line.field, dim=not text and is_open(field.id))
        else:
            line.field.show_text(text, problem)
        if line.more is not None:
            kind = kind_of(field.id)
            said.append(figure_marks(figure_of(value.record, field.id), kind, self._currency))
            tip = field.tip(value) if field.tip is not None else ""
            line.more.setToolTip(plain_tooltip(tip or "Low, high, date, source, whose figure"))
        _note(line.note, said)
        if isinstance(line.field, LineField) and line.field.isModified():
            return  # It says what is wrong with what is being typed.
        line.field.setAccessibleDescription(line.note.text())
        line.field.setToolTip(plain_tooltip("\n".join(filter(None, (problem, text, field.about)))))

    def _add(self, column: str, field: Field) -> None:
        label, note = QLabel(), QLabel()
        for each in (label, note):
            each.setTextFormat(Qt.TextFormat.PlainText)
            each.setWordWrap(True)
        label.setProperty("role", "muted")
        note.setVisible(False)
        widget = self._field(column, field)
        label.setBuddy(widget)
        more = self._more(column, field) if field.kind == "number" else None
        at = 2 * len(self._lines)
        self._lines[column] = _Line(label, widget, more, note)
        self._grid.addWidget(label, at, 0)
        self._grid.addWidget(widget, at, 1, 1, 1 if more is not None else 2)
        if more is not None:
            self._grid.addWidget(more, at, 2)
        self._grid.addWidget(note, at + 1, 1, 1, 2)

    def _field(self, column: str, field: Field) -> LineField | ChoiceField:
        widget: LineField | ChoiceField
        if field.kind == "choice" and field.choices is not None:
            widget = ChoiceField(field.heading, ())
            _offer(widget, field)
            widget.text_entered.connect(lambda text: self._choose(column, text))
            return widget
        widget = LineField(field.heading, lambda text: problem_with(self._fields[column], text))
        widget.setPlaceholderText(NOT_STATED.lower())
        widget.setMinimumWidth(widget.fontMetrics().averageCharWidth() * _LEAST_LETTERS)
        if field.kind == "number":
            widget.setAlignment(Qt.AlignmentFlag.AlignRight)
        widget.text_entered.connect(lambda text: self.field_typed.emit(column, text))
        return widget

    def _choose(self, column: str, text: str) -> None:
        self.field_typed.emit(column, "" if text == NOT_STATED else text)

    def _more(self, column: str, field: Field) -> QPushButton:
        more = QPushButton("…")
        more.setProperty("role", "quiet")
        more.setAccessibleName(f"Details of {field.title}")
        more.clicked.connect(lambda: self.details_requested.emit(column))
        return more


def _heading(field: Field) -> str:
    """Return the title and unit of a column; the unit is never torn."""
    unit = f" ({field.unit})".replace("/", f"{_JOINER}/{_JOINER}") if field.unit else ""
    return unbroken(f"{field.title}{unit}").replace("&", "&&")


def _offer(widget: ChoiceField, field: Field) -> None:
    """Offer the entries of a column, and first that nothing is stated, where that may be."""
    entries = [*([NOT_STATED] if is_open(field.id) else []), *(field.choices or tuple)()]
    if [widget.itemText(n) for n in range(widget.count())] != entries:
        widget.clear()
        widget.addItems(entries)


def _dim(widget: ChoiceField, *, dim: bool) -> None:
    """Let what is not stated look unlike any answer."""
    restyle(widget, "stated", not dim)


def _note(note: QLabel, said: Sequence[str]) -> None:
    """Say what is wrong, and what else is stated of a figure, below its field."""
    text = "\n".join(each for each in said if each)
    note.setText(text)
    note.setVisible(bool(text))
    role = "warning" if said[0] else "muted"
    restyle(note, "role", role)

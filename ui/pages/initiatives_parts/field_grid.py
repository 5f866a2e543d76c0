"""Labels and fields of one section of the form, made from the columns of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from portfolio.report.initiative_lines import InitiativeLine
from ui.pages.initiatives_parts.fields import Field
from ui.tables import Row
from ui.tables.editing import problem_with
from ui.theme import SPACE
from ui.widgets.form_field import ChoiceField, LineField, TextField

Widget = LineField | TextField | ChoiceField

_ACROSS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: whether it takes the whole width, several lines, or no label."""

    column: str
    label: str = ""
    wide: bool = False
    lines: bool = False
    bare: bool = False


class FieldGrid(QWidget):
    """Fields in up to three columns, labels above them."""

    #: a field was typed into; payload: column id, text
    field_typed = Signal(str, str)
    #: a field in which typing merges was left
    field_left = Signal()

    def __init__(self, places: Sequence[Place], across: int = 2) -> None:
        super().__init__()
        self._places = places
        self._across = min(across, _ACROSS)
        self._fields: dict[str, Field] = {}
        self._widgets: dict[str, Widget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, SPACE)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 4)
        for n in range(self._across):
            self._grid.setColumnStretch(n, 1)

    def show_fields(self, fields: dict[str, Field]) -> None:
        """Take other columns; widgets are made once, and ask the columns by id."""
        self._fields = fields
        if not self._widgets:
            self._lay_out()
        for name, widget in self._widgets.items():
            field = fields[name]
            if isinstance(widget, LineField) and field.choices is not None:
                widget.offer(field.choices())

    def follow(self, before: QWidget) -> None:
        """Let Tab go from a widget through the fields, in the order they are shown in."""
        for widget in self._widgets.values():
            QWidget.setTabOrder(before, widget)
            before = widget

    def show_row(self, row: Row[InitiativeLine]) -> None:
        """Show the values of one initiative, and what is wrong with them."""
        for name, widget in self._widgets.items():
            mark = row.marks.get(name)
            text = self._fields[name].edit_text(row.value)
            widget.show_text(text, mark.text if mark is not None else "")

    def asks(self, column: str) -> bool:
        """Whether a column is among the fields."""
        return any(place.column == column for place in self._places)

    def widget(self, column: str) -> Widget:
        """Return the field of a column."""
        return self._widgets[column]

    def _lay_out(self) -> None:
        line, at = 0, 0
        for place in self._places:
            span = self._across if place.wide else 1
            if at + span > self._across:
                line, at = line + 2, 0
            field = self._fields[place.column]
            widget = self._widgets[place.column] = self._make(place, field)
            label = QLabel((place.label or field.heading).replace("&", "&&"))
            label.setProperty("role", "muted")
            label.setBuddy(widget)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setToolTip(field.about)
            self._grid.addWidget(label, line, at, 1, span)
            # Not before it stands in the form: a label without a parent would be a window.
            label.setVisible(not place.bare)
            self._grid.addWidget(widget, line + 1, at, 1, span)
            at += span

    def _make(self, place: Place, field: Field) -> Widget:
        widget: Widget
        name = place.column
        if place.lines:
            widget = TextField(field.heading)
            widget.left.connect(self.field_left)
        elif field.kind == "choice" and field.choices is not None:
            widget = ChoiceField(field.heading, field.choices())
        else:
            widget = LineField(field.heading, lambda text: problem_with(self._fields[name], text))
        widget.text_entered.connect(lambda text: self.field_typed.emit(name, text))
        return widget

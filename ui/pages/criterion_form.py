"""What the selected criterion means: name, direction, unit, group, anchors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from portfolio.edit import set_criterion
from portfolio.edit.criteria import add_anchor, set_anchors
from portfolio.exchange import parse_cell
from portfolio.lessons.feed import FEED
from portfolio.model import Criterion, Portfolio
from portfolio.model.text import quoted
from portfolio.report.light_words import scorer
from ui.context import Context
from ui.overrides import guarded
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.anchor_table import AnchorRow, AnchorTable
from ui.widgets.still import StillCombo
from ui.widgets.undo_keys import share_undo

_DIRECTIONS = {"max": "More is better", "min": "Less is better"}
_FIELDS = {"name": "Name", "unit": "Unit", "group": "Group", "description": "Description"}
_CHOICES = {"direction": "Direction", "check": "Scored by"}
#: People, or one of the checks that give a number.
_SCORERS = ("", *FEED)
_TEXT = 2
_LETTERS = 62
#: Field to line, column of its label, and how many columns it takes.
_TWO_ON_A_LINE = {
    "name": (0, 0, 1),
    "direction": (0, 2, 1),
    "unit": (1, 0, 1),
    "group": (1, 2, 1),
    "check": (2, 0, 3),
    "description": (3, 0, 3),
}
_ONE_ON_A_LINE = {name: (row, 0, 3) for row, name in enumerate(_TWO_ON_A_LINE)}


class CriterionForm(QWidget):
    """Edits one criterion through the document."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._fields = {name: QLineEdit() for name in _FIELDS}
        self._direction = StillCombo()
        self._scorer = StillCombo()
        self._labels = {name: QLabel(title) for name, title in {**_FIELDS, **_CHOICES}.items()}
        self._form = QGridLayout()
        self._wide = True
        self._anchors = AnchorTable()
        self._problem = QLabel()
        self._lay_out()
        self._connect()

    @property
    def last_stop(self) -> QWidget:
        """Where the Tab key comes last."""
        return self._anchors.last_stop

    def show_criterion(self, key: str, portfolio: Portfolio) -> None:
        """Show one criterion; an empty key shows nothing to edit."""
        if key != self._key:
            self._say("")
        self._key = key
        record = portfolio.criteria.get(key)
        self.setEnabled(record is not None)
        if record is None:
            return
        for name, field in self._fields.items():
            text = getattr(record, name)
            if field.text() != text and not (field.hasFocus() and field.isModified()):
                field.setText(text)
                field.setCursorPosition(0)
            field.setToolTip(plain_tooltip(text))
        with QSignalBlocker(self._direction), QSignalBlocker(self._scorer):
            self._direction.setCurrentIndex(list(_DIRECTIONS).index(record.direction))
            self._scorer.setCurrentIndex(
                _SCORERS.index(record.check if record.check in FEED else "")
            )
        rows = [AnchorRow(f"{a.level:.12g}", f"{a.points:.12g}", a.text) for a in record.anchors]
        self._anchors.show_anchors(rows, record.unit)

    def _lay_out(self) -> None:
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._direction.addItems(list(_DIRECTIONS.values()))
        self._direction.setAccessibleName("Direction")
        self._scorer.addItems([scorer(check) for check in _SCORERS])
        self._scorer.setAccessibleName("Scored by")
        for name, field in self._fields.items():
            field.setAccessibleName(f"{_FIELDS[name]} of the criterion")
        self._form.setSpacing(SPACE)
        self._place_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._form)
        layout.addWidget(self._problem)
        layout.addWidget(self._anchors, 1)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _LETTERS
        if wide != self._wide:
            self._wide = wide
            self._place_fields()

    def _place_fields(self) -> None:
        """Put two fields on a line, or one where two would be cut."""
        places = _TWO_ON_A_LINE if self._wide else _ONE_ON_A_LINE
        widgets = {**self._fields, "direction": self._direction, "check": self._scorer}
        for name, (row, column, span) in places.items():
            widget = widgets[name]
            for part in (self._labels[name], widget):
                self._form.removeWidget(part)
            self._form.addWidget(self._labels[name], row, column)
            self._form.addWidget(widget, row, column + 1, 1, span)
        for column in (1, 3):
            self._form.setColumnStretch(column, 1 if self._wide or column == 1 else 0)

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.textEdited.connect(lambda text, name=name: self._set(name, text))
            share_undo(field)
            field.editingFinished.connect(self._context.document.end_gesture)
        self._direction.activated.connect(
            lambda index: self._set("direction", list(_DIRECTIONS)[index])
        )
        self._scorer.activated.connect(lambda index: self._score_by(_SCORERS[index]))
        self._anchors.cell_edited.connect(self._set_anchor)
        self._anchors.add_requested.connect(self._add_anchor)
        self._anchors.remove_requested.connect(self._remove_anchor)

    def _record(self) -> Criterion:
        return self._context.document.portfolio.criteria[self._key]

    def _set(self, name: str, value: object) -> None:
        document, before = self._context.document, self._record()
        title = _FIELDS.get(name, "Direction").lower()
        label = f"Set {title} of criterion {quoted(before.name)}"
        edited = set_criterion(document.portfolio, self._key, **{name: value})
        document.apply(label, edited, merge=f"criterion/{self._key}/{name}")

    def _score_by(self, check: str) -> None:
        """Let a check score it, on the scale that the check begins with; or people again."""
        document, record = self._context.document, self._record()
        if check == record.check:
            return
        feed = FEED.get(check)
        scale: dict[str, Any] = {}
        if feed is not None:
            scale = {"unit": feed.unit, "direction": feed.direction, "anchors": feed.anchors}
        edited = set_criterion(document.portfolio, self._key, check=check, **scale)
        document.apply(f"Score {quoted(record.name)} by {scorer(check).lower()}", edited)

    def _set_anchor(self, row: int, column: int, text: str) -> None:
        anchors = list(self._record().anchors)
        if column < _TEXT:
            parsed = parse_cell(text, "amount", decimal=None if "," in text else ".")
            if parsed.problem or not isinstance(parsed.value, int | float):
                self._say(parsed.problem or "An anchor needs a number here.")
                self._anchors.show_again()
                return
            number, old = float(parsed.value), anchors[row]
            changed = replace(old, points=number) if column else replace(old, level=number)
            anchors[row] = changed
        else:
            anchors[row] = replace(anchors[row], text=text)
        self._say("")
        portfolio = self._context.document.portfolio
        self._apply("Set an anchor", set_anchors(portfolio, self._key, anchors))

    def _add_anchor(self) -> None:
        self._apply("Add an anchor", add_anchor(self._context.document.portfolio, self._key))

    def _remove_anchor(self, row: int) -> None:
        anchors = self._record().anchors
        left = (*anchors[:row], *anchors[row + 1 :])
        portfolio = self._context.document.portfolio
        self._apply("Remove an anchor", set_anchors(portfolio, self._key, left))

    def _apply(self, what: str, edited: Portfolio) -> None:
        name = quoted(self._record().name)
        self._context.document.apply(f"{what} of criterion {name}", edited)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

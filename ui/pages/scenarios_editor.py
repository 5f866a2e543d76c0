"""The chosen scenario: its name, its changes in a small table, and notes."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QMenu, QPushButton, QVBoxLayout

from portfolio.edit.scenario_changes import describe_scenario
from portfolio.model import ChangeKind, Portfolio
from portfolio.model.text import quoted
from portfolio.report.scenario_words import KINDS
from ui.context import Context
from ui.pages.scenarios_changes import change_columns, change_rows, name_of, row_of
from ui.pages.scenarios_verbs import ScenarioVerbs
from ui.tables import Subject, TableEdits, TableView
from ui.theme import SPACE
from ui.widgets.flow import Flow
from ui.widgets.form_field import LineField, TextField

_LEAST_ROWS = 4
_FRAME = 2
_NOTHING = "It changes nothing yet: add what would be different from the base case."


class ScenarioEditor(QFrame):
    """Everything is written at once, and undone step by step."""

    def __init__(self, context: Context, verbs: ScenarioVerbs) -> None:
        super().__init__()
        self._context = context
        self._verbs = verbs
        self._key = ""
        self._name = LineField("Name of the scenario", _name_problem)
        self._hint = QLabel(_NOTHING)
        self._table = TableView([], context.theme)
        self._edits = TableEdits(self._table, context, Subject("", "change", name_of))
        self._add = QPushButton("Add a change")
        self._remove = QPushButton("Remove change")
        self._notes = TextField("Notes on the scenario")
        self._lay_out()
        self._connect()

    def show_scenario(self, portfolio: Portfolio, key: str) -> None:
        """Show one scenario of the document."""
        if key != self._key:
            self._context.document.end_gesture()
        self._key = key
        record = portfolio.scenarios[key]
        self._name.show_text(record.name)
        self._notes.show_text(record.notes)
        self._table.show_rows(change_rows(portfolio, key))
        self._hint.setVisible(not record.changes)
        self._show_buttons()

    def take_keyboard(self) -> None:
        """Let the name be typed anew."""
        self._name.setFocus()
        self._name.selectAll()

    def menu(self) -> QMenu:
        """Return the kinds of changes that can be added."""
        menu = QMenu(self)
        for kind, words in KINDS.items():
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, kind=kind: self._add_change(kind))
        return menu

    def _lay_out(self) -> None:
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._notes.setPlaceholderText("Notes")
        self._add.setMenu(self.menu())
        self._table.setAccessibleName("Changes of the scenario")
        columns = change_columns(lambda: self._context.document.portfolio, self._row)
        self._table.show_columns(columns)
        # The name of the target takes what the other columns leave.
        at = self._table.table.grid.column_of("target")
        self._table.header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self._table.header.setSectionsClickable(False)
        row = self._table.verticalHeader().defaultSectionSize()
        head = self._table.header.sizeHint().height()
        self._table.setMinimumHeight(head + _LEAST_ROWS * row + _FRAME)
        buttons = Flow()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._name)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._hint)
        layout.addLayout(buttons)
        layout.addWidget(self._notes)

    def _connect(self) -> None:
        self._name.text_entered.connect(self._rename)
        self._notes.text_entered.connect(self._annotate)
        self._notes.left.connect(self._context.document.end_gesture)
        self._remove.clicked.connect(self._remove_changes)
        self._table.selected.keys_selected.connect(self._show_buttons)

    def _row(self) -> str:
        return self._table.selected.keys()[0]

    def _show_buttons(self, *_selected: object) -> None:
        self._remove.setEnabled(bool(self._row()))

    def _rename(self, name: str) -> None:
        document = self._context.document
        if self._key not in document.portfolio.scenarios:
            return
        before = quoted(document.portfolio.scenarios[self._key].name)
        edited = describe_scenario(document.portfolio, self._key, name=name.strip())
        document.apply(f"Rename scenario {before} to {quoted(name)}", edited)

    def _annotate(self, text: str) -> None:
        document = self._context.document
        if self._key not in document.portfolio.scenarios:
            return
        name = quoted(document.portfolio.scenarios[self._key].name)
        edited = describe_scenario(document.portfolio, self._key, notes=text)
        document.apply(f"Set notes of scenario {name}", edited, merge=f"notes/{self._key}")

    def _add_change(self, kind: ChangeKind) -> None:
        number = self._verbs.add_change(self._key, kind)
        if number >= 0:
            row = f"{self._key}/{number}"
            # After the menu has given the keyboard back.
            QTimer.singleShot(0, self._table, lambda: self._table.edit_cell(row, "target"))

    def _remove_changes(self) -> None:
        keys = self._table.selected.keys()[1]
        numbers = tuple(row_of(key)[1] for key in keys)
        if numbers:
            self._verbs.remove_changes(self._key, numbers)


def _name_problem(text: str) -> str:
    return "" if text.strip() else "A scenario needs a name."

"""Ask for ballots: who rates, which initiatives and criteria each is asked about, until when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import Portfolio, Weighing
from portfolio.model.text import plural, quoted
from ui.dialogs.ballots_asking import Wishes
from ui.dialogs.ballots_checks import CheckList
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.form_field import LineField, TextField
from ui.widgets.still import OpeningCombo

_LETTERS, _LINES, _LIST_LINES = 148, 44, 8
_EVERYBODY = "Everybody chosen"
_WEIGHINGS: Final[tuple[tuple[str, Weighing], ...]] = (
    ("Do not ask for weights", ""),
    ("How much each criterion matters from worst to best (swing)", "swing"),
    ("Which criterion comes first, second, third (order of importance)", "rank order"),
    ("Two criteria at a time: which matters more (pairs)", "pairwise"),
)
_HINT = (
    "Each rater gets one file with what they are asked about and nobody else’s ratings. They "
    "open it in this app; File, Ballots, Take in ballots brings it back."
)
Choices = Sequence[tuple[str, tuple[str, ...]]]


class AskForBallots(RoomyDialog):
    """Everything on one sheet; what is ticked counts for whoever is named above the lists.

    It stays until it is accepted from outside, when the papers are there, or cancelled.
    """

    #: the papers are to be made; payload: Asking
    asked = Signal(object)

    def __init__(
        self,
        portfolio: Portfolio,
        initiatives: Choices,
        criteria: Choices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self._portfolio = portfolio
        self._wishes = Wishes(portfolio)
        self._raters = CheckList("Raters")
        self._people = TextField("People to add, one a line: name, role")
        self._add = QPushButton("Add to the raters")
        self._scope = OpeningCombo()
        self._lists = {
            "initiatives": CheckList("Initiatives", initiatives),
            "criteria": CheckList("Criteria", criteria),
        }
        self._weighing = OpeningCombo()
        self._due = LineField("Hand in by", _day_problem)
        self._note = LineField("Note to the raters", lambda _text: "")
        self._earlier = QCheckBox("Start from their own earlier ratings")
        self._problem = QLabel()
        self._make = QPushButton("Make the papers…")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._connect()
        self._show_lists()
        self._show_people()

    def _scoped(self) -> Collection[str]:
        one = self._scope.currentData()
        return [one] if one else [key for key in self._wishes.people if key in self._wishes.chosen]

    def _show_lists(self) -> None:
        initiatives, criteria = self._portfolio.initiatives, self._portfolio.criteria
        names = {
            "initiatives": {key: initiatives[key].name for key in self._wishes.all_initiatives},
            "criteria": {key: criteria[key].name for key in self._wishes.all_criteria},
        }
        for table, view in self._lists.items():
            view.show_records(names[table])

    def _show_people(self) -> None:
        self._raters.show_records(self._wishes.people)
        self._show_wishes()

    def _show_wishes(self) -> None:
        wishes = self._wishes
        self._raters.show_ticks(wishes.chosen)
        chosen = {key: name for key, name in wishes.people.items() if key in wishes.chosen}
        kept = self._scope.currentData()
        with QSignalBlocker(self._scope):
            self._scope.clear()
            self._scope.addItem(_EVERYBODY, "")
            for key, name in chosen.items():
                self._scope.addItem(quoted(name)[1:-1], key)
            self._scope.setCurrentIndex(max(0, self._scope.findData(kept)))
        self._show_asked()

    def _show_asked(self) -> None:
        for table, view in self._lists.items():
            everybody, somebody = self._wishes.shared(self._scoped(), table)
            view.show_ticks(everybody, somebody)
        problem = self._wishes.problem()
        papers = f"{plural(len(self._wishes.chosen), 'paper')} to make."
        self._problem.setText(problem or f"{papers} {self._wishes.effort()}")
        restyle(self._problem, "role", "error" if problem else "muted")
        self._make.setEnabled(not problem)

    def _tick_rater(self, key: str, ticked: bool) -> None:
        (self._wishes.chosen.add if ticked else self._wishes.chosen.discard)(key)
        self._show_wishes()

    def _tick(self, table: str, key: str, ticked: bool) -> None:
        self._wishes.ask(self._scoped(), table, [key], asked=ticked)
        self._show_asked()

    def _choose(self, table: str, keys: Collection[str]) -> None:
        every = getattr(self._wishes, f"all_{table}")
        self._wishes.ask(self._scoped(), table, every, asked=False)
        self._wishes.ask(self._scoped(), table, keys, asked=True)
        self._show_asked()

    def _add_people(self) -> None:
        if self._people.toPlainText().strip():
            self._wishes.add_people(self._people.toPlainText())
            self._people.setPlainText("")
            self._show_people()

    def _accept(self) -> None:
        self._add_people()
        due = self._due.text().strip()
        if self._wishes.problem() or _day_problem(due):
            self._due.setFocus()
            return
        settled = self._wishes.settled(
            datetime.now(UTC),
            self._weighing.currentData(),
            _day(due),
            self._note.text(),
            from_earlier=self._earlier.isChecked(),
        )
        self.asked.emit(settled)

    def _connect(self) -> None:
        self._raters.ticked.connect(self._tick_rater)
        self._add.clicked.connect(self._add_people)
        self._scope.activated.connect(self._show_asked)
        for table, view in self._lists.items():
            view.ticked.connect(lambda key, on, table=table: self._tick(table, key, on))
            view.chosen.connect(lambda keys, table=table: self._choose(table, keys))
        self._make.clicked.connect(self._accept)
        self._cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle("Ask for ballots")
        for title, way in _WEIGHINGS:
            self._weighing.addItem(title, way)
        self._weighing.setAccessibleName("Whether weights are asked for")
        self._scope.setAccessibleName("Whose choices are shown")
        self._people.setPlaceholderText("Ada Lovelace, Finance\nGrace Hopper, Operations")
        self._due.setPlaceholderText("2027-03-31")
        self._note.setPlaceholderText("For example: please rate alone")
        self._make.setProperty("role", "primary")
        self._make.setDefault(True)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        for label in (hint, self._problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for view in (self._raters, *self._lists.values()):
            self.keep_lines(view, _LIST_LINES)
        self.content.addWidget(hint)
        self.content.addLayout(self._columns(), 1)
        self.set_foot(self._foot())

    def _columns(self) -> QHBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(SPACE)
        who.addWidget(self._raters, 1)
        who.addWidget(self._people)
        who.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.addRow("Asked about", self._scope)
        lists = QHBoxLayout()
        lists.setSpacing(SPACE * 2)
        for view in self._lists.values():
            lists.addWidget(view, 1)
        below = QFormLayout()
        below.setHorizontalSpacing(SPACE)
        below.setVerticalSpacing(SPACE)
        below.addRow("Weights", self._weighing)
        below.addRow("Hand in by", self._due)
        below.addRow("Note", self._note)
        below.addRow("", self._earlier)
        what = QVBoxLayout()
        what.setSpacing(SPACE)
        what.addLayout(form)
        what.addLayout(lists, 1)
        what.addLayout(below)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE * 3)
        columns.addLayout(who, 3)
        columns.addLayout(what, 7)
        return columns

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._make)
        return foot


def _day(text: str) -> date | None:
    from portfolio.exchange import parse_cell

    value = parse_cell(text, "date").value
    return value if isinstance(value, date) else None


def _day_problem(text: str) -> str:
    from portfolio.exchange import parse_cell

    return parse_cell(text, "date").problem

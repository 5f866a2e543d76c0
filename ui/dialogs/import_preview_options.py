"""What can be changed about an import: for the table as a whole, and for one column."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from portfolio.model.text import visible
from ui.theme import SPACE
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.exchange import Choices, ColumnGuess, Meaning, Proposal

_FIRST_ROWS = 12
_LONGEST = 60
_DECIMALS = (("As found", None), ("Point: 1.5", "."), ("Comma: 1,5", ","))
_ORDERS = (
    ("As found", None),
    ("Day first: 31/03/2027", "dmy"),
    ("Month first: 03/31/2027", "mdy"),
)
_MATCHING = (
    ("Update by id, code or name", "update"),
    ("Add every row as new", "add"),
)


class TableOptions(QWidget):
    """Sheet, encoding, headings, decimal mark, dates, what to do with known initiatives."""

    #: the user decided something about the table; payload: Choices
    choices_changed = Signal(object)
    #: another sheet of the workbook is wanted; payload: its name
    sheet_chosen = Signal(str)
    #: the text is to be read in another encoding; payload: its name
    encoding_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: Choices | None = None
        self._sheet = _combo("Sheet")
        self._encoding = _combo("Encoding")
        self._header = _combo("Headings")
        self._decimal = _combo("Decimal mark")
        self._order = _combo("Dates")
        self._matching = _combo("Known initiatives")
        self._form = QFormLayout(self)
        self._lay_out()
        self._connect()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what is decided or guessed."""
        sheet = proposal.sheet
        self._choices = proposal.choices
        names = [info.name for info in sheet.sheets]
        _fill(self._sheet, [(name, name) for name in names], sheet.name)
        encodings = [sheet.encoding, *sheet.encodings] if sheet.encoding else []
        _fill(self._encoding, [(name, name) for name in encodings], sheet.encoding)
        self._form.setRowVisible(self._sheet, len(names) > 1)
        self._form.setRowVisible(self._encoding, len(encodings) > 1)
        _fill(self._header, _header_rows(proposal), _header_now(proposal))
        _fill(self._decimal, _DECIMALS, proposal.choices.decimal)
        _fill(self._order, _ORDERS, proposal.choices.date_order)
        _fill(self._matching, _MATCHING, proposal.choices.matching)

    def _lay_out(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(SPACE // 2)
        for combo in (
            self._sheet,
            self._encoding,
            self._header,
            self._decimal,
            self._order,
            self._matching,
        ):
            self._form.addRow(combo.accessibleName(), combo)

    def _connect(self) -> None:
        self._sheet.activated.connect(lambda _: self.sheet_chosen.emit(self._sheet.currentData()))
        self._encoding.activated.connect(
            lambda _: self.encoding_chosen.emit(self._encoding.currentData())
        )
        self._header.activated.connect(self._choose_header)
        self._decimal.activated.connect(lambda _: self._choose("decimal", self._decimal))
        self._order.activated.connect(lambda _: self._choose("date_order", self._order))
        self._matching.activated.connect(lambda _: self._choose("matching", self._matching))

    def _choose(self, name: str, combo: QComboBox) -> None:
        if self._choices is not None:
            changed: dict[str, Any] = {name: combo.currentData()}
            self.choices_changed.emit(dataclasses.replace(self._choices, **changed))

    def _choose_header(self) -> None:
        if self._choices is not None:
            row, rows = self._header.currentData()
            self.choices_changed.emit(self._choices.with_header(row, rows))


class ColumnOptions(QWidget):
    """What one column means, and how its bare numbers count."""

    #: the user decided something about a column; payload: Choices
    choices_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._proposal: Proposal | None = None
        self._guess: ColumnGuess | None = None
        self._title = QLabel()
        self._meaning = _combo("Is taken as")
        self._decimal = _combo("Decimal mark")
        self._order = _combo("Dates")
        self._scale = QLineEdit()
        self._why = QLabel()
        self._form = QFormLayout(self)
        self._lay_out()
        self._connect()

    def show_column(
        self,
        proposal: Proposal,
        guess: ColumnGuess | None,
        meanings: dict[str, tuple[Meaning, ...]],
    ) -> None:
        """Show one column, or that none is selected."""
        self._proposal, self._guess = proposal, guess
        self.setEnabled(guess is not None)
        if guess is None:
            self._title.setText("Select a column to change what it is taken as.")
            self._why.setText("")
            return
        heading = visible(guess.header[:_LONGEST]) or "no heading"
        self._title.setText(f"Column {guess.letter}: {heading}")
        self._why.setText(visible(guess.evidence))
        _fill(self._meaning, _offered(guess, meanings), guess.meaning)
        own = proposal.choices.columns.get(guess.index)
        _fill(self._decimal, _DECIMALS, own.decimal if own is not None else None)
        _fill(self._order, _ORDERS, own.date_order if own is not None else None)
        self._form.setRowVisible(self._scale, guess.meaning.kind in ("benefit", "demand"))
        self._scale.setText(f"{guess.scale:.12g}")
        self._scale.setToolTip(
            "A number without a unit is multiplied by this; 0.001 turns thousands into millions"
        )

    def _lay_out(self) -> None:
        self._title.setProperty("role", "strong")
        self._why.setProperty("role", "muted")
        self._scale.setAccessibleName("A bare number is multiplied by")
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(SPACE // 2)
        for label in (self._title, self._why):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._form.addRow(self._title)
        for combo in (self._meaning, self._decimal, self._order):
            self._form.addRow(combo.accessibleName(), combo)
        self._form.addRow("Bare numbers times", self._scale)
        self._form.addRow(self._why)

    def _connect(self) -> None:
        self._meaning.activated.connect(self._choose_meaning)
        self._decimal.activated.connect(self._choose_decimal)
        self._order.activated.connect(self._choose_order)
        self._scale.editingFinished.connect(self._choose_scale)

    def _choose_meaning(self) -> None:
        if self._proposal is not None and self._guess is not None:
            meaning = self._meaning.currentData()
            choices = self._proposal.choices
            self.choices_changed.emit(choices.with_meaning(self._guess.index, meaning))

    def _choose_decimal(self) -> None:
        self._choose("decimal", self._decimal.currentData())

    def _choose_order(self) -> None:
        self._choose("date_order", self._order.currentData())

    def _choose(self, name: str, value: object) -> None:
        from portfolio.exchange import ColumnChoice

        if self._proposal is not None and self._guess is not None:
            choices, index = self._proposal.choices, self._guess.index
            own = choices.columns.get(index, ColumnChoice())
            changed: dict[str, Any] = {name: value}
            own = dataclasses.replace(own, **changed)
            self.choices_changed.emit(choices.with_column(index, own))

    def _choose_scale(self) -> None:
        from portfolio.exchange import parse_cell

        parsed = parse_cell(self._scale.text(), "amount", decimal=".")
        if self._guess is None or self._proposal is None:
            return
        if not isinstance(parsed.value, float) or parsed.value <= 0:
            self._scale.setText(f"{self._guess.scale:.12g}")
        elif parsed.value != self._guess.scale:
            self._choose("scale", parsed.value)


def _combo(name: str) -> QComboBox:
    combo = StillCombo()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _fill(combo: QComboBox, entries: Any, chosen: object) -> None:  # noqa: ANN401 - (title, value)
    """Show entries with one chosen; nothing is told."""
    with QSignalBlocker(combo):
        combo.clear()
        for title, value in entries:
            combo.addItem(title, value)
        values = [value for _, value in entries]
        combo.setCurrentIndex(values.index(chosen) if chosen in values else -1)


def _header_rows(proposal: Proposal) -> list[tuple[str, tuple[int, int | None]]]:
    from portfolio.exchange import NO_HEADER

    rows: list[tuple[str, tuple[int, int | None]]] = [("No headings", (NO_HEADER, None))]
    for index, number in enumerate(proposal.sheet.row_numbers[:_FIRST_ROWS]):
        start = " | ".join(cell for cell in proposal.sheet.rows[index] if cell)[:_LONGEST]
        rows.append((f"Row {number}: {visible(start)}", (index, 1)))
    if proposal.header_row is not None and proposal.header_rows > 1:
        number = proposal.sheet.row_numbers[proposal.header_row]
        place = (proposal.header_row, proposal.header_rows)
        rows.insert(1, (f"Rows {number} and {number + 1}", place))
    return rows


def _header_now(proposal: Proposal) -> tuple[int, int | None]:
    from portfolio.exchange import NO_HEADER

    if proposal.header_row is None:
        return NO_HEADER, None
    return proposal.header_row, proposal.header_rows


def _offered(
    guess: ColumnGuess, meanings: dict[str, tuple[Meaning, ...]]
) -> list[tuple[str, Meaning]]:
    """Return the present meaning, the likely ones, then all others."""
    found = dict.fromkeys((guess.meaning, *guess.alternatives))
    for group in meanings.values():
        found.update(dict.fromkeys(group))
    return [(visible(meaning.title), meaning) for meaning in found]

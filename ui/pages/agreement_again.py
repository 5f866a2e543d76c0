"""Rating a cell again where it is discussed: who, what, how sure, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from portfolio.edit import rate_anew
from portfolio.exchange import parse_cell
from portfolio.model import Confidence, Portfolio, Rating, in_order
from portfolio.model.amounts import number_text
from portfolio.model.text import quoted, visible
from portfolio.report.rating_words import history_words
from ui.context import Context
from ui.pages.initiatives_parts.ratings_part import anchor_lines
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.form_field import mark_invalid
from ui.widgets.still import StillCombo

_SURE: tuple[str, ...] = ("not stated", *get_args(Confidence))
_LONGEST = 26


class RateAgain(QFrame):
    """The rating of one rater, ready to be given again as one undo step."""

    #: a rating is about to be given; payload: id of the rater
    rated = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cell: tuple[str, str] | None = None
        self._keys: list[str] = []
        self._shown: Rating | None = None
        self._rater = StillCombo()
        self._value, self._comment = QLineEdit(), QLineEdit()
        self._unit, self._history, self._anchors = QLabel(), QLabel(), QLabel()
        self._sure = StillCombo()
        self._button = QPushButton("Rate again")
        self._lay_out()
        self._connect()

    def show_cell(
        self, portfolio: Portfolio, cell: tuple[str, str] | None, *, hidden: bool
    ) -> None:
        """Show a cell; what is being typed stays while it is the same rating."""
        before = self._key, self._cell
        known = cell is not None and cell[0] in portfolio.initiatives
        self._cell = cell if known and cell is not None and cell[1] in portfolio.criteria else None
        self.setVisible(self._cell is not None and bool(portfolio.raters))
        if self._cell is None:
            return
        self._show_raters(portfolio, hidden=hidden)
        self._unit.setText(visible(portfolio.criteria[self._cell[1]].unit))
        rating = self._rating(portfolio)
        if (self._key, self._cell) != before or rating != self._shown:
            self._show_rating(portfolio, rating)

    def choose(self, rater: str) -> None:
        """Turn to a rater who was chosen elsewhere."""
        if rater in self._keys:
            self._rater.setCurrentIndex(self._keys.index(rater))
            self._turn()
            self._value.setFocus()
            self._value.selectAll()

    @property
    def _key(self) -> str:
        place = self._rater.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def _show_raters(self, portfolio: Portfolio, *, hidden: bool) -> None:
        key = self._key
        with QSignalBlocker(self._rater):
            self._rater.clear()
            self._keys = []
            for number, (rater, record) in enumerate(in_order(portfolio.raters), start=1):
                self._keys.append(rater)
                name = f"Rater {number}" if hidden else visible(record.name) or "(no name)"
                short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
                rating = self._rating(portfolio, rater)
                said = "not rated" if rating is None else number_text(rating.value)
                self._rater.addItem(f"{short} ({said})")
            self._rater.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def _rating(self, portfolio: Portfolio, rater: str = "") -> Rating | None:
        if self._cell is None:
            return None
        table = portfolio.ratings.get(rater or self._key)
        row = None if table is None else table.get(self._cell[0])
        return None if row is None else row.get(self._cell[1])

    def _show_rating(self, portfolio: Portfolio, rating: Rating | None) -> None:
        self._shown = rating
        self._value.setText("" if rating is None else number_text(rating.value))
        self._comment.setText("" if rating is None else rating.comment)
        sure = rating.confidence if rating is not None else None
        self._sure.setCurrentIndex(_SURE.index(sure) if sure else 0)
        self._history.setText("" if rating is None else history_words(rating))
        self._history.setVisible(bool(self._history.text()))
        self._button.setText("Rate" if rating is None else "Rate again")
        if self._cell is not None:
            level = None if rating is None else rating.value
            self._anchors.setText(anchor_lines(portfolio.criteria[self._cell[1]], level))
        self._refuse("")

    def _turn(self) -> None:
        portfolio = self._context.document.portfolio
        self._show_rating(portfolio, self._rating(portfolio))

    def _rate(self) -> None:
        portfolio, cell, rater = self._context.document.portfolio, self._cell, self._key
        if cell is None or rater not in portfolio.raters:
            return
        parsed = parse_cell(self._value.text(), "rating", unit=portfolio.criteria[cell[1]].unit)
        if parsed.problem or not isinstance(parsed.value, float):
            self._refuse(parsed.problem or "Type a number first.")
            return
        self._refuse("")
        sure = next(
            (each for each in get_args(Confidence) if each == self._sure.currentText()), None
        )
        given = replace(
            self._rating(portfolio) or Rating(0.0),
            value=parsed.value,
            confidence=sure,
            comment=self._comment.text().strip(),
            at=datetime.now(UTC).replace(microsecond=0),
        )
        who, what = portfolio.raters[rater].name, portfolio.initiatives[cell[0]].name
        self.rated.emit(rater)
        label = f"Rate {quoted(what)} as {quoted(who)}"
        self._context.document.apply(label, rate_anew(portfolio, rater, *cell, given))

    def _refuse(self, problem: str) -> None:
        """Say at the field why it cannot be read; nothing where it can."""
        mark_invalid(self._value, problem)
        self._value.setToolTip(plain_tooltip(problem))
        if problem:
            self._value.setFocus()

    def _lay_out(self) -> None:
        self._rater.setAccessibleName("Rater")
        self._value.setAccessibleName("New rating")
        self._sure.setAccessibleName("Confidence")
        self._sure.addItems(list(_SURE))
        self._comment.setAccessibleName("Comment")
        self._comment.setPlaceholderText("Why")
        self._button.setProperty("role", "primary")
        for label in (self._unit, self._history, self._anchors):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "muted")
        for label in (self._history, self._anchors):
            label.setWordWrap(True)
        self._anchors.setAccessibleName("What the levels of the criterion mean")
        self.setProperty("role", "card")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._rater, 2)
        first.addWidget(self._value, 1)
        first.addWidget(self._unit)
        second.addWidget(QLabel("Confidence"))
        second.addWidget(self._sure)
        second.addWidget(self._comment, 1)
        second.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        for row in (first, second):
            row.setSpacing(SPACE)
            layout.addLayout(row)
        layout.addWidget(self._history)
        layout.addWidget(self._anchors)

    def _connect(self) -> None:
        self._rater.activated.connect(self._turn)
        self._button.clicked.connect(self._rate)
        self._value.returnPressed.connect(self._rate)
        self._comment.returnPressed.connect(self._rate)

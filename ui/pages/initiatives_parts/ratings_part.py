"""How one initiative is rated: raters down, criteria across, the written anchors beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import add_rater, rate, set_rating
from portfolio.model import Criterion, FrozenMap, Portfolio, Rating, in_order, new_id
from portfolio.model.amounts import number_text
from portfolio.model.text import visible
from portfolio.report.initiative_lines import InitiativeLine
from portfolio.report.rating_words import history_words
from ui.context import Context
from ui.pages.initiatives_parts.fields import exact, typed
from ui.pages.initiatives_parts.small_table import SmallTable
from ui.tables import Column, Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results

_NONE: FrozenMap[str, Rating] = FrozenMap()


@dataclass(frozen=True, slots=True)
class _Rater:
    name: str
    ratings: FrozenMap[str, Rating]


class RatingsPart(QWidget):
    """The ratings, and what the levels of the criterion in question mean."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._made: tuple[object, ...] = ()
        self._criteria: tuple[tuple[str, Criterion], ...] = ()
        self._none = QLabel("Nobody has rated yet. Missing ratings are never counted as zero.")
        self._anchors = QLabel()
        self._add = QPushButton("Add a rater…")
        self.table = SmallTable(context, "rater", self._name)
        self._lay_out()
        self._add.clicked.connect(self._add_rater)
        self.table.selectionModel().currentChanged.connect(self._show_anchors)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the ratings of one initiative."""
        self._key = row.key
        portfolio = results.portfolio
        self._criteria = in_order(portfolio.criteria)
        columns = None if self._made == self._criteria else self._columns()
        self._made = self._criteria
        rows = [
            Row(key, _Rater(rater.name, self._given(portfolio, key)))
            for key, rater in in_order(portfolio.raters)
        ]
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._anchors.setVisible(bool(rows))
        self.table.show_table(columns, rows)
        self._show_anchors()

    def _given(self, portfolio: Portfolio, rater: str) -> FrozenMap[str, Rating]:
        table = portfolio.ratings.get(rater)
        return table.get(self._key, _NONE) if table is not None else _NONE

    def _columns(self) -> list[Column[_Rater]]:
        raters: list[Column[_Rater]] = [
            Column("rater", "Rater", lambda rater: rater.name, width=12)
        ]
        return raters + [self._column(key, record) for key, record in self._criteria]

    def _column(self, key: str, record: Criterion) -> Column[_Rater]:
        def value(rater: _Rater) -> float | None:
            rating = rater.ratings.get(key)
            return None if rating is None else rating.value

        def shown(rater: _Rater) -> str:
            number = value(rater)
            return "" if number is None else number_text(number)

        def write(portfolio: Portfolio, rater: str, number: float | None) -> Portfolio:
            if number is None:
                return set_rating(portfolio, rater, self._key, key, None)
            before = self._given(portfolio, rater).get(key) or Rating(number)
            now = datetime.now(UTC).replace(microsecond=0)
            return rate(portfolio, rater, self._key, key, replace(before, value=number, at=now))

        return Column(
            key,
            record.name,
            shown,
            kind="number",
            sort=value,
            text=lambda rater: exact(value(rater)),
            tip=lambda rater: _spoken(rater.ratings.get(key)),
            parse=typed("rating", record.unit),
            write=write,
            head=(record.name, record.unit),
            about=f"{record.name}, in {record.unit}\n{anchor_lines(record)}",
            width=10,
        )

    def _show_anchors(self) -> None:
        """Say what the levels of the current criterion mean, the rating's own one marked."""
        at = self.table.currentIndex()
        place = at.column() - 1 if at.isValid() else -1
        if not 0 <= place < len(self._criteria):
            self._anchors.setText("Select a rating to see what the levels mean.")
            return
        key, record = self._criteria[place]
        rater: _Rater = self.table.table.grid.rows[at.row()].value
        rating = rater.ratings.get(key)
        level = None if rating is None else rating.value
        better = "more" if record.direction == "max" else "less"
        head = f"{visible(record.name)} ({visible(record.unit)}, {better} is better)"
        self._anchors.setText(f"{head}\n{anchor_lines(record, level)}")

    def _add_rater(self) -> None:
        name = self._context.messages.ask_text("Add a rater", "Name of the person who rates:")
        if name and name.strip():
            portfolio = add_rater(self._context.document.portfolio, new_id("u"), name.strip())
            self._context.document.apply(f"Add rater “{name.strip()}”", portfolio)

    def _name(self, portfolio: Portfolio, rater: str) -> str:
        record, person = portfolio.initiatives.get(self._key), portfolio.raters.get(rater)
        name = record.name if record is not None else ""
        return f"{name}, {person.name}" if person is not None else name

    def _lay_out(self) -> None:
        self.table.setAccessibleName("Ratings: raters down, criteria across")
        self._anchors.setTextFormat(Qt.TextFormat.PlainText)
        self._anchors.setWordWrap(True)
        self._anchors.setProperty("role", "muted")
        self._anchors.setAccessibleName("What the levels of the criterion mean")
        self._none.setWordWrap(True)
        self._none.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._none)
        layout.addWidget(self.table)
        layout.addWidget(self._anchors)
        layout.addLayout(row)


def anchor_lines(record: Criterion, level: float | None = None) -> str:
    """Return one line an anchor; an arrow at the one nearest to a level."""
    if not record.anchors:
        return "No levels are written down for this criterion."
    nearest = None
    if level is not None:
        nearest = min(record.anchors, key=lambda anchor: abs(anchor.level - level))
    lines = []
    for anchor in record.anchors:
        mark = "▸" if anchor is nearest else "  "
        text = visible(anchor.text) or "not described"
        lines.append(f"{mark} {number_text(anchor.level)}: {text}")
    return "\n".join(lines)


def _spoken(rating: Rating | None) -> str:
    if rating is None:
        return "Not rated; missing is not zero."
    words = [f"Confidence {rating.confidence}." if rating.confidence else "", rating.comment]
    return " ".join(word for word in (*words, history_words(rating)) if word)

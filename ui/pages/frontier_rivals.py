"""The fourth view: plans that compete with today's, and who is sure of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from portfolio.charts.competitor_rows import CompetitorRow, CoreRow, competitor_rows, core_rows
from portfolio.model.amounts import number_text
from ui.pages.frontier_copy import copy_table
from ui.pages.frontier_picture import StudyPicture
from ui.pages.views import Views
from ui.tables import Column, Row, TableView
from ui.widgets.card import card
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.insight import Competition
    from portfolio.model import Portfolio
    from ui.context import Context

_PLANS = 1
_TONES = {"core": "funded", "contested": "warning", "out": "muted"}


def rival_columns(unit: str) -> list[Column[CompetitorRow]]:
    """Return the columns of the table of competitors; ``unit`` is that of the values."""
    return [
        Column(
            "worlds",
            "Better in",
            lambda row: row.worlds,
            "number",
            sort=lambda row: row.beats,
            about="Share of the sampled worlds in which the plan is worth more than today's",
            width=9,
        ),
        Column("enters", "Comes in", lambda row: row.enters, width=28),
        Column("leaves", "Goes", lambda row: row.leaves, width=28),
        Column(
            "behind",
            "Behind now",
            lambda row: row.now,
            "number",
            text=lambda row: number_text(row.behind),
            unit=unit,
            head=("Behind now",),
            sort=lambda row: row.behind,
            width=11,
        ),
        Column(
            "lead",
            "Ahead then",
            lambda row: row.then,
            "number",
            text=lambda row: number_text(row.lead),
            unit=unit,
            head=("Ahead then",),
            sort=lambda row: row.lead,
            width=11,
        ),
        Column("where", "Mostly where", lambda row: row.where, width=30),
    ]


def core_columns() -> list[Column[CoreRow]]:
    """Return the columns of the table of initiatives."""
    return [
        Column("name", "Initiative", lambda row: row.name, width=26, searched=True),
        Column(
            "standing",
            "Standing",
            lambda row: row.standing,
            sort=lambda row: row.order,
            tone=lambda row: _TONES[row.standing],
            about="Core: in the best plan of at least 95 % of the worlds; out: of 5 % at most",
            width=11,
        ),
        Column(
            "worlds",
            "Worlds",
            lambda row: row.worlds,
            "number",
            sort=lambda row: row.index,
            width=8,
        ),
        Column(
            "now",
            "Today",
            lambda row: row.now,
            tone=lambda row: "warning" if row.odd else "",
            width=11,
        ),
    ]


class Rivals(QFrame):
    """Who is sure of a place and which plans compete, as two pictures and as tables."""

    #: an initiative was chosen; payload: id
    initiative_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._places = StudyPicture(context)
        self._plans = StudyPicture(context)
        self._rivals = TableView(rival_columns(""), context.theme)
        self._unit = ""
        self._core = TableView(core_columns(), context.theme)
        self._views = Views("Competitors, as pictures or as tables")
        self._copy_rivals = QPushButton("Copy table")
        self._copy_core = QPushButton("Copy table")
        self._lay_out()
        self._connect()

    def show_competition(
        self, portfolio: Portfolio | None, competition: Competition | None, *, pale: bool
    ) -> None:
        """Show what is known; ``pale`` when the document has changed since."""
        rivals: list[CompetitorRow] = []
        core: list[CoreRow] = []
        if portfolio is not None and competition is not None:
            rivals = competitor_rows(portfolio, competition)
            core = core_rows(portfolio, competition)
            self._show_pictures(portfolio, competition, pale=pale)
        if competition is not None and competition.value_unit != self._unit:
            self._unit = competition.value_unit
            self._rivals.show_columns(rival_columns(self._unit))
        for table in (self._rivals, self._core):
            names = [column.id for column in table.table.grid.columns]
            table.table.show_stale(names if pale else ())
        self._rivals.show_rows(Row(row.key, row) for row in rivals)
        self._core.show_rows(Row(row.key, row) for row in core)
        self._above.setVisible(bool(rivals))
        self._copy_core.setEnabled(bool(core))

    def _show_pictures(self, portfolio: Portfolio, competition: Competition, *, pale: bool) -> None:
        from portfolio.charts import COMPETITORS, CORE_INDEX, CompetitionView

        view = CompetitionView(portfolio, competition, pale)
        self._places.show_value(CORE_INDEX, view)
        self._plans.show_value(COMPETITORS, view)
        self._views.setTabVisible(_PLANS, bool(competition.competitors))

    def show_selected(self, key: str) -> None:
        """Mark an initiative that was selected elsewhere."""
        self._core.selected.select(key)

    def _lay_out(self) -> None:
        self._rivals.setAccessibleName("Competitors of today's plan")
        self._core.setAccessibleName("Core index of every initiative")
        for table in (self._rivals, self._core):
            table.table.editable = False
            table.header.setStretchLastSection(True)
        for button, what in (
            (self._copy_rivals, "competitors"),
            (self._copy_core, "core index"),
        ):
            button.setAccessibleName(f"Copy the table of the {what}")
            button.setToolTip("Copy all rows, with their titles, for a spreadsheet")
        self._above = card("Plans that cost no more", self._rivals, tools=[self._copy_rivals])
        core = card("Who is sure of a place", self._core, tools=[self._copy_core])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        parts = split(Qt.Orientation.Vertical, "rivals", (self._above, 50), (core, 50))
        self._views.add_view(card("", self._places), "Who is sure of a place")
        self._views.add_view(card("", self._plans), "Competing plans")
        self._views.add_view(parts, "Tables")
        layout.addWidget(self._views, 1)

    def _connect(self) -> None:
        self._core.selected.keys_selected.connect(
            lambda key, _all: self.initiative_chosen.emit(key)
        )
        self._places.spot_clicked.connect(self.initiative_chosen)
        self._copy_rivals.clicked.connect(lambda: copy_table(self._rivals, self._context))
        self._copy_core.clicked.connect(lambda: copy_table(self._core, self._context))

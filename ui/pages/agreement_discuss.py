"""One cell after the other: the list, what each rater says, and rating it again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from portfolio.charts.agreement_view import AgreementView, Cell, cell_finding
from portfolio.edit import set_settings
from portfolio.insight import STUDIES, Discussion
from portfolio.model import FrozenMap
from portfolio.report.agreement_again import (
    RatedAgain,
    again_words,
    rank_of,
    spread_of,
    with_rated_again,
)
from portfolio.report.agreement_rows import CellLine, cell_lines, same_discussion
from ui.context import Context
from ui.pages.agreement_again import RateAgain
from ui.pages.agreement_cells import CellList
from ui.pages.frontier_picture import StudyPicture
from ui.pages.frontier_search import StudySearch
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.splitter import split
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: With more initiatives the plans are made anew only when that is asked for.
_AT_ONCE = 200
_LINES = 9
_DISCUSSION = next(study for study in STUDIES if study.name == "discussion")


class DiscussView(QFrame):
    """The cells worth discussing at the left, the one that is looked at beside them."""

    #: another cell was chosen; payload: (initiative id, criterion id)
    cell_chosen = Signal(object)
    #: there is more to show
    found_more = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._search = StudySearch(context, _DISCUSSION, same_discussion)
        self._cells = CellList()
        self._finding = QLabel()
        self._picture = StudyPicture(context)
        self._scroll = InnerScroll(self._picture, _LINES)
        self._again = RateAgain(context)
        self._view: AgreementView | None = None
        self._before: RatedAgain | None = None
        self._lay_out()
        self._connect()

    def follow(self, results: Results) -> None:
        """Give up what is about another plan, or other ratings."""
        self._search.follow(results)

    def show_results(self, results: Results) -> None:
        """Look for what the cells could change, where that is soon done."""
        self._search.show_results(results)
        wanted = self._search.ready and not self._search.stopped
        if wanted and (
            len(results.portfolio.initiatives) <= _AT_ONCE or _moves_ranks_alone(results)
        ):
            self._search.start()

    def first_of(self, view: AgreementView) -> Cell | None:
        """Return the cell to begin with."""
        lines = self._lines(view)
        return lines[0].cell if lines else None

    def show_view(self, view: AgreementView) -> None:
        """Show the list, and the chosen cell."""
        from portfolio.charts import RATINGS_OF_CELL
        from portfolio.charts.agreement_strip import height_for_all

        self._view = view
        if self._before is not None and view.chosen != self._before.cell:
            self._before = None
        beyond = view.portfolio.settings.discuss_from
        nothing = f"Nowhere does the middle half of the ratings span more than {beyond:g} points."
        self._cells.show_limit(beyond)
        self._cells.show_lines(self._lines(view), nothing)
        self._cells.show_chosen(view.chosen)
        self._show_state()
        self._finding.setText(unbroken(cell_finding(view).headline))
        self._scroll.setVisible(view.place(view.chosen) is not None)
        self._picture.keep_sizes(height_for_all(view))
        self._picture.show_value(RATINGS_OF_CELL, view)
        self._again.show_cell(view.portfolio, view.chosen, hidden=view.hidden)

    @property
    def _looked(self) -> Discussion | None:
        found = self._search.finding
        return found if isinstance(found, Discussion) and not self._search.outdated else None

    def _lines(self, view: AgreementView) -> list[CellLine]:
        if view.agreement is None:
            return []
        lines = cell_lines(view.portfolio, view.agreement, self._looked, hidden=view.hidden)
        before = self._before
        if before is None or view.place(before.cell) is None:
            return lines
        words = "Working out what that changes…"
        if not view.outdated:
            now = self._state_of(view, before.cell, before.rater, before.place)
            if now.level == before.level:  # it was undone
                return lines
            words = again_words(view.portfolio, before, now, hidden=view.hidden)
        return with_rated_again(view.portfolio, lines, before, words)

    def _state_of(self, view: AgreementView, cell: Cell, rater: str, place: int) -> RatedAgain:
        results, found = self._context.analyst.results, view.agreement
        rating = view.portfolio.ratings.get(rater, FrozenMap()).get(cell[0], FrozenMap())
        given = rating.get(cell[1])
        return RatedAgain(
            cell,
            rater,
            math.nan if given is None else given.value,
            math.nan if found is None else spread_of(found, cell),
            rank_of(None if results is None else results.ranking, cell[0]),
            place,
        )

    def _keep(self, rater: str) -> None:
        """Let the cell that is being rated again stay where it is until another is chosen."""
        view = self._view
        if view is None or view.chosen is None:
            return
        cell = view.chosen
        if self._before is None or self._before.rater != rater:
            cells = [line.cell for line in self._lines(view)]
            place = cells.index(cell) if cell in cells else 0
            self._before = self._state_of(view, cell, rater, place)
        self.cell_chosen.emit(cell)

    def _show_state(self) -> None:
        search, looked = self._search, self._looked
        words = " ".join([*looked.sentences[1:2], *looked.notes]) if looked is not None else ""
        if looked is not None and any(cell.moves_plan for cell in looked.cells):
            words = f"{words} They are marked ▲."
        if search.error is not None:
            words = str(search.error)
        start = "Work out what they could change" if search.ready else ""
        self._cells.strip.show_state(words, searching=search.searching, start=start)

    def _limit(self, points: float) -> None:
        document = self._context.document
        changed = set_settings(document.portfolio, discuss_from=points)
        document.apply("Set what is worth discussing", changed, merge="discuss_from")

    def _lay_out(self) -> None:
        self._finding.setProperty("role", "heading")
        self._finding.setTextFormat(Qt.TextFormat.PlainText)
        self._finding.setWordWrap(True)
        beside = QFrame()
        down = QVBoxLayout(beside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(card("", self._finding, self._scroll), 1)
        down.addWidget(self._again)
        parts = split(Qt.Orientation.Horizontal, "agreement", (self._cells, 45), (beside, 55))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(parts)

    def _connect(self) -> None:
        self._cells.cell_chosen.connect(self.cell_chosen)
        self._cells.limit_entered.connect(self._limit)
        self._picture.spot_clicked.connect(self._again.choose)
        self._again.rated.connect(self._keep)
        self._search.finding_changed.connect(self.found_more)
        self._search.progressed.connect(self._cells.strip.show_progress)
        self._cells.strip.start_clicked.connect(self._search.start)
        self._cells.strip.stop_clicked.connect(self._search.stop)


def _moves_ranks_alone(results: Results) -> bool:
    """Whether the plan stays whatever is rated, so that nothing has to be planned anew."""
    above = results.portfolio.settings.objective == "benefit_above"
    return results.plan is not None and results.plan.objective == "benefit" and not above

"""Agreement: where do the raters differ, and what could it change?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.charts.agreement_rows import initiative_finding
from portfolio.charts.agreement_view import AgreementView, Cell, agreement_gap
from portfolio.charts.chart import Finding
from portfolio.insight.agreement_words import (
    chance_sentence,
    differs_sentence,
    meaning_sentence,
    plain_sentence,
)
from portfolio.report.agreement_rows import criterion_words, joined_words, rater_rows
from ui.context import Context
from ui.pages.agreement_discuss import DiscussView
from ui.pages.agreement_raters import RaterTable
from ui.pages.agreement_run import AgreementRun
from ui.pages.agreement_sealed import SealedNotice
from ui.pages.frontier_picture import StudyPicture
from ui.pages.joining_picker import JoiningPicker
from ui.pages.page import Page
from ui.pages.views import Views
from ui.tables import Row
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.finding_words import FindingWords
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _EMPTY = range(2)
_DISCUSS, _MAP, _ONE, _RATERS = range(4)
_LINES = 14


class AgreementPage(Page):
    """How well the raters agree, the cells worth discussing, the map, and each rater."""

    parts = ("ranking",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Agreement", "Where do the raters differ, and what could it change?"
        )
        self._run = AgreementRun(context)
        self._chosen: Cell | None = None
        self._hide = QCheckBox("Hide names")
        self._joining = JoiningPicker(context)
        self._sealed = SealedNotice(context)
        self._words, self._why_empty = FindingWords(), FindingWords()
        self._how = QPushButton("How is this found?")
        self._way = QPushButton("Rate on the Initiatives page")
        self._ask = QPushButton("Ask for ballots…")
        self._discuss = DiscussView(context)
        self._map, self._one = StudyPicture(context), StudyPicture(context)
        self._one_words = QLabel()
        self._raters = RaterTable(context)
        self._views = Views("Views of the agreement")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Compare the raters, and look for what they could change."""
        self._joining.show_portfolio(results.portfolio)
        self._sealed.show_portfolio(results.portfolio, datetime.now(UTC).astimezone().date())
        self._run.show_results(results)
        self._discuss.show_results(results)
        self._show()

    def _show(self) -> None:
        """Show the view that is in front; the others follow when they are."""
        results = self.context.analyst.results
        if results is None or not self.isVisible():
            return
        view = self._view(results)
        gap = self._gap(view)
        begun = bool(results.portfolio.initiatives)
        for part in (self._hide, self._joining):
            part.setVisible(begun and gap is None)
        for way in (self._way, self._ask):
            way.setVisible(begun)
        self._stack.setCurrentIndex(_FULL if gap is None else _EMPTY)
        if gap is not None:
            self._why_empty.show_finding(gap.headline, gap.detail)
        else:
            self._show_words(view)
            self._show_front(view)

    def _view(self, results: Results) -> AgreementView:
        found, portfolio = self._run.agreement, results.portfolio
        if found is not None and not found.opinions.is_of(portfolio):
            found = None
        view = AgreementView(
            portfolio, found, None, hidden=self._hide.isChecked(), outdated=self._run.outdated
        )
        known = view.place(self._chosen) is not None
        return view.at(self._chosen if known else self._discuss.first_of(view))

    def _gap(self, view: AgreementView) -> Finding | None:
        """Return why there is nothing to see; None when there is."""
        error = self._run.error
        if error is not None:
            return Finding(f"{error.where}: {error.what}".removeprefix(": "), error.remedy)
        return agreement_gap(view)

    def _show_words(self, view: AgreementView) -> None:
        found = view.agreement
        if found is not None:
            details = (
                meaning_sentence(found.overall),
                chance_sentence(found.overall),
                differs_sentence(view.portfolio, found, hidden=view.hidden),
                criterion_words(view.portfolio, found),
                joined_words(view.portfolio),
            )
            told = details if self._how.isChecked() else ()
            self._words.show_finding(plain_sentence(found.overall), *told)

    def _show_front(self, view: AgreementView) -> None:
        from portfolio.charts import RATINGS_OF_INITIATIVE, SPREAD_MAP
        from portfolio.charts.agreement_rows import height_for_all

        front = self._views.currentIndex()
        if front == _DISCUSS:
            self._discuss.show_view(view)
        elif front == _MAP:
            self._map.show_value(SPREAD_MAP, view)
        elif front == _ONE:
            self._one_words.setText(unbroken(str(initiative_finding(view))))
            self._one.keep_sizes(height_for_all(view))
            self._one.show_value(RATINGS_OF_INITIATIVE, view)
        elif view.agreement is not None:
            columns = self._raters.table.grid.columns if view.outdated else ()
            self._raters.table.show_stale([column.id for column in columns])
            rows = rater_rows(view.portfolio, view.agreement, hidden=view.hidden)
            self._raters.show_rows(Row(row.key, row) for row in rows)

    def _choose(self, cell: Cell) -> None:
        self._chosen = cell
        self.context.selection.select(cell[0])
        self._show()

    def _choose_on_map(self, key: str) -> None:
        results = self.context.analyst.results
        cell = None if results is None else self._view(results).cell_at(key)
        if cell is not None:
            self._views.setCurrentIndex(_DISCUSS)
            self._choose(cell)

    def _lay_out(self) -> None:
        self._hide.setToolTip("Leave out who said what, for the projector")
        for tool in (self._hide, self._joining):
            self.tools.addWidget(tool)
        self._ask.setProperty("role", "primary")
        self._one_words.setProperty("role", "heading")
        self._one_words.setTextFormat(Qt.TextFormat.PlainText)
        self._one_words.setWordWrap(True)
        self._views.add_view(self._discuss, "Worth discussing")
        self._views.add_view(card("", self._map), "Map")
        self._views.add_view(
            card("", self._one_words, InnerScroll(self._one, _LINES)), "One initiative"
        )
        self._views.add_view(card("", self._raters), "Raters")
        self._how.setCheckable(True)
        self._how.setProperty("role", "quiet")
        answer = QWidget()
        beside = QHBoxLayout(answer)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._words, 1)
        beside.addWidget(self._how, 0, Qt.AlignmentFlag.AlignTop)
        full, empty = QWidget(), QWidget()
        for part, inside in ((full, (answer, self._views)), (empty, (self._why_empty,))):
            down = QVBoxLayout(part)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(SPACE)
            for widget in inside:
                down.addWidget(widget, 1 if widget is self._views else 0)
            if part is empty:
                ways = Flow()
                for way in (self._ask, self._way):
                    ways.addWidget(way)
                down.addLayout(ways)
                down.addStretch(1)
            self._stack.addWidget(part)
        self.body.addWidget(self._sealed)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        context = self.context
        self._hide.toggled.connect(self._show)
        self._how.toggled.connect(self._show)
        self._views.currentChanged.connect(self._show)
        self._run.answer_changed.connect(self._show)
        self._discuss.found_more.connect(self._show)
        self._discuss.cell_chosen.connect(self._choose)
        for picture in (self._map, self._one):
            picture.spot_clicked.connect(self._choose_on_map)
        self._way.clicked.connect(self._go_rate)
        self._ask.clicked.connect(lambda: context.requests.action_requested.emit("ballot.ask"))
        context.analyst.results_changed.connect(self._discuss.follow)

    def _go_rate(self) -> None:
        self.context.requests.page_requested.emit("initiatives")
        self.context.requests.section_requested.emit("Ratings")

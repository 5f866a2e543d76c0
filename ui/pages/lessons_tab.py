"""One chart of the lessons under its finding; where there is nothing to draw, the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio.charts import Chart, LessonView
from portfolio.charts.chart import Finding
from ui.context import Context
from ui.overrides import guarded
from ui.pages.chart_export import follow_exports
from ui.pages.lessons_chooser import InitiativeChooser
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.finding_words import FindingWords

_LINES = 18


@dataclass(frozen=True, slots=True)
class Way:
    """Where to state what a chart lacks.

    Attributes:
        title: of the button.
        page: name of the page that it goes to.
        fact: name of a figure, or empty; counts on the page of the initiatives.
    """

    title: str
    page: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class LessonStudy:
    """What a tab shows, and what it says where it cannot.

    Attributes:
        title: of the tab.
        finding: in words.
        drawn: whether there is more to see than the finding.
        way: where to state what is missing; asked where nothing is drawn.
        single: whether the chart is about one initiative, not about all of them.
    """

    title: str
    chart: Chart[LessonView]
    finding: Callable[[LessonView], Finding]
    drawn: Callable[[LessonView], bool]
    way: Callable[[LessonView], Way | None]
    single: bool = False


class LessonTab(QFrame):
    """A tab that is not seen is brought up to date when it is."""

    def __init__(self, context: Context, study: LessonStudy) -> None:
        super().__init__()
        self.study = study
        self._context = context
        self._shown: LessonView | None = None
        self._way: Way | None = None
        self._words = FindingWords()
        self._chooser = InitiativeChooser()
        self._button = QPushButton()
        self._picture = ChartView(context.theme, context.jobs, headline=False)
        self._body = self._build_body()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show what is known now of whom is selected."""
        results = self._context.analyst.results
        if results is None or not self.isVisible():
            return
        selected = self._context.selection.current
        self._take(LessonView(results.board, selected, outdated="lessons" in results.stale))

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _take(self, view: LessonView) -> None:
        """Show a view; one that needs more is completed first by those who need it."""
        self._show(view)

    def _show(self, view: LessonView) -> None:
        if view == self._shown:
            return
        self._shown, study = view, self.study
        finding, drawn = study.finding(view), study.drawn(view)
        self._words.show_finding(finding.headline, finding.detail)
        self.setAccessibleDescription(str(finding))
        self._way = None if drawn else study.way(view)
        self._button.setVisible(self._way is not None)
        self._button.setText("" if self._way is None else self._way.title)
        self._body.setVisible(drawn)
        self._chooser.show_board(view.board, view.one if study.single else view.selected)
        if drawn:
            self._picture.show_chart(study.chart, view)

    def _select(self, key: str) -> None:
        if key in self._context.document.portfolio.initiatives:
            self._context.selection.select(key)

    def _go(self) -> None:
        way, view = self._way, self._shown
        if way is None or view is None:
            return
        if self.study.single:
            self._select(view.one)
        self._context.requests.page_requested.emit(way.page)
        if way.page == "initiatives":
            self._context.requests.fact_requested.emit(way.fact)

    def _build_body(self) -> QWidget:
        return card("", self._picture)

    def _lay_out(self) -> None:
        self._words.headline.setProperty("role", "heading")
        self._button.setProperty("role", "primary")
        self._picture.keep_lines(_LINES)
        top, start = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(SPACE * 2)
        top.addWidget(self._words, 1)
        top.addWidget(self._chooser, 0, Qt.AlignmentFlag.AlignTop)
        start.addWidget(self._button)
        start.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addLayout(start)
        layout.addWidget(self._body, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._picture.spot_clicked.connect(self._select)
        self._chooser.initiative_chosen.connect(self._select)
        self._button.clicked.connect(self._go)
        follow_exports(self._picture, self._context)

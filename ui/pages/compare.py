"""Compare: what changed between two versions, and what did it do to the plan?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio.report.compare import Comparison
from portfolio.report.compare_record import notes_on_records
from portfolio.report.compare_views import bridge_view, slope_view
from portfolio.report.compare_words import headline
from portfolio.report.plan_reads import settled
from ui.context import Context
from ui.messages import where_and_remedy
from ui.pages.chart_export import follow_exports
from ui.pages.compare_choice import CompareChoice
from ui.pages.compare_near import NearVersions
from ui.pages.compare_run import CompareRun
from ui.pages.compare_table import ChangeTable
from ui.pages.page import Page
from ui.pages.views import Views
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.finding_words import FindingWords
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _SAME = range(2)
_STOPPED = "Stopped: choose a version again to go on."
_TWICE = "The same version is chosen twice."
_WAYS = (
    "Choose another version above: a backup, a scenario, a plan of record, or another file. "
    "Edit something, and the document is compared with what was last saved."
)


class ComparePage(Page):
    """Two versions: the finding, why the value moved, who moved, and every difference."""

    parts = ("plan",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Compare", "What changed, and what did it do to the plan?")
        self._choice = CompareChoice(context)
        self._run = CompareRun(context)
        self._words, self._why_empty = FindingWords(), FindingWords()
        self._bridge = ChartView(context.theme, context.jobs, headline=False)
        self._slope = ChartView(context.theme, context.jobs, headline=False)
        self._text = QPlainTextEdit()
        self._changes = ChangeTable(context)
        self._stop, self._copy = QPushButton("Stop comparing"), QPushButton("Copy as text")
        self._near, self._file = NearVersions(), QPushButton("Compare with a file…")
        self._stack = QStackedWidget()
        self._drawn: tuple[object, bool] = (None, False)
        self._listed: tuple[object, bool] = (None, False)
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Compare the versions that are chosen, once the plan of the document is known."""
        self._choice.show_document()
        if settled(results):
            self._run.learn(results)
            self._compare()
        else:
            self._run.await_plan()
        self._show()

    def _compare(self) -> None:
        results = self.context.analyst.results
        if results is not None and self.isVisible() and settled(results):
            self._run.compare(*self._choice.pair())

    def _compare_anew(self) -> None:
        self._run.again()
        self._compare()
        self._show()

    def _show(self) -> None:
        """Show what is known; plans of an earlier state are greyed."""
        run = self._run
        found = run.found
        self._stop.setVisible(run.working)
        if run.error is not None:
            self._why_empty.show_finding(run.error.what, where_and_remedy(run.error))
        elif found is not None and found.same:
            said = headline(found)
            one, other = (source.key for source in self._choice.pair())
            self._why_empty.show_finding(_TWICE if one == other else said.headline, _WAYS)
        empty = run.error is not None or (found is not None and found.same)
        self._near.show_versions(self._choice.near())
        self._stack.setCurrentIndex(_SAME if empty else _FULL)
        self._copy.setEnabled(found is not None and not empty)
        if not empty:
            self._show_found(found)

    def _show_found(self, found: Comparison | None) -> None:
        run = self._run
        if found is None:
            self._words.show_finding(_STOPPED if run.stopped else "The versions are compared…")
            self._changes.show_changes([], outdated=True, final=False)
            for chart in (self._bridge, self._slope):
                chart.show_pale()
        else:
            said = headline(found)
            told = () if run.answer is None else run.answer.notes
            notes = (*told, *found.notes, *notes_on_records(found))
            self._words.show_finding(said.headline, said.detail, *notes, self._state())
        self._show_differences()
        planned, old = run.planned, run.outdated
        shown = (planned or found, old and planned is not None)
        if shown[0] is not None and shown != self._drawn:
            self._drawn = shown
            self._show_charts(shown[0], outdated=shown[1])

    def _show_differences(self) -> None:
        answer = self._run.answer
        waiting = self._run.outdated and not self._run.working
        if answer is not None and (answer, waiting) != self._listed:
            self._listed = (answer, waiting)
            self._text.setPlainText(answer.text)
            self._changes.show_changes(answer.rows, outdated=waiting, final=answer.found.final)

    def _show_charts(self, found: Comparison, *, outdated: bool) -> None:
        from portfolio.charts import BRIDGE, SLOPE

        self._bridge.show_chart(BRIDGE, bridge_view(found, outdated=outdated))
        self._slope.show_chart(SLOPE, slope_view(found, outdated=outdated))

    def _state(self) -> str:
        run, found = self._run, self._run.found
        if run.stopped and found is not None and not found.final:
            return _STOPPED
        if run.working and found is not None and found.bridge is not None:
            return "The largest causes are being looked for."
        return "The plans are being worked out." if run.working else ""

    def _copy_text(self) -> None:
        if self._run.answer is not None:
            QGuiApplication.clipboard().setText(self._run.answer.text)
            self.context.messages.notice("Copied as text: paste it into a mail.")

    def _lay_out(self) -> None:
        for tool in (self._stop, self._copy):
            self.tools.addWidget(tool)
        self._stop.setVisible(False)
        self._text.setReadOnly(True)
        self._text.setAccessibleName("The comparison in words")
        views = Views("Who moved")
        views.add_view(card("", self._slope), "Who moved")
        views.add_view(card("", self._text), "In words")
        why = card("Why the value moved", self._bridge)
        upper = split(Qt.Orientation.Horizontal, "compare across", (why, 50), (views, 50))
        below = card("", self._changes)
        full, empty = QWidget(), QWidget()
        down = QVBoxLayout(full)
        down.addWidget(self._words)
        down.addWidget(split(Qt.Orientation.Vertical, "compare down", (upper, 58), (below, 42)), 1)
        only = QVBoxLayout(empty)
        only.addWidget(self._why_empty)
        only.addWidget(self._near)
        only.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        only.addStretch(1)
        for layout in (down, only):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self.body.addWidget(self._choice)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        context = self.context
        self._choice.pair_changed.connect(self._compare_anew)
        self._choice.versions_found.connect(self._show)
        self._near.version_chosen.connect(self._choice.compare_with)
        self._run.answer_changed.connect(self._show)
        self._stop.clicked.connect(self._run.stop)
        self._copy.clicked.connect(self._copy_text)
        self._file.clicked.connect(lambda _checked: self._choice.ask_for_file(0))
        self._changes.initiative_chosen.connect(context.selection.select)
        self._slope.spot_clicked.connect(self._select)
        for chart in (self._bridge, self._slope):
            follow_exports(chart, context)
        context.filing.file_saved.connect(self._follow_save)
        context.requests.comparison_requested.connect(self._choice.compare_with_plan)

    def _follow_save(self) -> None:
        """Another state was saved, and a backup was kept."""
        self._choice.look_again()
        self._choice.show_document()
        self._outdated = self._outdated or not self.isVisible()
        self._compare()
        self._show()

    def _select(self, key: str) -> None:
        if key in self.context.document.portfolio.initiatives:
            self.context.selection.select(key)

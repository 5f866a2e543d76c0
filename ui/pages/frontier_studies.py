"""The studies behind the views of the frontier page: which is made when, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.charts.competitor_rows import competition_finding
from portfolio.charts.frontier_finding import (
    FrontierView,
    frontier_finding,
    not_begun,
    proof_words,
    study_trouble,
)
from portfolio.charts.path_finding import PathView, path_finding
from portfolio.charts.squeeze_rows import squeeze_finding
from portfolio.insight import STUDIES, Competition, FundingPath, Squeeze, StableSequence
from ui.context import Context
from ui.pages.frontier_search import StudySearch

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.charts.chart import Finding

#: With more initiatives a study is made only when that is asked for.
AT_ONCE = 200
_BY_NAME = {study.name: study for study in STUDIES}
_STARTS = ("Draw the frontier", "Draw the path", "Work it out", "Look for competitors")
_VALUE, _PATH, _MORE, _RIVALS = range(4)


class Studies(QObject):
    """One search a study; the frontier and the funding path come from the same one."""

    #: some search has something new
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.path = StudySearch(context, _BY_NAME["path"])
        self.steady = StudySearch(context, _BY_NAME["stable"])
        self.squeeze = StudySearch(context, _BY_NAME["squeeze"])
        self.rivals = StudySearch(context, _BY_NAME["competitors"])
        self.shows_stable = False
        self._all = (self.path, self.steady, self.squeeze, self.rivals)
        for search in self._all:
            search.finding_changed.connect(self.changed)

    def of(self, number: int) -> StudySearch:
        """Return the search behind a view."""
        return (self.path, self.path, self.squeeze, self.rivals)[number]

    @property
    def squeezed(self) -> Squeeze | None:
        """What more buys, as far as it is known."""
        found = self.squeeze.finding
        return found if isinstance(found, Squeeze) else None

    @property
    def competition(self) -> Competition | None:
        """What competes, as far as it is known."""
        found = self.rivals.finding
        return found if isinstance(found, Competition) else None

    def show_results(self, results: Results, key: str) -> None:
        """Turn to the plan of some results, and to one resource."""
        if study_trouble(results) is not None:
            self.follow(results)
            return
        for search in (self.path, self.steady):
            search.show_results(results, key)
        for search in (self.squeeze, self.rivals):
            search.show_results(results)

    def follow(self, results: Results) -> None:
        """Give up what is about another plan."""
        for search in self._all:
            search.follow(results)

    def begin(self, number: int, *, steady: bool) -> None:
        """Make the study of a view, unless it takes long or somebody stopped it."""
        results = self._context.analyst.results
        small = results is not None and len(results.portfolio.initiatives) <= AT_ONCE
        wanted = [self.of(number)]
        if steady and number == _VALUE:
            wanted.append(self.steady)
        for search in wanted:
            if small and search.ready and not search.stopped:
                search.start()

    def frontier_view(self, results: Results, key: str) -> FrontierView:
        """Return the frontier as it is drawn."""
        portfolio = results.portfolio
        record = portfolio.resources.get(key)
        found, stable = self.path.finding, self.steady.finding
        wanted = self.shows_stable and isinstance(stable, StableSequence) and stable.steps
        return FrontierView(
            resource="" if record is None else record.name,
            frontier=found.frontier if isinstance(found, FundingPath) else None,
            names={k: one.name for k, one in portfolio.initiatives.items()},
            stable=stable if wanted and isinstance(stable, StableSequence) else None,
            each_period=record is not None and record.kind != "budget" and len(record.capacity) > 1,
            outdated=self.path.outdated,
            trouble=study_trouble(results, self.path.error),
        )

    def path_view(self, results: Results, key: str) -> PathView:
        """Return the funding path as it is drawn."""
        found = self.path.finding
        path = found if isinstance(found, FundingPath) else None
        return PathView(self.frontier_view(results, key), path)

    def finding(self, number: int, results: Results, key: str) -> tuple[Finding, bool]:
        """Return what a view found, and whether there is nothing else to see."""
        search = self.of(number)
        trouble = study_trouble(results, search.error)
        if trouble is not None:
            return trouble, True
        if search.finding is None and not search.searching:
            count = len(results.portfolio.initiatives)
            return not_begun(count, planned=search.ready), True
        shown = search.portfolio or results.portfolio
        if number == _VALUE:
            view = self.frontier_view(results, key)
            return frontier_finding(view), view.frontier is None or not view.frontier.plans
        if number == _PATH:
            path = self.path_view(results, key)
            return path_finding(path), path.path is None or not path.path.frontier.plans
        if number == _MORE:
            more = self.squeezed
            return squeeze_finding(shown, more), more is None or more.value is None
        rivals = self.competition
        return competition_finding(rivals), rivals is None or not rivals.worlds

    def state(self, number: int, results: Results) -> tuple[str, bool, str]:
        """Return how sure a view is, whether its study is being made, and its button."""
        search = self.of(number)
        if study_trouble(results, search.error) is not None:
            return "", False, ""
        start = ""
        if search.ready and not search.searching:
            start = _STARTS[number] if search.finding is None else "Go on"
        return self._words(search), search.searching, start

    def _words(self, search: StudySearch) -> str:
        found = search.finding
        if search.outdated:
            return "updating…" if search.searching or not search.ready else "Out of date."
        if isinstance(found, FundingPath):
            return proof_words(found.frontier)
        if found is not None and not found.final:
            return "More is being worked out." if search.searching else "Stopped before its end."
        return " ".join(found.notes[:1]) if isinstance(found, Squeeze | Competition) else ""

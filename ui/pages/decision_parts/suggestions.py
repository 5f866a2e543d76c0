"""What the plan suggests to decide, kept for as long as that is the plan."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import is_
from typing import TYPE_CHECKING

from portfolio.model import Decision
from portfolio.report.decision_start import started
from portfolio.report.plan_reads import settled

if TYPE_CHECKING:
    from portfolio.analysis import Results


class Suggestions:
    """With all initiatives selected, each is asked for at every change of the document.

    Most changes, such as a decision or its undoing, leave the plan as it is.
    """

    def __init__(self) -> None:
        # A decision gets its time when it is recorded; until then all have the same.
        self._now = datetime.now(UTC)
        self._source: tuple[object, ...] = ()
        self._started: dict[str, Decision] = {}

    def decision(self, results: Results, key: str, author: str) -> Decision:
        """Return the decision on an initiative that the form begins with."""
        portfolio = results.portfolio
        source = (
            *(portfolio.initiatives, portfolio.periods, results.plan, results.lines),
            *(settled(results), "lines" in results.stale, author),
        )
        if len(source) != len(self._source) or not all(map(is_, source, self._source)):
            self._source, self._started = source, {}
        if key not in self._started:
            self._started[key] = started(results, key, author, self._now)
        return self._started[key]

"""Two versions compared in the background: the content first, then the plans, then the causes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from portfolio.analysis import Results
from portfolio.errors import PortfolioError, Tick
from portfolio.report.compare import Comparison, compare_causes, compare_content, compare_plans
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_rows import ChangeRow, change_rows
from portfolio.report.compare_text import mail_text
from ui.context import Context
from ui.jobs import Job, Outcome, Partial
from ui.pages.compare_sources import Source, read_pair

_PLANNED = 0.4
_State = tuple[str, object, str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A comparison as far as it is known, in words and rows: those are made in the job as well.

    Attributes:
        notes: sentences about the files that were read.
    """

    found: Comparison
    text: str
    rows: list[ChangeRow]
    notes: tuple[str, ...] = ()


def _told(found: Comparison, notes: tuple[str, ...]) -> Answer:
    return Answer(found, mail_text(found), change_rows(found), notes)


class CompareRun(QObject):
    """Knows how two versions differ, or did before the last change (outdated)."""

    #: something more is known, or the work began or ended
    answer_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._planner = Planner()
        self._pair = ("", "")
        self._asked: _State | None = None
        self._told: _State | None = None
        self._job: Job | None = None
        #: what is known so far; None before the first answer, or when there is an error
        self.answer: Answer | None = None
        #: the last comparison with plans: shown greyed until the next one is there
        self.planned: Comparison | None = None
        #: why a version cannot be read
        self.error: PortfolioError | None = None
        self.stopped = False

    @property
    def found(self) -> Comparison | None:
        """What is known so far; None before the first answer, or when there is an error."""
        return None if self.answer is None else self.answer.found

    @property
    def working(self) -> bool:
        """Whether a comparison is being made."""
        return self._job is not None

    @property
    def outdated(self) -> bool:
        """Whether what is known is about an earlier state, or about other versions."""
        return self._told is not self._asked or self.planned is not self.found

    def learn(self, results: Results) -> None:
        """Take over the plan of the open document, so that it is not made again."""
        self._planner.learn(results)

    def compare(self, before: Source, after: Source) -> None:
        """Compare two versions, unless that is known or under way."""
        asked = (before.key, before.state, after.key, after.state)
        if self._asked is not None and _same(asked, self._asked):
            return
        if (before.key, after.key) != self._pair:
            self._pair = (before.key, after.key)
            self.answer, self.planned, self.error = None, None, None
        self._asked, self.stopped = asked, False
        self._start(before, after, asked)

    def await_plan(self) -> None:
        """Stop: the document has changed, and its plan is being worked out."""
        self._cancel()
        self._asked = None
        self.answer_changed.emit()

    def stop(self) -> None:
        """Leave it at what is known."""
        self._cancel()
        self.stopped = True
        self.answer_changed.emit()

    def again(self) -> None:
        """Forget what was asked, so that the next call of ``compare`` begins afresh."""
        self._asked = None

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self, before: Source, after: Source, asked: _State) -> None:
        self._cancel()
        planner = self._planner

        def work(tick: Tick, partial: Partial) -> Answer:
            pair = read_pair(before, after)
            found = compare_content(pair.before, pair.after)
            if found.same:
                return _told(found, pair.notes)
            partial(_told(found, pair.notes))
            found = compare_plans(found, planner, lambda done, text: tick(_PLANNED * done, text))
            partial(_told(found, pair.notes))
            rest = 1 - _PLANNED
            found = compare_causes(
                found, planner, lambda done, text: tick(_PLANNED + rest * done, text)
            )
            return _told(found, pair.notes)

        outcome = Outcome(
            done=lambda answer: self._take(asked, answer, ended=True),
            partial=lambda answer: self._take(asked, answer, ended=False),
            failed=lambda error: self._fail(asked, error),
            cancelled=self._end_cancelled,
        )
        self._job = self._context.jobs.start("Comparing versions", work, outcome)
        self.answer_changed.emit()

    def _take(self, asked: _State, answer: Answer, *, ended: bool) -> None:
        if asked is not self._asked:
            return
        found = answer.found
        self.answer, self.error = answer, None
        self._told = asked
        if found.same or found.bridge is not None:
            self.planned = found
        if ended:
            self._job = None
        self.answer_changed.emit()

    def _fail(self, asked: _State, error: PortfolioError) -> None:
        if asked is self._asked:
            self._job, self.answer, self.planned, self.error = None, None, None, error
            self._told = asked
            self.answer_changed.emit()

    def _end_cancelled(self) -> None:
        """The user stopped it at the foot of the window."""
        if self._job is not None and not self._job.running:
            self._job = None
            self.stopped = True
            self.answer_changed.emit()


def _same(one: _State, other: _State) -> bool:
    """Whether two questions are about the very same versions."""
    keys = (one[0], one[2]) == (other[0], other[2])
    return keys and _same_state(one[1], other[1]) and _same_state(one[3], other[3])


def _same_state(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and one == other)

"""What the check of one initiative reads of the rest of the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import inf, isfinite

from portfolio.model.checks.facts import PROHIBITED, barred_by
from portfolio.model.checks.figures import LessonFrame, lesson_frame
from portfolio.model.checks.timing import span_of
from portfolio.model.criterion import Criterion
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Frame:
    """Names and units around an initiative; equal frames give equal findings.

    Attributes:
        resources: id to (name, unit), in the order of the screen.
        periods: id to (name, first day, first day of the next one), in order.
        wants_benefit: whether the plan maximizes the benefit.
        benefit_unit: in which most benefits are stated; the portfolio's own where
            none is, or as many in another.
        alike: resource id to those in which its demand may be stated as well: a pool's
            parts, and of a part its pool.
        helpers: ids of resources that can be used in place of others; a demand is stated
            for what they help out with, so none is due for them.
        lessons: what the check of facts reads.
    """

    resources: dict[str, tuple[str, str]]
    periods: dict[str, tuple[str, date | None, date | None]]
    wants_benefit: bool
    benefit_unit: str
    alike: dict[str, tuple[str, ...]]
    helpers: frozenset[str]
    lessons: LessonFrame

    @property
    def names(self) -> dict[str, str]:
        """Period id to name, in order."""
        return {key: name for key, (name, *_) in self.periods.items()}

    def due(self, initiative: Initiative) -> set[str]:
        """Return the periods in which an initiative is at work, by its dates and duration."""
        start, end = initiative.start, initiative.end
        if start is None and end is None and initiative.duration is None:
            return set(self.periods)
        within = set(self._within(initiative))
        return {
            period
            for period, (_, first, following) in self.periods.items()
            if period in within
            and not (end is not None and first is not None and first > end)
            and not (start is not None and following is not None and following <= start)
        }

    def _within(self, initiative: Initiative) -> list[str]:
        """Return the periods from the first stated demand on, as many as the work lasts."""
        periods = list(self.periods)
        if initiative.duration is None or initiative.duration < 1:
            return periods
        span = span_of(initiative, periods)
        return periods[span.first : span.first + span.length]


def frame_of(portfolio: Portfolio) -> Frame:
    """Return the frame around every initiative of a portfolio."""
    ordered = in_order(portfolio.periods)
    following = [record.start for _, record in ordered[1:]]
    objective = portfolio.settings.objective
    return Frame(
        {key: (record.name, record.unit) for key, record in in_order(portfolio.resources)},
        {
            key: (record.name, record.start, after)
            for (key, record), after in zip(ordered, [*following, None], strict=False)
        },
        objective in ("benefit", "benefit_above")
        or (objective == "auto" and any_benefit(portfolio)),
        _benefit_unit(portfolio),
        _alike(portfolio),
        frozenset(key for key, record in portfolio.resources.items() if record.serves),
        lesson_frame(portfolio, barred_by(portfolio, PROHIBITED)),
    )


def _alike(portfolio: Portfolio) -> dict[str, tuple[str, ...]]:
    """Return a pool's parts, and of a part its pool, by id."""
    alike: dict[str, list[str]] = {}
    for key, record in in_order(portfolio.resources):
        if record.pool in portfolio.resources and record.pool is not None:
            alike.setdefault(key, []).append(record.pool)
            alike.setdefault(record.pool, []).append(key)
    return {key: tuple(others) for key, others in alike.items()}


def _benefit_unit(portfolio: Portfolio) -> str:
    own = portfolio.settings.benefit_unit.strip()
    benefits = [record.benefit for record in portfolio.initiatives.values()]
    stated = [b.unit.strip() for b in benefits if b is not None and b.amount is not None]
    counts = Counter(stated)
    return max(counts, key=lambda unit: (counts[unit], unit == own, unit), default=own)


def any_benefit(portfolio: Portfolio) -> bool:
    """Whether a benefit is stated for at least one initiative."""
    return any(
        record.benefit is not None and record.benefit.amount is not None
        for record in portfolio.initiatives.values()
    )


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What the check of ratings reads, in the order of the screen.

    Attributes:
        raters: id to name.
        criteria: by id.
        scales: criterion id to the lowest and highest level of its anchors.
    """

    raters: dict[str, str]
    criteria: dict[str, Criterion]
    scales: dict[str, tuple[float, float]]


def yardsticks_of(portfolio: Portfolio) -> Yardsticks:
    """Return what ratings of a portfolio are measured by."""
    criteria = dict(in_order(portfolio.criteria))
    return Yardsticks(
        {key: record.name for key, record in in_order(portfolio.raters)},
        criteria,
        {key: _ends(record) for key, record in criteria.items()},
    )


def _ends(criterion: Criterion) -> tuple[float, float]:
    """Return the ends of the scale; where a check scores, what people said is on none."""
    if criterion.check:
        return -inf, inf
    levels = [anchor.level for anchor in criterion.anchors if isfinite(anchor.level)]
    return (min(levels), max(levels)) if levels else (-inf, inf)

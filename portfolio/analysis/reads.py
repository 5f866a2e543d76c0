"""Which parts of the document each stage reads: nothing else makes it run again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from operator import attrgetter
from typing import Any

from portfolio.model import Benefit, Criterion, Demand, Initiative, Portfolio

Comparison = Callable[[Any, Any], bool]
Reads = Mapping[str, Comparison]


def same(reads: Reads, before: Portfolio, after: Portfolio) -> bool:
    """Whether everything that ``reads`` names is equal in two snapshots.

    A collection is compared by what its entry takes from it, the whole by the entry
    without a name.

    Snapshots share what an edit did not touch, so this looks closer only where the
    two are not the same object.
    """
    return before is after or all(
        compare(*(getattr(each, name) if name else each for each in (before, after)))
        for name, compare in reads.items()
    )


def _part(key: Callable[[Any], object]) -> Comparison:
    """Compare one record by what ``key`` takes from it."""

    def compare(before: Any, after: Any) -> bool:  # noqa: ANN401 - any record
        return before is after or bool(key(before) == key(after))

    return compare


def _each(inner: Comparison) -> Comparison:
    """Compare two maps entry by entry; their own order does not count."""

    def compare(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
        return before is after or (
            before.keys() == after.keys()
            and all(inner(before[key], entry) for key, entry in after.items())
        )

    return compare


def _fields(*names: str) -> Comparison:
    return _each(_part(attrgetter(*names)))


def _benefit(benefit: Benefit | None) -> object:
    """What a benefit is worth to the plan: not where the estimate comes from."""
    if benefit is None or benefit.amount is None:
        return None
    return benefit.amount.likely, benefit.probability, benefit.unit, benefit.delay_years


def _to_plan(record: Initiative) -> object:
    timing = (record.starts, record.duration, record.late_loss, record.open_ended)
    stop = _likely(record.stop_cost) if record.status == "running" else {}
    needs = (_likely(record.demand), stop)
    groups = (record.category, record.unit, record.owner, record.sponsor, record.stage)
    return _benefit(record.benefit), needs, timing, record.levels, groups


def _likely(table: Demand) -> dict[str, dict[str, float]]:
    return {
        resource: {period: estimate.likely for period, estimate in row.items()}
        for resource, row in table.items()
    }


def _to_check(record: Initiative) -> object:
    benefit = record.benefit
    amount = None if benefit is None else benefit.amount
    return (
        attrgetter("name", "order", "code", "start", "end", "demand", "levels")(record),
        attrgetter("category", "unit", "owner", "sponsor", "stage", "status")(record),
        attrgetter("starts", "duration", "late_loss", "open_ended")(record),
        (record.stop_cost, record.spent, record.facts),
        (amount, _benefit(benefit)),
    )


def _to_judge(record: Initiative) -> object:
    benefit = record.benefit
    worth = None if benefit is None else (benefit.amount, benefit.probability, benefit.unit)
    return attrgetter("order", "owner", "stage", "status", "demand", "facts")(record), worth


def _scale(record: Criterion) -> object:
    points = [(anchor.level, anchor.points) for anchor in record.anchors]
    return record.name, record.order, record.direction, record.unit, points, record.preference


def _to_rank(record: Criterion) -> object:
    return _scale(record), record.check, record.weight, record.swing


def _to_table(record: Criterion) -> object:
    """All but how much a criterion weighs; whether its swing was judged is told in words."""
    return _scale(record), record.check, record.swing is None


def _to_weigh(record: Criterion) -> object:
    """What is checked of a weight: moving it from 20 to 30 % is no news."""
    weight, swing = record.weight, record.swing
    direct = isfinite(weight), weight >= 0, weight == 0
    asked = None if swing is None else (0 <= swing <= 100, swing == 0)
    return _scale(record), record.check, direct, asked


def _stray_comments(portfolio: Portfolio) -> object:
    about = ((key, comment.initiative) for key, comment in portfolio.comments.items())
    return {key for key, i in about if i is not None and i not in portfolio.initiatives}


def _fed(portfolio: Portfolio) -> object:
    """What takes the place of ratings where a criterion is fed by a check."""
    if not any(record.check for record in portfolio.criteria.values()):
        return None
    settings = portfolio.settings
    facts = {key: record.facts for key, record in portfolio.initiatives.items()}
    return facts, settings.lessons, settings.currency


_RATINGS = _each(_each(_fields("value")))
_LIMITS = ("order", "category", "kind", "carries_over", "capacity", "pool", "serves")

TABLE: Reads = {
    "initiatives": _fields("name", "order"),
    "criteria": _each(_part(_to_table)),
    "raters": _fields("name", "order", "weight", "weights"),
    "ratings": _RATINGS,
    "settings": _part(attrgetter("weighting", "aggregation", "parameters")),
    "": _part(_fed),
}
RANKING: Reads = {
    **TABLE,
    "criteria": _each(_part(_to_rank)),
    "settings": _part(attrgetter("method", "parameters", "weighting", "missing", "aggregation")),
}
PLAN: Reads = {
    "initiatives": _each(_part(_to_plan)),
    "resources": _fields(*_LIMITS),
    "periods": _fields("order", "start"),
    "rules": _fields(
        "kind",
        "initiatives",
        "active",
        "resource",
        "period",
        "level",
        "field",
        "value",
        "amount",
        "basis",
        "state",
    ),
    "settings": _part(attrgetter("objective", "score_floor", "discount_rate", "benefit_unit")),
}
#: What the sentences about a plan say beyond its numbers.
PLAN_WORDS: Reads = {
    "initiatives": _fields("name"),
    "resources": _fields("name", "unit"),
    "periods": _fields("name"),
    "rules": _fields("reason", "author"),
}
PROBLEMS: Reads = {
    "initiatives": _each(_part(_to_check)),
    "resources": _fields("name", "unit", *_LIMITS),
    "periods": _fields("name", "order", "start"),
    "criteria": _each(_part(_to_weigh)),
    "raters": _fields("name", "order", "weight", "weights"),
    "ratings": _RATINGS,
    "rules": _each(_part(lambda record: record)),
    "scenarios": _fields("name", "order", "changes"),
    "decisions": _fields("initiative", "at", "level", "start", "amounts"),
    "journal": _fields("kind", "n", "record"),
    "": _part(_stray_comments),
    "settings": _part(
        attrgetter(
            "method",
            "parameters",
            "objective",
            "score_floor",
            "discount_rate",
            "benefit_unit",
            "weighting",
            "aggregation",
            "currency",
            "lessons",
        )
    ),
}
LESSONS: Reads = {
    "initiatives": _each(_part(_to_judge)),
    "resources": _fields("category", "unit", "capacity", "pool"),
    "settings": _part(attrgetter("lessons", "currency", "benefit_unit")),
}

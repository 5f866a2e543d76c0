"""What was changed since a plan of record was frozen and counts for the plan, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.files.changes import FieldChange, changes
from portfolio.model import PlannedLine, PlanOfRecord, Portfolio, Rating
from portfolio.model.text import quoted

if TYPE_CHECKING:
    from portfolio.funding import Plan

#: Fields of an initiative, and of its benefit, from which a plan is made.
_OWN = frozenset(
    {
        "benefit", "category", "demand", "duration", "late_loss", "levels", "open_ended",
        "owner", "sponsor", "stage", "starts", "status", "stop_cost", "unit",
    }
)  # fmt: skip
_WORTH = frozenset({"amount", "delay_years", "probability", "unit"})
_SETTINGS = frozenset({"objective", "score_floor", "discount_rate", "benefit_unit"})
_WEIGHTS = {
    "criterion": frozenset({"anchors", "check", "direction", "swing", "weight"}),
    "rater": frozenset({"weighing", "weight", "weights"}),
}
#: Settings that scores follow from, beside weights and ratings.
SCORING = ("weighting", "aggregation", "missing", "lessons")
_LIMITS = frozenset({"capacity", "kind", "carries_over", "pool", "serves"})


@dataclass(frozen=True, slots=True, eq=False)
class Drift:
    """What changed between the inputs of a plan of record and the document as it is.

    Every line that moved is held against all of it, so that it is sorted once.

    Attributes:
        then: the inputs.
        now: the document.
        entered: ids that the plan funds now and did not fund then.
        left: ids that the plan funded then and does not now.
        own: initiative id to the changes of its own numbers that the plan reads.
        initiatives: ids of those that are new, gone or have other numbers themselves.
        limits: resource id to the changes of it that the plan reads.
        rules: ids of those that were added, changed or lifted.
        settings: the changes of what the plan maximizes and how it counts.
        weighed: whether weights or ratings changed, and count for the plan.
        periods: whether planning periods changed in more than their name.
    """

    then: Portfolio
    now: Portfolio
    entered: tuple[str, ...]
    left: tuple[str, ...]
    own: Mapping[str, Sequence[FieldChange]]
    initiatives: tuple[str, ...]
    limits: Mapping[str, Sequence[FieldChange]]
    rules: tuple[str, ...]
    settings: tuple[FieldChange, ...]
    weighed: bool
    periods: bool

    def name(self, initiative: str) -> str:
        """Return the name of an initiative of now or then, in quotation marks."""
        record = self.now.initiatives.get(initiative) or self.then.initiatives.get(initiative)
        return quoted(record.name if record is not None else "")


def drift_since(record: PlanOfRecord, then: Portfolio, now: Portfolio, plan: Plan | None) -> Drift:
    """Return what changed since a plan of record.

    Args:
        record: the plan of record.
        then: its inputs.
        now: the document as it is.
        plan: of the document as it is; None without one.
    """
    funded = {key for key, line in record.lines.items() if _planned_in(line)}
    chosen = set() if plan is None else set(plan.chosen)
    by_value = plan is not None and plan.objective == "value"
    found = changes(then, now)
    own = [each for each in found if _is_own(each, by_value=by_value)]
    limits = (e for e in found if e.noun == "resource" and _is_of(e, _LIMITS))
    return Drift(
        then,
        now,
        entered=tuple(key for key in now.initiatives if key in chosen and key not in funded),
        left=tuple(key for key in record.lines if key in funded and key not in chosen),
        own=_by_key(own),
        initiatives=tuple(_by_key(each for each in own if each.noun == "initiative")),
        limits=_by_key(limits),
        rules=tuple(_by_key(each for each in found if each.noun == "rule")),
        settings=tuple(e for e in found if e.path[0] == "settings" and e.path[1] in _SETTINGS),
        weighed=by_value and any(map(_is_weight, found)),
        periods=any(each.noun == "period" and each.path[-1] != "name" for each in found),
    )


def _planned_in(line: PlannedLine) -> bool:
    """Whether the plan alone funded what a line is about, before any decision."""
    return line.in_plan if line.planned is None else line.planned != "cut"


def _by_key(found: Iterable[FieldChange]) -> dict[str, list[FieldChange]]:
    """Return the id of a record to its changes, in their order."""
    sorted_out: dict[str, list[FieldChange]] = {}
    for each in found:
        sorted_out.setdefault(each.key, []).append(each)
    return sorted_out


def _is_of(change: FieldChange, fields: Iterable[str]) -> bool:
    """Whether it is the whole record, or one of some fields of it."""
    return len(change.path) == 2 or change.path[2] in fields


def _is_weight(change: FieldChange) -> bool:
    """Whether scores follow from what a difference is about."""
    if change.path[0] == "settings":
        return change.path[1] in SCORING
    if change.noun == "rating":
        return _value(change.before) != _value(change.after)
    return change.noun in _WEIGHTS and _is_of(change, _WEIGHTS[change.noun])


def _value(rating: object) -> float | None:
    return rating.value if isinstance(rating, Rating) else None


def _is_own(change: FieldChange, *, by_value: bool) -> bool:
    """Whether a plan reads what a difference is about, a number of an initiative."""
    if change.noun == "rating":
        return by_value and _is_weight(change)
    path = change.path
    if change.noun != "initiative" or len(path) < 3:
        return change.noun == "initiative"
    if path[2] == "benefit":
        return len(path) == 3 or path[3] in _WORTH
    return path[2] in _OWN or (path[2] == "facts" and by_value)

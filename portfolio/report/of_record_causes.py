"""What was changed since a plan of record was frozen that can be why a line of it moved.

Read from the fields alone, so that it costs nothing; which of the changes it was, a new plan
tells, see ``of_record_proof``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.files.changes import FieldChange, changes
from portfolio.files.missing import MISSING
from portfolio.model import PlannedLine, PlanOfRecord, Portfolio, Rating
from portfolio.model.text import listed, plural, quoted
from portfolio.report.rule_sentences import rule_sentence

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
_MOST_OWN, _MOST_LIMITS, _MOST_RULES, _MOST_NAMES = 3, 2, 3, 4


@dataclass(frozen=True, slots=True, eq=False)
class Drift:
    """What changed between the inputs of a plan of record and the document as it is.

    Attributes:
        then: the inputs.
        now: the document.
        found: every difference between the two.
        entered: ids that the plan funds now and did not fund then.
        left: ids that the plan funded then and does not now.
        by_value: the plan adds up scores, so that weights and ratings count.
    """

    then: Portfolio
    now: Portfolio
    found: tuple[FieldChange, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    by_value: bool

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
    return Drift(
        then,
        now,
        changes(then, now),
        entered=tuple(key for key in now.initiatives if key in chosen - funded),
        left=tuple(key for key in record.lines if key in funded - chosen),
        by_value=plan is not None and plan.objective == "value",
    )


def _planned_in(line: PlannedLine) -> bool:
    """Whether the plan alone funded what a line is about, before any decision."""
    return line.in_plan if line.planned is None else line.planned != "cut"


def own_changes(drift: Drift, initiative: str) -> list[FieldChange]:
    """Return the changes of an initiative's own numbers that a plan reads."""
    return [each for each in drift.found if each.key == initiative and _is_own(each, drift)]


def limit_changes(drift: Drift) -> dict[str, list[FieldChange]]:
    """Return resource id to the changes of it that a plan reads."""
    found: dict[str, list[FieldChange]] = {}
    for each in drift.found:
        if each.noun == "resource" and (len(each.path) == 2 or each.path[2] in _LIMITS):
            found.setdefault(each.key, []).append(each)
    return found


def rule_changes(drift: Drift) -> list[str]:
    """Return the ids of the rules that were added, changed or lifted."""
    return list(dict.fromkeys(each.key for each in drift.found if each.noun == "rule"))


def setting_changes(drift: Drift) -> list[FieldChange]:
    """Return the changes of what the plan maximizes and how it counts."""
    return [e for e in drift.found if e.path[0] == "settings" and e.path[1] in _SETTINGS]


def weights_changed(drift: Drift) -> bool:
    """Whether weights or ratings changed, and count for the plan."""
    return drift.by_value and any(map(_is_weight, drift.found))


def other_changes(drift: Drift, initiative: str) -> list[str]:
    """Return the other initiatives that are new, gone or have other numbers."""
    return list(
        dict.fromkeys(
            each.key
            for each in drift.found
            if each.noun == "initiative" and each.key != initiative and _is_own(each, drift)
        )
    )


def causes_of(drift: Drift, initiative: str, *, funded: bool) -> tuple[str, ...]:
    """Return sentences on what changed that can be why an initiative is funded, or cut, now.

    Its own numbers first, then limits that moved that way, rules, settings, weights, and who
    took its place or made room.

    Args:
        drift: what changed.
        initiative: its id.
        funded: whether the plan funds it now.
    """
    said = (
        *_own(drift, initiative),
        *_limits(drift, rose=funded),
        *_rules(drift, initiative),
        *(each.sentence for each in setting_changes(drift)),
        *(("Weights or ratings were changed.",) if weights_changed(drift) else ()),
        *(("The planning periods were changed.",) if _periods_changed(drift) else ()),
        *_others(drift, initiative, funded=funded),
    )
    return said or ("Nothing that counts for the plan was changed since.",)


def _is_weight(change: FieldChange) -> bool:
    """Whether scores follow from what a difference is about."""
    if change.path[0] == "settings":
        return change.path[1] in SCORING
    if change.noun == "rating":
        return _value(change.before) != _value(change.after)
    fields = _WEIGHTS.get(change.noun, ())
    return bool(fields) and (len(change.path) == 2 or change.path[2] in fields)


def _value(rating: object) -> float | None:
    return rating.value if isinstance(rating, Rating) else None


def _periods_changed(drift: Drift) -> bool:
    return any(each.noun == "period" and each.path[-1] != "name" for each in drift.found)


def _is_own(change: FieldChange, drift: Drift) -> bool:
    if change.noun == "rating":
        return drift.by_value and _is_weight(change)
    path = change.path
    if change.noun != "initiative" or len(path) < 3:
        return change.noun == "initiative"
    if path[2] == "benefit":
        return len(path) == 3 or path[3] in _WORTH
    return path[2] in _OWN or (path[2] == "facts" and drift.by_value)


def _own(drift: Drift, initiative: str) -> Iterator[str]:
    found = own_changes(drift, initiative)
    for each in found[:_MOST_OWN]:
        begin = f"Initiative {quoted(each.name)}, "
        its = each.sentence.replace(begin, "Its ", 1) if each.sentence.startswith(begin) else ""
        yield its or each.sentence
    if len(found) > _MOST_OWN:
        yield f"{plural(len(found) - _MOST_OWN, 'more number', 'more numbers')} of it changed."


def _limits(drift: Drift, *, rose: bool) -> Iterator[str]:
    said = [
        sentence
        for own in limit_changes(drift).values()
        if (sentence := _limit(drift, own, rose=rose))
    ]
    yield from said[:_MOST_LIMITS]
    if len(said) > _MOST_LIMITS:
        yield f"{plural(len(said) - _MOST_LIMITS, 'more limit')} moved that way."


def _limit(drift: Drift, own: Sequence[FieldChange], *, rose: bool) -> str:
    moved = [each for each in own if len(each.path) == 4 and _rose(each) is rose]
    if not moved:
        whole = next((each for each in own if len(each.path) < 4), None)
        return "" if whole is None else whole.sentence
    first = moved[0]
    period = drift.now.periods.get(first.path[3]) or drift.then.periods.get(first.path[3])
    where = f" in {quoted(period.name)}" if period is not None else ""
    more = f" and in {plural(len(moved) - 1, 'other period')}" if len(moved) > 1 else ""
    verb = "rose" if rose else "fell"
    if MISSING in (first.before, first.after):
        verb = "changed"
    before, after = (
        "no stated limit" if value is MISSING else text
        for value, text in (
            (first.before, first.before_text),
            (first.after, first.after_text),
        )
    )
    return f"The capacity of {quoted(first.name)} {verb} from {before} to {after}{where}{more}."


def _rose(change: FieldChange) -> bool:
    """Whether a limit lets more in than before; one that is not stated lets in everything."""
    if change.before is MISSING or change.after is MISSING:
        return change.after is MISSING
    before, after = change.before, change.after
    return isinstance(before, float) and isinstance(after, float) and after > before


def _rules(drift: Drift, initiative: str) -> Iterator[str]:
    found = rule_changes(drift)
    then, now = drift.then.rules, drift.now.rules
    about = [
        key
        for key in found
        if any(key in rules and initiative in rules[key].initiatives for rules in (then, now))
    ]
    told = list(dict.fromkeys([*about, *found]))
    for key in told[:_MOST_RULES]:
        if key not in now:
            yield f"A rule was lifted: {rule_sentence(drift.then, then[key])}"
        else:
            word = "changed" if key in then else "added"
            yield f"A rule was {word}: {rule_sentence(drift.now, now[key])}"
    if len(told) > _MOST_RULES:
        yield f"{plural(len(told) - _MOST_RULES, 'more rule')} changed."


def _others(drift: Drift, initiative: str, *, funded: bool) -> Iterator[str]:
    moved = [key for key in (drift.left if funded else drift.entered) if key != initiative]
    if moved:
        names = listed((drift.name(key) for key in moved), most=_MOST_NAMES)
        verb = "is" if len(moved) == 1 else "are"
        yield f"{names} {verb} funded {'no longer' if funded else 'now instead'}."

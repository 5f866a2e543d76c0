"""What was changed about one record, in a phrase, and what that alone does to the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from portfolio.files.changes import FieldChange
from portfolio.insight import Cause
from portfolio.model import Estimate, Figure, Rating
from portfolio.model.checks.phrases import phrase
from portfolio.model.text import listed, plural, quoted, visible
from portfolio.report.compare import Comparison
from portfolio.report.plan_change import change_sentence
from portfolio.report.rule_sentences import rule_sentence

_RANGE = re.compile(r" \((?:low|high) ")
#: Fields of an initiative that count for the plan, those told first in front.
_TOLD = ("benefit", "demand", "levels", "stop_cost", "starts", "duration", "late_loss", "status")
_MOST = 3
#: Length of a path that leads to a whole record.
_WHOLE = 2
_ENDS = {"added": "new", "deleted": "gone"}


def cause_sentence(found: Comparison, cause: Cause) -> str:
    """Return what was changed and what that does on its own.

    For example ``“Compute” 170.8M H100e-h to 140M H100e-h in Q2 2027. On its own: drops
    “Vivid”; −$12M (−3 %).``
    """
    effect = "" if cause.change is None else change_sentence(cause.change, found.names)
    return f"{cause_phrase(found, cause)}. On its own: {effect}." if effect else ""


def cause_phrase(found: Comparison, cause: Cause) -> str:
    """Return what was changed about the record of a cause, the largest change first."""
    own = changes_of(found.changes, cause)
    name = quoted(next((change.name for change in own), found.names.get(cause.key, "")))
    if cause.noun == "setting":
        name = f"Setting {cause.key.replace('_', ' ')}"
    if cause.noun == "rule":
        name = _rule(found, cause.key)
    for change in own:
        if change.kind != "changed" and len(change.path) == _WHOLE:
            return f"{name} is {_ENDS[change.kind]}"
    if cause.noun == "resource":
        return _capacity(found, name, own)
    return _fields(found, name, own)


def changes_of(changes: Iterable[FieldChange], cause: Cause) -> list[FieldChange]:
    """Return the differences that a cause stands for."""
    if cause.noun == "setting":
        return [each for each in changes if each.path[:2] == ("settings", cause.key)]
    nouns = ("initiative", "rating") if cause.noun == "initiative" else (cause.noun,)
    return [each for each in changes if each.noun in nouns and each.key == cause.key]


def brief(change: FieldChange) -> str:
    """Return the values of a difference without their ranges: ``$2.5B to $2.83B``."""
    return f"{_without_range(change.before, change.before_text)} to " + _without_range(
        change.after, change.after_text
    )


def texts(found: Comparison, change: FieldChange) -> tuple[str, str]:
    """Return the two values of a difference; of a whole rule what it says."""
    if change.noun != "rule" or len(change.path) != _WHOLE:
        return change.before_text, change.after_text
    before, after = (
        rule_sentence(version.portfolio, version.portfolio.rules[change.key])
        if change.key in version.portfolio.rules
        else text
        for version, text in (
            (found.before, change.before_text),
            (found.after, change.after_text),
        )
    )
    return before, after


def _without_range(value: object, text: str) -> str:
    if isinstance(value, Estimate | Figure):
        text = _RANGE.split(text)[0]
    return text.partition(", ")[0] if isinstance(value, Figure | Rating) else text


def _capacity(found: Comparison, name: str, own: Sequence[FieldChange]) -> str:
    """Return the largest change of a capacity, by share, and in how many periods there are more."""
    cells = [each for each in own if len(each.path) == 4 and each.path[2] == "capacity"]
    if not cells:
        return _fields(found, name, own)
    first = max(cells, key=_share)
    period = _named(found, "periods", first.path[3])
    also = f" and in {plural(len(cells) - 1, 'other period')}" if len(cells) > 1 else ""
    return f"{name} {_from_to(first)} in {period}{also}"


def _share(change: FieldChange) -> float:
    old, new = (v if isinstance(v, float | int) else 0.0 for v in (change.before, change.after))
    return abs(new - old) / (max(abs(old), abs(new)) or 1.0)


def _from_to(change: FieldChange) -> str:
    if change.kind == "added":
        return f"no stated limit to {change.after_text}"
    return f"{change.before_text} to no stated limit" if change.kind == "deleted" else brief(change)


def _fields(found: Comparison, name: str, own: Sequence[FieldChange]) -> str:
    """Return the fields that count most of one record, with their values."""
    ratings = sum(change.noun == "rating" for change in own)
    told = sorted((change for change in own if change.noun != "rating"), key=_weight)
    parts = [f"{_place(found, change)} {brief(change)}".strip() for change in told]
    if ratings:
        parts.append(plural(ratings, "rating"))
    return f"{name}: {listed(parts, most=_MOST)}" if parts else name


def _weight(change: FieldChange) -> tuple[int, float]:
    field = change.path[2] if len(change.path) > _WHOLE else ""
    return _TOLD.index(field) if field in _TOLD else len(_TOLD), -_moved(change)


def _moved(change: FieldChange) -> float:
    old, new = (v.likely if isinstance(v, Estimate) else 0.0 for v in (change.before, change.after))
    return abs(new - old)


def _place(found: Comparison, change: FieldChange) -> str:
    """Return where in its record a difference is: ``demand of Compute in Q2 2027``."""
    steps = change.path[_WHOLE:]
    if steps == ("benefit", "amount"):
        return "benefit"
    if len(steps) == 3 and steps[0] in ("demand", "stop_cost"):
        resource, period = _named(found, "resources", steps[1]), _named(found, "periods", steps[2])
        return f"{steps[0].replace('_', ' ')} of {resource} in {period}"
    if change.path[0] in ("settings", "rules"):
        return ", ".join(step.replace("_", " ") for step in change.path[_WHOLE:])
    return change.place.partition("”, ")[2].removeprefix("benefit, ") or change.place


def _rule(found: Comparison, key: str) -> str:
    for version in (found.after.portfolio, found.before.portfolio):
        if key in version.rules:
            return phrase(version.rules[key], version)
    return "A rule"


def _named(found: Comparison, collection: str, key: str) -> str:
    """Return the name of a resource or period of either version."""
    versions = (found.after.portfolio, found.before.portfolio)
    records = (getattr(version, collection).get(key) for version in versions)
    return next((visible(record.name) for record in records if record is not None), "a deleted one")

"""What was changed since a plan of record was frozen that can be why a line of it moved.

Read from the fields alone, so that it costs nothing; which of the changes it was, a new plan
tells, see ``of_record_proof``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portfolio.files.changes import FieldChange
from portfolio.files.missing import MISSING
from portfolio.model.text import listed, plural, quoted
from portfolio.report.of_record_drift import Drift
from portfolio.report.rule_sentences import rule_sentence

_MOST_OWN, _MOST_LIMITS, _MOST_RULES, _MOST_NAMES = 3, 2, 3, 4


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
        *(each.sentence for each in drift.settings),
        *(("Weights or ratings were changed.",) if drift.weighed else ()),
        *(("The planning periods were changed.",) if drift.periods else ()),
        *_others(drift, initiative, funded=funded),
    )
    return said or ("Nothing that counts for the plan was changed since.",)


def _own(drift: Drift, initiative: str) -> Iterator[str]:
    found = drift.own.get(initiative, ())
    for each in found[:_MOST_OWN]:
        begin = f"Initiative {quoted(each.name)}, "
        its = each.sentence.replace(begin, "Its ", 1) if each.sentence.startswith(begin) else ""
        yield its or each.sentence
    if len(found) > _MOST_OWN:
        yield f"{plural(len(found) - _MOST_OWN, 'more number', 'more numbers')} of it changed."


def _limits(drift: Drift, *, rose: bool) -> Iterator[str]:
    said = [
        sentence for own in drift.limits.values() if (sentence := _limit(drift, own, rose=rose))
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
    then, now = drift.then.rules, drift.now.rules
    about = [
        key
        for key in drift.rules
        if any(key in rules and initiative in rules[key].initiatives for rules in (then, now))
    ]
    told = list(dict.fromkeys([*about, *drift.rules]))
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
        # Those beyond are only counted.
        named = [*map(drift.name, moved[:_MOST_NAMES]), *moved[_MOST_NAMES:]]
        names = listed(named, most=_MOST_NAMES)
        verb = "is" if len(moved) == 1 else "are"
        yield f"{names} {verb} funded {'no longer' if funded else 'now instead'}."

"""Records of two files that were never one: matched by code and name, and told so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portfolio.files.merging.rewriting import renamed
from portfolio.model import FrozenMap, Portfolio, Rule
from portfolio.model.nouns import NOUNS
from portfolio.model.references import ReferredTo
from portfolio.model.text import listed, plural

#: Collections whose records have names, in the order in which they are told.
_NAMED: tuple[ReferredTo, ...] = ("initiatives", "resources", "periods", "criteria", "raters")
_Label = Callable[[Any], str]


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """A portfolio under the ids of another one.

    Attributes:
        portfolio: the same content; records that the other one has too go by its ids.
        notes: how they were matched, as sentences; none where ids were enough.
    """

    portfolio: Portfolio
    notes: tuple[str, ...] = ()


def matched(before: Portfolio, after: Portfolio) -> Matched:
    """Return ``before`` under the ids of ``after``.

    Only kinds of records of which both have some, and not one id in common, are matched
    otherwise: by code where that is stated and unique in both, then by name, whatever its
    capitals and spaces. Rules are then matched by what they say.
    """
    pairs: dict[ReferredTo, dict[str, str]] = {}
    for collection in _NAMED:
        old, new = getattr(before, collection), getattr(after, collection)
        if old and new and not old.keys() & new.keys():
            pairs[collection] = _pairs(old, new)
    if not pairs:
        return Matched(before)
    fitted = renamed(before, pairs)
    if "initiatives" in pairs:
        fitted = _with_levels(fitted, after)
    return Matched(replace(fitted, rules=_rules(fitted.rules, after.rules)), (_note(pairs),))


def _note(pairs: Mapping[ReferredTo, Mapping[str, str]]) -> str:
    counts = [
        plural(len(found), *NOUNS[collection]) for collection, found in pairs.items() if found
    ]
    said = f"Matched by code, then by name: {listed(counts)}."
    return (
        f"The {listed(pairs)} of the two have no common ids, as in files that were not copied "
        f"from each other. {said if counts else 'None has the code or name of another either.'}"
    )


def _code(record: Any) -> str:  # noqa: ANN401 - any record
    return str(getattr(record, "code", "")).strip().casefold()


def _name(record: Any) -> str:  # noqa: ANN401 - any record
    return " ".join(record.name.casefold().split())


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Return old id to new id: by code, then by name of those that are left."""
    codes = _by(_code, old, new)
    taken = set(codes.values())
    left = {key: record for key, record in old.items() if key not in codes}
    free = {key: record for key, record in new.items() if key not in taken}
    return {**codes, **_by(_name, left, free)}


def _by(label: _Label, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Return old id to new id of the records that alone have the same label in both."""
    theirs = _unique(label, new)
    return {key: theirs[text] for text, key in _unique(label, old).items() if text in theirs}


def _unique(label: _Label, records: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for key, record in records.items():
        found.setdefault(label(record), []).append(key)
    return {text: keys[0] for text, keys in found.items() if text and len(keys) == 1}


def _with_levels(before: Portfolio, after: Portfolio) -> Portfolio:
    """Return initiatives whose sizes go by the ids that sizes of the same name have later."""
    for key, record in before.initiatives.items():
        theirs = after.initiatives.get(key)
        if theirs is None or not record.levels or record.levels.keys() & theirs.levels.keys():
            continue
        pairs = _by(_name, record.levels, theirs.levels)
        levels = FrozenMap({pairs.get(level, level): one for level, one in record.levels.items()})
        rules = {
            rule_id: replace(rule, level=pairs.get(rule.level, rule.level))
            if rule.level is not None and key in rule.initiatives
            else rule
            for rule_id, rule in before.rules.items()
        }
        before = replace(
            before,
            initiatives=before.initiatives.with_(key, replace(record, levels=levels)),
            rules=FrozenMap(rules),
        )
    return before


def _rules(old: FrozenMap[str, Rule], new: FrozenMap[str, Rule]) -> FrozenMap[str, Rule]:
    """Return rules under the ids of those that say the same."""
    if old.keys() & new.keys():
        return old
    free = dict(new.items())
    found = {}
    for key, rule in old.items():
        same = next((other for other, one in free.items() if one == rule), key)
        free.pop(same, None)
        found[same] = rule
    return FrozenMap(found)

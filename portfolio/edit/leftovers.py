"""What differs between two portfolios although a scenario has said all that it can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from math import isclose
from typing import Any

from portfolio.edit.overrides import forced, in_force
from portfolio.model import Benefit, Estimate, FrozenMap, Portfolio, Rule, in_order
from portfolio.model.checks.phrases import phrase
from portfolio.model.nouns import NOUNS
from portfolio.model.text import capitalized, listed, quoted

_TOLD = ("initiatives", "resources", "periods", "criteria", "raters")
_SAME = 1e-9


def leftovers(made: Portfolio, after: Portfolio) -> Iterator[str]:
    """Yield a sentence for each record of ``after`` that ``made`` does not equal.

    Numbers are equal up to their last digits; rules by what they do, whatever their
    reasons and authors.
    """
    for collection in _TOLD:
        noun = capitalized(NOUNS[collection][0])
        yield from _records(getattr(made, collection), getattr(after, collection), noun)
    if made.ratings != after.ratings:
        yield "Ratings were changed."
    words = _changed(made.settings, after.settings)
    if words:
        yield f"Settings of the portfolio were changed: {listed(words)}."
    yield from _rules(made, after)


def _records(made: FrozenMap[str, Any], after: FrozenMap[str, Any], noun: str) -> Iterator[str]:
    if made is after:
        return
    for key, record in in_order(after):
        if key not in made:
            yield f"{noun} {quoted(record.name)} was added."
        elif record is not made[key]:
            words = _changed(made[key], record)
            if words:
                yield f"{noun} {quoted(record.name)} was changed: {listed(words)}."
    for key, record in in_order(made):
        if key not in after:
            yield f"{noun} {quoted(record.name)} was deleted."


def _changed(before: Any, after: Any) -> list[str]:
    names = [field.name for field in fields(before)]
    return [
        name.replace("_", " ")
        for name in names
        if not nearly_equal(getattr(before, name), getattr(after, name))
    ]


def nearly_equal(one: object, other: object) -> bool:
    """Whether two values are equal, numbers in them up to their last digits."""
    if one is other or one == other:
        return True
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_SAME)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(nearly_equal(one[key], other[key]) for key in one)
    if isinstance(one, Estimate | Benefit) and type(one) is type(other):
        return not _changed(one, other)
    return False


def _rules(made: Portfolio, after: Portfolio) -> Iterator[str]:
    here, there = _bare(made), _bare(after)
    for key, rule in sorted(there.items()):
        if here.get(key) != rule:
            yield f"{phrase(rule, after)}: the rule was added or changed."
    here_forced, there_forced = forced(made), forced(after)
    for initiative, change in there_forced.items():
        same = here_forced.get(initiative)
        if same is None or replace(same, reason="") != replace(change, reason=""):
            name = getattr(after.initiatives.get(initiative), "name", "")
            yield f"{quoted(name)}: its override was changed."


def _bare(portfolio: Portfolio) -> dict[str, Rule]:
    return {
        key: replace(rule, reason="", author="", due=None)
        for key, rule in portfolio.rules.items()
        if in_force(rule) and rule.kind not in ("force_in", "force_out")
    }

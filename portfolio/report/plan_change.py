"""Two plans compared, in a sentence: who enters, who leaves, what it costs, and what was edited."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.analysis.reads import PLAN, same
from portfolio.funding import PlanChange
from portfolio.model import Portfolio, Resource, Rule, in_order
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.checks.pins import how_forced
from portfolio.model.text import listed, quoted

_SAME = 1e-9
_TO_PLAN = {"initiatives": PLAN["initiatives"]}
_FORCED = {"force_in": "forced in", "force_out": "forced out", "mandated": "mandated"}


def change_sentence(change: PlanChange, names: Mapping[str, str], *, most: int = 4) -> str:
    """Return for example ``drops “A” and “B”; brings in “C”; −$1.2B (−13 %)``.

    Args:
        change: from ``plan_change``.
        names: initiative id to name; an id without one is told as deleted.
        most: of each kind that are named; more are counted.
    """
    parts = [
        f"{verb} {listed((_named(key, names) for key in keys), most=most)}"
        for verb, keys in (
            ("drops", change.leaves),
            ("brings in", change.enters),
            ("another size:", change.resized),
            ("another start:", change.moved),
        )
        if keys
    ]
    if not parts:
        parts = ["the same initiatives"]
    if change.gained is not None:
        parts.append(gain_text(change.gained, change.share, change.unit))
    return "; ".join(parts)


def input_changes(
    before: Portfolio, after: Portfolio, *, by_benefit: bool = False
) -> tuple[str, ...]:
    """Return what differs between two versions of what a plan is made from, as phrases.

    Capacities with their change in percent, overrides and other rules, and which other
    parts were edited. Empty when nothing differs; other words, such as a new name, are
    no difference.

    Args:
        before: the one version.
        after: the other.
        by_benefit: the plan adds up benefits, so that weights and ratings do not count.
    """
    phrases = [
        phrase
        for key, record in in_order(after.resources)
        if (phrase := _capacity_change(before.resources.get(key), record))
    ]
    phrases += _rule_changes(before, after)
    if not same(_TO_PLAN, before, after):
        phrases.append("initiatives edited")
    if before.settings != after.settings:
        phrases.append("settings changed")
    if not by_benefit and before.criteria != after.criteria:
        phrases.append("weights or criteria changed")
    if not by_benefit and before.ratings != after.ratings:
        phrases.append("ratings edited")
    return tuple(phrases)


def _named(key: str, names: Mapping[str, str]) -> str:
    return quoted(names[key]) if key in names else "a deleted one"


def gain_text(gained: float, share: float | None, unit: str) -> str:
    """Return ``−$1.2B (−13 %)``, or that the value is the same."""
    if gained == 0:
        return "the same value"
    text = amount_text(gained, unit, signed=True)
    return text if share is None else f"{text} ({percent_text(share, signed=True)})"


def _capacity_change(before: Resource | None, after: Resource) -> str:
    if before is None:
        return f"{after.name} added" if after.capacity else ""
    if before.capacity == after.capacity:
        return ""
    old, new = sum(before.capacity.values()), sum(after.capacity.values())
    if before.capacity.keys() != after.capacity.keys() or old <= 0:
        return f"{after.name} changed"
    if abs(new - old) <= _SAME * old:
        return f"{after.name} at other times"
    return f"{after.name} {percent_text(new / old - 1, signed=True)}"


def _rule_changes(before: Portfolio, after: Portfolio) -> list[str]:
    old, new = _in_force(before), _in_force(after)
    found = [
        f"{listed(quoted(after.initiatives[i].name) for i in rule.initiatives)}"
        f" {_FORCED[rule.kind]}{how_forced(after, rule)}"
        for key, rule in new.items()
        if old.get(key) != rule
        and rule.kind in _FORCED
        and all(i in after.initiatives for i in rule.initiatives)
    ]
    others = sum(old.get(key) != rule and rule.kind not in _FORCED for key, rule in new.items())
    if others:
        found.append("a rule added" if others == 1 else f"{others} rules added")
    lifted = sum(key not in new for key in old)
    if lifted:
        found.append("a rule lifted" if lifted == 1 else f"{lifted} rules lifted")
    return found


def _in_force(portfolio: Portfolio) -> dict[str, Rule]:
    return {key: rule for key, rule in portfolio.rules.items() if rule.active}

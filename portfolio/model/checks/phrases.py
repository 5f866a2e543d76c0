"""A rule as the beginning of a sentence about it."""

from __future__ import annotations

from portfolio.model.amounts import number_text
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule, RuleKind
from portfolio.model.text import listed, quoted

_STARTS: dict[RuleKind, str] = {
    "excludes": "Rule at most one of",
    "together": "Rule all or none of",
    "mandated": "Mandate of",
    "force_in": "Force-in of",
    "force_out": "Force-out of",
    "gate": "Gate of",
    "synergy": "Synergy of",
}
_BOUNDS: dict[RuleKind, str] = {
    "at_least": "Rule at least",
    "at_most": "Rule at most",
    "floor": "Floor",
    "cap": "Cap",
}


def phrase(rule: Rule, portfolio: Portfolio) -> str:
    """Return a rule as the beginning of a sentence, for example ``Rule “A” requires “B”``."""
    names = [
        quoted(portfolio.initiatives[i].name) if i in portfolio.initiatives else "a missing one"
        for i in rule.initiatives
    ]
    if rule.kind in ("requires", "finished_before"):
        verb = "requires" if rule.kind == "requires" else "only after"
        return f"Rule {names[0] if names else 'nothing'} {verb} {listed(names[1:]) or 'nothing'}"
    if rule.kind in _BOUNDS:
        return _bound(rule, names)
    return f"{_STARTS[rule.kind]} {listed(names) or 'nothing'}"


def _bound(rule: Rule, names: list[str]) -> str:
    start = _BOUNDS[rule.kind]
    if rule.kind in ("at_least", "at_most"):
        start += " so many" if rule.amount is None else f" {number_text(rule.amount)}"
        if names:
            return f"{start} of {listed(names)}"
    return f"{start} where {rule.field or 'nothing'} is {quoted(rule.value)}"

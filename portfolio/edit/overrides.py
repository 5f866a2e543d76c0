"""Rules switched off and overrides made in a what-if, as changes of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model import Change, ChangeKind, Portfolio, Rule, in_order
from portfolio.model.checks.pins import asked_of

_FORCES = ("force_in", "force_out")


def in_force(rule: Rule) -> bool:
    """Whether a rule does anything: it is active, and no gate that lets everything through."""
    return rule.active and not (rule.kind == "gate" and rule.state != "open")


def forced(portfolio: Portfolio) -> dict[str, Change]:
    """Return initiative id to its force-in or force-out, as the change that makes it.

    Of two contradicting overrides the first one counts.
    """
    found: dict[str, Change] = {}
    for rule in portfolio.rules.values():
        if rule.active and rule.kind in ("force_in", "force_out"):
            kind: ChangeKind = "force_in" if rule.kind == "force_in" else "force_out"
            asked = asked_of(rule)
            for initiative in rule.initiatives:
                change = Change(
                    kind,
                    initiative,
                    period=asked.start,
                    reason=rule.reason,
                    level=asked.level,
                )
                found.setdefault(initiative, change)
    return found


def override_changes(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    """Yield the rules of ``before`` that ``after`` no longer applies, then its new overrides.

    An override of several initiatives of which one was released is switched off, and made
    again for the others.
    """
    then, now = forced(before), forced(after)
    released: set[str] = set()
    for key, rule in sorted(before.rules.items()):
        if in_force(rule) and _is_off(key, rule, now, after):
            released.update(rule.initiatives if rule.kind in _FORCES else ())
            yield Change("rule_off", key)
    for initiative, _ in in_order(after.initiatives):
        made = now.get(initiative)
        if made is not None and (initiative in released or made != then.get(initiative)):
            yield made


def _is_off(key: str, rule: Rule, now: dict[str, Change], after: Portfolio) -> bool:
    if rule.kind in _FORCES:
        return any(i not in now for i in rule.initiatives if i in after.initiatives)
    there = after.rules.get(key)
    return there is None or not in_force(there)

"""Rules about initiatives, as sentences."""

from __future__ import annotations

from portfolio.model import RULE_KINDS, Portfolio, Rule
from portfolio.model.amounts import amount_text
from portfolio.model.text import listed, quoted, visible

_BINDING = {
    "mandated": "{} must be funded (mandated)",
    "force_in": "{} forced in",
    "force_out": "{} forced out",
}


def all_rules(portfolio: Portfolio) -> list[tuple[str, Rule, str]]:
    """Return id, rule and sentence of every rule, by kind, those in force first."""
    rules = sorted(
        portfolio.rules.items(),
        key=lambda item: (not item[1].active, RULE_KINDS.index(item[1].kind), item[0]),
    )
    return [(key, rule, rule_sentence(portfolio, rule)) for key, rule in rules]


def rules_about(portfolio: Portfolio, initiative: str) -> list[tuple[str, Rule, str]]:
    """Return id, rule and sentence of every rule that names an initiative."""
    return [
        (key, rule, rule_sentence(portfolio, rule))
        for key, rule in portfolio.rules.items()
        if initiative in rule.initiatives
    ]


def rule_sentence(portfolio: Portfolio, rule: Rule) -> str:
    """Return a rule about initiatives with its reason and who decided it.

    For example ``“Chat video” requires “Rights office”. Copyright. (Ada)``.
    """
    names = [
        quoted(portfolio.initiatives[key].name) if key in portfolio.initiatives else "a missing one"
        for key in rule.initiatives
    ]
    sentence = f"{_meaning(portfolio, rule, names)}."
    if rule.reason.strip():
        sentence += f" {rule.reason.strip().rstrip('.')}."
    if rule.author.strip():
        sentence += f" ({rule.author.strip()})"
    return sentence if rule.active else f"{sentence} Switched off."


def _meaning(portfolio: Portfolio, rule: Rule, names: list[str]) -> str:
    if rule.kind == "requires":
        return f"{names[0] if names else 'Nothing'} requires {listed(names[1:]) or 'nothing'}"
    if rule.kind == "excludes":
        return f"At most one of {listed(names) or 'nothing'}"
    if rule.kind in _BINDING:
        return _BINDING[rule.kind].format(listed(names) or "Nothing")
    return _bound(portfolio, rule)


def _bound(portfolio: Portfolio, rule: Rule) -> str:
    """Return a floor or cap, for example ``At least 20 FTE of Engineers for unit “Claims”``."""
    word = "At least" if rule.kind == "floor" else "At most"
    resource = portfolio.resources.get(rule.resource or "")
    unit, name = (resource.unit, resource.name) if resource is not None else ("", "a missing one")
    amount = "so much" if rule.amount is None else amount_text(rule.amount, unit)
    period = portfolio.periods.get(rule.period or "")
    when = f" in {period.name}" if period is not None else ""
    return f"{word} {amount} of {visible(name)} for {rule.field} {quoted(rule.value)}{when}"

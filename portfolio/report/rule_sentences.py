"""Rules about initiatives, as sentences."""

from __future__ import annotations

from portfolio.model import Portfolio, Rule
from portfolio.model.text import listed, quoted

_BINDING = {
    "mandated": "{} must be funded (mandated)",
    "force_in": "{} forced in",
    "force_out": "{} forced out",
}


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
    sentence = f"{_meaning(rule, names)}."
    if rule.reason.strip():
        sentence += f" {rule.reason.strip().rstrip('.')}."
    if rule.author.strip():
        sentence += f" ({rule.author.strip()})"
    return sentence if rule.active else f"{sentence} Switched off."


def _meaning(rule: Rule, names: list[str]) -> str:
    if rule.kind == "requires":
        return f"{names[0] if names else 'Nothing'} requires {listed(names[1:]) or 'nothing'}"
    if rule.kind == "excludes":
        return f"At most one of {listed(names) or 'nothing'}"
    if rule.kind in _BINDING:
        return _BINDING[rule.kind].format(listed(names) or "Nothing")
    word = "At least" if rule.kind == "floor" else "At most"
    return f"{word} so much for {rule.field} {quoted(rule.value)}"

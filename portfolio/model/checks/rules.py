"""Rules that are incomplete in themselves."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model.checks.limits import limit_faults
from portfolio.model.checks.phrases import phrase
from portfolio.model.checks.pins import pin_faults
from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule, RuleKind

#: Members below which a rule means nothing, where it is not one. Groups need none.
_FEWEST: dict[RuleKind, int] = {
    "requires": 2,
    "finished_before": 2,
    "excludes": 2,
    "together": 2,
    "synergy": 2,
    "at_least": 0,
    "at_most": 0,
    "floor": 0,
    "cap": 0,
}


def rule_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is missing in each rule, by id; in a rule that is not active only stray ids."""
    for key, rule in sorted(portfolio.rules.items(), key=lambda pair: pair[0]):
        faults = (*_strays(rule, portfolio), *(_content(rule, portfolio) if rule.active else ()))
        yield from problems_of("rule", key, phrase(rule, portfolio), faults)


def _strays(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    known = (
        ("initiative", "initiatives", rule.initiatives, portfolio.initiatives),
        ("resource", "resource", (rule.resource,), portfolio.resources),
        ("period", "period", (rule.period,), portfolio.periods),
    )
    for noun, field, named, there in known:
        if any(key is not None and key not in there for key in named):
            yield (
                f"unknown_{noun}",
                "warning",
                field,
                f"it names {'an' if noun[0] == 'i' else 'a'} {noun} that is not in the portfolio",
                "Choose another one, or delete the rule.",
            )


def _content(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    if _needs_itself(rule):
        verb = "require itself" if rule.kind == "requires" else "wait for itself"
        yield (
            "requires_itself",
            "error",
            "initiatives",
            f"an initiative cannot {verb}",
            "Choose another initiative, or delete the rule.",
        )
    elif len(set(rule.initiatives)) < _FEWEST.get(rule.kind, 1):
        yield (
            "rule_incomplete",
            "error",
            "initiatives",
            "it names too few initiatives to mean anything",
            "Choose the initiatives, or delete the rule.",
        )
    if rule.kind in ("force_in", "force_out") and not rule.reason.strip():
        yield (
            "override_without_reason",
            "error",
            "reason",
            "no reason is given",
            "Write one sentence that the next planning session will understand.",
        )
    if rule.kind == "gate":
        yield from _gate(rule)
    yield from pin_faults(rule, portfolio)
    yield from limit_faults(rule, portfolio)


def _needs_itself(rule: Rule) -> bool:
    subject, *needed = rule.initiatives or ("",)
    return rule.kind in ("requires", "finished_before") and subject in needed


def _gate(rule: Rule) -> Iterator[Fault]:
    if rule.state == "overridden":
        missing = [word for word in ("reason", "author") if not getattr(rule, word).strip()]
        said = {"reason": "a reason", "author": "a name"}
        if missing:
            yield (
                "gate_overridden",
                "error",
                missing[0],
                f"it is overridden without {' and '.join(said[word] for word in missing)}",
                "Write why, and who decided it, or open the gate again.",
            )
    elif rule.state == "open" and not rule.value.strip():
        yield (
            "gate_unnamed",
            "warning",
            "value",
            "it does not say what must be met",
            "Write the condition, for example “rights are cleared”.",
        )

"""Rules and limits of a problem, row by row, as clauses of a sentence."""

from __future__ import annotations

from portfolio.funding.problem import Problem
from portfolio.funding.rows import Source
from portfolio.funding.wording import amount_of, name_of, names_of, period_of
from portfolio.model import Portfolio, Rule
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.checks.pins import how_forced
from portfolio.model.text import listed, quoted


def row_clause(portfolio: Portfolio, problem: Problem, row: int) -> str:
    """Return the rule of a row, for example ``“A” requires “B”``; not for capacities."""
    source = problem.rows.sources[row]
    if source.kind in _ABOUT_INITIATIVES:
        return _about_initiatives(portfolio, source)
    if source.kind in _FORCED:
        return _forced(portfolio, source)
    rule = portfolio.rules[source.rule_id]
    if source.kind == "gate":
        return f"{name_of(portfolio, source.initiatives[0])} {gate_words(portfolio, rule)}"
    if source.kind in {"at_least", "at_most"}:
        return _count_clause(portfolio, rule, source)
    verb = "must use at least" if source.kind == "floor" else "may use at most"
    return f"{quoted(rule.value)} ({rule.field}) {verb} {bound_text(portfolio, problem, row)}"


def _about_initiatives(portfolio: Portfolio, source: Source) -> str:
    names = [name_of(portfolio, i) for i in source.initiatives]
    if source.kind == "score":
        return f"{names[0]} scores less than {portfolio.settings.score_floor:g}"
    if source.kind == "excludes":
        return f"only one of {listed(names)} may be funded"
    return _PAIRS[source.kind].format(*names)


_PAIRS = {
    "requires": "{} requires {}",
    "finished_before": "{} can start only when {} has finished",
    "together": "{} and {} are funded together or not at all",
}
_FORCED = {"mandated": "mandated", "force_in": "forced in", "force_out": "forced out"}
_ABOUT_INITIATIVES = frozenset({"score", "excludes", *_PAIRS})


def _forced(portfolio: Portfolio, source: Source) -> str:
    """Return a force on one initiative: ``“A” is forced in at “Lean”, from Q2``."""
    how = how_forced(portfolio, portfolio.rules[source.rule_id])
    return f"{name_of(portfolio, source.initiatives[0])} is {_FORCED[source.kind]}{how}"


def gate_words(portfolio: Portfolio, rule: Rule) -> str:
    """Return what a gate does: ``has to wait until rights are cleared (expected by Q3)``."""
    what = rule.value.strip().rstrip(".") or "its gate is met"
    period = portfolio.periods.get(rule.period or "")
    when = f" (expected by {period.name})" if period is not None else ""
    return f"has to wait until {what}{when}"


def _count_clause(portfolio: Portfolio, rule: Rule, source: Source) -> str:
    word = source.kind.replace("_", " ")
    verb = "must" if source.kind == "at_least" else "may"
    group = (
        f"of {names_of(portfolio, source.initiatives)}"
        if rule.initiatives
        else f"with {rule.field} {quoted(rule.value)}"
    )
    return f"{word} {rule.amount or 0.0:g} {group} {verb} be funded"


def bound_text(portfolio: Portfolio, problem: Problem, row: int) -> str:
    """Return the amount of a floor or cap with its resource and period."""
    source, tables = problem.rows.sources[row], problem.tables
    rule = portfolio.rules[source.rule_id]
    amount = rule.amount or 0.0
    when = period_of(portfolio, tables, source.resource, source.period)
    if rule.basis == "use":
        name = quoted(portfolio.resources[tables.resource_ids[source.resource]].name)
        return f"{percent_text(amount)} of what the plan uses of {name}{when}"
    if rule.basis == "capacity":
        rows = problem.rows
        amount = float(rows.lower[row] if rule.kind == "floor" else rows.upper[row])
    return f"{amount_of(portfolio, tables, source.resource, amount)}{when}"


def limited(portfolio: Portfolio, problem: Problem, source: Source) -> str:
    """Return what a capacity row limits: a resource, or several that stand in for each other."""
    rows = source.resources or (source.resource,)
    ids = problem.tables.resource_ids
    names = listed(quoted(portfolio.resources[ids[row]].name) for row in rows)
    return f"{names} together" if len(rows) > 1 else names


def needed_text(portfolio: Portfolio, problem: Problem, source: Source, amount: float) -> str:
    """Return an amount of what a capacity row limits: ``3 FTE of “Engineers”``."""
    record = portfolio.resources[problem.tables.resource_ids[source.resource]]
    return f"{amount_text(amount, record.unit)} of {limited(portfolio, problem, source)}"

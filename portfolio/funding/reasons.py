"""Why an initiative is funded or cut, as far as the plan itself tells: no solving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.choice_words import (
    deferral_words,
    manner,
    option_of,
    size_words,
    together_gain,
    together_words,
    waits_words,
)
from portfolio.funding.ledger import Ledger
from portfolio.funding.problem import Problem
from portfolio.funding.result import Plan
from portfolio.funding.row_words import bound_text, limited, needed_text, row_clause
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.rules import closure, dependents, requirements
from portfolio.funding.wording import name_of, names_of, period_of
from portfolio.model import Portfolio, Rule
from portfolio.model.amounts import amount_text
from portfolio.model.checks.pins import how_forced
from portfolio.model.text import capitalized, listed, plural, quoted

#: How many holders of a scarce capacity a sentence names.
_HOLDERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A plan with the problem that it answers.

    Attributes:
        x: the plan as 0 and 1 per option of ``problem``.
        ledger: what the plan uses of every row.
        needs, wanted_by: initiative id to what it requires, and what requires it.
        index: initiative id to its index in the problem.
        forces: initiative id to the rules that force it in or out.
        holders: capacity row to the ids that hold the most of it, most first.
    """

    portfolio: Portfolio
    plan: Plan
    problem: Problem
    x: Floats
    ledger: Ledger
    needs: dict[str, list[str]]
    wanted_by: dict[str, list[str]]
    index: dict[str, int]
    forces: dict[str, list[Rule]]
    holders: dict[int, list[str]]

    def worth(self, amount: float) -> str:
        """Return an amount of the objective with its unit."""
        return amount_text(amount, self.plan.unit)


def case_of(portfolio: Portfolio, plan: Plan, problem: Problem) -> Case:
    """Join a plan to the problem that it answers."""
    ids = problem.tables.initiative_ids
    x = choice_of(problem, plan)
    ledger = Ledger(problem.rows)
    ledger.take(np.flatnonzero(x).tolist())
    sources = problem.rows.sources
    index = {initiative_id: place for place, initiative_id in enumerate(ids)}
    return Case(
        portfolio=portfolio,
        plan=plan,
        problem=problem,
        x=x,
        ledger=ledger,
        needs=requirements(sources),
        wanted_by=dependents(sources),
        index=index,
        forces=_forces(portfolio, problem),
        holders={
            row: _holders(problem, x, row)
            for row, source in enumerate(sources)
            if source.kind == "capacity"
        },
    )


def choice_of(problem: Problem, plan: Plan) -> Floats:
    """Return a plan as 0 and 1 per option of the problem that it answers, ``(n_options,)``."""
    options, tables = problem.options, problem.tables
    x = np.zeros(len(options))
    for option in range(options.sizes):
        initiative_id = tables.initiative_ids[options.initiative[option]]
        span = plan.spans.get(initiative_id)
        in_time = span is None or tables.period_ids[options.start[option]] == span.start
        if in_time and plan.chosen.get(initiative_id) == options.level_ids[option]:
            x[option] = 1.0
    return problem.completed(x)


def _forces(portfolio: Portfolio, problem: Problem) -> dict[str, list[Rule]]:
    forces: dict[str, list[Rule]] = {}
    for source in problem.rows.sources:
        if source.kind in {"mandated", "force_in", "force_out"}:
            forces.setdefault(source.initiatives[0], []).append(portfolio.rules[source.rule_id])
    return forces


def _holders(problem: Problem, x: Floats, row: int) -> list[str]:
    rows, ids = problem.rows, problem.tables.initiative_ids
    first, last = rows.starts()[row : row + 2]
    columns = rows.column[first:last]
    held = rows.value[first:last] * x[columns]
    most = np.argsort(-held, kind="stable")[:_HOLDERS]
    return [ids[problem.options.initiative[columns[n]]] for n in most if held[n] > 0]


def why_funded(case: Case, initiative_id: str) -> str:
    """Return what the plan tells about a funded initiative, as a sentence."""
    rule = force_on(case, initiative_id, ("mandated", "force_in"))
    if rule is not None:
        return f"{_forced_words(case, rule)}."
    needed = _needed_words(case, initiative_id)
    if initiative_id in case.plan.unvalued:
        return f"{_unvalued_words(case)}; {needed or 'a rule needs it'}."
    option = option_of(case, initiative_id)
    gain = 0.0 if option is None else float(case.problem.gain[option])
    words = _adds(case, gain)
    parts = (
        f"{words}, and {needed}." if needed else f"{words}.",
        together_words(case, initiative_id),
        size_words(case, initiative_id),
        deferral_words(case, initiative_id),
    )
    return " ".join(part for part in parts if part)


def _needed_words(case: Case, initiative_id: str) -> str:
    """Return ``“A” and “B” require it``, as far as they are funded; empty when nobody does."""
    by = [i for i in case.wanted_by.get(initiative_id, []) if i in case.plan.chosen]
    verb = "requires" if len(by) == 1 else "require"
    return f"{names_of(case.portfolio, by)} {verb} it" if by else ""


def why_cut(case: Case, initiative_id: str) -> str:
    """Return what stands in the way of a cut initiative, as one or two sentences."""
    rule = force_on(case, initiative_id, ("force_out",))
    if rule is not None:
        return f"{_forced_words(case, rule)}."
    if initiative_id in case.plan.unvalued:
        return f"{_unvalued_words(case)}, so it cannot be weighed against the others."
    gain = _most_gain(case, initiative_id)
    together = together_words(case, initiative_id)
    if gain + together_gain(case, initiative_id) <= 0:
        loses = f" {together}" if together else ""
        return f"{_adds(case, gain)}, so it earns no place.{loses}"
    words = (
        _obstacle(case, initiative_id)
        or "It would fit beside the plan, which is not proven to be the best."
    )
    return f"{words} {together}".rstrip()


def force_on(case: Case, initiative_id: str, kinds: Sequence[str]) -> Rule | None:
    """Return the first active rule of these kinds on an initiative."""
    rules = case.forces.get(initiative_id, [])
    return next((rule for rule in rules if rule.kind in kinds), None)


def _forced_words(case: Case, rule: Rule) -> str:
    words = {"mandated": "Mandated", "force_in": "Forced in", "force_out": "Forced out"}[rule.kind]
    by = f" by {rule.author.strip()}" if rule.author.strip() else ""
    said = f"{words}{by}{how_forced(case.portfolio, rule)}"
    reason = rule.reason.strip().rstrip(".")
    return f"{said}: {reason}" if reason else f"{said}, with no reason given"


def _unvalued_words(case: Case) -> str:
    what = "benefit" if case.plan.objective == "benefit" else "score"
    return f"It has no stated {what}"


def _adds(case: Case, gain: float) -> str:
    if gain == 0:
        return f"Adds no {case.plan.objective_name}"
    return (
        f"{'Adds' if gain > 0 else 'Loses'} {case.worth(abs(gain))} of {case.plan.objective_name}"
    )


def _most_gain(case: Case, initiative_id: str) -> float:
    columns = list(case.problem.columns_of(case.index[initiative_id]))
    return float(case.problem.gain[columns].max())


def _obstacle(case: Case, initiative_id: str) -> str:
    group = [i for i in closure([initiative_id], case.needs) if i not in case.plan.chosen]
    options = [_easiest(case, case.index[i]) for i in group]
    full = case.ledger.full_rows(options)
    sources = case.problem.rows.sources
    barred = [int(row) for row in full if sources[row].kind != "capacity"]
    if barred:
        return _barred(case, group, barred[0])
    if len(full):
        row = _shortest(case, options, full)
        also = _also_short(case, row, [other for other in full.tolist() if other != row])
        return f"{_short(case, group, options, row)}{also}"
    return ""


def _easiest(case: Case, index: int) -> int:
    """Return the option of an initiative of which the least is lacking, rules before limits."""
    columns = case.problem.columns_of(index)
    sources, upper = case.problem.rows.sources, case.problem.rows.upper

    def lacking(option: int) -> tuple[int, float, int]:
        full = case.ledger.full_rows([option])
        barred = sum(sources[row].kind != "capacity" for row in full)
        over = case.ledger.activity[full] + case.ledger.need([option])[full] - upper[full]
        return barred, float((over / np.maximum(upper[full], 1e-12)).max(initial=0.0)), option

    return columns[0] if len(columns) == 1 else min(columns, key=lacking)


def _barred(case: Case, group: Sequence[str], row: int) -> str:
    source = case.problem.rows.sources[row]
    who = "It" if len(group) == 1 else f"It requires {names_of(case.portfolio, group[1:])}, which"
    funded = [i for i in source.initiatives if i in case.plan.chosen]
    if source.kind == "excludes":
        if not funded:
            names = names_of(case.portfolio, source.initiatives)
            return f"It requires what it cannot be funded beside: only one of {names} may be."
        verb = "is" if len(funded) == 1 else "are"
        return f"{who} cannot be funded beside {names_of(case.portfolio, funded)}, which {verb}."
    if source.kind == "force_out":
        return f"It requires {name_of(case.portfolio, source.initiatives[0])}, which is forced out."
    if source.kind == "cap":
        rule = case.portfolio.rules[source.rule_id]
        limit = bound_text(case.portfolio, case.problem, row)
        return f"{who} would exceed the cap on {quoted(rule.value)}: at most {limit}."
    if source.kind == "gate":
        waits = waits_words(case.portfolio, case.portfolio.rules[source.rule_id])
        waiting = "It" if len(group) == 1 else name_of(case.portfolio, source.initiatives[0])
        needs = "" if source.initiatives[0] == group[0] else f"It requires {waiting}, which "
        return f"{needs}{waits}." if needs else f"{capitalized(waits)}."
    clause = row_clause(case.portfolio, case.problem, row)
    return f"{capitalized(clause)}."


def _shortest(case: Case, options: Sequence[int], full: Indices) -> int:
    """Return the row of which most is lacking, as a share of its limit."""
    need = case.ledger.need(options)
    lacking = case.ledger.activity[full] + need[full] - case.problem.rows.upper[full]
    size = np.maximum(case.problem.rows.upper[full], 1e-12)
    return int(full[np.argmax(lacking / size)])


def _also_short(case: Case, row: int, others: Sequence[int]) -> str:
    """Return what is lacking besides a row: the same in other periods, and what else."""
    sources = case.problem.rows.sources

    def what(place: int) -> str:
        return limited(case.portfolio, case.problem, sources[place])

    same = sum(what(other) == what(row) for other in others)
    rest = list(dict.fromkeys(what(other) for other in others if what(other) != what(row)))
    parts = [f"the same holds in {plural(same, 'other period')}"] if same else []
    if rest:
        parts.append(f"{listed(rest, _HOLDERS + 1)} would run short as well")
    return f" {capitalized(', and '.join(parts))}." if parts else ""


def _short(case: Case, group: Sequence[str], options: Sequence[int], row: int) -> str:
    """Return what is lacking of a capacity row, and who uses it."""
    rows, tables, portfolio = case.problem.rows, case.problem.tables, case.portfolio
    source = rows.sources[row]
    needed = float(case.ledger.need(options)[row])
    limit = float(rows.upper[row])
    need = needed_text(portfolio, case.problem, source, needed)
    when = period_of(portfolio, tables, source.resource, source.period)
    unit = portfolio.resources[tables.resource_ids[source.resource]].unit
    who = _needing(case, group, options[0])
    if needed > limit + rows.slack[row]:
        return f"{who} {need}{when}; there are only {amount_text(limit, unit)} in all."
    free = max(limit - float(case.ledger.activity[row]), 0.0)
    holders = case.holders[row]
    verb = "uses" if len(holders) == 1 else "use"
    held = f"; {names_of(portfolio, holders)} {verb} the most" if holders else ""
    left = f"only {amount_text(free, unit)}" if free > 0 else "nothing"
    return f"{who} {need}{when}, but the plan leaves {left} of {amount_text(limit, unit)}{held}."


def _needing(case: Case, group: Sequence[str], option: int) -> str:
    """Return the start of a sentence about what is needed: ``Even at Pilot size it needs``."""
    if len(group) > 1:
        return f"With {names_of(case.portfolio, group[1:])} it needs"
    how = manner(case, option)
    return f"Even {how} it needs" if how else "Needs"

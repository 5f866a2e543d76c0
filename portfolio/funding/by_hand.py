"""A plan edited by hand: which limits and rules it breaks, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from portfolio.funding.granted import Grants
from portfolio.funding.planning import make_plan
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.result import Plan
from portfolio.funding.row_words import limited, row_clause
from portfolio.funding.rows import Floats
from portfolio.funding.solver import Answer
from portfolio.funding.wording import period_of
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.amounts import amount_text
from portfolio.model.text import capitalized


@dataclass(frozen=True, slots=True)
class Pick:
    """How an initiative is funded by hand.

    Attributes:
        level: id of its size; empty for full size.
        start: period id in which it starts; empty for the earliest that it may.
    """

    level: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """One limit or rule that a plan breaks.

    Attributes:
        sentence: which one, and by how much.
        resource_id, period_id: of a limit, else empty.
        rule_id: of a rule, else empty.
        excess: over a limit, in the unit of the resource; 0 for a rule.
    """

    sentence: str
    resource_id: str = ""
    period_id: str = ""
    rule_id: str = ""
    excess: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A plan that was made by hand.

    Attributes:
        plan: named ``by hand``; its use may exceed the limits, and its value is that of
            what is chosen, possible or not.
        breaches: what it breaks, limits first; empty when it is possible.
    """

    plan: Plan
    breaches: tuple[Breach, ...]


def picks_of(plan: Plan) -> FrozenMap[str, Pick]:
    """Return a plan as one that can be edited by hand."""
    return FrozenMap(
        {
            key: Pick(level, plan.spans[key].start if key in plan.spans else "")
            for key, level in plan.chosen.items()
        }
    )


def judge(
    portfolio: Portfolio,
    picks: Mapping[str, Pick],
    *,
    scores: Mapping[str, float] | None = None,
    grants: Grants | None = None,
) -> Judged:
    """Return what a plan made by hand uses, is worth, and breaks.

    Takes a few milliseconds: nothing is solved. A size or start that an initiative does
    not have counts as its first option.

    Args:
        portfolio: the document.
        picks: initiative id to how it is funded; ids that are gone are ignored.
        scores: as given to ``plan``.
        grants: amounts that count in place of what is needed, see ``granted``.

    Raises:
        PortfolioError: as ``plan`` does.
    """
    return Judge(portfolio, scores=scores, grants=grants).of(picks)


class Judge:
    """Judges one plan by hand after another, as ``judge`` does, without reading anew.

    Args and errors as those of ``judge``.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        *,
        scores: Mapping[str, float] | None = None,
        grants: Grants | None = None,
    ) -> None:
        self.portfolio = portfolio
        self._problem = build_problem(portfolio, value=scores, grants=grants)

    def of(self, picks: Mapping[str, Pick]) -> Judged:
        """Return what a plan made by hand uses, is worth, and breaks."""
        problem = self._problem
        x = choice_by_hand(problem, picks)
        broken = problem.rows.broken(x)
        answer = Answer("feasible", x, float(problem.gain @ x))
        plan = make_plan("by hand", problem, answer, "feasible", 0.0)
        breaches = [_breach(self.portfolio, problem, x, int(row)) for row in broken]
        limits = [each for each in breaches if each.resource_id]
        rules = _once([each for each in breaches if not each.resource_id])
        return Judged(plan, (*limits, *rules))


def choice_by_hand(problem: Problem, picks: Mapping[str, Pick]) -> Floats:
    """Return picks as 0 and 1 per option, ``(n_options,)``."""
    x = np.zeros(len(problem.options))
    for index, initiative_id in enumerate(problem.tables.initiative_ids):
        pick = picks.get(initiative_id)
        if pick is not None:
            x[_picked(problem, index, pick)] = 1.0
    return problem.completed(x)


def _picked(problem: Problem, index: int, pick: Pick) -> int:
    """Return the first option of an initiative with a size, and if it can be with a start."""
    options, periods = problem.options, problem.tables.period_ids
    start = periods.index(pick.start) if pick.start in periods else None

    def misses(option: int) -> tuple[bool, bool]:
        late = start is not None and int(options.start[option]) != start
        return options.level_ids[option] != pick.level, late

    return min(problem.columns_of(index), key=misses)


def _once(breaches: list[Breach]) -> list[Breach]:
    """Keep one breach for each sentence: a rule may have several rows."""
    return list({each.sentence: each for each in breaches}.values())


def _breach(portfolio: Portfolio, problem: Problem, x: Floats, row: int) -> Breach:
    source, tables, rows = problem.rows.sources[row], problem.tables, problem.rows
    if source.kind != "capacity":
        clause = row_clause(portfolio, problem, row)
        return Breach(f"{capitalized(clause)}.", rule_id=source.rule_id)
    excess = float(rows.activity(x)[row] - rows.upper[row])
    unit = portfolio.resources[tables.resource_ids[source.resource]].unit
    when = period_of(portfolio, tables, source.resource, source.period)
    name = limited(portfolio, problem, source)
    limit = amount_text(float(rows.upper[row]), unit)
    return Breach(
        f"{amount_text(excess, unit)} too much of {name}{when}; the limit is {limit}.",
        resource_id=tables.resource_ids[source.resource],
        period_id=tables.period_ids[source.period],
        excess=excess,
    )


def toggled(
    picks: Mapping[str, Pick], initiative_id: str, pick: Pick | None = None
) -> FrozenMap[str, Pick]:
    """Return picks with one initiative turned off, or on (as ``pick`` says)."""
    left = FrozenMap({key: each for key, each in picks.items() if key != initiative_id})
    return left if initiative_id in picks else left.with_(initiative_id, pick or Pick())


def verdict_on(judged: Judged, best: Plan) -> str:
    """Return in one sentence whether a plan by hand is possible, and what it costs."""
    lost = best.value - judged.plan.value
    unit = best.unit
    count = len(judged.breaches)
    if count:
        first = judged.breaches[0].sentence.rstrip(".")
        more = f", and {count - 1} more" if count > 1 else ""
        return f"Not possible: {first[0].lower()}{first[1:]}{more}."
    if best.status == "infeasible":
        return f"Possible, and worth {amount_text(judged.plan.value, unit)}."
    if abs(lost) <= 1e-9 * max(abs(best.value), 1.0):
        return "Possible, and worth as much as the best plan."
    if lost < 0:
        return f"Possible, and worth {amount_text(-lost, unit)} more than the plan found so far."
    return f"Possible, and costs {amount_text(lost, unit)} against the best plan."

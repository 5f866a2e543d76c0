"""The price of each rule: what the plan would be worth without it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.funding.explain import TIME_LIMIT_S
from portfolio.funding.problem import build_problem
from portfolio.funding.reasons import case_of
from portfolio.funding.result import Plan
from portfolio.funding.reverse import without_rule
from portfolio.funding.solver import Control, Tick
from portfolio.model import Portfolio


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What one rule costs.

    Attributes:
        cost: value that lifting the rule would add, 0 or more, in the plan's unit.
        share: of the value that would then be reached; 0 when that is 0.
        instead: ids that would be funded without the rule, most valuable first.
        displaced: ids that would no longer be funded.
        proven: False when the new plan is not proven the best: the cost is then
            at least this much.
    """

    rule_id: str
    cost: float
    share: float
    instead: tuple[str, ...]
    displaced: tuple[str, ...]
    proven: bool


def price_of_rules(
    portfolio: Portfolio,
    plan: Plan,
    rule_ids: Sequence[str],
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
) -> tuple[RulePrice, ...]:
    """Return the price of some rules, each lifted alone, in the order given.

    Args:
        portfolio: the document that the plan is for.
        plan: the best plan under all rules.
        rule_ids: active rules.
        scores: as given to ``plan``.
        tick: told the progress.

    Raises:
        Cancelled: ``tick`` asked to stop.
    """
    case = case_of(portfolio, plan, build_problem(portfolio, value=scores))
    control = Control(tick)
    prices = []
    for done, rule_id in enumerate(rule_ids):
        part = control.part(done / len(rule_ids), 1 / len(rule_ids))
        part.deadline = time.monotonic() + TIME_LIMIT_S
        part.say(0.0, "Pricing the rules")
        swap = without_rule(case.problem, case.x, rule_id, part)
        reached = abs(plan.value - swap.cost)
        cost = max(0.0, -swap.cost)
        share = cost / reached if reached else 0.0
        prices.append(RulePrice(rule_id, cost, share, swap.enters, swap.leaves, swap.proven))
    return tuple(prices)

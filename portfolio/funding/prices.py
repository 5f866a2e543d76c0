"""The price of each rule: what the plan would be worth without it, and who would be in it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.errors import Tick
from portfolio.funding.choice_words import manner
from portfolio.funding.explain import TIME_LIMIT_S
from portfolio.funding.problem import build_problem
from portfolio.funding.reasons import Case, case_of
from portfolio.funding.result import Plan
from portfolio.funding.reverse import Swap, Swaps, between
from portfolio.funding.solver import Control
from portfolio.funding.wording import LISTED, name_of, names_of
from portfolio.model import Portfolio, Rule
from portfolio.model.amounts import percent_text
from portfolio.model.text import listed

#: Below this share of the plan's value a price is rounding.
_NONE = 1e-9

#: Kinds whose prices leaders ask for first: their own wishes, then the gates.
_INTEREST = ("force_in", "force_out", "mandated", "gate")


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What one rule costs.

    Attributes:
        cost: value that lifting the rule would add, 0 or more, in the plan's unit. Of an
            overridden gate: value that keeping it shut would take away.
        share: of the larger of the two values; 0 when that is 0.
        instead: ids that would be funded without the rule (with a gate shut), most
            valuable first.
        displaced: ids that would no longer be funded.
        moved: ids that would be funded as well, at another size or from another start.
        proven: False when the new plan is not proven the best: the cost is then
            at least this much.
        overridden: whether it is a gate that leaders have overridden.
        possible: False when no plan would keep the gate shut.
        sentence: the price and the swap in words.
    """

    rule_id: str
    cost: float
    share: float
    instead: tuple[str, ...]
    displaced: tuple[str, ...]
    proven: bool
    moved: tuple[str, ...] = ()
    overridden: bool = False
    possible: bool = True
    sentence: str = ""


def priced_rules(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the rules that have a price: all that are active, synergies and met gates left out.

    Force-ins and force-outs first, then mandates and gates, then the others, each by id.
    """

    def interest(key: str) -> tuple[int, str]:
        kind = portfolio.rules[key].kind
        return _INTEREST.index(kind) if kind in _INTEREST else len(_INTEREST), key

    priced = [
        key
        for key, rule in portfolio.rules.items()
        if rule.active and rule.kind != "synergy" and rule.state != "met"
    ]
    return tuple(sorted(priced, key=interest))


def price_of_rules(
    portfolio: Portfolio,
    plan: Plan,
    rule_ids: Sequence[str],
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
) -> Iterator[RulePrice]:
    """Yield the price of some rules, each lifted alone, in the order given.

    Args:
        portfolio: the document that the plan is for.
        plan: the best plan under all rules.
        rule_ids: active rules, see ``priced_rules``.
        scores: as given to ``plan``.
        tick: told the progress.

    Raises:
        Cancelled: ``tick`` asked to stop.
    """
    case = case_of(portfolio, plan, build_problem(portfolio, value=scores))
    swaps = Swaps(case.problem, case.x)
    control = Control(tick)
    for done, rule_id in enumerate(rule_ids):
        part = control.part(done / len(rule_ids), 1 / len(rule_ids))
        part.deadline = time.monotonic() + TIME_LIMIT_S
        part.say(0.0, f"Pricing the rules: {done + 1:,} of {len(rule_ids):,}")
        yield _price((case, swaps), rule_id, scores, part)


def _price(
    compared: tuple[Case, Swaps],
    rule_id: str,
    scores: Mapping[str, float] | None,
    control: Control,
) -> RulePrice:
    case, swaps = compared
    rule = case.portfolio.rules[rule_id]
    overridden = rule.kind == "gate" and rule.state == "overridden"
    if overridden:
        shut = case.portfolio.rules.with_(rule_id, replace(rule, state="open"))
        changed = build_problem(replace(case.portfolio, rules=shut), value=scores)
        swap = between(case.problem, case.x, changed, control)
    else:
        swap = swaps.without_rule(rule_id, control)
    cost = max(0.0, swap.cost if overridden else -swap.cost)
    most = abs(case.plan.value if overridden else case.plan.value - swap.cost)
    if cost <= _NONE * most:
        cost = 0.0
    price = RulePrice(
        rule_id=rule_id,
        cost=cost,
        share=cost / most if most else 0.0,
        instead=swap.enters,
        displaced=swap.leaves,
        proven=swap.proven,
        moved=tuple(case.problem.tables.initiative_ids[i] for i in _moved(case, swap)),
        overridden=overridden,
        possible=swap.possible,
    )
    return replace(price, sentence=_sentence(case, rule, price, swap))


def _sentence(case: Case, rule: Rule, price: RulePrice, swap: Swap) -> str:
    if not swap.possible:
        return "No plan would be left with the gate shut." if price.overridden else ""
    if not price.cost:
        return "It costs nothing: the plan would be worth as much without it."
    verb = "Overriding it brings" if price.overridden else "It costs"
    least = "" if price.proven else "at least "
    amount = f"{least}{case.worth(price.cost)} ({percent_text(price.share, tenths=True)})"
    changes = _changes(case, price, swap)
    when = "with the gate shut" if price.overridden else f"without {_it(rule)}"
    return f"{verb} {amount}: {when}, {changes}." if changes else f"{verb} {amount}."


def _it(rule: Rule) -> str:
    words = {
        "force_in": "the force-in",
        "force_out": "the force-out",
        "mandated": "the mandate",
        "gate": "the gate",
        "floor": "the floor",
        "cap": "the cap",
    }
    return words.get(rule.kind, "the rule")


def _moved(case: Case, swap: Swap) -> list[int]:
    """Return the indices of those that would be funded in another manner."""
    return [int(case.problem.options.initiative[option]) for option in swap.moves]


def _changes(case: Case, price: RulePrice, swap: Swap) -> str:
    """Return who would come in and go; where nobody does, who would be funded otherwise."""
    portfolio = case.portfolio
    parts = []
    if price.instead:
        parts.append(f"{names_of(portfolio, price.instead)} would come in")
    if price.displaced:
        parts.append(f"{names_of(portfolio, price.displaced)} would go")
    if not parts:
        moved = zip(price.moved, swap.moves, strict=True)
        told = (f"{name_of(portfolio, key)} {manner(case, option)}" for key, option in moved)
        words = listed(told, LISTED)
        parts += [f"the plan would fund {words}"] if words else []
    return ", and ".join(parts)

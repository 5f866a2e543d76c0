"""What the rules of a portfolio cost, as rows for one ranked chart, and the sentence it shows."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.charts.chart import Finding
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import plural

_ONE_BY_ONE = "Each rule is lifted alone and the plan made anew, so prices do not add up."


@dataclass(frozen=True, slots=True)
class RuleBar:
    """The price of one rule.

    Attributes:
        key: id of the rule.
        text: the rule in words, as a label.
        noun: the rule as the subject of a sentence: ``The force-in of “Vivid”``.
        cost: value that lifting the rule would add, 0 or more; of an overridden gate:
            value that the override brings.
        share: ``cost`` as a share of the larger of the two plans' values.
        proven: False when the cost is at least this much.
        brings: whether it is an overridden gate.
        found: False when there is no plan to compare with: none keeps the gate shut, or
            none was found in time.
        without: what would happen without the rule, in words.
    """

    key: str
    text: str
    noun: str
    cost: float
    share: float
    proven: bool = True
    brings: bool = False
    found: bool = True
    without: str = ""


@dataclass(frozen=True, slots=True)
class RuleBars:
    """The prices that are known.

    Attributes:
        bars: most expensive first.
        unit: of the costs.
        waiting: rules whose price is being looked for.
        rules: how many rules the document has, priced or not.
        trouble: why there are no prices; empty when there can be some.
        outdated: the prices are those of an earlier plan.
    """

    bars: tuple[RuleBar, ...]
    unit: str
    waiting: int = 0
    rules: int = 0
    trouble: str = ""
    outdated: bool = False


def price_words(bar: RuleBar, unit: str) -> str:
    """Return for example ``at least $180M (19 %)``, ``brings $40M (4 %)`` or ``nothing``."""
    if not bar.found:
        return "no plan without it" if bar.brings else "not found in time"
    least = "" if bar.proven else "at least "
    if not bar.cost:
        return "nothing" if bar.proven else "nothing found, not proven"
    brings = "brings " if bar.brings else ""
    return f"{brings}{least}{amount_text(bar.cost, unit)} ({percent_text(bar.share)})"


def rule_finding(shown: RuleBars) -> Finding:
    """Say which rule costs most, how much, and what that is beside the others."""
    if shown.trouble:
        return Finding(shown.trouble, "Prices are differences between plans.")
    if not shown.rules:
        return Finding("No rules yet.", "Nothing but the capacities limits the plan.")
    if not shown.bars:
        return _without_bars(shown)
    costs = [bar for bar in shown.bars if not bar.brings]
    first = costs[0] if costs else None
    start = _start(shown)
    if first is None or not first.cost:
        return _free(shown, start, known=all(bar.proven and bar.found for bar in costs))
    amount = amount_text(first.cost, shown.unit)
    least = "" if first.proven else "at least "
    headline = f"{first.noun} costs {least}{amount} ({percent_text(first.share)})"
    return Finding(f"{start}{headline}{_beside(first, costs[1:])}.", _ONE_BY_ONE)


def _start(shown: RuleBars) -> str:
    if shown.outdated:
        return "Before the last change: "
    return "So far: " if shown.waiting else ""


def _without_bars(shown: RuleBars) -> Finding:
    if shown.waiting:
        return Finding("The rules are being priced.", _ONE_BY_ONE)
    return Finding("No rule in force has a price.", "Met gates and synergies bar nothing.")


def _free(shown: RuleBars, start: str, *, known: bool) -> Finding:
    gains = [bar for bar in shown.bars if bar.brings and bar.cost]
    proof = "" if known else " as far as is proven"
    free = f"{start}No rule costs anything{proof}"
    if gains:
        best = gains[0]
        amount = amount_text(best.cost, shown.unit)
        least = "" if best.proven else "at least "
        return Finding(f"{free}; {_lowered(best.noun)} brings {least}{amount}.", _ONE_BY_ONE)
    return Finding(f"{free}.", "The plan would be worth as much without any one of them.")


def _beside(first: RuleBar, others: list[RuleBar]) -> str:
    """Return how the first compares; only what is proven is held against it."""
    costly = [bar for bar in others if bar.cost]
    if not others:
        return ""
    proven = all(bar.proven and bar.found for bar in others)
    if not costly and proven:
        return "; the others cost nothing" if len(others) > 1 else "; the other costs nothing"
    if proven and first.cost > sum(bar.cost for bar in costly):
        return ", more than all other rules together" if len(others) > 1 else ""
    return f", the most of {plural(len(others) + 1, 'rule')}" if proven else ""


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]

"""Every rule with what it costs, as rows of a table and as bars of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from portfolio.charts.rule_prices_finding import RuleBar, RuleBars, price_words
from portfolio.funding import RulePrice, priced_rules
from portfolio.model import Portfolio, Rule
from portfolio.model.amounts import percent_text
from portfolio.model.checks.limits import group_of
from portfolio.model.text import listed, quoted, visible
from portfolio.report.rule_sentences import all_rules, rule_sentence

if TYPE_CHECKING:
    from portfolio.analysis import Results

RuleState = Literal["in force", "switched off", "gate open", "gate met", "gate overridden"]

_NOUNS = {
    "force_in": "The force-in of",
    "force_out": "The force-out of",
    "mandated": "The mandate of",
    "gate": "The gate before",
}
_KINDS = {
    "requires": "Requires",
    "finished_before": "Finished before",
    "excludes": "Excludes",
    "together": "Together",
    "at_least": "At least so many",
    "at_most": "At most so many",
    "mandated": "Mandated",
    "force_in": "Forced in",
    "force_out": "Forced out",
    "gate": "Gate",
    "floor": "Floor",
    "cap": "Cap",
    "synergy": "Synergy",
}
#: Kinds whose prices are looked for without being asked in a portfolio with many rules.
_LEADERS = ("force_in", "force_out", "mandated", "gate")
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the document.

    Attributes:
        kind: in words, for a column.
        text: the rule as a sentence, with its reason and author.
        state: whether it is applied, and how a gate stands.
        priced: whether it can have a price.
        bar: its price; None while there is none.
        members: ids of the initiatives that it is about.
        comes: names of those that would be funded without it (with a gate shut).
        goes: names of those that would no longer be.
        moves: names of those that would be funded at another size, or from another start.
    """

    key: str
    kind: str
    text: str
    state: RuleState
    priced: bool
    bar: RuleBar | None
    members: tuple[str, ...]
    comes: str = ""
    goes: str = ""
    moves: str = ""


def rule_lines(portfolio: Portfolio, prices: Mapping[str, RulePrice]) -> list[RuleLine]:
    """Return every rule, by kind, with the price that is known of it."""
    priced = frozenset(priced_rules(portfolio))
    found = []
    for key, rule, text in all_rules(portfolio):
        price = prices.get(key) if key in priced else None
        found.append(
            RuleLine(
                key=key,
                kind=_KINDS[rule.kind],
                text=visible(text),
                state=state_of(rule),
                priced=key in priced,
                bar=None if price is None else _bar(portfolio, rule, price),
                members=tuple(group_of(rule, portfolio)),
                comes="" if price is None else _names(portfolio, price.instead),
                goes="" if price is None else _names(portfolio, price.displaced),
                moves="" if price is None else _names(portfolio, price.moved),
            )
        )
    return found


def state_of(rule: Rule) -> RuleState:
    """Return whether a rule is applied, and how a gate stands."""
    if not rule.active:
        return "switched off"
    if rule.kind != "gate":
        return "in force"
    gates: dict[str, RuleState] = {
        "open": "gate open",
        "met": "gate met",
        "overridden": "gate overridden",
    }
    return gates[rule.state]


def rule_bars(
    lines: list[RuleLine], unit: str, *, waiting: int = 0, trouble: str = "", outdated: bool = False
) -> RuleBars:
    """Return the known prices for a chart, most expensive first, ties in the order of the lines."""
    bars = [line.bar for line in lines if line.bar is not None]
    ranked = sorted(bars, key=lambda bar: (bar.brings, not bar.found, -bar.cost))
    return RuleBars(tuple(ranked), unit, waiting, len(lines), trouble, outdated)


def leaders_first(portfolio: Portfolio) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the rules to price at once, and those to price when that is asked for.

    Up to forty rules are all priced at once. Of more, only the leaders' own wishes,
    mandates and gates are, since each price takes a plan.
    """
    rules = priced_rules(portfolio)
    if len(rules) <= _AT_ONCE:
        return rules, ()
    first = [key for key in rules if portfolio.rules[key].kind in _LEADERS]
    return tuple(first), tuple(key for key in rules if key not in frozenset(first))


def no_prices(results: Results) -> str:
    """Return why no rule can be priced now, as a sentence; empty when rules can be."""
    plan = results.plan
    if not results.portfolio.initiatives:
        return "No initiatives yet: add or paste some first."
    if results.plan_error is not None:
        return f"There is no plan, so no rule has a price. {results.plan_error.what}"
    if plan is not None and plan.status == "infeasible":
        return "No plan fits every limit and rule, so no rule has a price."
    return ""


def price_doubt(results: Results) -> str:
    """Return what a plan that is not proven the best means for the prices; else empty."""
    plan = results.plan
    if plan is None or plan.status not in ("feasible", "cancelled") or not plan.gap:
        return ""
    return f"The plan is within {percent_text(plan.gap)} of the best, and so are the prices."


def price_cell(line: RuleLine, unit: str) -> str:
    """Return the price without its share: ``at least $180M``, ``nothing`` or what is missing."""
    if line.bar is None:
        return "" if line.priced else "–"
    words = price_words(line.bar, unit)
    return words.rpartition(" (")[0] or words


def share_cell(line: RuleLine) -> str:
    """Return the price as a share of the larger plan's value."""
    return percent_text(line.bar.share) if line.bar is not None and line.bar.cost else ""


def _names(portfolio: Portfolio, ids: Iterable[str]) -> str:
    known = (portfolio.initiatives[i].name for i in ids if i in portfolio.initiatives)
    return ", ".join(visible(name.strip()) or "(no name)" for name in known)


def _bar(portfolio: Portfolio, rule: Rule, price: RulePrice) -> RuleBar:
    bare = rule_sentence(portfolio, replace(rule, reason="", author="")).rstrip(".")
    return RuleBar(
        key=price.rule_id,
        text=visible(bare),
        noun=_noun(portfolio, rule, visible(bare)),
        cost=price.cost,
        share=price.share,
        proven=price.proven,
        brings=price.overridden,
        found=price.possible,
        without=price.sentence,
    )


def _noun(portfolio: Portfolio, rule: Rule, text: str) -> str:
    """Return a rule as the subject of a sentence."""
    names = listed(
        (
            quoted(portfolio.initiatives[i].name)
            for i in rule.initiatives
            if i in portfolio.initiatives
        ),
        most=2,
    )
    if rule.kind == "gate" and rule.state == "overridden":
        return f"The override of the gate before {names}"
    if rule.kind in _NOUNS and names:
        return f"{_NOUNS[rule.kind]} {names}"
    return f"The rule {quoted(text.translate(_QUOTES))}"


#: Quotation marks within quotation marks.
_QUOTES = str.maketrans("“”", "‘’")

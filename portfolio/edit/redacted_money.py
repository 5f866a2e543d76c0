"""A portfolio without its amounts of money: limits, demands, benefits, prices, ratings.

Shares, weights, probabilities and dates stay, and so does what is counted in hours, people
or points. A resource that is counted in money goes as a whole: without its numbers it would
only be warned of. What a plan makes of the rest is another plan; see ``edit.redacted``.
"""

from __future__ import annotations

from dataclasses import replace

from portfolio.edit.redacted_tally import Tally
from portfolio.edit.redacted_words import Amounts
from portfolio.edit.references import mapped, with_rules, without_keys
from portfolio.edit.resources import delete_resource
from portfolio.model import (
    FIGURE,
    Anchor,
    Benefit,
    Criterion,
    Decision,
    Facts,
    Figure,
    FrozenMap,
    Initiative,
    Portfolio,
    Rating,
    Resource,
    Rule,
    Settings,
)
from portfolio.model.amounts import amount_text

_PLAIN_SCALE = (Anchor(0.0, 0.0), Anchor(100.0, 100.0))
#: Kinds of rules in which ``amount`` is a number of initiatives.
_COUNTING = ("at_least", "at_most")
_BOUNDS = ("floor", "cap")


def amounts_of(portfolio: Portfolio) -> Amounts:
    """Return what finds money in this document, the units that it calls money included."""
    capital = [r.unit for r in portfolio.resources.values() if r.category == "capital"]
    return Amounts([portfolio.settings.currency, *capital])


class WithoutMoney:
    """Takes the amounts of money out of one document, and counts them."""

    def __init__(self, portfolio: Portfolio, amounts: Amounts, tally: Tally) -> None:
        self._portfolio = portfolio
        self._is_money = amounts.is_money
        self._tally = tally
        self._resources = frozenset(
            key
            for key, resource in portfolio.resources.items()
            if resource.category == "capital" or amounts.is_money(resource.unit)
        )
        self._criteria = frozenset(
            key for key, each in portfolio.criteria.items() if amounts.is_money(each.unit)
        )

    def result(self) -> Portfolio:
        """Return the document without them; what is counted in money alone is gone."""
        before = self._portfolio
        after = replace(
            before,
            settings=self._settings(before.settings),
            criteria=FrozenMap(
                {key: self._criterion(key, each) for key, each in before.criteria.items()}
            ),
            initiatives=mapped(before.initiatives, self._initiative),
            ratings=mapped(before.ratings, lambda given: mapped(given, self._rated)),
            decisions=mapped(before.decisions, self._decision),
        )
        rules = {key: self._rule(rule) for key, rule in before.rules.items()}
        kept = {key: rule for key, rule in rules.items() if rule is not None}
        after = with_rules(after, FrozenMap(kept))
        for key in sorted(self._resources):
            self._count_resource(before.resources[key])
            after = delete_resource(after, key)
        return after

    def _count_resource(self, resource: Resource) -> None:
        self._tally.add(
            "resource counted in money", "resources counted in money", example=resource.name
        )
        for amount in resource.capacity.values():
            self._count("limit in money", "limits in money", amount, resource.unit)

    def _count(self, noun: str, several: str, amount: float, unit: str) -> None:
        self._tally.add(noun, several, example=amount_text(amount, unit))

    def _settings(self, settings: Settings) -> Settings:
        lessons = settings.lessons
        if lessons.chip_hour_price is not None:
            self._tally.add("price of compute", "prices of compute")
        return replace(settings, lessons=replace(lessons, chip_hour_price=None))

    def _criterion(self, key: str, criterion: Criterion) -> Criterion:
        if key not in self._criteria:
            return criterion
        self._tally.add(
            "scale in money", "scales in money", example=f"{criterion.name} ({criterion.unit})"
        )
        return replace(criterion, anchors=_PLAIN_SCALE, preference=None)

    def _rated(self, cells: FrozenMap[str, Rating]) -> FrozenMap[str, Rating]:
        for key in self._criteria & cells.keys():
            unit = self._portfolio.criteria[key].unit
            self._count("rating in money", "ratings in money", cells[key].value, unit)
        return without_keys(cells, self._criteria)

    def _initiative(self, each: Initiative) -> Initiative:
        for use in (each.demand, each.stop_cost, each.spent):
            for key in self._resources & use.keys():
                cells = use[key]
                count = len(cells) if isinstance(cells, FrozenMap) else 1
                self._tally.add(
                    "cost or demand in money", "costs and demands in money", count=count
                )
        return replace(each, benefit=self._benefit(each.benefit), facts=self._facts(each.facts))

    def _benefit(self, benefit: Benefit | None) -> Benefit | None:
        if benefit is None or benefit.amount is None or not self._is_money(benefit.unit):
            return benefit
        self._count("benefit in money", "benefits in money", benefit.amount.likely, benefit.unit)
        return replace(benefit, amount=None)

    def _facts(self, facts: Facts | None) -> Facts | None:
        if facts is None:
            return None
        return replace(
            facts,
            figures=self._figures(facts.figures),
            training=self._figures(facts.training, known=True),
        )

    def _figures(
        self, figures: FrozenMap[str, Figure], *, known: bool = False
    ) -> FrozenMap[str, Figure]:
        """Return the figures that are no money; one that nobody knows might be."""
        money = set()
        for name, figure in figures.items():
            kind = FIGURE.get(name)
            if self._is_money(figure.unit) or not (known or kind) or (kind and kind.is_money):
                money.add(name)
                title = kind.title if kind else name
                self._tally.add(
                    "price or figure in money", "prices and figures in money", example=title
                )
        return without_keys(figures, money)

    def _rule(self, rule: Rule) -> Rule | None:
        """Return a rule without an amount of money; None for one that is about nothing else."""
        benefit = rule.kind == "synergy" and rule.basis == "amount"
        about_money = rule.kind in _BOUNDS and rule.resource in self._resources
        if about_money or (benefit and self._is_money(self._portfolio.settings.benefit_unit)):
            self._tally.add("rule about money", "rules about money")
            return None
        used = rule.kind in (*_COUNTING, *_BOUNDS, "synergy")
        return rule if used else replace(rule, amount=None)

    def _decision(self, decision: Decision) -> Decision:
        for key in self._resources & decision.amounts.keys():
            count = len(decision.amounts[key])
            self._tally.add("amount granted", "amounts granted", count=count)
        return replace(decision, amounts=without_keys(decision.amounts, self._resources))

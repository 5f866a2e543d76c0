"""A portfolio without its amounts of money: limits, demands, benefits, prices, ratings.

Shares, weights, probabilities and dates stay, and so does what is counted in hours, people
or points. What a plan would make of the rest is another plan; see ``edit.redacted``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from portfolio.edit.redacted_tally import Tally
from portfolio.edit.redacted_words import Amounts
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
    Rule,
    Settings,
)
from portfolio.model.amounts import amount_text

V = TypeVar("V")

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
        """Return the document without them."""
        before = self._portfolio
        rules = {key: self._rule(rule) for key, rule in before.rules.items()}
        return replace(
            before,
            settings=self._settings(before.settings),
            resources=FrozenMap(
                {
                    key: replace(each, capacity=self._limits(each.capacity, each.unit))
                    if key in self._resources
                    else each
                    for key, each in before.resources.items()
                }
            ),
            criteria=FrozenMap(
                {key: self._criterion(key, each) for key, each in before.criteria.items()}
            ),
            initiatives=FrozenMap(
                {key: self._initiative(each) for key, each in before.initiatives.items()}
            ),
            ratings=FrozenMap(
                {
                    rater: FrozenMap({key: self._rated(cells) for key, cells in given.items()})
                    for rater, given in before.ratings.items()
                }
            ),
            rules=FrozenMap({key: rule for key, rule in rules.items() if rule is not None}),
            decisions=FrozenMap(
                {key: self._decision(each) for key, each in before.decisions.items()}
            ),
        )

    def _limits(self, capacity: FrozenMap[str, float], unit: str) -> FrozenMap[str, float]:
        for amount in capacity.values():
            self._count("limit in money", "limits in money", amount, unit)
        return FrozenMap()

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
        return _without(cells, self._criteria)

    def _initiative(self, each: Initiative) -> Initiative:
        for use in (each.demand, each.stop_cost, each.spent):
            for key in self._resources & use.keys():
                cells = use[key]
                count = len(cells) if isinstance(cells, FrozenMap) else 1
                self._tally.add(
                    "cost or demand in money", "costs and demands in money", count=count
                )
        return replace(
            each,
            benefit=self._benefit(each.benefit),
            demand=_without(each.demand, self._resources),
            stop_cost=_without(each.stop_cost, self._resources),
            spent=_without(each.spent, self._resources),
            facts=self._facts(each.facts),
        )

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
            besides=_without(facts.besides, self._resources),
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
        return _without(figures, money)

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
        return replace(decision, amounts=_without(decision.amounts, self._resources))


def _without(
    items: FrozenMap[str, V], keys: Mapping[str, object] | frozenset[str] | set[str]
) -> FrozenMap[str, V]:
    if not any(key in items for key in keys):
        return items
    return FrozenMap({key: value for key, value in items.items() if key not in keys})

"""The price of each rule against a plan without it, and the words for it."""

from dataclasses import replace

import pytest

from portfolio.funding import plan, price_of_rules, priced_rules
from portfolio.model import FrozenMap, FundingLevel, Rule
from tests.portfolio.funding.builders import force_in, from_table, mandated
from tests.portfolio.funding.timed_builders import random_over_time

CAP = Rule("cap", field="category", value="c", resource="r0", amount=4.0)
GATE = Rule("gate", ("i01",), value="rights are cleared", state="overridden")


def test_a_pet_project_has_a_price_and_a_named_swap():
    portfolio = from_table([10, 6], [[4, 4]], [4], [force_in("i02")], names=["Good", "Pet"])
    (price,) = price_of_rules(portfolio, plan(portfolio), ["x0"])
    assert (price.cost, price.instead, price.displaced) == (4.0, ("i01",), ("i02",))
    assert price.sentence == (
        "It costs $4M (40 %): without the force-in, “Good” would come in, and “Pet” would go."
    )


def test_overriding_a_gate_is_priced_by_shutting_it():
    portfolio = from_table([10, 6], [[4, 4]], [4], [GATE], names=["Barred", "Other"])
    (price,) = price_of_rules(portfolio, plan(portfolio), priced_rules(portfolio))
    assert (price.overridden, price.cost, price.instead) == (True, 4.0, ("i02",))
    assert price.sentence == (
        "Overriding it brings $4M (40 %): with the gate shut, "
        "“Other” would come in, and “Barred” would go."
    )


def test_a_gate_that_cannot_be_shut_again_is_said_to_be_so():
    portfolio = from_table([10, 6], [[4, 4]], [4], [GATE, mandated("i01")])
    price = next(price_of_rules(portfolio, plan(portfolio), ["x0"]))
    assert not price.possible
    assert price.sentence == "No plan would be left with the gate shut."


def test_wishes_come_first_and_synergies_and_met_gates_have_no_price():
    rules = [
        Rule("excludes", ("i01", "i02")),
        Rule("synergy", ("i01", "i02"), amount=1.0),
        replace(GATE, state="met"),
        mandated("i01"),
        force_in("i02"),
        Rule("cap", active=False),
    ]
    assert priced_rules(from_table([1, 1], [[1, 1]], [2], rules)) == ("x4", "x3", "x0")


@pytest.mark.parametrize("seed", range(25))
def test_every_price_is_what_a_plan_without_the_rule_is_worth_more(seed):
    portfolio = random_over_time(seed, count=4, periods=2)
    best = plan(portfolio)
    if best.status != "optimal":
        return
    for price in price_of_rules(portfolio, best, priced_rules(portfolio)):
        rule = portfolio.rules[price.rule_id]
        changed = replace(rule, active=False)
        if price.overridden:
            changed = replace(rule, state="open")
        other = plan(
            replace(portfolio, rules=FrozenMap({**portfolio.rules, price.rule_id: changed}))
        )
        if not price.possible:
            assert other.status == "infeasible"
            continue
        moved = best.value - other.value if price.overridden else other.value - best.value
        assert price.cost == pytest.approx(max(moved, 0.0), abs=1e-9)
        assert price.sentence


def test_a_rule_that_only_moves_others_says_who_and_how():
    portfolio = from_table([10], [[8]], [8], [CAP], names=["Good"])
    levels = FrozenMap(
        {"s": FundingLevel("Pilot", "a", 0.5, 0.5), "f": FundingLevel("Full", "b", 1.0, 1.0)}
    )
    good = replace(portfolio.initiatives["i01"], category="c", levels=levels)
    portfolio = replace(portfolio, initiatives=FrozenMap({"i01": good}))
    (price,) = price_of_rules(portfolio, plan(portfolio), ["x0"])
    assert (price.instead, price.displaced, price.moved) == ((), (), ("i01",))
    assert price.sentence == (
        "It costs $5M (50 %): without the cap, the plan would fund “Good” at Full size."
    )

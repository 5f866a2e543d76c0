"""What is maximized, what is left out of it, and what is said about it."""

from dataclasses import replace

import pytest

from portfolio.errors import PortfolioError
from portfolio.funding import plan
from portfolio.funding.problem import build_problem
from portfolio.model import Benefit, Estimate, FrozenMap, FundingLevel, Rule
from tests.portfolio.funding.builders import force_in, from_table, requires

NAMES = ["Alpha", "Beta", "Gamma"]


def three(*rules):
    return from_table([9, 8, 5], [[4, 4, 4]], [8], rules, names=NAMES)


def with_initiative(portfolio, key, **changes):
    record = replace(portfolio.initiatives[key], **changes)
    return replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))


def with_settings(portfolio, **changes):
    return replace(portfolio, settings=replace(portfolio.settings, **changes))


def benefit(amount, probability=1.0, **more):
    return Benefit(None if amount is None else Estimate(amount), probability, **more)


def test_benefit_is_probability_times_likely_discounted():
    portfolio = with_initiative(
        with_settings(three(), discount_rate=0.1), "i01", benefit=benefit(12.1, 0.5, delay_years=2)
    )
    assert build_problem(portfolio).gain[0] == pytest.approx(0.5 * 12.1 / 1.21)


def test_a_smaller_size_delivers_its_share_of_the_benefit_and_needs_its_share_of_demand():
    levels = FrozenMap({"lean": FundingLevel("Lean", "a", 0.25, 0.75)})
    found = plan(with_initiative(three(), "i02", levels=levels))
    assert dict(found.chosen) == {"i01": "", "i02": "lean"}
    assert found.value == pytest.approx(9 + 6)
    assert found.use[0, 0] == pytest.approx(4 + 1)


def test_the_benefit_decides_as_soon_as_one_is_stated():
    scores = {"i01": 1.0, "i02": 2.0, "i03": 90.0}
    found = plan(three(), scores=scores)
    assert (found.objective, found.objective_name, found.unit) == (
        "benefit",
        "risk-adjusted benefit",
        "$M",
    )
    assert set(found.chosen) == {"i01", "i02"}


@pytest.mark.parametrize("objective", ["auto", "value"])
def test_without_benefits_or_on_request_the_score_decides(objective):
    portfolio = with_settings(three(), objective=objective)
    if objective == "auto":
        for key in portfolio.initiatives:
            portfolio = with_initiative(portfolio, key, benefit=None)
    found = plan(portfolio, scores={"i01": 10.0, "i02": 20.0, "i03": 90.0})
    assert (found.objective, found.unit, found.value) == ("value", "points", 110.0)
    assert set(found.chosen) == {"i02", "i03"}


def test_what_states_no_benefit_stays_out_and_is_named():
    portfolio = with_initiative(three(), "i01", benefit=None)
    found = plan(portfolio)
    assert found.unvalued == {"i01"}
    assert set(found.chosen) == {"i02", "i03"}
    assert len(found.notes) == 1
    assert found.notes[0] == (
        "1 initiative without a benefit (“Alpha”) cannot be valued: "
        "only a rule can bring it into the plan."
    )


def test_what_states_no_benefit_stays_out_even_where_it_needs_nothing():
    portfolio = with_initiative(three(), "i01", benefit=benefit(None), demand=FrozenMap())
    assert "i01" not in plan(portfolio).chosen


@pytest.mark.parametrize("rule", [force_in("i01"), requires("i02", "i01")])
def test_a_rule_brings_in_what_states_no_benefit(rule):
    found = plan(with_initiative(three(rule), "i01", benefit=None))
    assert set(found.chosen) == {"i01", "i02"}
    assert found.value == pytest.approx(8)


def test_an_amount_without_a_probability_counts_in_full_and_is_named():
    found = plan(with_initiative(three(), "i01", benefit=benefit(9, None)))
    assert found.value == pytest.approx(17)
    assert len(found.notes) == 1
    assert found.notes[0] == (
        "No probability of success is stated for 1 initiative (“Alpha”); "
        "its benefit counts in full."
    )


def test_what_has_no_score_stays_out():
    found = plan(with_settings(three(), objective="value"), scores={"i02": 5.0})
    assert found.unvalued == {"i01", "i03"}
    assert set(found.chosen) == {"i02"}
    assert found.notes[0].startswith("2 initiatives without a score (“Alpha” and “Gamma”)")


def test_benefits_in_different_units_are_refused_by_name():
    portfolio = with_initiative(three(), "i03", benefit=benefit(5, unit="hours"))
    with pytest.raises(PortfolioError) as refused:
        plan(portfolio)
    assert "“Alpha” in “$M”; “Gamma” in “hours”" in refused.value.what


def test_one_unit_throughout_is_the_unit_of_the_plan():
    portfolio = three()
    for key in portfolio.initiatives:
        portfolio = with_initiative(portfolio, key, benefit=benefit(5, unit="hours"))
    assert plan(portfolio).unit == "hours"


def test_demand_that_is_not_stated_counts_as_nothing_and_is_named():
    found = plan(with_initiative(three(), "i03", demand=FrozenMap()))
    assert set(found.chosen) == {"i01", "i02", "i03"}
    assert len(found.notes) == 1
    assert found.notes[0] == (
        "The demand of 1 initiative (“Gamma”) is not stated in full: "
        "what is missing (1 amount) counts as 0."
    )


def test_a_resource_without_a_limit_holds_nothing_back_and_is_named():
    portfolio = three()
    resource = replace(portfolio.resources["r0"], capacity=FrozenMap())
    portfolio = replace(portfolio, resources=FrozenMap({"r0": resource}))
    found = plan(portfolio)
    assert len(found.chosen) == 3
    assert "“Resource 0” has no stated limit" in found.notes[0]


def negative_demand(portfolio):
    cells = FrozenMap({"r0": FrozenMap({"p1": Estimate(-4.0)})})
    return with_initiative(portfolio, "i01", demand=cells)


def negative_capacity(portfolio):
    resource = replace(portfolio.resources["r0"], capacity=FrozenMap({"p1": -1.0}))
    return replace(portfolio, resources=FrozenMap({"r0": resource}))


def unlikely_probability(portfolio):
    return with_initiative(portfolio, "i01", benefit=benefit(9, 1.5))


def endless_discount(portfolio):
    return with_settings(portfolio, discount_rate=-1.0)


def negative_share(portfolio):
    levels = FrozenMap({"l": FundingLevel("Odd", "a", -0.5, 1.0)})
    return with_initiative(portfolio, "i01", levels=levels)


@pytest.mark.parametrize(
    "spoil",
    [negative_demand, negative_capacity, unlikely_probability, endless_discount, negative_share],
)
def test_a_number_that_cannot_be_planned_with_gets_a_sentence(spoil):
    with pytest.raises(PortfolioError) as refused:
        plan(spoil(three()))
    assert refused.value.where
    assert refused.value.remedy


@pytest.mark.parametrize(
    "rule",
    [
        Rule("requires", ("i01", "gone")),
        Rule("requires", ("gone", "i01")),
        Rule("excludes", ("i01", "gone")),
        Rule("force_out", ("gone",)),
        Rule("mandated", ("gone",)),
        Rule("cap", resource="gone", field="unit", value="", amount=0.0),
        Rule("cap", resource="r0", period="gone", field="unit", value="", amount=0.0),
        Rule("cap", resource="r0", field="unit", value=""),
        Rule("floor", resource="r0", field="mood", value="", amount=9.0),
    ],
)
def test_a_rule_about_something_that_is_gone_is_ignored_and_named(rule):
    found = plan(three(rule))
    assert set(found.chosen) == {"i01", "i02"}
    assert len(found.notes) == 1
    assert "left out" in found.notes[0]


def test_a_rule_that_is_not_active_is_not_applied():
    found = plan(three(replace(force_in("i03"), active=False)))
    assert set(found.chosen) == {"i01", "i02"}
    assert found.forced_in == frozenset()


def test_an_empty_portfolio_has_an_empty_plan():
    empty = from_table([], [[]], [5])
    found = plan(empty)
    assert (found.status, found.value, dict(found.chosen)) == ("optimal", 0.0, {})


def test_nothing_to_value_gives_an_empty_plan_that_says_so():
    portfolio = with_settings(three(), objective="value")
    found = plan(portfolio)
    assert not found.chosen
    assert "3 initiatives without a score" in found.notes[0]

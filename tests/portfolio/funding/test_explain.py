"""Reasons in words, and every price checked by applying what it says."""

from dataclasses import replace

import pytest

from portfolio.errors import Cancelled
from portfolio.funding import explain, explain_one, plan, price_of_rules, waterline
from portfolio.funding.explain import _least_costs
from portfolio.funding.problem import build_problem
from portfolio.funding.reasons import case_of
from portfolio.model import FrozenMap, Period, Rule
from tests.portfolio.funding import judge
from tests.portfolio.funding.builders import (
    excludes,
    force_in,
    force_out,
    from_table,
    mandated,
    random_portfolio,
    requires,
)

NAMES = ["Flagship", "Coder", "Copilot", "Vivid", "Memory"]


def lab(*rules):
    """Five initiatives that need one resource of which there are 10."""
    return from_table(
        benefits=[9, 8, 5, -2, 3],
        demand=[[4, 3, 3, 6, 2]],
        limits=[10],
        rules=rules,
        names=NAMES,
    )


def reasons(portfolio, **options):
    lines = explain(portfolio, plan(portfolio), **options)
    names = {i: record.name for i, record in portfolio.initiatives.items()}
    return {names[i]: line.reason for i, line in lines.items()}


def test_a_cut_initiative_is_told_what_binds_who_holds_it_and_what_it_would_displace():
    assert reasons(lab())["Memory"] == (
        "Needs 2 u of “Resource 0”, but the plan leaves nothing of 10 u; "
        "“Flagship” and “Coder” use the most. "
        "Forcing it in would displace “Copilot” and cost $2M (9.1 %)."
    )


def test_a_funded_initiative_is_told_what_leaving_it_out_would_cost():
    assert reasons(lab())["Copilot"] == (
        "Adds $5M of risk-adjusted benefit. "
        "Leaving it out would cost $2M (9.1 %); “Memory” would take its place."
    )


def test_a_loss_is_called_a_loss():
    assert reasons(lab())["Vivid"] == (
        "Loses $2M of risk-adjusted benefit, so it earns no place. "
        "Forcing it in would displace “Coder” and “Copilot” and cost $15M (68.2 %)."
    )


def test_what_adds_nothing_says_so():
    portfolio = from_table([9, 0], [[4, 1]], [10], [requires("i01", "i02")], names=["Top", "Base"])
    assert reasons(portfolio)["Base"] == (
        "Adds no risk-adjusted benefit, and “Top” requires it. "
        "Leaving it out would cost $9M (100 %), and “Top” would go as well; "
        "nothing else would come in."
    )


def test_a_force_in_shows_its_reason_and_its_price():
    assert reasons(lab(force_in("i04")))["Vivid"] == (
        "Forced in by Ada: the board asked for it. "
        "That costs $15M (68.2 %): without it, “Coder” and “Copilot” would be funded."
    )


def test_a_force_in_that_costs_nothing_says_so():
    assert reasons(lab(force_in("i01")))["Flagship"] == (
        "Forced in by Ada: the board asked for it. "
        "That costs nothing: the plan would be worth as much without it."
    )


def test_a_force_out_shows_its_reason_and_its_price():
    assert reasons(lab(force_out("i02")))["Coder"] == (
        "Forced out by Ada: not this year. "
        "That costs $5M (22.7 %): without it, it would be funded and would displace “Memory”."
    )


def test_a_mandate_shows_its_reason():
    assert reasons(lab(mandated("i01")))["Flagship"].startswith("Mandated: law.")


def test_an_exclusion_names_what_it_cannot_stand_beside():
    assert reasons(lab(excludes("i03", "i01")))["Copilot"].startswith(
        "It cannot be funded beside “Flagship”, which is."
    )


def test_what_is_required_is_named_by_those_who_require_it():
    told = reasons(lab(requires("i01", "i03"), requires("i02", "i03")))
    assert told["Copilot"].startswith(
        "Adds $5M of risk-adjusted benefit, and “Flagship” and “Coder” require it."
    )


def test_the_name_of_who_requires_it_stays_as_it_is_written():
    names = ["Tools that require care", "Base"]
    portfolio = from_table([9, 0], [[4, 1]], [10], [requires("i01", "i02")], names=names)
    assert reasons(portfolio)["Base"].startswith(
        "Adds no risk-adjusted benefit, and “Tools that require care” requires it. "
    )


def test_what_requires_something_forced_out_says_so():
    told = reasons(lab(requires("i01", "i03"), force_out("i03")))
    assert told["Flagship"] == (
        "It requires “Copilot”, which is forced out. "
        "No plan that obeys every limit and rule can fund it."
    )


def test_what_is_larger_than_the_whole_capacity_says_so():
    portfolio = from_table([9, 1], [[12, 3]], [10], names=["Huge", "Small"])
    assert reasons(portfolio)["Huge"] == (
        "Needs 12 u of “Resource 0”; there are only 10 u in all. "
        "No plan that obeys every limit and rule can fund it."
    )


def test_a_cap_is_named():
    cap = Rule("cap", resource="r0", field="category", value="media", amount=3.0)
    portfolio = lab(cap)
    record = replace(portfolio.initiatives["i01"], category="media")
    portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_("i01", record))
    assert reasons(portfolio)["Flagship"].startswith(
        "It would exceed the cap on “media”: at most 3 u of “Resource 0”."
    )


def test_what_has_no_stated_benefit_cannot_be_weighed():
    portfolio = lab()
    record = replace(portfolio.initiatives["i05"], benefit=None)
    portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_("i05", record))
    assert reasons(portfolio)["Memory"].startswith(
        "It has no stated benefit, so it cannot be weighed against the others."
    )
    needed = replace(portfolio, rules=FrozenMap({"x": requires("i01", "i05")}))
    assert reasons(needed)["Memory"].startswith("It has no stated benefit; “Flagship” requires it.")


def test_when_nothing_fits_every_line_gives_the_conflict():
    portfolio = lab(mandated("i01", "i02", "i04"))
    found = plan(portfolio)
    lines = explain(portfolio, found)
    assert {line.reason for line in lines.values()} == {found.conflict}
    assert explain_one(portfolio, found, "i01").verdict == "cut"


def with_verdict(portfolio, initiative_id, *, funded):
    """The portfolio in which rules force this one in or out, and no other rule does."""
    kinds = {"mandated", "force_in", "force_out"}
    rules = {
        key: replace(rule, initiatives=tuple(i for i in rule.initiatives if i != initiative_id))
        if rule.kind in kinds
        else rule
        for key, rule in portfolio.rules.items()
    }
    kind = "force_in" if funded else "force_out"
    return replace(portfolio, rules=FrozenMap({**rules, "y": Rule(kind, (initiative_id,))}))


@pytest.mark.parametrize("seed", range(12))
def test_each_price_is_what_the_opposite_verdict_costs(seed):
    portfolio = random_portfolio(seed, count=5, periods=1)
    found = plan(portfolio)
    if found.status == "infeasible":
        assert explain(portfolio, found)["i000"].reason == found.conflict
        return
    forced = found.forced_in | found.forced_out | found.mandated
    for initiative_id, line in explain(portfolio, found).items():
        assert (line.verdict == "fund") == (initiative_id in found.chosen)
        funded = line.verdict == "cut"
        expected = judge.best(with_verdict(portfolio, initiative_id, funded=funded))
        if expected is None:
            assert line.price is None
        elif initiative_id not in forced or line.price is not None:
            assert line.price == pytest.approx(found.value - expected[0], abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_what_a_verdict_costs_at_least_is_never_more_than_it_costs(seed):
    portfolio = random_portfolio(seed, count=12, periods=2)
    found = plan(portfolio)
    if found.status == "infeasible":
        assert explain(portfolio, found)["i000"].reason == found.conflict
        return
    least = _least_costs(case_of(portfolio, found, build_problem(portfolio)))
    for initiative_id, line in explain(portfolio, found).items():
        if line.price is not None:
            assert least[initiative_id] <= line.price + 1e-9


def test_a_large_portfolio_gets_least_costs_at_once_and_exact_ones_on_demand():
    portfolio = lab()
    found = plan(portfolio)
    told = explain(portfolio, found, priced_up_to=0)["i04"]
    assert told.price is None
    assert "Any plan with it is worth at least $" in told.reason
    assert explain_one(portfolio, found, "i04") == explain(portfolio, found)["i04"]


def test_the_waterline_is_explained_without_prices():
    portfolio = lab()
    down = waterline(portfolio, ["i01", "i04", "i02", "i03", "i05"])
    lines = explain(portfolio, down)
    assert {i for i, line in lines.items() if line.verdict == "fund"} == {"i01", "i04"}
    assert lines["i02"].reason == (
        "Needs 3 u of “Resource 0”, but the plan leaves nothing of 10 u; "
        "“Vivid” and “Flagship” use the most."
    )
    assert all(line.price is None for line in lines.values())


def test_cancel_leaves_the_explanation():
    def stop(fraction, text):
        raise Cancelled

    with pytest.raises(Cancelled):
        explain(lab(), plan(lab()), tick=stop)


def test_the_price_of_a_rule_is_what_the_plan_gains_without_it():
    portfolio = lab(force_in("i04"), force_in("i01"), excludes("i02", "i03"))
    found = plan(portfolio)
    prices = list(price_of_rules(portfolio, found, ["x0", "x1", "x2"]))
    for price in prices:
        lifted = replace(portfolio, rules=portfolio.rules.without(price.rule_id))
        assert price.cost == pytest.approx(plan(lifted).value - found.value)
        assert price.proven
    assert prices[0].displaced == ("i04",)
    assert prices[0].share == pytest.approx(prices[0].cost / (found.value + prices[0].cost))


def test_where_several_limits_are_short_the_worst_is_told_and_the_others_are_named():
    portfolio = from_table([9, 5], [[9, 6], [9, 3], [1, 1]], [10, 10, 9], names=["Big", "Small"])
    assert reasons(portfolio)["Small"].startswith(
        "Needs 6 u of “Resource 0”, but the plan leaves only 1 u of 10 u; “Big” uses the most. "
        "“Resource 1” would run short as well."
    )


def over_three(amount):
    return FrozenMap(dict.fromkeys(("p1", "p2", "p3"), amount))


def test_the_same_limit_in_other_periods_is_counted_not_named_again():
    portfolio = from_table([9, 5], [[9, 6], [9, 3]], [10, 10], names=["Big", "Small"])
    long = {
        key: replace(
            one, demand=FrozenMap({r: over_three(need["p1"]) for r, need in one.demand.items()})
        )
        for key, one in portfolio.initiatives.items()
    }
    limits = {key: replace(r, capacity=over_three(10.0)) for key, r in portfolio.resources.items()}
    portfolio = replace(
        portfolio,
        initiatives=FrozenMap(long),
        resources=FrozenMap(limits),
        periods=FrozenMap({p: Period(p, p) for p in ("p1", "p2", "p3")}),
    )
    assert (
        "The same holds in 2 other periods, and “Resource 1” would run short as well."
        in reasons(portfolio)["Small"]
    )


def test_what_requires_its_own_exclusion_says_so():
    rules = [requires("i01", "i02"), excludes("i01", "i02")]
    portfolio = from_table([9, 1, 8], [[4, 9, 5]], [10], rules, names=["Head", "Tail", "Other"])
    assert reasons(portfolio)["Head"] == (
        "It requires what it cannot be funded beside: only one of “Head” and “Tail” may be. "
        "No plan that obeys every limit and rule can fund it."
    )

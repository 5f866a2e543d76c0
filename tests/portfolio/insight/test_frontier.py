from dataclasses import replace
from itertools import pairwise

import pytest

from portfolio.errors import Cancelled, PortfolioError
from portfolio.funding import plan
from portfolio.insight.base import Question
from portfolio.insight.frontier import frontier
from portfolio.model import FrozenMap, FundingLevel, Rule, Settings
from tests.portfolio.funding import timed_judge
from tests.portfolio.funding.builders import force_in, from_table, random_portfolio
from tests.portfolio.funding.timed_builders import random_over_time
from tests.portfolio.insight import enumerated

RESOURCES = ("people", "money", "chips")


def last(results):
    return list(results)[-1]


def numbers(ids):
    return [int(key[1:]) for key in ids]


def test_probe_4_projects_frontier():
    # Lourenço, Morton and Bana e Costa (2012), Decision Support Systems 54, Table 1, Figures 1-2.
    portfolio = from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [20])
    result = last(frontier(portfolio, Question("r0")))
    efficient = [[], [1], [2], [1, 2], [1, 2, 4], [1, 2, 3], [1, 2, 3, 4]]
    convex = [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]
    assert [numbers(p.chosen) for p in result.plans] == efficient
    assert [numbers(p.chosen) for p in result.plans if p.supported] == convex
    assert [p.amount for p in result.plans] == pytest.approx([0, 4, 8, 12, 20, 22, 30])
    assert [p.value for p in result.plans] == [0, 3, 4, 7, 9, 10, 12]
    assert numbers(result.here.chosen) == [1, 2, 4]
    today = next(p for p in result.points if p.share == 1.0)
    assert (today.value, today.bound, today.ranked) == (9.0, 9.0, 7.0)
    assert result.complete
    swap = result.plans[5]
    assert (numbers(swap.enters), numbers(swap.leaves)) == ([3], [4])


WORDS = """
Today's “Resource 0”, 100 % (20 u), buys $9M of risk-adjusted benefit; its plan needs all of it.
The next step up is at 110 % (22 u): $1M (11 %) more; “Item 3” enters and “Item 4” leaves.
Funding down the list by benefit per unit of “Resource 0” would lose $2M (22 %) today, under the \
same limits.
7 efficient plans from 0 to 150 %. Every one is proven best for its capacity; 2 of them would be \
missed by a price on the resource alone.
"""


def test_probe_4_projects_frontier_in_words():
    portfolio = from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [20])
    result = last(frontier(portfolio, Question("r0")))
    assert "\n".join(result.sentences) == WORDS.strip()


@pytest.mark.parametrize("block", range(6))
def test_enumeration_finds_the_same_steps(block):
    compared = 0
    for seed in range(block * 20, block * 20 + 20):
        portfolio = random_portfolio(seed, count=5, whole=seed % 3 > 0)
        resource = RESOURCES[seed % 3]
        if not enumerated.has_capacity(portfolio, resource):
            continue
        result = last(frontier(portfolio, Question(resource), points=7))
        wanted = enumerated.frontier(portfolio, resource)
        assert [p.share for p in result.plans] == pytest.approx([s for s, _ in wanted], abs=1e-8)
        assert [p.value for p in result.plans] == pytest.approx([v for _, v in wanted], abs=1e-8)
        assert result.complete
        compared += 1
    assert compared > 12


def test_points_agree_with_the_best_plan_of_the_changed_document():
    for seed in range(4):
        portfolio = random_portfolio(seed, count=6, periods=3, whole=False)
        for resource in RESOURCES:
            if not enumerated.has_capacity(portfolio, resource):
                continue
            for point in last(frontier(portfolio, Question(resource), points=4)).points:
                changed = plan(enumerated.with_capacity(portfolio, resource, point.share))
                if changed.status == "infeasible":
                    assert point.value is None
                else:
                    assert point.value == pytest.approx(changed.value, abs=1e-8)
                    assert point.gap == 0


def test_curve_rises_with_capacity_and_with_every_result():
    for seed in range(2):
        portfolio = random_portfolio(seed, count=25, periods=3, whole=False, tight=0.3)
        before = {}
        for result in frontier(portfolio, Question("people"), points=9, most_solves=20):
            values = [p.value for p in result.points if p.value is not None]
            assert all(low <= high for low, high in pairwise(values))
            assert all(p.bound >= p.value for p in result.points if p.value is not None)
            for point in result.points:
                if point.share in before and before[point.share] is not None:
                    assert point.value >= before[point.share] - 1e-9
            before = {p.share: p.value for p in result.points}
            assert all(
                low.share < high.share and low.value < high.value
                for low, high in pairwise(result.plans)
            )
        assert result.final
        assert result.gap == 0


def test_every_plan_keeps_its_capacity_and_needs_all_of_it():
    portfolio = random_portfolio(4, count=12, periods=3, whole=False, tight=0.3)
    result = last(frontier(portfolio, Question("people"), points=9))
    assert len(result.plans) > 8
    for step in result.plans:
        choice = dict(step.chosen)
        needed = enumerated.least_share(portfolio, "people", choice)
        assert step.share == pytest.approx(needed, abs=1e-8)


def test_today_is_the_best_plan_also_where_others_are_worth_as_much():
    for seed in range(10):
        portfolio = random_portfolio(seed, count=8, whole=True)
        best = plan(portfolio)
        if best.status == "infeasible" or not enumerated.has_capacity(portfolio, "money"):
            continue
        handed = last(frontier(portfolio, Question("money", plan=best), points=5))
        alone = last(frontier(portfolio, Question("money"), points=5))
        assert handed.here.chosen == alone.here.chosen == best.chosen
        assert handed.here.value == pytest.approx(best.value)


def test_order_on_the_screen_changes_nothing():
    portfolio = random_portfolio(3, count=9, periods=2, whole=False)
    turned = {
        key: replace(record, order=f"{99 - place:02}")
        for place, (key, record) in enumerate(reversed(portfolio.initiatives.items()))
    }
    other = replace(portfolio, initiatives=FrozenMap(turned))
    one, two = (last(frontier(p, Question("people"), points=6)) for p in (portfolio, other))
    assert [p.chosen for p in one.plans] == [p.chosen for p in two.plans]
    assert one.sentences == two.sentences


def test_a_rule_that_needs_capacity_leaves_nothing_below():
    portfolio = from_table([3, 4], [[4, 8]], [10], [force_in("i02")])
    result = last(frontier(portfolio, Question("r0")))
    assert [p.share for p in result.plans] == pytest.approx([0.8, 1.2])
    assert all(p.value is None and p.gap == 0 for p in result.points if p.share < 0.8)


def test_too_small_a_capacity_today_is_said():
    portfolio = from_table([3, 4], [[4, 12]], [10], [force_in("i02")])
    result = last(frontier(portfolio, Question("r0")))
    assert result.here is None
    assert result.sentences[0] == (
        "No plan fits into today's “Resource 0”. The first that does needs 120 % (12 u)."
    )


def test_no_plan_at_all_is_said():
    portfolio = from_table([3, 4], [[4, 12]], [3], [force_in("i02")])
    result = last(frontier(portfolio, Question("r0")))
    assert result.plans == ()
    assert result.sentences == (
        "No plan obeys every limit and rule at up to 150 % of “Resource 0”.",
    )


def test_steps_that_were_not_looked_for_are_said():
    portfolio = random_portfolio(2, count=20, periods=2, whole=False, tight=0.3)
    result = last(frontier(portfolio, Question("people"), points=6, most_solves=3))
    assert result.open_from
    assert not result.complete
    assert result.sentences[-1].endswith("there may be more steps than are drawn.")


def test_a_resource_without_capacity_is_refused():
    portfolio = from_table([3], [[4]], [0])
    with pytest.raises(PortfolioError, match="no capacity above 0"):
        last(frontier(portfolio, Question("r0")))
    with pytest.raises(PortfolioError, match="not in the portfolio"):
        last(frontier(portfolio, Question("r7")))


def test_an_empty_portfolio_has_a_flat_frontier():
    result = last(frontier(from_table([], [[]], [5]), Question("r0"), points=3))
    assert [p.value for p in result.points] == [0, 0, 0, 0]
    assert result.complete


def test_cancel_is_heard():
    calls = []

    def tick(fraction, text):
        calls.append(fraction)
        if len(calls) > 40:
            raise Cancelled

    portfolio = random_portfolio(1, count=40, periods=3, whole=False, tight=0.3)
    with pytest.raises(Cancelled):
        last(frontier(portfolio, Question("people", tick=tick)))
    assert all(0 <= fraction <= 1 for fraction in calls)


def test_points_agree_with_the_best_plan_over_time():
    compared = 0
    for seed in range(6):
        portfolio = random_over_time(seed, count=4)
        resource = ("eng", "all", "gen", "money", "chips")[seed % 5]
        if not enumerated.has_capacity(portfolio, resource):
            continue
        for point in last(frontier(portfolio, Question(resource), points=4)).points:
            changed = timed_judge.best(enumerated.with_capacity(portfolio, resource, point.share))
            if changed is None:
                assert point.value is None
            else:
                assert point.value == pytest.approx(changed[0], abs=1e-8)
            compared += 1
    assert compared > 10


def test_a_rule_that_is_a_share_of_the_capacity_stays_as_it_is():
    rule = Rule(
        "floor", resource="r0", period="p1", field="category", value="a", amount=0.4,
        basis="capacity",
    )  # fmt: skip
    portfolio = from_table([3, 4], [[4, 8]], [10], [rule])
    small = replace(portfolio.initiatives["i01"], category="a")
    portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_("i01", small))
    result = last(frontier(portfolio, Question("r0")))
    assert [(p.share, p.value) for p in result.plans] == [
        (pytest.approx(0.4), 3.0),
        (pytest.approx(1.2), 7.0),
    ]
    assert result.notes == ("1 rule stated as a share of “Resource 0” stays at today's amount.",)


def test_a_larger_size_is_told_where_nobody_enters():
    portfolio = from_table([10], [[8]], [10])
    levels = FrozenMap(
        {"lean": FundingLevel("Lean", "a", 0.5, 0.6), "full": FundingLevel("F", "b")}
    )
    item = replace(portfolio.initiatives["i01"], levels=levels)
    portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_("i01", item))
    result = last(frontier(portfolio, Question("r0")))
    assert [dict(p.chosen) for p in result.plans] == [{}, {"i01": "lean"}, {"i01": "full"}]
    assert result.plans[2].changed == ("i01",)
    assert [p.list_loss for p in result.points if p.share == 1.0] == [0.0]
    small = enumerated.with_capacity(portfolio, "r0", 0.7)
    sentences = last(frontier(small, Question("r0"))).sentences
    assert sentences[1] == (
        "The next step up is at 114 % (8 u): $4M (67 %) more; “Item 1” changes size or start."
    )


def test_additive_value_is_counted_in_points():
    portfolio = from_table([0, 0, 0], [[4, 8, 10]], [12])
    portfolio = replace(portfolio, settings=Settings(objective="value"))
    scores = {"i01": 30.0, "i02": 40.0, "i03": 90.0}
    result = last(frontier(portfolio, Question("r0", scores)))
    assert [(p.amount, p.value) for p in result.plans] == [
        (0.0, 0.0),
        (pytest.approx(4), 30.0),
        (pytest.approx(8), 40.0),
        (pytest.approx(10), 90.0),
        (pytest.approx(14), 120.0),
        (pytest.approx(18), 130.0),
    ]
    assert (result.value_unit, result.objective_name) == ("points", "multi-criteria value")


def test_what_is_proven_so_far_is_said():
    portfolio = random_portfolio(2, count=25, periods=3, whole=False, tight=0.3)
    results = list(frontier(portfolio, Question("people"), points=9, most_solves=0))
    first = results[0]
    assert first.gap > 0
    assert first.sentences[-1].startswith("So far today's value is ")
    assert first.sentences[-1].endswith(" %, proven; exact values follow.")
    assert not any("So far" in sentence for sentence in results[-1].sentences)


def test_a_plan_that_is_known_is_on_the_first_curve():
    portfolio = random_portfolio(5, count=30, periods=3, tight=0.3)
    best = plan(portfolio)
    first = next(iter(frontier(portfolio, Question("people", plan=best))))
    assert first.at(1.0).value == pytest.approx(best.value)


def test_who_stands_in_for_whom_counts_in_what_a_plan_uses():
    portfolio = from_table([5, 4], [[6, 6], [2, 0]], [10, 8])
    helpers = replace(portfolio.resources["r1"], serves=("r0",))
    portfolio = replace(portfolio, resources=portfolio.resources.with_("r1", helpers))
    found = last(frontier(portfolio, Question("r0")))
    assert found.here.share == pytest.approx(0.6)
    assert found.here.use.ravel() == pytest.approx([6, 8])
    for each in found.plans:
        assert each.use[0, 0] <= 10 * each.share + 1e-9
        assert each.use[1, 0] <= 8

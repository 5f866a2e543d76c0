"""The number whose statement would judge most."""

from __future__ import annotations

from portfolio.lessons import gaps, judge, most_valuable_missing
from portfolio.model import Benefit, Estimate, Facts, Figure, FrozenMap, Initiative, Portfolio
from tests.portfolio.lessons.sora import TODAY, video


def app(order, benefit, **figures):
    stated = FrozenMap({name: Figure(value) for name, value in figures.items()})
    facts = Facts(kind="consumer app", pricing="usage", evidence=3, figures=stated)
    return Initiative(
        f"App {order}", order, facts=facts, benefit=Benefit(Estimate(benefit), probability=0.5)
    )


def portfolio(**records):
    return Portfolio("p", initiatives=FrozenMap(records))


def of(board, name):
    return next((gap for gap in gaps(board) if gap.name == name), None)


def test_a_price_alone_would_judge_the_margin_and_not_what_needs_more():
    board = judge(portfolio(a=app("1", 10.0, unit_cost=1.0)), today=TODAY)
    gap = of(board, "price_per_unit")
    # The margin, and the months of the scaling trap; its growth is not stated either.
    assert (gap.title, gap.initiatives, gap.checks) == ("Net price of one use", ("a",), 2)
    assert gap.benefit == 10.0 * 0.5 * 2
    assert of(board, "revenue_month") is None


def test_stating_it_judges_those_checks_indeed():
    before = judge(portfolio(a=app("1", 10.0, unit_cost=1.0)), today=TODAY)
    stated = app("1", 10.0, unit_cost=1.0, price_per_unit=3.0)
    after = judge(portfolio(a=stated), today=TODAY)
    assert (before.status("a", "1a"), after.status("a", "1a")) == ("missing", "green")


def test_what_follows_from_another_figure_counts_as_well():
    figures = {"inference_cost_month": 10.0, "revenue_month": 20.0}
    gap = of(judge(portfolio(a=app("1", 1.0, **figures)), today=TODAY), "units_per_day")
    # Uses per day give the cost and the price of one use: margin, and months until it is reached.
    assert gap.checks == 2


def test_benefit_at_stake_decides_before_the_count():
    board = judge(
        portfolio(
            a=app("1", 1.0, unit_cost=1.0),
            b=app("2", 1.0, unit_cost=1.0),
            c=app("3", 100.0, price_per_unit=1.0),
        ),
        today=TODAY,
    )
    cost, price = of(board, "unit_cost"), of(board, "price_per_unit")
    assert price.checks > cost.checks
    assert cost.benefit > price.benefit
    order = [gap.name for gap in gaps(board)]
    assert order.index("unit_cost") < order.index("price_per_unit")


def test_a_number_comes_before_an_answer_and_nothing_open_is_none():
    board = judge(video(), today=TODAY)
    best = most_valuable_missing(board)
    assert best.name
    assert "" in {gap.name for gap in gaps(board)}
    assert most_valuable_missing(judge(portfolio(), today=TODAY)) is None

"""Solved backwards: entered, the value turns the light green, and 1 % less does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portfolio.lessons import PARTS, Measure, finding, findings, judge
from portfolio.lessons.lights import STATUSES
from portfolio.lessons.registry import CHECKS
from portfolio.model import (
    FIGURE,
    Benefit,
    Estimate,
    Facts,
    Figure,
    FrozenMap,
    Initiative,
    Portfolio,
    Resource,
)
from tests.portfolio.lessons.sora import TODAY, video

#: What is solved for without being a figure of the initiative.
OF_THE_PLAN = {"benefit", "compute"}
MEASURES = [part for part in PARTS if isinstance(part, Measure) and part.levers]
ENTERED = [part for part in MEASURES if not OF_THE_PLAN & set(part.levers)]
PLACE = {part.name: place for place, part in enumerate(PARTS)}
CODE = {part.name: check.code for check in CHECKS for part in check.parts}


def part_of(portfolio, key, name):
    found = finding(judge(portfolio, today=TODAY), key, CODE[name])
    return next((part for part in found.parts if part.name == name), None)


def entered(portfolio, key, name, value):
    """The portfolio after typing one figure in."""
    record = portfolio.initiatives[key]
    figures = record.facts.figures.with_(name, Figure(value))
    record = replace(record, facts=replace(record.facts, figures=figures))
    return replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))


def amounts(kind):
    if kind.most == 1:
        return st.floats(0.01, 0.2) | st.floats(0.2, 0.99)
    return st.floats(max(kind.least, 0.01), 1e6)


def status(portfolio, name):
    return STATUSES[judge(portfolio, today=TODAY).parts[0, PLACE[name]]]


def assert_turns(portfolio, part, turn):
    now = portfolio.initiatives["a"].facts.figures[turn.name].likely
    kind, more = FIGURE[turn.name], turn.value > now
    assert status(entered(portfolio, "a", turn.name, turn.value), part.name) == "green"
    back = turn.value * (0.99 if more else 1.01)
    if kind.unit in {"tries", "seats"}:
        back = turn.value + (-1 if more else 1)
    if back <= kind.most and turn.value:
        assert status(entered(portfolio, "a", turn.name, back), part.name) != "green"
    if turn.ends_red is not None:
        ended = entered(portfolio, "a", turn.name, turn.ends_red)
        assert status(ended, part.name) in {"amber", "green"}


def kind_for(name):
    """A kind of initiative of which this part is asked."""
    return {"2a.app": "consumer app", "2c.seats": "enterprise product"}.get(
        name, "social or video app"
    )


@pytest.mark.parametrize("measure", ENTERED, ids=lambda part: part.name)
@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_solved_value_turns_the_light_green_and_one_percent_less_does_not(measure, data):
    names = {name for name in (*measure.needs, *measure.levers) if name in FIGURE}
    if measure.name == "3b.conversion":
        names |= {"active_month"}
    drawn = {name: Figure(data.draw(amounts(FIGURE[name]), name)) for name in sorted(names)}
    facts = Facts(kind=kind_for(measure.name), pricing="hybrid", figures=FrozenMap(drawn))
    record = Initiative("A", "1", stage="run", facts=facts)
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": record}))
    found = part_of(portfolio, "a", measure.name)
    assume(found.status != "missing")
    assert (found.status == "green") == (not found.turns)
    for turn in found.turns:
        if turn.value is not None:
            assert_turns(portfolio, found, turn)


def test_every_lever_can_be_entered_and_is_asked_for():
    for measure in MEASURES:
        assert set(measure.levers) <= set(FIGURE) | OF_THE_PLAN
    assert len(ENTERED) > 8


def shared(benefit, compute):
    """Two initiatives of 100 H100e-h and 10 of benefit between them and the rest."""

    def one(name, amount, hours):
        return Initiative(
            name,
            name,
            benefit=Benefit(Estimate(amount), 0.5),
            demand=FrozenMap({"gpu": FrozenMap({"q1": Estimate(hours)})}),
            facts=Facts(),
        )

    return Portfolio(
        "p",
        resources=FrozenMap({"gpu": Resource("GPU", "1", "H100e-h", category="compute")}),
        initiatives=FrozenMap({"a": one("a", benefit, compute), "b": one("b", 18.0, 40.0)}),
    )


def test_1c_share_of_compute_against_share_of_benefit():
    # 60 of 100 H100e-h, and 2 × 0.5 of (2 + 18) × 0.5 of the benefit: 0.6 ÷ 0.1.
    found = part_of(shared(2.0, 60.0), "a", "1c.shares")
    assert found.value == pytest.approx(6.0)
    assert found.status == "red"
    benefit, compute = found.turns
    # b ÷ (b + 9) = 0.6 ÷ 1.5, so that b = 6; c ÷ (c + 40) = 0.15, so that c = 7.0588.
    assert (benefit.value, compute.value) == (pytest.approx(6.0), pytest.approx(7.058))
    assert part_of(shared(benefit.value / 0.5, 60.0), "a", "1c.shares").status == "green"
    assert part_of(shared(benefit.value / 0.5 * 0.99, 60.0), "a", "1c.shares").status == "amber"
    assert part_of(shared(2.0, compute.value), "a", "1c.shares").status == "green"
    assert part_of(shared(2.0, compute.value * 1.01), "a", "1c.shares").status == "amber"


def test_a_figure_that_is_not_stated_is_solved_for_as_well():
    figures = FrozenMap({"unit_cost": Figure(1.3)})
    facts = Facts(kind="consumer app", pricing="usage", figures=figures)
    record = Initiative("A", "1", facts=facts)
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": record}))
    found = part_of(portfolio, "a", "1a.margin")
    assert found.status == "missing"
    price = found.turns[0]
    assert price.value == pytest.approx(2.6)
    assert price.sentence == "Net price of one use: USD 2.6/use or more."
    assert part_of(entered(portfolio, "a", "price_per_unit", 2.6), "a", "1a.margin").status == (
        "green"
    )


def test_a_figure_without_influence_is_not_named():
    names = [turn.name for turn in part_of(video(), "video", "1a.margin").turns]
    assert names == ["price_per_unit", "unit_cost"]


def test_a_light_that_no_value_turns_says_so():
    # A margin of at least 120 % cannot be reached by any price or cost.
    portfolio = video()
    lessons = replace(
        portfolio.settings.lessons, thresholds=FrozenMap({"1a.amber": 1.2, "1a.red": 1.1})
    )
    changed = replace(portfolio, settings=replace(portfolio.settings, lessons=lessons))
    found = part_of(changed, "video", "1a.margin")
    assert [turn.value for turn in found.turns] == [None, None]
    assert found.turns[0].sentence == (
        "Net price of one use: no value of it alone would be enough."
    )
    assert all(limit.changed for limit in found.limits)


def test_where_any_amount_is_enough_none_is_named():
    # Nothing is spent on a use, so that any price at all is all margin.
    figures = FrozenMap({"unit_cost": Figure(0.0), "price_per_unit": Figure(0.0)})
    facts = Facts(pricing="usage", figures=figures)
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))
    price = part_of(portfolio, "a", "1a.margin").turns[0]
    assert (price.value, price.sentence) == (
        None,
        "Net price of one use: anything above 0 would do.",
    )
    assert status(entered(portfolio, "a", "price_per_unit", 1e-9), "1a.margin") == "green"


def test_all_findings_are_those_of_each_check():
    portfolio = video()
    board = judge(portfolio, today=TODAY)
    each = {code: finding(board, "video", code) for code in CODE.values()}
    assert {found.check.code: repr(found) for found in findings(board, "video")} == {
        code: repr(found) for code, found in each.items()
    }


def test_a_cost_that_is_not_known_has_a_limit_above_and_not_below():
    # Revenue of 2,000,000 is five times 400,000; without any cost there is no ratio.
    figures = {"revenue_month": Figure(2e6), "price_per_unit": Figure(4.0)}
    for stated in ({}, {"inference_cost_month": Figure(0.0)}):
        facts = Facts(pricing="usage", figures=FrozenMap(figures | stated))
        portfolio = Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))
        turn = part_of(portfolio, "a", "1b.efficiency").turns[0]
        assert turn.sentence == "Inference cost per month: USD 400,000/month or less."


def test_where_only_nothing_is_enough_it_says_so():
    # What brings in nothing reaches its margin only if it costs nothing.
    figures = FrozenMap({"unit_cost": Figure(0.5), "price_per_unit": Figure(0.0)})
    facts = Facts(pricing="usage", figures=figures)
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))
    cost = part_of(portfolio, "a", "1d.months").turns[1]
    assert (cost.value, cost.sentence) == (0.0, "Cost of one use: only 0 would be enough.")


def test_what_is_missing_is_named_once():
    facts = Facts(kind="consumer app", figures=FrozenMap({"unit_cost": Figure(0.5)}))
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))
    assert part_of(portfolio, "a", "3b.conversion").missing == (
        "Uses per day",
        "Monthly active users",
        "Price per payer and month",
    )
    # Revenue follows from the price and the uses, of which the free ones are wanted anyway.
    figures = FrozenMap({"unit_cost": Figure(0.5), "units_per_day": Figure(9.0)})
    facts = Facts(kind="consumer app", figures=figures)
    portfolio = Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))
    assert part_of(portfolio, "a", "3c.free").missing == (
        "Free uses per day",
        "Revenue per month (or Net price of one use)",
    )

"""Why the plan moved: parts that add up, against every choice tried in every state between."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from portfolio.edit import scale_capacity, set_rule, set_settings
from portfolio.errors import Cancelled, PortfolioError
from portfolio.funding import plan
from portfolio.insight import Planned, bridge, with_causes
from portfolio.insight.bridge_states import STEPS, states
from portfolio.model import Benefit, Estimate, FrozenMap, Period, Rule
from portfolio.report.compare_plans import Planner
from tests.portfolio.funding.builders import force_in, force_out, from_table, random_portfolio
from tests.portfolio.insight.enumerated import best_value
from tests.portfolio.small import sound, with_record, with_rules

NAMES = ("May", "June")
PAIRS = 200


def silent(_fraction, _text):
    """Let the work go on."""


def exact(portfolio, tick):
    """The best plan, made afresh every time."""
    try:
        return Planned(plan(portfolio, tick=tick))
    except PortfolioError as error:
        return Planned(error=error)


def bridged(before, after, planner=exact):
    return bridge(before, after, planner, names=NAMES, tick=silent)


def caused(before, after):
    planner = Planner()
    found = bridge(before, after, planner, names=NAMES, tick=silent)
    return with_causes(found, planner, tick=silent)


def between(before, after):
    """The states in between, put together by hand: benefits count, so weights change nothing."""
    inputs = replace(after, resources=before.resources, rules=before.rules)
    inputs = replace(inputs, settings=before.settings)
    limits = replace(inputs, resources=after.resources)
    return before, inputs, inputs, limits, after


def pair(seed):
    before, after = random_portfolio(seed, count=4), random_portfolio(seed + 10_000, count=4)
    return before, set_settings(after, discount_rate=0.1 * (seed % 3))


def planned_pairs():
    """Pairs of which both ends have a plan, with the value of every state in between."""
    for seed in itertools.count():
        before, after = pair(seed)
        values = [best_value(state) for state in between(before, after)]
        if values[0] is not None and values[-1] is not None:
            yield before, after, values


def test_parts_add_up_and_are_those_of_every_choice_tried():
    for before, after, values in itertools.islice(planned_pairs(), PAIRS):
        found = bridged(before, after)
        gains = [part.gained for part in found.parts]
        assert found.total == pytest.approx(values[-1] - values[0], abs=1e-6)
        assert sum(gains) == pytest.approx(found.total, abs=1e-6)
        assert [step for part in found.parts for step in part.steps] == list(STEPS)
        known = [value for value in values if value is not None]
        assert gains == pytest.approx([b - a for a, b in itertools.pairwise(known)], abs=1e-6)
        assert len(found.notes) == len(values) - len(known)


def test_who_enters_and_leaves_adds_up_too():
    for seed in range(20):
        found = bridged(*pair(seed))
        funded = set() if found.first.fitting is None else set(found.first.fitting.chosen)
        for part in found.parts:
            assert not funded & set(part.change.enters)
            funded = (funded | set(part.change.enters)) - set(part.change.leaves)
        if found.parts:
            assert funded == set(found.last.fitting.chosen)


@pytest.mark.parametrize("seed", range(5))
def test_nothing_changed_is_nothing_gained(seed):
    portfolio = random_portfolio(seed, count=5)
    found = bridged(portfolio, portfolio, Planner())
    if found.total is not None:
        assert found.total == 0
        assert [part.change.nothing for part in found.parts] == [True] * 4
        assert all(part.proven for part in found.parts)


def test_the_way_back_is_the_opposite_in_sum_and_in_a_single_step():
    for seed in range(10):
        before, after = pair(seed)
        there, back = bridged(before, after), bridged(after, before)
        if there.total is not None:
            assert back.total == pytest.approx(-there.total, abs=1e-9)
        one = scale_capacity(before, "money", 0.5)
        there, back = bridged(before, one), bridged(one, before)
        if there.total is not None:
            assert there.parts[2].gained == pytest.approx(-back.parts[2].gained, abs=1e-9)
            assert there.parts[2].change.enters == back.parts[2].change.leaves


def test_each_step_takes_what_it_says():
    before = with_rules(sound(), force_out("wiki"))
    after = with_record(sound(), "initiatives", "claims", name="Claims", notes="New")
    after = with_record(after, "criteria", "fit", weight=9.0, description="Closer")
    after = with_record(after, "raters", "bo", weight=2.0)
    after = with_record(after, "resources", "gpu", capacity=FrozenMap({"q1": 5.0, "q2": 6.0}))
    after = set_settings(after, method="topsis", weighting="swing")
    _, inputs, weights, limits, last = states(before, after)
    assert inputs.initiatives["claims"].name == "Claims"
    assert inputs.criteria["fit"].description == "Closer"
    assert inputs.criteria["fit"].weight == 3.0
    assert inputs.raters["bo"].weight == 1.0
    assert inputs.settings == before.settings
    assert weights.criteria["fit"].weight == 9.0
    assert weights.raters["bo"].weight == 2.0
    assert weights.settings.weighting == "swing"
    assert weights.settings.method == before.settings.method
    assert weights.resources["gpu"].capacity == before.resources["gpu"].capacity
    assert limits.resources == after.resources
    assert limits.rules == before.rules
    assert last is after


def test_a_new_period_brings_its_own_capacity():
    before = sound()
    after = replace(before, periods=before.periods.with_("q3", Period("Q3 2027", "c")))
    more = FrozenMap({"q1": 50.0, "q2": 50.0, "q3": 70.0})
    after = with_record(after, "resources", "gpu", capacity=more)
    inputs = states(before, after)[1]
    assert dict(inputs.resources["gpu"].capacity) == {"q1": 100.0, "q2": 100.0, "q3": 70.0}
    assert "q3" not in inputs.resources["fte"].capacity


def test_a_limit_counted_in_another_unit_comes_with_the_inputs():
    before = sound()
    after = with_record(
        before, "resources", "gpu", unit="k H100e-h", capacity=FrozenMap({"q1": 0.1, "q2": 0.1})
    )
    assert states(before, after)[1].resources["gpu"] == after.resources["gpu"]


def test_a_criterion_that_is_gone_counts_until_the_weights():
    before = sound()
    after = replace(before, criteria=before.criteria.without("trust"))
    kept = {
        rater: FrozenMap({key: row.without("trust") for key, row in table.items()})
        for rater, table in before.ratings.items()
    }
    after = replace(after, ratings=FrozenMap(kept))
    _, inputs, weights, *_ = states(before, after)
    assert inputs.criteria == before.criteria
    assert inputs.ratings == before.ratings
    assert set(weights.criteria) == {"fit"}


def test_a_cut_of_compute_is_named_with_whom_it_costs():
    before = from_table([9, 8], [[10, 10]], [20])
    after = scale_capacity(before, "r0", 0.5)
    found = caused(before, after)
    limits = found.parts[2]
    assert limits.gained == -8
    assert limits.change.leaves == ("i02",)
    assert [(c.noun, c.key, c.change.gained) for c in limits.causes] == [("resource", "r0", -8)]
    assert limits.others == 0


def test_a_cause_that_does_nothing_alone_is_counted_only():
    before = from_table([9, 8], [[10, 10]], [20])
    after = with_record(before, "initiatives", "i01", benefit=Benefit(Estimate(12.0), 1.0))
    after = replace(after, rules=FrozenMap({"a": force_in("i01"), "b": force_out("i02")}))
    found = caused(before, after)
    assert [(c.noun, c.key) for c in found.parts[0].causes] == [("initiative", "i01")]
    choices = found.parts[3]
    assert [(c.noun, c.key, c.change.gained) for c in choices.causes] == [("rule", "b", -8)]
    assert choices.others == 1


def test_single_causes_are_what_a_plan_with_that_change_alone_gives():
    for seed in range(15):
        before, after = pair(seed)
        found = caused(before, after)
        for part in found.parts:
            for cause in part.causes:
                if cause.noun == "resource":
                    record = part.end.portfolio.resources[cause.key]
                    start = part.start.portfolio
                    alone = replace(start, resources=start.resources.with_(cause.key, record))
                    gain = plan(alone).value - plan(start).value
                    assert cause.change.gained == pytest.approx(gain, abs=1e-6)


def test_plans_of_another_unit_or_objective_are_not_subtracted():
    before = sound()
    euros = {
        key: replace(record, benefit=replace(record.benefit, unit="€M"))
        for key, record in before.initiatives.items()
    }
    in_euros = replace(before, initiatives=FrozenMap(euros))
    found = bridged(before, in_euros)
    assert (found.parts, found.total) == ((), None)
    assert found.trouble == (
        "The values cannot be compared: that of “May” is in “$M”, that of “June” in “€M”."
    )
    by_score = Planner()
    found = bridged(before, set_settings(before, objective="value"), by_score)
    assert found.total is None
    assert "maximizes risk-adjusted benefit in $M, that of “June” multi-criteria" in found.trouble


def test_what_cannot_be_planned_in_between_is_told_together():
    before = with_rules(from_table([9, 8], [[10, 10]], [20]), force_in("i01"))
    after = replace(from_table([9, 8], [[30, 10]], [40]), rules=FrozenMap())
    found = bridged(before, after)
    assert [part.steps for part in found.parts] == [("inputs", "weights", "limits"), ("choices",)]
    assert sum(part.gained for part in found.parts) == found.total == 0
    assert len(found.notes) == 2


def test_without_a_plan_the_reason_is_told():
    before = from_table([9, 8], [[10, 10]], [20])
    after = with_rules(from_table([9, 8], [[30, 10]], [20]), force_in("i01"))
    for one, other, name in ((before, after, "June"), (after, before, "May")):
        found = bridged(one, other)
        assert found.trouble.startswith(f"There is no plan of “{name}” to compare: ")
        assert "Item 1" in found.trouble


def test_a_plan_within_a_gap_makes_its_part_uncertain():
    before = from_table([9, 8], [[10, 10]], [20])
    after = scale_capacity(before, "r0", 0.5)

    def loose(portfolio, tick):
        best = plan(portfolio, tick=tick)
        return Planned(replace(best, status="feasible", bound=best.value + 2))

    found = bridged(before, after, loose)
    limits = found.parts[2]
    assert (limits.gained, limits.low, limits.high) == (-8, -10, -6)
    assert not limits.proven


def test_equal_states_are_planned_once():
    made = []

    class Counting(Planner):
        def ranking(self, portfolio):
            made.append(portfolio)
            return super().ranking(portfolio)

    planner = Counting()
    before = random_portfolio(3, count=5)
    found = bridged(before, scale_capacity(before, "money", 0.5), planner)
    assert len(made) == 5
    assert len({id(stop.planned.plan) for stop in found.stops}) == 2


def test_it_can_be_stopped():
    def stop(_fraction, _text):
        raise Cancelled

    with pytest.raises(Cancelled):
        bridge(sound(), sound(), Planner(), names=NAMES, tick=stop)


def test_progress_only_grows():
    told = []
    before, after = pair(1)
    found = bridge(before, after, exact, names=NAMES, tick=lambda done, _text: told.append(done))
    assert told == sorted(told)
    told.clear()
    with_causes(found, exact, tick=lambda done, _text: told.append(done))
    assert told == sorted(told)


def test_a_gate_that_is_met_is_a_choice():
    gate = Rule("gate", ("i02",), value="rights", reason="rights", state="open")
    before = with_rules(from_table([9, 8], [[10, 10]], [20]), gate)
    found = caused(before, set_rule(before, "u1", state="met"))
    assert found.parts[3].gained == 8
    assert [(c.noun, c.key) for c in found.parts[3].causes] == [("rule", "u1")]


def test_another_say_of_a_rater_is_a_cause_of_the_weights():
    before = set_settings(sound(), objective="value")
    before = with_record(before, "raters", "ana", weight=1.0)
    found = caused(before, with_record(before, "raters", "ana", weight=4.0))
    assert found.parts[1].gained != 0
    assert [(c.noun, c.key) for c in found.parts[1].causes] == [("rater", "ana")]


def test_steps_that_are_told_together_name_each_cause_once():
    before = with_rules(from_table([9, 8], [[10, 10]], [20]), force_in("i01"))
    after = replace(from_table([9, 5], [[30, 10]], [40]), rules=FrozenMap())
    (together, choices) = caused(before, after).parts
    assert together.steps == ("inputs", "weights", "limits")
    named = [(cause.noun, cause.key) for cause in together.causes]
    assert ("initiative", "i02") in named
    assert len(set(named)) == len(named)
    assert choices.causes == ()


def test_ends_that_cannot_be_compared_cost_two_plans():
    made = []

    def counting(portfolio, tick):
        made.append(portfolio)
        return exact(portfolio, tick)

    stuck = with_rules(from_table([9, 8], [[30, 10]], [20]), force_in("i01"))
    found = bridged(from_table([9, 8], [[10, 10]], [20]), stuck, counting)
    assert found.trouble
    assert len(made) == len(found.stops) == 2

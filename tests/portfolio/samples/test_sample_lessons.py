"""Each sample's plan is the best one by a second solver too, and shows what the sample teaches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from portfolio.edit import apply_scenario
from portfolio.files import load
from portfolio.funding import plan, waterline
from portfolio.ranking import rank
from tests.portfolio.samples.independent import best

FOLDER = Path(__file__).parents[3] / "sample_portfolios"
#: Proving the last hundredth of a percent of the large sample takes half a minute.
LARGE_SECONDS = 10.0


@dataclass(frozen=True)
class Lesson:
    """What a sample teaches.

    Attributes:
        binds: the resource that runs out, and how much more benefit 5 % more of it buys.
        idle: resources of which 5 % more buy nothing.
        funded: how many initiatives the plan funds.
        waterline: benefit lost by funding straight down the list, as a share.
    """

    binds: tuple[str, float]
    idle: tuple[str, ...]
    funded: int
    waterline: float


LESSONS = {
    "tutorial_8": Lesson(("r_compute", 0.0), ("r_engineers", "r_capital"), 6, 0.30),
    "northlight_ai_lab": Lesson(
        ("r_compute", 0.017), ("r_research", "r_engineers", "r_trust", "r_capital"), 9, 0.023
    ),
    "meridian_bank": Lesson(
        ("r_validation", 0.047), ("r_engineers", "r_gpu", "r_capex", "r_opex"), 23, 0.44
    ),
    "st_brennan_hospitals": Lesson(
        ("r_champions", 0.021), ("r_integration", "r_safety", "r_capital"), 10, 0.11
    ),
    "province_of_calder": Lesson(
        ("r_cash_1", 0.022), ("r_cash_2", "r_cash_3", "r_digital"), 76, 0.18
    ),
}


@cache
def sample(name):
    return load(FOLDER / f"{name}.portfolio").portfolio


@cache
def planned(name):
    return plan(sample(name))


@cache
def solved(name):
    return best(sample(name))


def ranked(portfolio):
    """Initiatives from the highest score to the lowest."""
    ranking = rank(portfolio)
    scores = dict(zip(ranking.initiative_ids, ranking.scores, strict=True))
    return sorted(scores, key=scores.__getitem__, reverse=True)


@pytest.fixture(params=LESSONS)
def name(request):
    return request.param


@pytest.fixture(params=[*LESSONS, "northlight_ai_lab_2026q4"])
def any_name(request):
    return request.param


def test_plan_is_proven_and_a_second_solver_agrees(any_name):
    found = planned(any_name)
    assert found.status == "optimal"
    assert found.gap == 0
    assert found.value == pytest.approx(solved(any_name).value, rel=1e-6)


def test_large_plan_is_proven_within_a_hundredth_of_a_percent():
    portfolio = sample("stress_1200")
    found = plan(portfolio, time_limit_s=LARGE_SECONDS)
    other = best(portfolio, gap=1e-4)
    assert found.gap <= 1e-4
    assert found.value == pytest.approx(other.value, rel=2e-4)
    assert 450 < len(found.chosen) < 510


@pytest.mark.slow
def test_large_plan_is_proven_to_the_last_digit():
    portfolio = sample("stress_1200")
    found = plan(portfolio)
    assert found.status == "optimal"
    assert found.value == pytest.approx(best(portfolio).value, rel=1e-6)


def test_large_plan_runs_out_of_something_else_each_quarter():
    share = best(sample("stress_1200"), gap=1e-4).share
    out = {place for place, used in share.items() if used > 0.999}
    assert out >= {
        ("r_governance", "p_2027q1"),
        ("r_engineers", "p_2027q2"),
        ("r_compute", "p_2027q3"),
        ("r_capital", "p_2027q4"),
    }


def test_the_tightest_limit_is_the_one_that_it_teaches(name):
    found, lesson = planned(name), LESSONS[name]
    row, column = found.tightest()
    assert found.resource_ids[row] == lesson.binds[0]
    assert found.use_share()[row, column] > 0.98
    assert len(found.chosen) == lesson.funded


def test_more_of_what_binds_buys_benefit_and_more_of_the_rest_buys_none(name):
    portfolio, lesson = sample(name), LESSONS[name]
    before = solved(name).value
    resource, gain = lesson.binds
    more = best(portfolio, more={resource: 1.05}).value
    assert more / before - 1 == pytest.approx(gain, abs=0.003)
    for idle in lesson.idle:
        assert best(portfolio, more={idle: 1.05}).value == pytest.approx(before, rel=1e-6)


def test_going_straight_down_the_list_loses_what_the_notes_say(name):
    straight = waterline(sample(name), ranked(sample(name)))
    lost = 1 - straight.value / planned(name).value
    assert lost == pytest.approx(LESSONS[name].waterline, abs=0.02)


def test_the_practice_rule_is_off_and_infeasible_when_on(name):
    portfolio = sample(name)
    (key,) = (key for key in portfolio.rules if key.startswith("rule_practice_"))
    rule = portfolio.rules[key]
    assert not rule.active
    assert rule.reason.startswith("Practice rule, switched off")
    switched = replace(portfolio, rules=portfolio.rules.with_(key, replace(rule, active=True)))
    found = plan(switched)
    assert best(switched) is None
    assert found.status == "infeasible"
    assert found.conflict


@pytest.mark.parametrize(
    ("name", "cost", "out"),
    [("northlight_ai_lab", 0.189, {"i_a01", "i_a16"}), ("tutorial_8", 0.574, {"i_a02", "i_a04"})],
)
def test_forcing_vivid_in_has_its_price_and_its_victims(name, cost, out):
    portfolio = sample(name)
    forced = plan(apply_scenario(portfolio, "s_keep_vivid"))
    other = best(portfolio, forced=("i_a06",))
    free = planned(name)
    assert forced.value == pytest.approx(other.value, rel=1e-6)
    assert 1 - forced.value / free.value == pytest.approx(cost, abs=0.002)
    assert free.chosen.keys() - forced.chosen.keys() == out == solved(name).chosen - other.chosen


def test_vivid_is_first_by_reach_fourteenth_by_score_and_third_of_the_compute():
    lab = sample("northlight_ai_lab")
    assert ranked(lab).index("i_a06") + 1 == 14
    only_reach = {
        key: replace(criterion, weight=float(key == "c_reach"))
        for key, criterion in lab.criteria.items()
    }
    by_reach = ranked(replace(lab, criteria=lab.criteria.with_all(only_reach)))
    assert by_reach[0] == "i_a06"
    lost = 1 - waterline(lab, by_reach).value / planned("northlight_ai_lab").value
    assert lost == pytest.approx(0.53, abs=0.01)
    asked = sum(cell.likely for cell in lab.initiatives["i_a06"].demand["r_compute"].values())
    there = sum(lab.resources["r_compute"].capacity.values())
    assert asked / there == pytest.approx(0.31, abs=0.005)


def test_the_earlier_lab_carries_vivid_and_leaves_the_flagship_out():
    then, now = planned("northlight_ai_lab_2026q4").chosen, planned("northlight_ai_lab").chosen
    assert "i_a06" in then
    assert "i_a01" not in then
    assert "i_a01" in now
    assert "i_a06" not in now


def test_late_chips_cost_the_lab_long_context():
    late = plan(apply_scenario(sample("northlight_ai_lab"), "s_gpus_late"))
    free = planned("northlight_ai_lab")
    assert 1 - late.value / free.value == pytest.approx(0.046, abs=0.002)
    assert free.chosen.keys() - late.chosen.keys() == {"i_a16"}


def test_twice_the_chips_change_nothing_at_the_bank():
    doubled = plan(apply_scenario(sample("meridian_bank"), "s_gpus_double"))
    assert doubled.chosen == planned("meridian_bank").chosen


def test_weights_turn_the_ranking_of_the_hospitals_and_not_their_plan():
    portfolio = sample("st_brennan_hospitals")
    views = [apply_scenario(portfolio, key) for key in ("s_clinical", "s_operations")]
    clinical, operations = map(ranked, views)
    for key in ("i_h0002", "i_h0016"):
        assert clinical.index(key) <= operations.index(key)
    for key in ("i_h0008", "i_h0009"):
        assert clinical.index(key) > operations.index(key)
    assert {frozenset(plan(view).chosen) for view in views} == {
        frozenset(planned("st_brennan_hospitals").chosen)
    }


def test_mandates_of_the_province_cost_benefit_and_its_floors_cost_none():
    portfolio = sample("province_of_calder")
    bound = solved("province_of_calder").value
    groups = {
        kind: tuple(key for key, rule in portfolio.rules.items() if rule.kind == kind)
        for kind in ("mandated", "floor")
    }
    assert {kind: len(keys) for kind, keys in groups.items()} == {"mandated": 9, "floor": 8}
    assert best(portfolio, without=groups["floor"]).value == pytest.approx(bound, rel=1e-6)
    free = best(portfolio, without=groups["mandated"]).value
    assert free / bound - 1 == pytest.approx(0.016, abs=0.002)

"""Aurelia Grid: its plan over two years, and what the notes say of it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from portfolio.edit import apply_scenario
from portfolio.files import load
from portfolio.funding import plan, waterline
from portfolio.ranking import rank
from tests.portfolio.funding import timed_judge

FOLDER = Path(__file__).parents[3] / "sample_portfolios"


@cache
def grid():
    return load(FOLDER / "aurelia_grid.portfolio").portfolio


@cache
def planned():
    return plan(grid())


def initiative(code):
    return next(key for key, record in grid().initiatives.items() if record.code == code)


def without(*rules):
    return replace(
        grid(),
        rules=type(grid().rules)(
            {key: rule for key, rule in grid().rules.items() if key not in rules}
        ),
    )


def shift(code):
    span = planned().spans.get(initiative(code))
    return None if span is None else span.shift


def test_the_plan_is_proven_and_keeps_every_limit_and_rule():
    periods = timed_judge.period_ids(grid())
    choice = {
        key: (level, periods.index(planned().spans[key].start))
        for key, level in planned().chosen.items()
    }
    assert planned().status == "optimal"
    assert timed_judge.obeys(grid(), choice)
    assert timed_judge.value(grid(), choice) == pytest.approx(planned().value)


def test_eleven_are_funded_five_of_them_later():
    assert len(planned().chosen) == 11
    later = {code for code in ("G02", "G04", "G10", "G13", "G14") if shift(code)}
    assert planned().deferred == {initiative(code) for code in later}
    assert len(later) == 5
    assert shift("G10") == 4


def test_people_bind_and_money_does_not():
    share = dict(zip(planned().resource_ids, planned().use_share().tolist(), strict=True))
    assert [round(part, 2) for part in share["r_data"][:3]] == [1.0, 1.0, 1.0]
    assert max(share["r_engineering"]) > 0.97
    assert max(share["r_capital"]) < 0.8


def test_generalists_help_only_within_the_head_count():
    rows = planned().resource_ids
    use = planned().use
    parts = [rows.index(key) for key in ("r_data", "r_ml", "r_generalists")]
    assert use[rows.index("r_generalists")].max() > 0
    assert use[rows.index("r_engineering")] == pytest.approx(use[parts].sum(axis=0))


def test_the_forecast_waits_for_the_platform():
    platform, forecast = (planned().spans[initiative(code)] for code in ("G03", "G04"))
    order = timed_judge.period_ids(grid())
    assert order.index(platform.last) < order.index(forecast.start)
    assert shift("G04") == 2


def test_gates_and_the_control_room_keep_two_out():
    assert shift("G05") is None
    assert shift("G12") is None
    assert initiative("G05") in plan(without("rule_control_room")).chosen
    open_gate = plan(without("rule_trading_gate"))
    assert open_gate.value > planned().value


def test_the_loved_app_is_stopped_although_stopping_costs_money():
    app = initiative("G08")
    assert app not in planned().chosen
    assert grid().initiatives[app].stop_cost
    kept = plan(apply_scenario(grid(), "s_keep_app"))
    assert 1 - kept.value / planned().value == pytest.approx(0.112, abs=0.002)


def test_going_straight_down_the_list_loses_a_seventh():
    ranking = rank(grid())
    scores = dict(zip(ranking.initiative_ids, ranking.scores, strict=True))
    straight = waterline(grid(), sorted(scores, key=scores.__getitem__, reverse=True))
    assert 1 - straight.value / planned().value == pytest.approx(0.14, abs=0.005)


def test_the_practice_rule_is_off_and_infeasible_when_on():
    rule = replace(grid().rules["rule_practice_all"], active=True)
    switched = replace(grid(), rules=grid().rules.with_("rule_practice_all", rule))
    found = plan(switched)
    assert found.status == "infeasible"
    assert "at most 2 of" in found.conflict

"""The plan as a decision to start from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import decision_faults, set_capacity, set_facts, set_initiative, set_kill
from portfolio.errors import Cancelled
from portfolio.model import Decision, Facts, FrozenMap, FundingLevel, KillCriterion, Rule
from portfolio.report.decision_draft import against_plan, displaced_by, granted, suggested
from tests.portfolio.small import sound, with_record, with_rules

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
# Capital of 4 a quarter carries over: 8 in all. Agents 4, Claims 2, Wiki 1 fit; Vivid needs 8.
RESULTS = analyze(sound(), upto="lines")


def plain(amounts):
    return {resource: dict(row.items()) for resource, row in amounts.items()}


def test_what_the_plan_funds_is_suggested_with_what_it_needs():
    draft = suggested(RESULTS, "agents", NOW)
    assert (draft.option, draft.name, draft.level, draft.start) == ("fund", "Agents", None, "q1")
    assert plain(draft.amounts) == {
        "gpu": {"q1": 30.0, "q2": 30.0},
        "fte": {"q1": 4.0, "q2": 4.0},
        "usd": {"q1": 2.0, "q2": 2.0},
    }
    assert draft.reason == RESULTS.lines["agents"].cause
    assert draft.reason
    assert decision_faults(RESULTS.portfolio, draft) == ()


def test_what_the_plan_cuts_is_suggested_with_its_reason():
    draft = suggested(RESULTS, "vivid", NOW)
    assert (draft.option, draft.level, draft.start) == ("cut", None, None)
    assert not draft.amounts
    assert draft.reason == RESULTS.lines["vivid"].cause
    assert decision_faults(RESULTS.portfolio, draft) == ()


def test_every_suggestion_can_be_taken_as_it_is():
    for key in RESULTS.portfolio.initiatives:
        assert decision_faults(RESULTS.portfolio, suggested(RESULTS, key, NOW)) == ()


def test_what_starts_later_is_suggested_as_deferred():
    # No engineers in the first quarter, so nothing can start then.
    late = set_capacity(sound(), "fte", "q1", 0.0)
    late = set_initiative(late, "claims", starts=("q1", "q2"), duration=1, open_ended=True)
    draft = suggested(analyze(late, upto="lines"), "claims", NOW)
    assert (draft.option, draft.start) == ("defer", "q2")
    assert plain(draft.amounts)["gpu"] == {"q2": 20.0}


def test_owner_and_kill_criterion_come_from_the_initiative():
    kill = KillCriterion("Users", "10", date(2027, 9, 1), "Stop")
    owned = set_initiative(sound(), "agents", owner="Ana")
    owned = set_kill(set_facts(owned, "agents", kind="internal tool"), "agents", **_fields(kill))
    draft = suggested(analyze(owned, upto="lines"), "agents", NOW)
    assert (draft.owner, draft.kill) == ("Ana", kill)
    blank = with_record(sound(), "initiatives", "agents", facts=Facts())
    assert suggested(analyze(blank, upto="lines"), "agents", NOW).kill is None


def _fields(kill):
    return {"metric": kill.metric, "floor": kill.floor, "date": kill.date, "action": kill.action}


def test_nothing_is_suggested_while_no_plan_says_what_to_do():
    assert suggested(Results(0, sound()), "agents", NOW) is None
    assert suggested(replace(RESULTS, stale=frozenset({"plan"})), "agents", NOW) is None
    assert suggested(replace(RESULTS, provisional=True), "agents", NOW) is None
    impossible = with_rules(set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",)))
    assert suggested(analyze(impossible, upto="lines"), "agents", NOW) is None


PILOT = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.4)})
SIZED = with_record(sound(), "initiatives", "claims", levels=PILOT)


@pytest.mark.parametrize(
    ("level", "start", "gpu"),
    [
        (None, None, {"q1": 20.0, "q2": 20.0}),
        ("pilot", None, {"q1": 10.0, "q2": 10.0}),
        ("pilot", "q1", {"q1": 10.0, "q2": 10.0}),
        (None, "q2", {"q2": 20.0}),
        ("gone", "gone", {"q1": 20.0, "q2": 20.0}),
    ],
)
def test_what_is_granted_at_a_size_and_from_a_start(level, start, gpu):
    assert plain(granted(SIZED, "claims", level, start))["gpu"] == gpu


def test_what_is_granted_is_what_the_plan_uses():
    used = {}
    for key in RESULTS.plan.chosen:
        for resource, row in suggested(RESULTS, key, NOW).amounts.items():
            for period, amount in row.items():
                used[resource, period] = used.get((resource, period), 0.0) + amount
    plan = RESULTS.plan
    for row, resource in enumerate(plan.resource_ids):
        for column, period in enumerate(plan.period_ids):
            assert used.get((resource, period), 0.0) == pytest.approx(plan.use[row, column])


def test_what_a_funded_one_keeps_out_and_a_cut_one_would_push_out():
    # Five engineers: Agents alone (4), or Claims and Wiki (5), or Vivid (5).
    tight = set_capacity(set_capacity(sound(), "fte", "q1", 5.0), "fte", "q2", 5.0)
    results = analyze(tight, upto="lines")
    assert list(results.plan.chosen) == ["agents"]
    assert displaced_by(results, "agents") == ("claims", "wiki")
    assert displaced_by(results, "claims") == ("agents",)
    assert displaced_by(results, "vivid") == ("agents",)
    assert displaced_by(RESULTS, "wiki") == ()


def test_displacing_can_be_cancelled_and_needs_a_plan():
    def stop(_fraction, _text):
        raise Cancelled

    assert displaced_by(Results(0, sound()), "agents") == ()
    assert displaced_by(RESULTS, "gone") == ()
    with pytest.raises(Cancelled):
        displaced_by(RESULTS, "vivid", stop)


def test_against_the_plan_is_funding_what_it_cuts():
    assert against_plan(RESULTS, Decision("vivid", "fund", NOW))
    assert against_plan(RESULTS, Decision("vivid", "fund with conditions", NOW))
    assert not against_plan(RESULTS, Decision("vivid", "defer", NOW))
    assert not against_plan(RESULTS, Decision("agents", "fund", NOW))
    assert not against_plan(Results(0, sound()), Decision("vivid", "fund", NOW))

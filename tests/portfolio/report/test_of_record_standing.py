"""Lines of a plan of record that no longer hold: which, and what was changed since."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portfolio import edit
from portfolio.analysis import Results, analyze
from portfolio.files.changes import changes
from portfolio.files.snapshot import inputs_of_record
from portfolio.model import (
    Condition,
    Decision,
    Estimate,
    FrozenMap,
    FundingLevel,
    KillCriterion,
    Rule,
)
from portfolio.report import of_record_drift
from portfolio.report.compare_plans import Planner
from portfolio.report.decision_dues import dues
from portfolio.report.decision_verbs import withdrawn
from portfolio.report.decision_words import Occasion
from portfolio.report.of_record import freeze
from portfolio.report.of_record_proof import proof
from portfolio.report.of_record_standing import standing
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_record

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
TODAY = date(2027, 4, 1)


def frozen(portfolio):
    """Return the document with its plan of record, and that record."""
    after = freeze(analyze(portfolio, upto="lines"), "Board", "", Occasion("Ana", NOW))
    (record,) = after.plans.values()
    return after, record


def held(record, portfolio):
    return standing(record, analyze(portfolio, upto="lines"), TODAY)


def decide(portfolio, key, option, at=NOW, **fields):
    decision = Decision(key, option, at, reason=fields.pop("reason", "So decided."), **fields)
    return decided(portfolio, decision, "Ana", at)


def told(found):
    return [(lapse.initiative, lapse.kind) for lapse in found.lapses]


BASE, RECORD = frozen(sound())


def test_while_nothing_changes_all_lines_hold():
    found = held(RECORD, BASE)
    assert (found.lapses, found.broken, found.lines) == ((), 0, 4)
    assert found.sentence == "All 4 lines of the plan of record hold."
    one = replace(found, lines=1)
    assert one.sentence == "The one line of the plan of record holds."


def test_a_change_that_moves_no_line_breaks_none():
    assert held(RECORD, edit.set_initiative(BASE, "agents", notes="x", goal="y")).broken == 0


def test_its_own_numbers_are_named_with_before_and_after():
    now = edit.set_demand(BASE, "wiki", "fte", "q1", Estimate(8.0))
    found = held(RECORD, now)
    assert found.sentence == "3 of 4 lines hold; 1 no longer does."
    (lapse,) = found.lapses
    assert (lapse.initiative, lapse.kind) == ("wiki", "cut now")
    assert lapse.sentence == (
        "“Wiki” was to be funded, and the plan of now has it cut. Its demand, “ML engineers”, "
        "“Q1 2027”: 8 FTE, was 2 FTE (low 1.8 FTE, high 2.2 FTE)."
    )
    assert found.why() == {"wiki": lapse.sentence}


def test_a_capacity_that_fell_is_named_with_before_and_after():
    now = edit.scale_capacity(BASE, "fte", 0.7)
    (lapse,) = held(RECORD, now).lapses
    (cause,) = lapse.causes
    assert cause == (
        "The capacity of “ML engineers” fell from 10 FTE to 7 FTE in “Q1 2027” and in 1 other "
        "period."
    )


def test_a_capacity_that_rose_is_why_another_is_funded():
    now = edit.scale_capacity(edit.scale_capacity(BASE, "gpu", 2.0), "fte", 2.0)
    (lapse,) = held(RECORD, edit.scale_capacity(now, "usd", 3.0)).lapses
    assert (lapse.initiative, lapse.kind) == ("vivid", "funded now")
    assert lapse.what == "“Vivid” was to be cut, and the plan of now has it funded."
    assert lapse.causes[0].startswith("The capacity of “ML engineers” rose from 10 FTE to 20")
    assert lapse.causes[2] == "1 more limit moved that way."


def test_rules_are_told_those_about_it_first():
    rule = Rule("force_out", ("wiki",), reason="No owner", author="Ana")
    other = Rule("at_most", amount=3.0, field="category", value="work")
    now = edit.add_rule(edit.add_rule(BASE, "a", other), "b", rule)
    (lapse,) = held(RECORD, now).lapses
    assert lapse.causes[0] == "A rule was added: “Wiki” forced out. No owner. (Ana)"
    assert lapse.causes[1].startswith("A rule was added: At most 3")


def test_a_lifted_rule_and_a_setting_are_told():
    rule = Rule("force_in", ("vivid",), reason="The fair", author="Ana")
    roomy = edit.scale_capacity(edit.scale_capacity(sound(), "fte", 1.2), "usd", 1.6)
    base, record = frozen(edit.add_rule(edit.scale_capacity(roomy, "gpu", 1.2), "x", rule))
    now = edit.set_settings(edit.remove_rules(base, ["x"]), discount_rate=0.1)
    first = next(lapse for lapse in held(record, now).lapses if lapse.initiative == "vivid")
    assert first.kind == "cut now"
    assert "A rule was lifted: “Vivid” forced in. The fair. (Ana)" in first.causes
    assert "Settings, discount rate: 10 %, was 0 %." in first.causes


def test_who_takes_its_place_is_told():
    worth = replace(BASE.initiatives["vivid"].benefit, amount=Estimate(900.0))
    now = edit.set_initiative(BASE, "vivid", benefit=worth)
    found = held(RECORD, now)
    kinds = dict(told(found))
    assert kinds["vivid"] == "funded now"
    gone = [key for key, kind in kinds.items() if kind == "cut now"]
    assert gone
    lapse = next(each for each in found.lapses if each.initiative == gone[0])
    assert lapse.causes == ("“Vivid” is funded now instead.",)


def test_ratings_count_only_where_the_plan_adds_up_scores():
    rated = edit.set_settings(sound(), objective="value")
    base, record = frozen(rated)
    heavier = edit.set_criterion(base, "trust", weight=50.0)
    tight = edit.scale_capacity(heavier, "fte", 0.5)
    causes = {cause for lapse in held(record, tight).lapses for cause in lapse.causes}
    assert "Weights or ratings were changed." in causes
    same = edit.scale_capacity(edit.set_criterion(BASE, "trust", weight=50.0), "fte", 0.5)
    causes = {cause for lapse in held(RECORD, same).lapses for cause in lapse.causes}
    assert causes
    assert "Weights or ratings were changed." not in causes


def test_scores_and_periods_that_changed_are_told():
    base, record = frozen(edit.set_settings(sound(), objective="value"))
    stricter = edit.scale_capacity(edit.set_settings(base, missing="median"), "fte", 0.5)
    causes = {cause for lapse in held(record, stricter).lapses for cause in lapse.causes}
    assert "Weights or ratings were changed." in causes
    later = edit.set_period(BASE, "q2", start=date(2028, 1, 1))
    (lapse,) = held(RECORD, edit.scale_capacity(later, "fte", 0.7)).lapses
    assert "The planning periods were changed." in lapse.causes
    renamed = edit.scale_capacity(edit.set_period(BASE, "q2", name="Spring"), "fte", 0.7)
    (lapse,) = held(RECORD, renamed).lapses
    assert len(lapse.causes) == 1


def test_an_initiative_that_is_gone_and_one_that_is_new():
    now = edit.add_initiatives(edit.delete_initiatives(BASE, ["wiki"]), {"new": "Newcomer"})
    amounts = {"benefit": sound().initiatives["agents"].benefit}
    now = edit.set_initiative(now, "new", **amounts)
    found = held(RECORD, now)
    (lapse,) = found.lapses
    assert (lapse.kind, lapse.what) == (
        "gone",
        "“Wiki” is not in the portfolio any more; it was to be funded.",
    )
    assert found.newcomers == ("new",)


def test_another_size_and_another_start_are_told():
    levels = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.5)})
    sized = with_record(sound(), "initiatives", "claims", levels=levels)
    timed = edit.set_initiative(sized, "wiki", starts=("q1", "q2"), duration=1, open_ended=True)
    base, record = frozen(timed)
    assert record.lines["claims"].level == "pilot"
    full = with_record(base, "initiatives", "claims", levels=FrozenMap())
    now = edit.set_initiative(full, "wiki", starts=("q1",))
    found = {lapse.kind: lapse for lapse in held(record, now).lapses}
    assert (
        found["size"].what == "“Claims triage” was to be funded at “Pilot”, and now the full size."
    )
    assert found["start"].what == "“Wiki” was to be funded from Q2 2027, and now from Q1 2027."


def test_a_running_one_is_continued_or_stopped():
    base, record = frozen(edit.set_initiative(sound(), "wiki", status="running"))
    now = edit.set_demand(base, "wiki", "fte", "q1", Estimate(9.0))
    (lapse,) = held(record, now).lapses
    assert lapse.what == "“Wiki” was to be continued, and the plan of now has it stopped."


def test_without_its_inputs_lines_are_compared_and_causes_are_not_told():
    broken = replace(RECORD, inputs=RECORD.inputs[:-12])
    found = held(broken, edit.scale_capacity(BASE, "fte", 0.7))
    assert [lapse.causes for lapse in found.lapses] == [()]
    assert found.trouble == (
        "Why lines moved cannot be told. Plan of record “Board”: The packed inputs were cut off "
        "or added to."
    )


def test_without_a_settled_plan_it_says_so():
    results = analyze(edit.delete_initiatives(BASE, ["wiki"]), upto="lines")
    for waiting in (replace(results, provisional=True), Results(0, results.portfolio)):
        found = standing(RECORD, waiting, TODAY)
        assert told(found) == [("wiki", "gone")]
        assert found.sentence == "There is no plan of now yet to hold the plan of record against."


# Decisions.


def test_a_line_decided_against_the_plan_holds_while_the_decision_does():
    base, record = frozen(decide(sound(), "vivid", "fund"))
    assert record.lines["vivid"].planned == "cut"
    assert held(record, base).broken == 0
    changed = edit.scale_capacity(base, "fte", 0.9)
    assert ("vivid", "cut now") not in told(held(record, changed))


def test_a_line_decided_against_the_plan_breaks_when_the_decision_is_withdrawn():
    base, record = frozen(decide(sound(), "vivid", "fund"))
    (key,) = base.decisions
    (lapse,) = held(record, withdrawn(base, key, "No money.", "Ana", LATER)).lapses
    assert (lapse.initiative, lapse.kind) == ("vivid", "cut now")


def test_what_was_decided_since_goes_before_the_plan():
    now = decide(BASE, "agents", "cut", LATER, reason="Another team has it.")
    (lapse,) = held(RECORD, now).lapses
    assert lapse.kind == "decided since"
    assert lapse.sentence == (
        "“Agents” was to be funded at the full size from Q1 2027. The decision that holds now: "
        "cut. Another team has it."
    )
    assert held(RECORD, decide(BASE, "agents", "fund", LATER)).broken == 0
    assert held(RECORD, decide(BASE, "vivid", "defer", LATER)).broken == 0


def test_a_decision_that_holds_again_goes_before_the_plan_whatever_its_day():
    first = decide(sound(), "agents", "cut", NOW - timedelta(days=2))
    (cut,) = first.decisions
    both = decide(first, "agents", "fund", NOW - timedelta(days=1))
    (fund,) = both.decisions.keys() - {cut}
    base, record = frozen(both)
    assert held(record, base).broken == 0
    (lapse,) = held(record, withdrawn(base, fund, "No money.", "Ana", LATER)).lapses
    assert (lapse.initiative, lapse.kind) == ("agents", "decided since")


def test_another_size_or_start_decided_since_breaks_a_line():
    pilot = FundingLevel("Pilot", "V", 0.5, 0.5)
    base, record = frozen(decide(edit.set_level(sound(), "agents", "l", pilot), "agents", "fund"))
    now = decide(base, "agents", "fund", LATER, level="l", reason="Smaller.")
    (lapse,) = held(record, now).lapses
    assert lapse.sentence == (
        "“Agents” was to be funded at the full size from Q1 2027. The decision that holds now: "
        "fund, at Pilot. Smaller."
    )
    later = decide(base, "agents", "fund", LATER, start="q2")
    assert told(held(record, later)) == [("agents", "decided since")]


def test_dues_are_told_beside_and_break_no_line():
    terms = (Condition("Rights", date(2027, 3, 31)), Condition("Consent", state="missed"))
    now = decide(BASE, "agents", "fund with conditions", terms=terms, review=TODAY)
    found = held(RECORD, now)
    assert found.broken == 0
    assert told(found) == [
        ("agents", "condition overdue"),
        ("agents", "condition missed"),
        ("agents", "review due"),
    ]
    assert found.lapses[0].what == "A condition of “Agents” was due on 31 Mar 2027: “Rights”."
    assert found.lapses[1].what == "“Agents” missed a condition: “Consent”."
    assert found.lapses[2].what == "The decision on “Agents” was to be reviewed on 1 Apr 2027."


def test_dues_of_what_came_later_are_told_too():
    now = decide(edit.add_initiatives(BASE, {"new": "Newcomer"}), "new", "fund", review=TODAY)
    assert told(held(RECORD, now)) == [("new", "review due")]
    gone = edit.delete_initiatives(now, ["new"])
    assert told(held(RECORD, gone)) == [("new", "review due")]


KILL = KillCriterion("Weekly users", "10,000", date(2027, 3, 31), "stop it")


@pytest.mark.parametrize(
    ("kill", "kinds"),
    [
        (KILL, ["kill date passed"]),
        (replace(KILL, date=TODAY), []),
        (replace(KILL, outcome="passed"), []),
        (replace(KILL, outcome="failed"), ["kill criterion failed"]),
    ],
)
def test_a_kill_criterion_falls_due(kill, kinds):
    assert [e.kind for e in dues(decide(sound(), "agents", "fund", kill=kill), TODAY)] == kinds


def test_a_kill_criterion_that_is_stated_in_part_is_told_as_far_as_it_goes():
    kill = KillCriterion("Weekly\u202e users", outcome="failed")
    decision = Decision("agents", "fund", NOW, name="Agents", kill=kill)
    (lapse,) = dues(replace(sound(), decisions=FrozenMap({"k": decision})), TODAY)
    assert lapse.what == (
        "“Agents” failed its kill criterion: Weekly⟨U+202E⟩ users: no floor stated."
    )


def test_what_falls_due_is_that_of_decisions_that_hold():
    one = decide(sound(), "agents", "fund", kill=KILL)
    assert dues(decide(one, "agents", "fund"), TODAY) == ()
    assert dues(decide(one, "agents", "cut", kill=KILL), TODAY) == ()
    (key,) = one.decisions
    assert dues(withdrawn(one, key, "Why.", "Ana", NOW), TODAY) == ()
    gone = edit.delete_initiatives(one, ["agents"])
    assert [lapse.name for lapse in dues(gone, TODAY)] == ["Agents"]


# Proofs.


def proven(record, now, initiative):
    return proof(record, now, initiative, Planner(), lambda _fraction, _text: None)


def test_the_change_that_did_it_is_found_by_putting_each_back():
    now = edit.scale_capacity(BASE, "fte", 0.7)
    now = edit.set_initiative(now, "wiki", benefit=replace(now.initiatives["wiki"].benefit))
    now = edit.scale_capacity(now, "usd", 1.1)
    now = edit.set_settings(now, discount_rate=0.05)
    (lapse,) = held(RECORD, now).lapses
    found = proven(RECORD, now, lapse.initiative)
    assert found.enough == ("“ML engineers” as it was",)
    assert (found.tried, found.left_out) == (3, 0)
    assert found.sentence == (
        f"“{lapse.name}” would be funded as in the plan of record with “ML engineers” as it was."
    )


def test_several_ways_back_are_all_told():
    # 4 + 4 + 3 of 10 engineers: either change put back leaves enough for all three.
    now = edit.set_demand(BASE, "wiki", "fte", "q1", Estimate(3.0))
    found = proven(RECORD, edit.set_demand(now, "claims", "fte", "q1", Estimate(4.0)), "wiki")
    assert found.sentence == (
        "“Wiki” would be funded as in the plan of record with its own numbers as they were or "
        "with “Claims triage” as it was."
    )


def test_where_it_takes_several_changes_together_none_is_named():
    # 4 + 5 + 4 of 10 engineers: either change put back is not enough.
    now = edit.set_demand(BASE, "wiki", "fte", "q1", Estimate(4.0))
    found = proven(RECORD, edit.set_demand(now, "claims", "fte", "q1", Estimate(5.0)), "wiki")
    assert (found.enough, found.tried) == ((), 2)
    assert found.sentence == (
        "No single change is enough for “Wiki” to be funded as in the plan of record: it takes "
        "several of them together."
    )


def test_a_rule_an_other_one_and_weights_can_be_put_back():
    rule = Rule("force_out", ("wiki",), reason="No owner", author="Ana")
    assert proven(RECORD, edit.add_rule(BASE, "x", rule), "wiki").enough == (
        "the rules as they were",
    )
    worth = replace(BASE.initiatives["vivid"].benefit, amount=Estimate(900.0))
    now = edit.set_initiative(BASE, "vivid", benefit=worth)
    lost = next(lapse.initiative for lapse in held(RECORD, now).lapses if lapse.kind == "cut now")
    assert proven(RECORD, now, lost).enough == ("“Vivid” as it was",)
    new = edit.add_initiatives(BASE, {"new": "Newcomer"})
    record = replace(now.initiatives["vivid"], name="Newcomer", order="z")
    new = replace(new, initiatives=new.initiatives.with_("new", record))
    assert proven(RECORD, new, lost).enough == ("“Newcomer” left out, as it is new",)


def test_weights_can_be_put_back_where_the_plan_adds_up_scores():
    base, record = frozen(
        edit.scale_capacity(edit.set_settings(sound(), objective="value"), "fte", 0.5)
    )
    now = edit.set_criterion(base, "trust", weight=50.0)
    for lapse in held(record, now).lapses:
        assert proven(record, now, lapse.initiative).enough == (
            "the weights and ratings as they were",
        )


def test_what_only_people_read_of_ratings_and_raters_moves_no_plan():
    base, record = frozen(edit.set_settings(sound(), objective="value"))
    rating = base.ratings["ana"]["wiki"]["trust"]
    now = edit.set_rating(base, "ana", "wiki", "trust", replace(rating, comment="Hm"))
    now = edit.set_rater(now, "ana", name="Anastasia")
    now = edit.set_criterion(now, "trust", description="Do they trust it?")
    found = proven(record, now, "wiki")
    assert (found.tried, found.enough) == (0, ())
    again = edit.set_rating(base, "ana", "wiki", "trust", replace(rating, value=1.0))
    assert proven(record, again, "wiki").tried == 2


def test_names_with_and_in_them_stay_as_they_are():
    base, record = frozen(edit.set_initiative(sound(), "claims", name="Search and without"))
    now = edit.set_demand(base, "wiki", "fte", "q1", Estimate(3.0))
    found = proven(record, edit.set_demand(now, "claims", "fte", "q1", Estimate(4.0)), "wiki")
    assert "or with “Search and without” as it was" in found.sentence


def test_changes_that_were_not_tried_are_not_said_to_be_not_enough(monkeypatch):
    monkeypatch.setattr("portfolio.report.of_record_proof.MOST_TRIED", 2)
    now = edit.set_demand(BASE, "wiki", "fte", "q1", Estimate(4.0))
    now = edit.set_demand(now, "claims", "fte", "q1", Estimate(5.0))
    now = edit.set_demand(now, "agents", "fte", "q1", Estimate(5.0))
    found = proven(RECORD, now, "wiki")
    assert (found.enough, found.tried, found.left_out) == ((), 2, 1)
    assert found.sentence == (
        "None of the 2 changes that were put back is enough for “Wiki” to be funded as in the "
        "plan of record; 1 more was not tried."
    )


def test_what_is_put_back_gives_the_plan_of_then_when_it_is_all_there_was():
    # Any one change of one kind that moves a line: putting it back must bring the line back.
    factors = (0.5, 0.7, 1.5)
    for resource, factor in itertools.product(("gpu", "fte", "usd"), factors):
        now = edit.scale_capacity(BASE, resource, factor)
        for lapse in held(RECORD, now).lapses:
            found = proven(RECORD, now, lapse.initiative)
            assert (len(found.enough), found.tried) == (1, 1)


def test_nothing_to_put_back_is_said():
    found = proven(RECORD, BASE, "agents")
    assert (found.tried, found.sentence) == (
        0,
        "Nothing that counts for the plan was changed since.",
    )


def test_each_change_is_looked_at_once_however_many_lines_moved(monkeypatch):
    looked = []
    own = of_record_drift._is_own
    monkeypatch.setattr(
        of_record_drift, "_is_own", lambda each, **how: looked.append(each) or own(each, **how)
    )
    less = BASE
    for key in BASE.resources:
        less = edit.set_capacity(less, key, "q1", 0.0)
    for key in BASE.initiatives:
        less = edit.set_initiative(less, key, stage="retire")
    found = held(RECORD, less)
    assert found.broken == 3
    assert len(looked) == len(changes(inputs_of_record(RECORD), less))

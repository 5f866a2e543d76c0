"""One side deletes a record, the other one goes on with it: it stands or falls as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.edit import (
    add_comment,
    add_initiatives,
    add_rule,
    delete_criterion,
    delete_initiatives,
    delete_period,
    delete_rater,
    delete_resource,
    remove_rules,
    set_capacity,
    set_criterion,
    set_demand,
    set_initiative,
    set_period,
    set_rater,
    set_rating,
    set_resource,
    set_rule,
)
from portfolio.files.merging import MISSING, merge, resolved
from portfolio.model import Ballot, Change, Comment, Estimate, FrozenMap, Rating, Rule, Scenario
from tests.portfolio.files.documents import NOW, SMALL

BASE = replace(
    SMALL,
    scenarios=FrozenMap(
        {
            "s_1": Scenario("Less", "V", (Change("capacity_factor", "r_gpu", 0.8, "q_1"),)),
            "s_2": Scenario("Free", "W", (Change("rule_off", "u_1"),)),
        }
    ),
)
DELETED = {
    "initiatives": (lambda p: delete_initiatives(p, ["i_triage"]), "i_triage"),
    "resources": (lambda p: delete_resource(p, "r_gpu"), "r_gpu"),
    "periods": (lambda p: delete_period(p, "q_1"), "q_1"),
    "criteria": (lambda p: delete_criterion(p, "c_fit"), "c_fit"),
    "raters": (lambda p: delete_rater(p, "p_ana"), "p_ana"),
    "rules": (lambda p: remove_rules(p, ["u_1"]), "u_1"),
}
WENT_ON = [
    ("initiatives", lambda p: set_initiative(p, "i_triage", owner="Ben")),
    ("initiatives", lambda p: set_rating(p, "p_ana", "i_triage", "c_fit", Rating(90.0))),
    ("initiatives", lambda p: set_rule(p, "u_1", reason="Another one")),
    ("initiatives", lambda p: add_rule(p, "u_2", Rule("mandated", ("i_triage",)))),
    ("initiatives", lambda p: add_comment(p, "n_2", Comment("Go on", NOW, "Ben", "i_triage"))),
    ("resources", lambda p: set_resource(p, "r_gpu", notes="Leased")),
    ("resources", lambda p: set_capacity(p, "r_gpu", "q_2", 100.0)),
    ("resources", lambda p: set_demand(p, "i_video", "r_gpu", "q_1", Estimate(5.0))),
    ("periods", lambda p: set_period(p, "q_1", name="First quarter")),
    ("periods", lambda p: set_demand(p, "i_triage", "r_gpu", "q_1", Estimate(7.0))),
    ("periods", lambda p: set_initiative(p, "i_video", starts=("q_1",))),
    ("criteria", lambda p: set_criterion(p, "c_fit", weight=3.0)),
    ("criteria", lambda p: set_rating(p, "p_ana", "i_video", "c_fit", Rating(21.0))),
    ("raters", lambda p: set_rater(p, "p_ana", role="Chair")),
    ("raters", lambda p: set_rating(p, "p_ana", "i_video", "c_fit", None)),
    ("rules", lambda p: set_rule(p, "u_1", active=False)),
]


@pytest.mark.parametrize(("collection", "went_on"), WENT_ON[:-2] + WENT_ON[-1:])
def test_it_stands_or_falls_with_all_that_refers_to_it(collection, went_on):
    delete, key = DELETED[collection]
    deleted, edited = delete(BASE), went_on(BASE)
    for ours, theirs, keeps in ((deleted, edited, {0}), (edited, deleted, set())):
        found = merge(BASE, ours, theirs)
        (conflict,) = found.conflicts
        assert (conflict.path, conflict.kind) == ((collection, key), "deleted")
        assert MISSING in (conflict.ours, conflict.theirs)
        assert found.portfolio == edited
        assert found.preset == keeps
        assert resolved(found, keeps) == edited
        assert resolved(found, {0} - keeps) == deleted


def test_taking_out_more_is_not_going_on():
    delete, _ = DELETED["raters"]
    collection, went_on = WENT_ON[-2]
    assert collection == "raters"
    found = merge(BASE, delete(BASE), went_on(BASE))
    assert found.conflicts == ()
    assert found.portfolio == delete(BASE)


def test_moving_a_record_is_not_going_on():
    delete, _ = DELETED["initiatives"]
    found = merge(BASE, delete(BASE), set_initiative(BASE, "i_triage", order="Z"))
    assert found.conflicts == ()
    assert "i_triage" not in found.portfolio.initiatives


@pytest.mark.parametrize("first", DELETED)
@pytest.mark.parametrize("second", DELETED)
def test_two_sides_that_delete_different_things_never_conflict(first, second):
    both = [DELETED[name][0] for name in (first, second)]
    ours, theirs = (delete(BASE) for delete in both)
    found = merge(BASE, ours, theirs)
    assert found.conflicts == ()
    for name in (first, second):
        assert DELETED[name][1] not in getattr(found.portfolio, name)


def test_what_the_other_side_did_is_named_in_the_conflict():
    delete, _ = DELETED["initiatives"]
    edited = set_rating(BASE, "p_ana", "i_triage", "c_fit", Rating(90.0))
    edited = set_initiative(edited, "i_triage", owner="Ben")
    (conflict,) = merge(BASE, delete(BASE), edited).conflicts
    assert conflict.place == "Initiative “Claims triage”"
    assert conflict.ours_text == "deleted"
    assert conflict.theirs_text == "edited: owner and Ratings by “Ana” of “Claims triage”"


def test_what_still_names_a_deleted_record_is_no_addition():
    """A sealed ballot goes on naming a criterion that is gone; its rater takes a weight back."""
    ballot = Ballot(None, NOW, weights=FrozenMap({"c_fit": 2.0, "c_2": 1.0}))
    base = replace(BASE, ballots=FrozenMap({"p_ana": ballot}))
    base = replace(base, criteria=base.criteria.with_("c_2", base.criteria["c_fit"]))
    deleted = delete_criterion(base, "c_fit")
    assert "c_fit" in deleted.ballots["p_ana"].weights
    fewer = FrozenMap({"p_ana": replace(ballot, weights=ballot.weights.without("c_fit"))})
    edited = replace(base, ballots=fewer)
    for ours, theirs in ((deleted, edited), (edited, deleted)):
        found = merge(base, ours, theirs)
        assert found.conflicts == ()
        assert found.portfolio == replace(deleted, ballots=fewer)


def test_a_rule_of_which_both_took_out_a_member_keeps_what_was_said_of_it():
    base = add_initiatives(BASE, {"i_a": "A", "i_b": "B", "i_c": "C"})
    base = add_rule(base, "u_3", Rule("together", ("i_a", "i_b", "i_c")))
    ours = delete_initiatives(base, ["i_a"])
    theirs = set_rule(delete_initiatives(base, ["i_b"]), "u_3", reason="One team")
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.rules["u_3"] == Rule("together", ("i_c",), reason="One team")


def test_a_number_that_one_side_took_out_and_the_other_changed_stays():
    ours, theirs = set_capacity(BASE, "r_gpu", "q_1", None), set_capacity(BASE, "r_gpu", "q_1", 9.0)
    for mine, other, keeps in ((ours, theirs, {0}), (theirs, ours, set())):
        found = merge(BASE, mine, other)
        (conflict,) = found.conflicts
        assert (conflict.path[-2:], conflict.kind) == (("capacity", "q_1"), "deleted")
        assert found.portfolio == theirs
        assert found.preset == keeps
        assert resolved(found, keeps) == theirs
        assert resolved(found, {0} - keeps) == ours


def test_a_limit_that_one_side_moved_and_the_other_made_a_gate_is_merged():
    """The period is gone for the one side; the other one had left it already."""
    cap = Rule("cap", resource="r_gpu", period="q_1", field="category", value="x", amount=1.0)
    base = add_rule(BASE, "u_3", cap)
    ours = set_rule(base, "u_3", period="q_2")
    theirs = delete_period(set_rule(base, "u_3", kind="gate", reason="Rights"), "q_1")
    for versions in ((ours, theirs), (theirs, ours)):
        found = merge(base, *versions)
        assert found.conflicts == ()
        expected = replace(cap, kind="gate", reason="Rights", period="q_2")
        assert found.portfolio.rules["u_3"] == expected


def test_changes_of_a_scenario_that_the_deletion_meets_are_told_without_ids():
    changed = (Change("force_in", "i_triage"), Change("benefit_factor", "i_triage", 1.2))
    scenario = Scenario("Push", "X", changes=changed)
    theirs = replace(BASE, scenarios=BASE.scenarios.with_("s_3", scenario))
    (conflict,) = merge(BASE, delete_initiatives(BASE, ["i_triage"]), theirs).conflicts
    assert conflict.theirs_text == "edited: Scenario “Push”, changes"


def test_what_both_turned_away_from_a_deleted_record_is_asked():
    capped = set_rule(BASE, "u_1", kind="cap", resource="r_gpu", amount=5.0, period="q_1")
    ours = set_rule(capped, "u_1", period=None)
    theirs = delete_period(set_rule(capped, "u_1", period="q_2"), "q_1")
    for versions, mine in (((ours, theirs), None), ((theirs, ours), "q_2")):
        found = merge(capped, *versions)
        (conflict,) = found.conflicts
        assert conflict.path == ("rules", "u_1", "period")
        assert {conflict.ours, conflict.theirs} == {None, "q_2"}
        assert found.portfolio.rules["u_1"].period == mine
        assert resolved(found, {0}).rules["u_1"].period == conflict.theirs


def test_what_one_side_turned_away_from_what_the_other_deleted_is_taken():
    gate = Rule("gate", ("i_triage",), period="q_1", reason="Rights")
    base = add_rule(BASE, "u_3", gate)
    found = merge(base, delete_period(base, "q_1"), set_rule(base, "u_3", period="q_2"))
    assert found.conflicts == ()
    assert found.portfolio.rules["u_3"].period == "q_2"

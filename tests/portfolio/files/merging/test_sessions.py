"""What people do with the app on both sides at once, with the answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.edit import (
    add_initiatives,
    decide,
    delete_initiatives,
    move,
    remove_rules,
    set_initiative,
    set_rater,
)
from portfolio.edit.ballots import invite
from portfolio.files.journal import heads, kept, recorded, verify
from portfolio.files.merging import merge, places, resolved
from portfolio.model import Decision, Entry, FrozenMap, Invitation, Rule, in_order
from tests.portfolio.files.documents import NOW, SMALL
from tests.portfolio.files.merging.by_hand import only_conflict, with_


def day(number):
    return datetime(2027, 3, number, tzinfo=UTC)


def asked(portfolio, at, *initiatives, **fields):
    return invite(portfolio, {"p_ana": Invitation(at, initiatives, ("c_fit",), **fields)})


@pytest.mark.parametrize("swapped", [False, True])
def test_who_deletes_what_the_other_side_decided_on_is_asked(swapped):
    gone = delete_initiatives(SMALL, ["i_triage"])
    cut = Decision("i_triage", "cut", NOW, reason="Too late", decided_by="The board")
    decided = decide(SMALL, "d_2", cut)
    conflict = only_conflict(SMALL, *((decided, gone) if swapped else (gone, decided)))
    assert (conflict.kind, conflict.path) == ("deleted", ("initiatives", "i_triage"))
    told = conflict.ours_text if swapped else conflict.theirs_text
    assert told == "edited: Decision on “Claims triage”"
    found = merge(SMALL, gone, decided)
    assert found.portfolio.decisions["d_2"] == resolved(found, ()).decisions["d_2"]
    assert "i_triage" not in resolved(found, ()).initiatives


def test_a_decision_of_before_is_no_reason_to_ask():
    gone = delete_initiatives(SMALL, ["i_triage"])
    found = merge(SMALL, gone, with_(SMALL, "criteria", "c_fit", weight=3.0))
    assert found.conflicts == ()
    assert found.portfolio.decisions == SMALL.decisions


def test_a_rule_that_a_merge_left_with_one_member_can_be_deleted():
    rule = Rule("excludes", ("i_triage", "i_video"))
    base = replace(SMALL, rules=FrozenMap({"u_1": rule}))
    few = with_(delete_initiatives(base, ["i_video"]), "criteria", "c_fit", weight=2.0)
    ours = replace(few, rules=FrozenMap({"u_1": replace(rule, initiatives=("i_triage",))}))
    theirs = remove_rules(base, ["u_1"])
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other)
        assert found.conflicts == ()
        assert found.portfolio == few


def decided(portfolio, key):
    cut = Decision("i_video", "cut", NOW, reason="Too late")
    entry = Entry(NOW, "decision", f"Cut, {key}.", who=key, record=key)
    return recorded(decide(portfolio, key, cut), entry)


def test_a_merge_that_was_undone_keeps_the_log_and_can_be_made_again():
    ours = decided(SMALL, "d_a")
    theirs = set_initiative(decided(SMALL, "d_b"), "i_triage", owner="Cleo")
    merged = merge(SMALL, ours, theirs).portfolio
    undone = kept(ours, merged)
    assert undone.initiatives["i_triage"].owner == "Ana"
    assert undone.decisions.keys() == {"d_1", "d_a", "d_b"}
    assert verify(undone).ok
    assert merge(SMALL, undone, theirs).portfolio == merged
    assert merge(merged, undone, merged).portfolio == undone


def test_logs_of_three_copies_are_joined_by_the_next_decision():
    base = decided(SMALL, "d_0")
    copies = [decided(base, f"d_{letter}") for letter in "abc"]
    first = merge(base, copies[0], copies[1]).portfolio
    found = merge(base, first, copies[2])
    assert len(heads(found.portfolio)) == 3
    after = decided(found.portfolio, "d_z")
    (head,) = heads(after)
    assert after.journal[head].prev == heads(found.portfolio)
    assert verify(after).sentence == "The log holds together: 6 entries fit."


def test_own_weights_of_a_rater_are_asked_for_as_a_whole():
    base = set_rater(SMALL, "p_ana", weights=FrozenMap({"c_fit": 1.0, "c_x": 1.0}))
    ours, theirs = (
        set_rater(base, "p_ana", weights=base.raters["p_ana"].weights.with_(key, 3.0))
        for key in ("c_fit", "c_x")
    )
    conflict = only_conflict(base, ours, theirs)
    assert conflict.path == ("raters", "p_ana", "weights")
    assert conflict.ours_text == "Strategic fit 75 %; c_x 25 %"
    found = merge(base, ours, theirs)
    assert (found.portfolio, resolved(found, {0})) == (ours, theirs)


def test_asked_again_on_one_side_and_revealed_on_the_other_is_not_revealed():
    base = asked(SMALL, day(1), "i_triage")
    ours, theirs = asked(base, day(3), "i_video"), asked(base, day(1), "i_triage", revealed=day(2))
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other)
        assert found.conflicts == ()
        assert found.portfolio.invitations == ours.invitations


def test_who_asks_again_with_a_clock_that_is_slow_asks_again():
    base = asked(SMALL, day(5), "i_triage", revealed=day(6))
    ours = asked(base, day(4), "i_video")
    for one, other in ((ours, set_rater(base, "p_ana", role="Chair")), (ours, with_note(base))):
        invitation = merge(base, one, other).portfolio.invitations["p_ana"]
        assert (invitation.at, invitation.initiatives) == (day(4), ("i_video",))
        assert invitation.revealed is None


def with_note(portfolio):
    return with_(portfolio, "invitations", "p_ana", note="Please hurry")


def test_what_either_side_asks_for_is_asked_and_what_both_reveal_was_revealed_first():
    ours = asked(SMALL, day(1), "i_triage", revealed=day(6))
    theirs = asked(SMALL, day(1), "i_video", revealed=day(5))
    found = merge(SMALL, ours, theirs)
    assert found.conflicts == ()
    invitation = found.portfolio.invitations["p_ana"]
    assert invitation == Invitation(day(1), ("i_triage", "i_video"), ("c_fit",), revealed=day(5))


def test_what_both_sides_moved_is_told():
    criteria = {f"c_{n}": replace(SMALL.criteria["c_fit"], name=f"C{n}", order=n) for n in "abcd"}
    base = replace(SMALL, criteria=SMALL.criteria.with_all(criteria))
    ours = move(base, "criteria", ["c_d"], after="c_a")
    theirs = move(base, "criteria", ["c_d"], after=None)
    found = merge(base, ours, theirs)
    assert (found.portfolio, found.conflicts) == (ours, ())
    assert found.notes == ("“Cd” was moved on both sides: the order of ours stays.",)
    other = merge(base, ours, move(base, "criteria", ["c_c"], after=None))
    assert other.notes == ()
    order = [key for key, _ in in_order(other.portfolio.criteria)]
    assert order.index("c_d") < order.index("c_b")
    assert order.index("c_c") < order.index("c_a")


def test_many_conflicts_are_decided_in_one_walk(monkeypatch):
    base = add_initiatives(SMALL, {f"i_{n}": f"Initiative {n}" for n in range(300)})
    ours, theirs = (
        set_initiatives(base, {key: {"owner": who} for key in base.initiatives})
        for who in ("Ben", "Cleo")
    )
    found = merge(base, ours, theirs)
    assert len(found.conflicts) == len(base.initiatives)
    copied, alike = [], places._alike
    monkeypatch.setattr(
        places, "_alike", lambda holder, items: copied.extend(items) or alike(holder, items)
    )
    assert resolved(found, range(len(found.conflicts))) == theirs
    assert len(copied) == len(base.initiatives)


def set_initiatives(portfolio, fields):
    for key, each in fields.items():
        portfolio = set_initiative(portfolio, key, **each)
    return portfolio

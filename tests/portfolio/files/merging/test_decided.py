"""Decisions that no longer hold after a merge, with the sentences worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.edit import decide
from portfolio.files.journal import recorded
from portfolio.files.merging import decided_anew, merge
from portfolio.model import Decision, Entry, FrozenMap
from portfolio.model.days import moment_text
from tests.portfolio.files.documents import SMALL


def at(hour):
    return datetime(2027, 3, 1, hour, tzinfo=UTC)


def when(hour):
    return moment_text(at(hour))


def decided(portfolio, key, option, hour, who, by="", initiative="i_triage"):
    """Return the document after a decision that was recorded in the log."""
    decision = Decision(initiative, option, at(hour), reason="Why", decided_by=by)
    portfolio = decide(portfolio, key, decision)
    return recorded(portfolio, Entry(at(hour), "decision", "…", who=who, record=key))


BASE = decided(SMALL, "d_base", "defer", 8, "Ann")


@pytest.mark.parametrize("swapped", [False, True])
def test_what_both_sides_decided_otherwise_is_told_with_who_and_when_and_which_holds(swapped):
    ours = decided(BASE, "d_ann", "cut", 9, "Ann", "The board")
    theirs = decided(BASE, "d_carl", "fund", 10, "Carl")
    found = merge(BASE, *((theirs, ours) if swapped else (ours, theirs)))
    assert found.conflicts == ()
    (note,) = found.notes
    assert note == (
        "“Claims triage” was decided twice, in two versions of the file: "
        f"cut, decided by The board (Ann, {when(9)}), and fund (Carl, {when(10)}), which holds "
        "now."
    )


def test_a_decision_that_the_version_in_our_place_has_not_is_told():
    ours = decided(BASE, "d_ann", "cut", 9, "Ann")
    mine = f"“Claims triage”: cut (Ann, {when(9)}) is not in it; "
    assert decided_anew(BASE, ours, BASE) == {
        "i_triage": f"{mine}defer (Ann, {when(8)}) holds now."
    }
    stored = decided(BASE, "d_carl", "fund", 10, "Carl")
    assert decided_anew(stored, ours, stored) == {
        "i_triage": f"{mine}fund (Carl, {when(10)}) holds now."
    }
    bare = decided(SMALL, "d_only", "cut", 9, "Ann", initiative="i_video")
    assert decided_anew(SMALL, bare, SMALL) == {
        "i_video": f"“Viral video”: cut (Ann, {when(9)}) is not in it; nothing is decided now."
    }


def test_who_decided_and_recorded_is_named_once():
    theirs = decided(BASE, "d_carl", "fund", 10, "Carl", "Carl")
    (note,) = merge(BASE, BASE, theirs).notes
    assert note.endswith(f"→ fund, decided by Carl ({when(10)}).")


def test_the_same_said_twice_is_no_note():
    ours = decided(BASE, "d_ann", "cut", 9, "Ann", "The board")
    theirs = decided(BASE, "d_carl", "cut", 10, "Carl")
    assert merge(BASE, ours, theirs).notes == ()


def test_what_they_decided_after_ours_is_told_and_what_we_decided_after_theirs_is_not():
    theirs = decided(BASE, "d_carl", "fund", 10, "Carl", "Ingrid")
    found = merge(BASE, BASE, theirs)
    (note,) = found.notes
    assert note == (
        f"“Claims triage” is decided anew: defer (Ann, {when(8)}) → "
        f"fund, decided by Ingrid (Carl, {when(10)})."
    )
    assert list(decided_anew(found.portfolio, BASE, theirs)) == ["i_triage"]
    assert merge(BASE, theirs, BASE).notes == ()


def test_a_decision_that_one_side_took_out_by_hand_is_none_to_tell_of():
    base = replace(SMALL, decisions=FrozenMap({"d_old": Decision("i_video", "cut", at(7))}))
    ours = decided(replace(base, decisions=FrozenMap()), "d_new", "fund", 9, "Ann", "", "i_video")
    found = merge(base, ours, base)
    assert (found.portfolio.decisions, found.notes) == (ours.decisions, ())


def test_what_nobody_had_decided_is_no_note():
    theirs = decided(BASE, "d_carl", "fund", 10, "Carl", initiative="i_video")
    assert merge(BASE, BASE, theirs).notes == ()


def test_a_decision_that_they_withdrew_is_told():
    base = decided(SMALL, "d_base", "cut", 8, "Ann", initiative="i_video")
    theirs = recorded(base, Entry(at(11), "withdrawn", "…", who="Carl", record="d_base"))
    (note,) = merge(base, base, theirs).notes
    assert note == (
        f"“Viral video”: cut (Ann, {when(8)}) was withdrawn (Carl, {when(11)}); "
        "nothing is decided now."
    )
    again = decided(base, "d_again", "fund", 9, "Ann", initiative="i_video")
    theirs = recorded(again, Entry(at(11), "withdrawn", "…", who="Carl", record="d_again"))
    (note,) = merge(again, again, theirs).notes
    assert note == (
        f"“Viral video”: fund (Ann, {when(9)}) was withdrawn (Carl, {when(11)}); "
        f"cut (Ann, {when(8)}) holds now."
    )


def test_each_initiative_is_told_in_the_order_of_the_screen():
    ours = decided(decided(BASE, "d_5", "cut", 9, "Ann"), "d_2", "cut", 9, "Ann", "", "i_video")
    theirs = decided(decided(BASE, "d_3", "fund", 9, "Bo", "", "i_video"), "d_4", "fund", 9, "Bo")
    found = merge(BASE, ours, theirs)
    names = [note.partition(" was decided twice")[0] for note in found.notes]
    assert names == ["“Claims triage”", "“Viral video”"]

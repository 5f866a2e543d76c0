"""What a published fingerprint tells: all that came later, or that something before it changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.errors import PortfolioError
from portfolio.files.journal import FEWEST_DIGITS, hash_of, head_fingerprint, published, since
from portfolio.files.journal.log import joint_fingerprint
from portfolio.model import Decision, Entry
from tests.portfolio.files.journal.logs import (
    EMPTY,
    at,
    edited,
    joined,
    rehashed,
    united,
    with_decision,
    with_journal,
    with_log,
    without_entries,
)

SIX = with_log(6)
PUBLISHED = head_fingerprint(with_log(4))


def test_what_came_after_a_published_fingerprint():
    told = since(SIX, PUBLISHED)
    assert told.ok
    assert [entry.n for _, entry in told.entries] == [5, 6]
    assert told.sentence == "Everything before this fingerprint is unchanged; 2 entries came since."


def test_nothing_came_after_the_last_one():
    told = since(SIX, head_fingerprint(SIX))
    assert told.ok
    assert told.entries == ()
    assert told.sentence == ("Nothing changed: this is the fingerprint of the log as it is now.")


def test_the_fingerprint_of_another_file_is_not_part_of_it():
    told = since(SIX, head_fingerprint(with_log(4, first="other")))
    assert (told.known, told.ok, told.entries) == (False, False, ())
    assert told.sentence == (
        "This fingerprint is not part of the log: what came before it was changed or cut off "
        "since, or it is of another file."
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_edit_before_the_fingerprint_is_told_although_its_hash_still_stands(number):
    told = since(edited(SIX, number, who="Bob"), PUBLISHED)
    assert told.known
    assert not told.ok
    assert told.sentence == (
        "What came before this fingerprint was changed. The log is broken at entry "
        f"{number}: it was edited after it was written."
    )


def test_an_edit_after_the_fingerprint_is_told_by_the_chain_alone():
    assert since(edited(SIX, 6, who="Bob"), PUBLISHED).ok


def test_a_decision_slipped_in_beside_the_log_is_not_said_to_be_nothing():
    slipped = Decision("i_1", "cut", at(-5), name="Claims triage")
    beside = replace(SIX, decisions=SIX.decisions.with_("x", slipped))
    for fingerprint in (PUBLISHED, head_fingerprint(SIX)):
        told = since(beside, fingerprint)
        assert (told.known, told.ok) == (True, False)
        assert told.sentence == (
            "What came before this fingerprint is unchanged. The log is broken: the decision on "
            "“Claims triage” of 1 Mar 2027 has no entry."
        )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_cut_and_a_new_hash_before_the_fingerprint_are_told(number):
    assert not since(without_entries(SIX, number), PUBLISHED).ok
    assert not since(rehashed(SIX, number, who="Bob"), PUBLISHED).ok


def test_a_fingerprint_may_be_written_short_and_spaced():
    first = PUBLISHED[:FEWEST_DIGITS].upper()
    assert since(SIX, f" {first[:4]} {first[4:8]} {first[8:]} ").ok


@pytest.mark.parametrize(
    "text", ["", "abc", "g" * 64, PUBLISHED + "0", PUBLISHED[: FEWEST_DIGITS - 1]]
)
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(PortfolioError, match="no fingerprint of a log"):
        since(SIX, text)


def test_nothing_is_part_of_an_empty_log():
    assert not since(EMPTY, PUBLISHED).known


# In branches.

OURS, THEIRS = with_log(2, SIX, first="ours"), with_log(3, SIX, first="theirs")


def test_the_fingerprint_of_either_branch_is_found_in_both_together():
    both = united(OURS, THEIRS)
    told = since(both, head_fingerprint(OURS))
    assert told.ok
    assert {entry.record for _, entry in told.entries} == {"theirs_1", "theirs_2", "theirs_3"}


def test_a_fingerprint_published_in_branches_is_found_after_they_were_joined():
    both = united(OURS, THEIRS)
    published = head_fingerprint(both)
    assert published not in both.journal
    later = with_decision(joined(both), "k_9")
    told = since(later, published)
    assert told.ok
    assert [entry.kind for _, entry in told.entries] == ["joined", "decision"]


def test_a_fingerprint_published_in_branches_is_found_although_one_went_on():
    published = head_fingerprint(united(OURS, THEIRS))
    on = united(with_decision(OURS, "ours_3", minutes=60), THEIRS)
    told = since(joined(on), published)
    assert told.ok
    assert [entry.record for _, entry in told.entries] == ["ours_3", ""]


def test_a_fingerprint_published_in_three_branches_is_found():
    third = with_log(1, SIX, first="third")
    published = head_fingerprint(united(united(OURS, THEIRS), third))
    on = united(united(with_decision(OURS, "x", minutes=60), THEIRS), third)
    assert since(on, published).ok


def test_of_a_log_of_thousands_of_branches_some_sets_are_tried_and_no_more(monkeypatch):
    journal = {}
    for number in range(3000):
        entry = Entry(at(number), "note", f"Entry {number}.")
        journal[hash_of(entry)] = entry
    wide = with_journal(EMPTY, journal)
    assert since(wide, head_fingerprint(wide)).ok
    tried = []

    def counted(hashes):
        tried.append(hashes)
        return joint_fingerprint(hashes)

    monkeypatch.setattr(published, "joint_fingerprint", counted)
    told = since(wide, "0" * 64)
    assert not told.known
    assert "not all that it may have stood for were tried" in told.sentence
    assert len(tried) <= published._MOST_TRIED + 3000 + 1

"""What the chain of hashes can tell, and what it cannot: exactly what the log promises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.files import dumps, load, loads
from portfolio.files.journal import (
    MOST_FAULTS,
    hash_of,
    head_fingerprint,
    heads,
    kept,
    recorded,
    since,
    taken_in,
    verify,
)
from portfolio.files.journal import verdict as verdict_module
from portfolio.files.journal.canonical_json import hash_of_tree
from portfolio.files.writing import record_tree
from portfolio.model import Entry, FrozenMap, PlanOfRecord
from tests.portfolio.files.journal.logs import (
    BEGIN,
    EMPTY,
    at,
    broken_at,
    edited,
    entry_at,
    joined,
    rehashed,
    rewritten,
    united,
    with_decision,
    with_journal,
    with_log,
    without_entries,
)

SIX = with_log(6)


def test_an_untouched_log_holds_together():
    verdict = verify(SIX)
    assert verdict.ok
    assert (verdict.entries, len(verdict.heads)) == (6, 1)
    assert verdict.sentence == "The log holds together: 6 entries fit."
    assert [entry.n for entry in SIX.journal.values()] == [1, 2, 3, 4, 5, 6]


def test_a_saved_and_opened_log_holds_together():
    assert verify(loads(dumps(SIX))).ok
    assert loads(dumps(SIX)) == SIX


def test_an_entry_cut_out_is_missed_by_the_next_and_leaves_its_decision_bare():
    verdict = verify(without_entries(SIX, 3))
    assert broken_at(verdict) == [("cut out", 4), ("not logged", None)]
    assert verdict.sentence == (
        "The log is broken at entry 4: an entry before it was cut out, or replaced by another. "
        "1 more thing does not fit."
    )


def test_an_entry_cut_out_with_its_decision_is_still_missed_by_the_next():
    assert broken_at(verify(without_entries(SIX, 3, records=True))) == [("cut out", 4)]


@pytest.mark.parametrize(
    "change",
    [
        {"who": "Bob"},
        {"what": "Cut."},
        {"kind": "note"},
        {"at": at(99)},
        {"portfolio_hash": ""},
        {"extra": FrozenMap({"approved": True})},
    ],
)
def test_an_edited_entry_does_not_fit_its_hash(change):
    verdict = verify(edited(SIX, 3, **change))
    assert broken_at(verdict) == [("content", 3)]
    assert verdict.sentence == "The log is broken at entry 3: it was edited after it was written."


def test_an_edited_entry_with_a_new_hash_is_missed_by_the_next():
    assert broken_at(verify(rehashed(SIX, 3, who="Bob"))) == [("cut out", 4)]


def test_two_entries_exchanged_do_not_fit_their_hashes():
    (one, first), (other, second) = entry_at(SIX, 2), entry_at(SIX, 5)
    swapped = with_journal(SIX, SIX.journal.with_all({one: second, other: first}))
    contents = [fault for fault in verify(swapped).faults if fault.kind == "content"]
    assert {fault.entry for fault in contents} == {one, other}


def test_two_entries_that_change_places_in_the_chain_are_missed():
    # As if entry 4 had been written before entry 3, each with a hash of its own making.
    (third, three), (fourth, four), (_, two) = (entry_at(SIX, n) for n in (3, 4, 2))
    first = replace(four, prev=(hash_of(two),), n=3)
    then = replace(three, prev=(hash_of(first),), n=4)
    kept = {key: e for key, e in SIX.journal.items() if key not in (third, fourth)}
    swapped = with_journal(SIX, {**kept, hash_of(first): first, hash_of(then): then})
    assert broken_at(verify(swapped)) == [("cut out", 5)]


def test_a_rewritten_number_shows_twice():
    assert broken_at(verify(edited(SIX, 6, n=9))) == [("content", 9), ("number", 9)]
    (fault,) = verify(rehashed(SIX, 6, n=9)).faults
    assert fault.sentence == (
        "The log is broken at entry 9: by what it follows its number should be 6."
    )


def test_entries_in_a_circle_are_told():
    key, _ = entry_at(SIX, 4)
    turned = edited(SIX, 2, prev=(key,))
    assert ("circle", 2) in broken_at(verify(turned))


def test_a_decision_edited_since_is_told_by_its_entry():
    decision = replace(SIX.decisions["k_2"], reason="Another")
    forged = replace(SIX, decisions=SIX.decisions.with_("k_2", decision))
    (fault,) = verify(forged).faults
    assert (fault.kind, fault.n, fault.record) == ("record edited", 2, "k_2")
    assert fault.sentence == (
        "The log is broken at entry 2: the decision on “Claims triage” of 1 Mar 2027 was edited "
        "since."
    )


def test_a_decision_deleted_since_is_told_by_its_entry():
    gone = replace(SIX, decisions=SIX.decisions.without("k_2"))
    (fault,) = verify(gone).faults
    assert (fault.kind, fault.n) == ("record gone", 2)
    assert fault.sentence.endswith("what it is about is gone: “Fund, k_2.”.")


def test_a_decision_slipped_in_has_no_entry():
    more = SIX.decisions.with_("k_x", SIX.decisions["k_1"])
    verdict = verify(replace(SIX, decisions=more))
    assert broken_at(verdict) == [("not logged", None)]
    assert verdict.sentence == (
        "The log is broken: the decision on “Claims triage” of 1 Mar 2027 has no entry."
    )


def test_a_plan_of_record_edited_since_is_told_by_its_entry():
    record = PlanOfRecord("Board of March", BEGIN, value=4.5)
    frozen = replace(SIX, plans=FrozenMap({"o_1": record}))
    frozen = recorded(frozen, Entry(at(9), "plan of record", "Frozen.", record="o_1"))
    assert verify(frozen).ok
    forged = replace(frozen, plans=FrozenMap({"o_1": replace(record, value=4.6)}))
    assert broken_at(verify(forged)) == [("record edited", 7)]
    assert "the plan of record “Board of March” was edited" in verify(forged).sentence


def test_a_plan_of_record_that_was_dropped_is_put_back():
    record = PlanOfRecord("Board of March", BEGIN)
    saved = replace(SIX, plans=FrozenMap({"o_1": record, "o_2": record}))
    saved = recorded(saved, Entry(at(9), "plan of record", "Frozen.", record="o_1"))
    # The one without an entry was never part of the log.
    assert dict(kept(replace(saved, plans=FrozenMap()), saved).plans) == {"o_1": record}


def test_decisions_from_before_there_was_a_log_are_no_fault():
    old = replace(EMPTY, decisions=SIX.decisions)
    assert verify(old).ok
    assert verify(old).sentence == "The log is empty; 6 decisions were made without it."
    begun = taken_in(old, "Ana", BEGIN)
    assert verify(begun).sentence == "The log holds together: 6 entries fit."
    assert {entry.at for entry in begun.journal.values()} == {BEGIN}


def test_a_plan_of_record_beside_an_empty_log_is_told():
    emptied = replace(
        EMPTY, decisions=SIX.decisions, plans=FrozenMap({"o_1": PlanOfRecord("Q1", BEGIN)})
    )
    verdict = verify(emptied)
    assert broken_at(verdict) == [("not logged", None)]
    assert verdict.sentence == "The log is broken: the plan of record “Q1” has no entry."


def test_the_first_entry_of_any_kind_takes_in_what_was_decided_before_there_was_a_log():
    old = replace(EMPTY, decisions=SIX.decisions)
    begun = recorded(old, Entry(at(9), "reveal", "7 ballots revealed.", who="Bo"))
    assert verify(begun).sentence == "The log holds together: 7 entries fit."
    kinds = [entry.kind for entry in begun.journal.values()]
    assert kinds == ["decision"] * 6 + ["reveal"]
    assert {(entry.at, entry.who) for entry in begun.journal.values()} == {(at(9), "Bo")}


def test_an_empty_log_says_so():
    assert verify(EMPTY).sentence == "The log is empty."
    assert head_fingerprint(EMPTY) == ""


# What the chain alone cannot tell.


def test_a_cut_tail_is_not_told_by_the_chain_but_by_the_published_fingerprint():
    cut = without_entries(SIX, 5, 6, records=True)
    assert verify(cut).ok
    told = since(cut, head_fingerprint(SIX))
    assert not told.known
    assert not told.ok


def test_a_cut_tail_that_leaves_its_decisions_is_told():
    assert broken_at(verify(without_entries(SIX, 5, 6))) == [("not logged", None)] * 2


@pytest.mark.parametrize("number", range(1, 7))
def test_a_chain_written_anew_is_not_told_by_itself_but_by_the_published_fingerprint(number):
    forged = rewritten(SIX, number, who="Bob")
    assert verify(forged).ok
    assert not since(forged, head_fingerprint(SIX)).known


def test_a_change_after_the_published_fingerprint_is_not_told_by_it():
    published = head_fingerprint(with_log(3))
    forged = rewritten(SIX, 5, who="Bob")
    told = since(forged, published)
    assert told.ok
    assert [entry.n for _, entry in told.entries] == [4, 5, 6]


def test_a_false_name_is_never_told():
    assert verify(with_decision(SIX, "k_7", who="The Board")).ok


# Branches.


def test_two_branches_are_joined_by_the_next_entry():
    ours = with_log(2, SIX, first="ours")
    theirs = with_log(3, SIX, first="theirs")
    both = united(ours, theirs)
    verdict = verify(both)
    assert verdict.ok
    assert verdict.sentence == (
        "The log holds together: 11 entries fit, in 2 branches that are not joined yet."
    )
    assert heads(both) == tuple(sorted(heads(ours) + heads(theirs)))
    one = with_decision(both, "k_9", minutes=20)
    assert verify(one).ok
    (head,) = heads(one)
    assert one.journal[head].prev == heads(both)
    assert one.journal[head].n == 10


def test_two_branches_can_be_joined_without_anything_to_decide():
    both = united(with_log(1, SIX, first="ours"), with_log(1, SIX, first="theirs"))
    one = joined(both)
    (head,) = heads(one)
    assert one.journal[head].prev == heads(both)
    assert verify(one).ok


def test_two_logs_that_were_begun_apart_have_two_first_entries():
    both = united(with_log(2, first="ours"), with_log(1, first="theirs"))
    assert verify(both).ok
    assert verify(joined(both)).ok


# In the file.


def test_a_broken_log_is_said_on_opening_and_does_not_keep_the_file_from_opening(tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(edited(SIX, 3, who="Bob")))
    opened = load(path)
    assert opened.notes == ("The log is broken at entry 3: it was edited after it was written.",)
    assert len(opened.portfolio.journal) == 6
    path.write_bytes(dumps(SIX))
    assert load(path).notes == ()


def of_a_newer_version():
    """Return a log of three entries: this version can read neither the second nor its decision."""
    first = with_log(1)
    decision = {**record_tree(with_log(2).decisions["k_2"]), "option": "pilot"}
    entry = record_tree(Entry(at(2), "note", "Pilot.", n=2, prev=heads(first), record="k_2"))
    entry = {**entry, "kind": "approved", "record_hash": hash_of_tree(decision)}
    second = hash_of_tree(entry)
    last = Entry(at(3), "note", "Closed.", who="Ana", n=3, prev=(second,))
    extra = FrozenMap({"journal": {second: entry}, "decisions": {"k_2": decision}})
    return replace(first, journal=first.journal.with_(hash_of(last), last), extra=extra), second


def test_what_a_newer_version_logged_is_part_of_the_log():
    newer, second = of_a_newer_version()
    assert verify(newer).ok
    (published,) = heads(with_log(1))
    assert since(newer, published).sentence.endswith("2 entries came since.")
    assert since(newer, second).sentence.endswith("1 entry came since.")
    told = since(newer, max(newer.journal, key=lambda key: newer.journal[key].n))
    assert (told.ok, told.entries, told.unread) == (True, (), 0)


@pytest.mark.parametrize(
    ("collection", "change", "kind"),
    [
        ("journal", {"what": "Cut."}, "content"),
        ("journal", {"record_hash": ""}, "content"),
        ("decisions", {"reason": "Another"}, "record edited"),
    ],
)
def test_what_a_newer_version_logged_and_somebody_edited_is_told(collection, change, kind):
    newer, second = of_a_newer_version()
    ((key, tree),) = newer.extra[collection].items()
    edited_tree = {key: {**tree, **change}}
    forged = replace(newer, extra=newer.extra.with_(collection, edited_tree))
    (fault,) = verify(forged).faults
    assert (fault.kind, fault.entry, fault.n) == (kind, second, None)
    assert fault.sentence.startswith("The log is broken: ")
    told = since(forged, max(forged.journal, key=lambda key: forged.journal[key].n))
    assert told.known
    assert not told.ok


def test_a_decision_that_only_a_newer_version_can_read_does_not_pass_for_the_logged_one():
    unread = {**record_tree(SIX.decisions["k_3"]), "option": "pilot"}
    forged = replace(
        SIX,
        decisions=SIX.decisions.without("k_3"),
        extra=FrozenMap({"decisions": {"k_3": unread}}),
    )
    assert broken_at(verify(forged)) == [("record edited", 3)]


def test_a_decision_slipped_in_that_only_a_newer_version_can_read_has_no_entry():
    slipped = {**record_tree(SIX.decisions["k_3"]), "option": "pilot"}
    forged = replace(SIX, extra=FrozenMap({"decisions": {"k_new": slipped}}))
    (fault,) = verify(forged).faults
    assert (fault.kind, fault.record) == ("not logged", "k_new")
    assert fault.sentence.endswith("a decision of a newer version of the app has no entry.")
    assert not since(forged, head_fingerprint(SIX)).ok


def test_an_unread_entry_under_the_id_of_a_decision_does_not_hide_that_it_was_edited():
    decision = replace(SIX.decisions["k_2"], reason="Another")
    forged = replace(
        SIX,
        decisions=SIX.decisions.with_("k_2", decision),
        extra=FrozenMap({"journal": {"k_2": {"kind": "approved"}}}),
    )
    assert ("record edited", 2) in broken_at(verify(forged))


def test_of_many_faults_the_first_are_told_and_the_others_counted():
    journal = {f"{n:064x}": Entry(at(n), "note", "Made up.", n=1) for n in range(250)}
    verdict = verify(with_journal(EMPTY, journal))
    assert (len(verdict.faults), verdict.more) == (MOST_FAULTS, 250 - MOST_FAULTS)
    assert verdict.sentence.endswith(" 249 more things do not fit.")
    told = since(with_journal(EMPTY, journal), f"{3:064x}")
    assert (len(told.faults), told.more) == (1, 0)


def test_a_record_that_thousands_of_entries_name_is_hashed_once(monkeypatch):
    long = replace(SIX.decisions["k_1"], reason="x" * 200_000)
    journal = {f"{n:064x}": Entry(at(n), "note", "Again.", record="k_1") for n in range(3000)}
    portfolio = replace(EMPTY, decisions=FrozenMap({"k_1": long}), journal=FrozenMap(journal))
    hashed = []

    def counted(record):
        hashed.append(record)
        return hash_of(record)

    monkeypatch.setattr(verdict_module, "hash_of", counted)
    assert verify(portfolio).more == 2 * 3000 - MOST_FAULTS
    assert hashed.count(long) == 1
    assert len(hashed) == 3000 + 1


def test_five_thousand_entries_are_verified():
    # As it takes seconds to record so many, one after the other, they are made here.
    journal, prev = {}, ()
    for number in range(1, 5001):
        entry = Entry(at(number), "note", f"Entry {number}.", who="Ana", n=number, prev=prev)
        prev = (hash_of(entry),)
        journal[prev[0]] = entry
    verdict = verify(with_journal(EMPTY, journal))
    assert (verdict.ok, verdict.entries) == (True, 5000)

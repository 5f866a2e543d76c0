"""Fingerprints as anybody can check them from the file alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from hypothesis import given

from portfolio.files import dumps
from portfolio.files.journal import canonical, hash_of, recorded
from portfolio.model import Condition, Decision, Entry, FrozenMap, PlanOfRecord, Vote
from tests.portfolio.files.journal.logs import BEGIN, with_log
from tests.portfolio.strategies import record


def pruned(tree):
    """Leave out what is empty, as the definition says it; another way than the app's."""
    if isinstance(tree, list):
        return [pruned(entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        k: v for k, v in ((k, pruned(v)) for k, v in tree.items()) if v not in (None, "", [], {})
    }


def checked(tree):
    text = json.dumps(pruned(tree), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_log_can_be_checked_from_the_file_alone():
    portfolio = with_log(3)
    tree = json.loads(dumps(portfolio))
    assert [checked(entry) for entry in tree["journal"].values()] == list(tree["journal"])
    for entry in tree["journal"].values():
        assert checked(tree["decisions"][entry["record"]]) == entry["record_hash"]


def test_the_fingerprint_of_the_document_can_be_checked_from_the_file_alone():
    portfolio = with_log(3)
    tree = json.loads(dumps(portfolio))
    *_, last = sorted(tree["journal"].values(), key=lambda entry: entry["n"])
    tree.update(journal={}, plans={}, ballots={}, invitations={}, paper=None)
    text = json.dumps(tree, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    assert hashlib.sha256(text.encode()).hexdigest() == last["portfolio_hash"]


def test_canonical_json_in_full():
    entry = Entry(BEGIN, "note", "Zürich: “ja”", who="", n=2, prev=("b", "a"))
    assert canonical(entry).decode() == (
        '{"at":"2027-03-01T09:30:00Z","kind":"note","n":2,"prev":["b","a"],"what":"Zürich: “ja”"}'
    )


def test_numbers_have_the_fewest_digits():
    amounts = FrozenMap({"r": FrozenMap({"q": 0.1, "p": 1e16, "o": 1200.0}), "s": FrozenMap()})
    decision = Decision("i", "cut", BEGIN, amounts=amounts)
    assert canonical(decision).decode() == (
        '{"amounts":{"r":{"o":1200.0,"p":1e+16,"q":0.1}},"at":"2027-03-01T09:30:00Z",'
        '"initiative":"i","option":"cut"}'
    )


def test_zero_and_no_are_said():
    record = PlanOfRecord("Board", BEGIN, extra=FrozenMap({"draft": False, "none": None}))
    assert b'"draft":false' in canonical(record)
    assert b'"value":0.0' in canonical(record)
    assert b"none" not in canonical(record)


def test_a_field_that_a_later_version_adds_and_leaves_empty_changes_no_fingerprint():
    decision = Decision("i", "cut", BEGIN, terms=(Condition("Rights"),))
    later = replace(
        decision,
        extra=FrozenMap({"minutes": "", "links": [], "place": None, "sites": {"a": {"b": ""}}}),
    )
    assert hash_of(later) == hash_of(decision)
    said = replace(decision, extra=FrozenMap({"minutes": "Page 3"}))
    assert hash_of(said) != hash_of(decision)


@given(record(Decision), record(Decision))
def test_two_decisions_have_one_fingerprint_only_if_they_say_the_same(one, other):
    assert (hash_of(one) == hash_of(other)) == (
        pruned(json.loads(canonical(one))) == pruned(json.loads(canonical(other)))
    )
    assert hash_of(replace(one, votes=(*one.votes, Vote("Ana", "against")))) != hash_of(one)


def test_a_broken_letter_is_told_apart_and_left_to_the_save():
    entry = Entry(BEGIN, "note", "a\ud800")
    assert hash_of(entry) != hash_of(replace(entry, what="a"))


def test_a_time_zone_does_not_matter():
    portfolio = with_log(1)
    local = BEGIN.astimezone()
    one = recorded(portfolio, Entry(BEGIN, "note", "x"))
    other = recorded(portfolio, Entry(local, "note", "x"))
    assert one.journal.keys() == other.journal.keys()

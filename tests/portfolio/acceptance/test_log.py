"""The log of decisions, checked and tampered with as plain JSON, by no line of the app's own."""

from __future__ import annotations

import copy
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.__main__ import main
from portfolio.files import dumps, load
from portfolio.files.samples import samples
from portfolio.model import Decision
from tests.portfolio.acceptance.asking import OK, PROBLEM, Reply
from tests.portfolio.deciding import decided

TUTORIAL = next(sample.path for sample in samples() if sample.path.stem == "tutorial_8")
NOON = datetime(2027, 1, 8, 12, tzinfo=UTC)
COUNT = 7


@pytest.fixture(scope="module")
def logged():
    """The tutorial with seven decisions, as plain JSON."""
    portfolio = load(TUTORIAL).portfolio
    for number, key in enumerate(sorted(portfolio.initiatives)[:COUNT]):
        decision = Decision(key, "cut", NOON, reason=f"Too dear: {number}")
        portfolio = decided(portfolio, decision, "Ada", NOON + timedelta(minutes=number))
    return json.loads(dumps(portfolio))


@pytest.fixture
def log(tmp_path, capsys):
    def log(tree, *options):
        path = tmp_path / "plan.portfolio"
        path.write_text(json.dumps(tree), encoding="utf-8")
        capsys.readouterr()
        code = main(["log", str(path), "--json", *options])
        return Reply(code, *capsys.readouterr())

    return log


def pruned(tree):
    """Drop what says nothing, as the format describes."""
    if isinstance(tree, dict):
        members = {name: pruned(value) for name, value in tree.items()}
        return {name: value for name, value in members.items() if value not in (None, "", [], {})}
    return [pruned(each) for each in tree] if isinstance(tree, list) else tree


def sha(tree):
    text = json.dumps(pruned(tree), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def chain(tree):
    """The hashes of the entries, the first one first."""
    return sorted(tree["journal"], key=lambda key: tree["journal"][key]["n"])


def test_every_hash_is_what_the_format_says(logged, log):
    keys = chain(logged)
    assert len(keys) == COUNT
    before = []
    for number, key in enumerate(keys, 1):
        entry = logged["journal"][key]
        assert sha(entry) == key
        assert (entry["n"], entry.get("prev", [])) == (number, before)
        assert sha(logged["decisions"][entry["record"]]) == entry["record_hash"]
        before = [key]
    reply = log(logged)
    assert reply.code == OK, reply.said
    assert [row["hash"] for row in reply.json()["entries"]] in (keys, keys[::-1])


def edited_entry(tree):
    tree["journal"][chain(tree)[3]]["what"] += " Not."


def edited_name(tree):
    tree["journal"][chain(tree)[2]]["who"] = "Ben"


def cut_from_the_middle(tree):
    del tree["journal"][chain(tree)[3]]


def cut_from_the_beginning(tree):
    del tree["journal"][chain(tree)[0]]


def swapped(tree):
    one, other = chain(tree)[2], chain(tree)[4]
    journal = tree["journal"]
    journal[one], journal[other] = journal[other], journal[one]


def renumbered(tree):
    tree["journal"][chain(tree)[5]]["n"] = 2


def edited_and_hashed_again(tree):
    key = chain(tree)[3]
    entry = tree["journal"].pop(key)
    entry["what"] += " Not."
    tree["journal"][sha(entry)] = entry


def edited_decision(tree):
    record = tree["journal"][chain(tree)[3]]["record"]
    tree["decisions"][record]["option"] = "fund"


def deleted_decision(tree):
    del tree["decisions"][tree["journal"][chain(tree)[3]]["record"]]


def added_decision(tree):
    tree["decisions"]["k_new"] = copy.deepcopy(next(iter(tree["decisions"].values())))


def decision_as_of_a_newer_app(tree):
    tree["schema"][1] += 1
    record = tree["journal"][chain(tree)[3]]["record"]
    tree["decisions"][record]["option"] = "fund as a pilot"


def entry_as_of_a_newer_app(tree):
    tree["schema"][1] += 1
    tree["journal"][chain(tree)[3]]["kind"] = "approval"


TAMPERED = (
    edited_entry,
    edited_name,
    cut_from_the_middle,
    cut_from_the_beginning,
    swapped,
    renumbered,
    edited_and_hashed_again,
    edited_decision,
    deleted_decision,
    added_decision,
    decision_as_of_a_newer_app,
    entry_as_of_a_newer_app,
)


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_what_the_chain_shows(logged, log, tamper):
    tree = copy.deepcopy(logged)
    tamper(tree)
    reply = log(tree)
    assert reply.code == PROBLEM
    answer = reply.json()
    assert not answer["ok"]
    assert answer["faults"]
    assert answer["verdict"] in reply.said


def without_its_end(tree):
    key = chain(tree)[-1]
    del tree["decisions"][tree["journal"].pop(key)["record"]]


def written_anew(tree):
    """Every entry changed and hashed again, from the first one on."""
    before, journal = [], {}
    for key in chain(tree):
        entry = {**tree["journal"][key], "who": "Ben", "prev": before}
        journal[sha(entry)] = entry
        before = [sha(entry)]
    tree["journal"] = journal


@pytest.mark.parametrize("tamper", [without_its_end, written_anew], ids=lambda each: each.__name__)
def test_what_only_a_published_fingerprint_shows(logged, log, tamper):
    published = log(logged).json()["fingerprint"]
    tree = copy.deepcopy(logged)
    tamper(tree)
    assert log(tree).code == OK
    assert log(tree, "--since", published).code == PROBLEM


def test_what_came_after_a_published_fingerprint_is_told(logged, log):
    earlier = copy.deepcopy(logged)
    without_its_end(earlier)
    published = log(earlier).json()["fingerprint"]
    reply = log(logged, "--since", published)
    assert reply.code == OK
    assert [row["hash"] for row in reply.json()["entries"]] == chain(logged)[-1:]

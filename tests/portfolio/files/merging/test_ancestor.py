"""The version that two others began with is told from what they hold, never too new a one."""

from __future__ import annotations

from random import Random

import pytest

from portfolio.edit import add_initiatives, delete_initiatives, set_initiative, set_notes, set_title
from portfolio.files.merging import merge
from portfolio.files.merging.ancestor import Ancestor, ancestor
from tests.portfolio.files.documents import SMALL

KEYS = tuple(SMALL.initiatives)
FIELDS = ("owner", "goal", "sponsor", "unit")


def owner(portfolio, name, key=KEYS[0]):
    return set_initiative(portfolio, key, owner=name)


def history(*names):
    """Versions in which the owner of the first initiative and the notes change each time."""
    versions = [SMALL]
    for name in names:
        versions.append(set_notes(owner(versions[-1], name), f"Notes of {name}"))
    return versions


def test_without_versions_nothing_is_known():
    assert ancestor([], SMALL, SMALL) is None


def test_the_oldest_version_is_never_proven():
    assert ancestor([SMALL], SMALL, set_title(SMALL, "T")) == Ancestor(0, proven=False)


@pytest.mark.parametrize("branch", [1, 2, 3])
def test_the_version_that_was_sent_is_found(branch):
    versions = history("A", "B", "C")
    theirs = set_title(versions[branch], "Theirs")
    ours = set_initiative(versions[-1], KEYS[1], goal="Mine")
    assert ancestor(versions, ours, theirs) == Ancestor(branch, proven=True)


def test_what_a_side_has_changed_anew_proves_nothing():
    """They changed all that the last version had changed: had they seen it?"""
    versions = [SMALL, set_title(SMALL, "One"), owner(set_title(SMALL, "One"), "B")]
    theirs = owner(versions[1], "Theirs")
    found = ancestor(versions, versions[2], theirs)
    assert found == Ancestor(1, proven=True)
    assert len(merge(versions[found.index], versions[2], theirs).conflicts) == 1


def test_a_record_that_a_side_never_had_is_no_deletion():
    added = add_initiatives(SMALL, {"i_new": "New"})
    versions = [SMALL, set_title(SMALL, "One"), set_notes(added, "Two")]
    theirs = owner(versions[1], "Theirs")
    found = ancestor(versions, versions[2], theirs)
    assert found.index < 2
    assert "i_new" in merge(versions[found.index], versions[2], theirs).portfolio.initiatives


def test_a_version_that_was_never_taken_in_is_no_base():
    """Their earlier version lies among ours since a merge with it was given up."""
    versions = [SMALL, set_title(SMALL, "One")]
    given_up = set_notes(owner(versions[1], "Theirs"), "Theirs")
    ours = set_initiative(versions[1], KEYS[1], goal="Mine")
    theirs = set_initiative(given_up, KEYS[1], sponsor="Later")
    found = ancestor([*versions, given_up, ours], ours, theirs)
    assert found == Ancestor(1, proven=True)
    merged = merge(versions[1], ours, theirs).portfolio
    assert merged.initiatives[KEYS[0]].owner == "Theirs"


def edited(portfolio, random, tag, count):
    """Some fresh values in fields of the document, and now and then a record more or less."""
    for n in range(count):
        keys = tuple(portfolio.initiatives)
        value = f"{tag} {n}"
        if random.random() < 0.1:
            portfolio = add_initiatives(portfolio, {f"i_{tag}_{n}".replace(" ", "_"): value})
        elif random.random() < 0.05 and len(keys) > 2:
            portfolio = delete_initiatives(portfolio, [random.choice(keys)])
        else:
            field = {random.choice(FIELDS): value}
            portfolio = set_initiative(portfolio, random.choice(keys), **field)
    return portfolio


@pytest.mark.parametrize("seed", range(60))
def test_a_base_is_never_newer_than_what_a_side_has_seen(seed):
    random = Random(seed)
    versions = [SMALL]
    for number in range(random.randint(2, 6)):
        versions.append(edited(versions[-1], random, f"v{number}", random.randint(1, 4)))
    branch = random.randrange(len(versions))
    theirs = edited(versions[branch], random, "theirs", random.randint(0, 5))
    ours = edited(versions[-1], random, "ours", random.randint(0, 5))
    assert ancestor(versions, ours, theirs).index <= branch


def test_of_many_histories_most_bases_are_exact():
    exact = 0
    for seed in range(100):
        random = Random(seed)
        versions = [SMALL]
        for number in range(4):
            versions.append(edited(versions[-1], random, f"v{number}", 5))
        branch = random.randrange(5)
        theirs = edited(versions[branch], random, "theirs", 3)
        exact += ancestor(versions, versions[-1], theirs).index == branch
    assert exact >= 75

"""Target 5, backwards: a real file of every version that was ever written opens and stays whole.

The stored files are samples as that version wrote them, cut down to four initiatives.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.files import dumps, load, loads, save
from portfolio.files.head import SCHEMA
from portfolio.files.native import read

STORED = Path(__file__).parent / "stored"
HEAD = {"schema", "app"}
MINORS = range(SCHEMA[1])


def stored(minor):
    return STORED / f"schema_{SCHEMA[0]}_{minor}.portfolio"


def lost(old, new, path=()):
    """Return the places at which an old tree says something that a new one does not."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            place
            for key, value in old.items()
            for place in (lost(value, new[key], (*path, key)) if key in new else [(*path, key)])
        ]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            place
            for number, (one, other) in enumerate(zip(old, new, strict=True))
            for place in lost(one, other, (*path, number))
        ]
    return [] if old == new else [path]


@pytest.mark.parametrize("minor", MINORS)
def test_a_file_of_every_older_minor_version_opens_and_loses_nothing(minor):
    data = stored(minor).read_bytes()
    tree = json.loads(data)
    assert tree["schema"] == [SCHEMA[0], minor]
    content = read(data)
    assert content.notes == ()
    assert not content.head.newer_major
    written = json.loads(dumps(content.portfolio))
    assert written["schema"] == list(SCHEMA)
    before = {key: value for key, value in tree.items() if key not in HEAD}
    assert lost(before, written) == []
    assert tree["initiatives"]
    assert tree["decisions"]


@pytest.mark.parametrize("minor", MINORS)
def test_it_is_saved_in_the_present_version_with_its_old_self_beside_it(minor, tmp_path):
    path = tmp_path / "old.portfolio"
    original = stored(minor).read_bytes()
    path.write_bytes(original)
    opened = load(path)
    assert not opened.read_only
    edited = replace(opened.portfolio, notes="Read again")
    save(path, edited, expected_sha256=opened.sha256)
    assert loads(path.read_bytes()) == edited
    assert dumps(load(path).portfolio) == path.read_bytes()
    assert path.with_name("old.portfolio.bak").read_bytes() == original


def test_the_comparison_sees_a_field_that_is_gone_or_changed():
    tree = json.loads(stored(0).read_bytes())
    key = next(iter(tree["initiatives"]))
    other = json.loads(stored(0).read_bytes())
    del other["initiatives"][key]["owner"]
    other["title"] = "Another"
    assert set(lost(tree, other)) == {("initiatives", key, "owner"), ("title",)}

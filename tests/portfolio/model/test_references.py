"""The tables of what refers to what, held against the records themselves."""

from __future__ import annotations

import pytest

from portfolio.model import CHANGE_TARGETS, Change, Portfolio, Rule
from portfolio.model.references import KEYED_BY, NAMING, REFERRED_TO, still_binds, target_of
from portfolio.model.shapes import Shape, fields_of
from tests.portfolio.strategies import KEYS, REFERENCES

COLLECTIONS = {name[0]: name for name in ("criteria", "initiatives", "resources")}
COLLECTIONS |= {"q": "periods", "p": "raters"}


def records():
    """Return every class of the model that a document is made of."""
    found, waiting = set(), [Shape("record", record=Portfolio)]
    while waiting:
        shape = waiting.pop()
        if shape.items is not None:
            waiting.append(shape.items)
        if shape.record is not None and shape.record not in found:
            found.add(shape.record)
            waiting += [field.shape for field in fields_of(shape.record)]
    return found


MAPS = sorted(
    (
        (cls, field.name)
        for cls in records()
        for field in fields_of(cls)
        if field.shape.kind == "map" and not (cls is Portfolio and field.name in REFERRED_TO)
    ),
    key=str,
)


@pytest.mark.parametrize(("cls", "name"), MAPS)
def test_every_map_says_whose_ids_its_keys_are(cls, name):
    """The keys that random documents are given are the oracle."""
    letters = KEYS.get(f"{cls.__name__}.{name}") or KEYS[name]
    expected = tuple(COLLECTIONS[each] for each in letters if each in COLLECTIONS)
    found = KEYED_BY.get((cls, name), ())
    assert found[: len(letters)] == expected


def test_every_field_that_names_a_record_is_listed():
    names = {place for place in REFERENCES if place[1] != "level"}
    assert NAMING.keys() == names


def test_the_tables_name_fields_that_there_are():
    known = {(cls, field.name) for cls in records() for field in fields_of(cls)}
    assert KEYED_BY.keys() | NAMING.keys() <= known


def test_every_change_of_a_scenario_has_a_target():
    for kind in CHANGE_TARGETS:
        collection = target_of(Change(kind, "x"))
        assert collection in REFERRED_TO
        assert collection.startswith(CHANGE_TARGETS[kind][:4])


def test_a_rule_binds_while_enough_members_are_left():
    before = Rule("excludes", ("a", "b", "c"))
    assert still_binds(before, Rule("excludes", ("a", "b")))
    assert not still_binds(before, Rule("excludes", ("a",)))
    led = Rule("requires", ("a", "b", "c"))
    assert still_binds(led, Rule("requires", ("a", "c")))
    assert not still_binds(led, Rule("requires", ("b", "c")))
    assert still_binds(Rule("at_most", ("a", "b")), Rule("at_most", ("b",)))

"""Target 5, forwards: a file of the next version goes through this one and back, 0 fields lost.

The file is built from the shapes of the model: every record of every class is in it, and the
next version has added a field to each. So a class that is added to the model is tried as well.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from portfolio.edit import set_initiative, set_settings, set_title
from portfolio.files import dumps, loads
from portfolio.files.head import SCHEMA
from portfolio.files.writing import BARE
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.shapes import Shape, fields_of

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
ADDED = {"kind": "something new", "numbers": [1, 2.5, None], "deep": {"a": [{"b": True}]}}
LEAVES = {
    "text": "words",
    "order": "V",
    "number": 0.5,
    "whole": 1,
    "flag": True,
    "day": date(2027, 1, 1),
    "moment": NOW,
}


def specimen(shape):
    """Return a value of a shape with one of everything in it."""
    if shape.kind == "record":
        cls = shape.record
        return cls(**{field.name: specimen(field.shape) for field in fields_of(cls)})
    if shape.kind == "list":
        return (specimen(shape.items),)
    if shape.kind == "map":
        return FrozenMap({"x_1": specimen(shape.items)})
    return shape.choices[0] if shape.kind == "choice" else LEAVES[shape.kind]


def with_added(tree, shape, seen):
    """Return a tree in which every record has a field more, and may no longer be a bare number."""
    if shape.kind == "list":
        return [with_added(entry, shape.items, seen) for entry in tree]
    if shape.kind == "map":
        return {key: with_added(entry, shape.items, seen) for key, entry in tree.items()}
    if shape.kind != "record" or tree is None:
        return tree
    seen.append(shape.record)
    if not isinstance(tree, dict):
        return {BARE[shape.record]: tree, "added": ADDED}
    shapes = {field.name: field.shape for field in fields_of(shape.record)}
    known = {
        name: with_added(value, shapes[name], seen) if name in shapes else value
        for name, value in tree.items()
    }
    return {**known, "added": ADDED}


ROOT = Shape("record", record=Portfolio)


def next_version():
    """Return the tree of a file that the next version wrote, and the classes of its records."""
    seen = []
    tree = with_added(json.loads(dumps(specimen(ROOT))), ROOT, seen)
    tree.update(schema=[SCHEMA[0], SCHEMA[1] + 1], app="9.9")
    return tree, seen


def test_target_5_every_record_keeps_what_the_next_version_has_added():
    tree, seen = next_version()
    opened = loads(json.dumps(tree).encode())
    edited = set_title(opened, "Edited here")
    edited = set_initiative(edited, "x_1", name="Another name", owner="Somebody else")
    edited = set_settings(edited, discount_rate=0.07)
    again = json.loads(dumps(edited))
    tree["title"] = "Edited here"
    tree["initiatives"]["x_1"].update(name="Another name", owner="Somebody else")
    tree["settings"]["discount_rate"] = 0.07
    assert again == tree
    assert json.dumps(again).count('"something new"') == len(seen)


def test_every_class_of_the_model_is_in_that_file():
    _, seen = next_version()
    assert set(seen) == classes(Portfolio, set())
    assert len(seen) > 40


def classes(cls, found):
    """Add a class of the model, and those that its fields lead to."""
    found.add(cls)
    for field in fields_of(cls):
        shape = field.shape
        while shape.items is not None:
            shape = shape.items
        if shape.record is not None and shape.record not in found:
            classes(shape.record, found)
    return found


def test_a_version_that_drops_what_it_does_not_know_is_seen():
    tree, _ = next_version()
    opened = loads(json.dumps(tree).encode())
    rule = opened.rules["x_1"]
    forgetful = replace(opened, rules=FrozenMap({"x_1": replace(rule, extra=FrozenMap())}))
    assert json.loads(dumps(forgetful)) != tree

"""The quick reader is right whenever it answers, and its records are real ones."""

from __future__ import annotations

import copy
import dataclasses
import gc
import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.files import dumps, loads, text_form
from portfolio.files.collection import no_cycle_collection
from portfolio.files.head import HEAD_KEYS
from portfolio.files.leaves import Misfit
from portfolio.files.quick_reading import Unusual, read_quickly
from portfolio.files.reading import Reader
from portfolio.model import FrozenMap
from tests.portfolio.files.documents import SMALL, SMALL_BYTES
from tests.portfolio.strategies import json_values, portfolios


def content(data):
    return {name: value for name, value in json.loads(data).items() if name not in HEAD_KEYS}


@settings(max_examples=25)
@given(portfolios())
def test_both_readers_read_the_same(portfolio):
    tree = content(dumps(portfolio))
    quick, _ = read_quickly(tree)
    careful = Reader(forgiving=False)
    assert quick == careful.read(tree) == portfolio
    assert careful.kept == []


def test_the_quick_reader_counts_each_colon():
    portfolio, colons = read_quickly(content(SMALL_BYTES))
    assert portfolio == SMALL
    assert colons + len(HEAD_KEYS) == SMALL_BYTES.count(b":")


def test_what_the_quick_reader_takes_the_careful_one_takes_without_a_note():
    random, taken = Random(5), 0
    for _ in range(400):
        tree = accident(random)
        try:
            quick, _ = read_quickly(tree)
        except Unusual:
            continue
        careful = Reader(forgiving=False)
        assert careful.read(tree) == quick
        assert careful.kept == []
        taken += 1
    assert 20 < taken < 380


def accident(random):
    """Return the small document with one value replaced, or one field more or less."""
    tree = copy.deepcopy(content(SMALL_BYTES))
    group = tree
    while True:
        key = random.choice(list(group))
        inner = group[key]
        if isinstance(inner, dict) and inner and random.random() < 0.8:
            group = inner
            continue
        break
    match random.randrange(3):
        case 0:
            del group[key]
        case 1:
            group[random.choice(["new", "name", "at"])] = inner
        case _:
            group[key] = random.choice([None, True, 1, 1.5, -0.0, "x", "2027-01-01", [], {}, ["a"]])
    return tree


def test_records_are_frozen_and_of_their_classes():
    portfolio = loads(SMALL_BYTES)
    waiting, seen = [portfolio], set()
    while waiting:
        value = waiting.pop()
        if dataclasses.is_dataclass(value):
            seen.add(type(value))
            with pytest.raises(dataclasses.FrozenInstanceError):
                value.extra = FrozenMap()
            waiting += [getattr(value, field.name) for field in dataclasses.fields(value)]
        elif isinstance(value, FrozenMap | tuple):
            waiting += value.values() if isinstance(value, FrozenMap) else value
    assert len(seen) >= 14
    assert all(kind.__module__.startswith("portfolio.model.") for kind in seen)


def test_an_edit_of_a_record_that_was_read_is_an_ordinary_record():
    portfolio = loads(SMALL_BYTES)
    initiative = dataclasses.replace(portfolio.initiatives["i_triage"], owner="Ben")
    assert initiative == dataclasses.replace(SMALL.initiatives["i_triage"], owner="Ben")
    assert repr(portfolio) == repr(loads(dumps(portfolio)))


def test_a_misfit_is_found_by_its_path():
    tree = content(SMALL_BYTES)
    tree["scenarios"]["s_1"]["changes"][0]["amount"] = "much"
    with pytest.raises(Misfit) as caught:
        Reader(forgiving=False).read(tree)
    assert caught.value.path == ("scenarios", "s_1", "changes", 0, "amount")


@given(json_values | st.lists(json_values, max_size=3))
def test_text_is_that_of_the_json_library(value):
    options = {"sort_keys": True, "indent": 1, "ensure_ascii": False, "allow_nan": False}
    assert text_form.to_text(value) == json.dumps(value, **options) + "\n"


@pytest.mark.parametrize("value", [object(), {"a": {1, 2}}, [b"x"]])
def test_text_takes_json_values_only(value):
    with pytest.raises(TypeError):
        text_form.to_text(value)


def test_the_collector_is_left_as_it_was():
    with no_cycle_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        loads(SMALL_BYTES)
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(ZeroDivisionError), no_cycle_collection():
        1 / 0  # noqa: B018
    assert gc.isenabled()

"""No input makes the loader do anything but open a file or say in a sentence why not."""

from __future__ import annotations

import copy
import dataclasses
import json
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.files import NotOpened, dumps, loads
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.text import visible
from tests.portfolio.files.documents import SMALL, SMALL_BYTES
from tests.portfolio.files.mutations import mutated, regrown
from tests.portfolio.limits import Toll, little_memory
from tests.portfolio.strategies import json_values


def opens_or_says_why(data):
    """Return whether bytes were opened."""
    try:
        portfolio = loads(data)
    except NotOpened as error:
        said = f"{error}"
    else:
        return saves_and_opens_again(portfolio)
    assert said.endswith(".")
    assert visible(said) == said
    return False


def saves_and_opens_again(portfolio):
    again = dumps(portfolio)
    assert loads(again) == with_sorted_sets(portfolio)
    assert dumps(loads(again)) == again
    return True


#: The small document, and a smaller one for each of its collections alone.
BASES = (
    SMALL_BYTES,
    *(
        dumps(Portfolio("p_part", **{field.name: getattr(SMALL, field.name)}))
        for field in dataclasses.fields(Portfolio)
        if isinstance(getattr(SMALL, field.name), FrozenMap) and getattr(SMALL, field.name)
    ),
)


def mutations(seed, count):
    """Break documents ``count`` times: seven in eight in their bytes, one in its tree."""
    random, toll = Random(seed), Toll()
    outcomes = set()
    for number in range(count):
        data = (mutated if number % 8 else regrown)(random, BASES[number // 8 % len(BASES)])
        with toll.input():
            outcomes.add(opens_or_says_why(data))
    assert outcomes == {True, False}
    return toll


def test_target_2_mutated_files_open_or_are_refused():
    assert mutations(1, 1_500).inputs == 1_500


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(50))
def test_target_2_five_million_mutated_files_open_or_are_refused(seed, capsys):
    with little_memory():
        toll = mutations(1_000 + seed, 100_000)
    with capsys.disabled():
        sys.stdout.write(toll.said(f"mutated portfolio files, part {seed + 1} of 50"))


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_target_2_random_bytes_are_refused(data):
    assert not opens_or_says_why(data)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_target_2_random_texts_are_refused(text):
    assert not opens_or_says_why(text.encode("utf-8", "surrogatepass"))


def places(tree, path=()):
    """Yield the path of every value in a JSON tree."""
    yield path
    entries = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in entries:
        yield from places(value, (*path, key))


TREE = json.loads(SMALL_BYTES)
PLACES = list(places(TREE))[1:]


def with_value(path, value):
    tree = copy.deepcopy(TREE)
    *parents, last = path
    group = tree
    for key in parents:
        group = group[key]
    group[last] = value
    return json.dumps(tree).encode()


@settings(max_examples=200)
@given(st.sampled_from(PLACES), json_values)
def test_target_2_any_value_at_any_place_opens_or_is_refused(path, value):
    opens_or_says_why(with_value(path, value))
    assert loads(SMALL_BYTES) == SMALL


@pytest.mark.parametrize(
    "value", [None, True, 0, -1.5, "", "x", [], [[]], {}, {"a": {}}], ids=json.dumps
)
def test_target_2_each_place_takes_its_own_kind_only(value):
    """Every place is tried with every kind of JSON value; some fit, most do not."""
    opened = [opens_or_says_why(with_value(path, value)) for path in PLACES]
    assert not all(opened)


@settings(max_examples=100)
@given(json_values)
def test_other_json_is_never_a_portfolio(value):
    assert not opens_or_says_why(json.dumps(value).encode())

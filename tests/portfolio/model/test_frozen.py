"""A map that cannot be changed, and that shares what it did not change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.model import FrozenMap

entries = st.dictionaries(st.text(max_size=3), st.integers(), max_size=6)


@given(entries, st.text(max_size=3), st.integers())
def test_it_answers_like_a_dict(data, key, value):
    frozen = FrozenMap(data)
    assert dict(frozen) == data
    assert len(frozen) == len(data)
    assert (key in frozen) == (key in data)
    assert frozen.get(key) == data.get(key)
    assert frozen.get(key, value) == data.get(key, value)
    assert list(frozen.items()) == list(data.items())
    assert list(frozen.values()) == list(data.values())


@given(entries, st.text(max_size=3), st.integers())
def test_setting_and_dropping_leave_the_original_as_it_was(data, key, value):
    frozen = FrozenMap(data)
    assert dict(frozen.with_(key, value)) == {**data, key: value}
    assert dict(frozen.with_all({key: value})) == {**data, key: value}
    assert dict(frozen.without(key)) == {k: v for k, v in data.items() if k != key}
    assert dict(frozen) == data


@given(entries, st.text(max_size=3), st.integers())
def test_dropping_what_was_set_gives_an_equal_map(data, key, value):
    frozen = FrozenMap(data).without(key)
    assert frozen.with_(key, value).without(key) == frozen


def test_equality_does_not_ask_for_the_order_and_stops_at_identity():
    class Unequal:
        def __eq__(self, other):
            raise AssertionError("compared")

        __hash__ = None

    assert FrozenMap({"a": 1, "b": 2}) == FrozenMap({"b": 2, "a": 1})
    assert FrozenMap({"a": 1}) != {"a": 1}
    shared = FrozenMap({"a": Unequal()})
    assert shared == shared  # noqa: PLR0124 - that is the point
    assert FrozenMap({"x": shared}) == FrozenMap({"x": shared})


def test_dropping_what_is_not_there_gives_the_same_map():
    frozen = FrozenMap({"a": 1})
    assert frozen.without("b") is frozen


def test_the_map_it_was_made_of_may_change():
    source = {"a": 1}
    frozen = FrozenMap(source)
    source["a"] = 2
    assert frozen["a"] == 1


def test_it_cannot_be_changed():
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2  # type: ignore[index]
    with pytest.raises(TypeError):
        hash(frozen)

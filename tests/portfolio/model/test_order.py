"""Rank keys sort between their neighbors and stay short."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portfolio.model import Period, in_order, key_after_all, key_between, keys_between

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# A key that ends in the lowest digit has no room before it; the app never makes one.
keys = st.text(DIGITS, min_size=1, max_size=6).filter(lambda key: not key.endswith("0"))


@given(keys, keys)
def test_a_key_falls_between_two(one, other):
    low, high = sorted((one, other))
    if low != high:
        assert low < key_between(low, high) < high


@given(keys)
def test_a_key_falls_before_the_first_and_after_the_last(key):
    assert key_between("", key) < key < key_between(key, "")


@given(st.lists(st.integers(0, 30), max_size=40))
def test_inserting_anywhere_again_and_again_keeps_the_order(places):
    order: list[str] = []
    for place in places:
        place = min(place, len(order))  # noqa: PLW2901 - clamp to what is there
        low = order[place - 1] if place else ""
        high = order[place] if place < len(order) else ""
        order.insert(place, key_between(low, high))
    assert order == sorted(set(order))


@given(keys, keys, st.integers(0, 300))
def test_many_keys_rise_and_stay_short(one, other, count):
    low, high = sorted((one, other))
    if low == high:
        high = ""
    made = keys_between(low, high, count)
    assert len(made) == count
    assert all(a < b for a, b in pairwise([low, *made, *([high] if high else [])]))
    assert max(map(len, made), default=0) <= max(len(low), len(high)) + 3


def test_the_first_ten_thousand_keys_need_three_digits():
    made = keys_between("", "", 10_000)
    assert made == sorted(set(made))
    assert max(map(len, made)) <= 3


@given(st.text(max_size=4), st.text(max_size=4))
def test_keys_that_a_hand_wrote_are_no_error(one, other):
    assert key_between(*sorted((one, other)))


def test_records_come_in_order_with_ties_by_id():
    records = {"b": Period("B", "k"), "a": Period("A", "k"), "c": Period("C", "A")}
    assert [key for key, _ in in_order(records)] == ["c", "a", "b"]


def test_a_new_record_comes_last():
    records = {"a": Period("A", "zz"), "b": Period("B", "V")}
    assert key_after_all(records) > "zz"
    assert key_after_all({}) > ""

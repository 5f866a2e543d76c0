"""A what-if taken back: what it changed goes back, what was edited since stays."""

from dataclasses import replace

import pytest

from portfolio.edit import force, set_initiative, set_resource, set_settings, taken_back
from portfolio.model import FrozenMap, Rule
from tests.portfolio.timed_lab import lab


def assumed(portfolio):
    more = FrozenMap({"p0": 99.0, "p1": 99.0, "p2": 99.0})
    portfolio = set_resource(portfolio, "people", capacity=more)
    portfolio = set_initiative(portfolio, "beta", starts=("p2",))
    portfolio = force(portfolio, "f", Rule("force_in", ("delta",), reason="to see"))
    return set_settings(portfolio, discount_rate=0.3)


def test_nothing_since_gives_the_document_before():
    before = lab()
    assert taken_back(assumed(before), before, assumed(before)) == before


def test_what_was_edited_since_stays():
    before = lab()
    now = set_initiative(assumed(before), "beta", name="Beta two")
    now = set_settings(now, benefit_unit="€M")
    found = taken_back(now, before, assumed(before))
    assert found.initiatives["beta"].name == "Beta two"
    assert found.initiatives["beta"].starts == before.initiatives["beta"].starts
    assert found.settings == replace(before.settings, benefit_unit="€M")
    assert found.rules == before.rules


def test_what_was_set_again_since_stays_as_it_was_set():
    before = lab()
    now = set_initiative(assumed(before), "beta", starts=("p1",))
    assert taken_back(now, before, assumed(before)).initiatives["beta"].starts == ("p1",)


@pytest.mark.parametrize("gone", ["beta", "alpha"])
def test_what_was_deleted_since_stays_deleted(gone):
    before = lab()
    now = assumed(before)
    left = FrozenMap({key: one for key, one in now.initiatives.items() if key != gone})
    found = taken_back(replace(now, initiatives=left), before, assumed(before))
    assert gone not in found.initiatives


def test_what_the_changes_deleted_comes_back():
    before = lab()
    after = replace(before, rules=FrozenMap())
    assert taken_back(after, before, after) == before


def test_nothing_to_take_back_is_the_same_document():
    portfolio = lab()
    assert taken_back(portfolio, portfolio, portfolio) is portfolio

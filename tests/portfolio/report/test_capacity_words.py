import pytest

from portfolio.model import FrozenMap, Resource
from portfolio.report.capacity_words import (
    capacity_words,
    factor_on,
    overall,
    overall_word,
    what_if_label,
)


def resource(kind, *amounts, unit="FTE"):
    capacity = FrozenMap({f"q{n}": amount for n, amount in enumerate(amounts)})
    return Resource("R", "a", unit=unit, kind=kind, capacity=capacity)


def test_people_are_not_added_up_over_quarters():
    people = resource("renewable", 220.0, 224.0, 232.0)
    assert overall(people, people.capacity.values()) == 232
    assert overall_word(people) == "peak"
    assert capacity_words(people) == "up to 232 FTE"
    assert capacity_words(resource("renewable", 5.0, 5.0)) == "5 FTE"


def test_a_budget_is_added_up():
    budget = resource("budget", 22.5, 18.0, 16.5, 15.0, unit="$M")
    assert overall(budget, budget.capacity.values()) == pytest.approx(72)
    assert overall_word(budget) == "total"
    assert capacity_words(budget) == "$72M in all"


def test_a_moved_capacity_is_told_with_what_it_was():
    before, after = resource("renewable", 50.0, 50.0), resource("renewable", 40.0, 40.0)
    assert factor_on(before, after) == pytest.approx(0.8)
    assert what_if_label(before, after) == "Set “R” to 80 %: 50 FTE → 40 FTE"


@pytest.mark.parametrize("before", [None, resource("renewable"), resource("renewable", 0.0)])
def test_without_a_base_there_is_no_share(before):
    assert factor_on(before, resource("renewable", 40.0)) == 1
    assert what_if_label(before, resource("renewable", 40.0)) == "Set “R” to 40 FTE"


@pytest.mark.parametrize("kind", ["renewable", "budget"])
def test_nothing_stated_is_no_limit(kind):
    assert overall(resource(kind), ()) == 0
    assert capacity_words(resource(kind)) == "no limit"

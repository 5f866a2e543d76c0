import pytest

from portfolio.model import FrozenMap, Resource
from portfolio.report.capacity_words import capacity_words, overall, overall_word


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


@pytest.mark.parametrize("kind", ["renewable", "budget"])
def test_nothing_stated_is_no_limit(kind):
    assert overall(resource(kind), ()) == 0
    assert capacity_words(resource(kind)) == "no limit"

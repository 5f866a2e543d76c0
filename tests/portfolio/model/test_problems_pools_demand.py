"""Where a demand is due when resources are parts of a pool or stand in for others."""

from dataclasses import replace

import pytest

from portfolio.model import FrozenMap, Resource, problems
from tests.portfolio.small import sound


def pooled():
    """The people of the small portfolio as a pool with one part, and one who can stand in."""
    base = sound()
    people = base.resources["fte"]
    added = {
        "dev": Resource("Developers", "zx", people.unit, capacity=people.capacity, pool="fte"),
        "any": Resource(
            "Generalists", "zy", people.unit, capacity=people.capacity, serves=("dev",)
        ),
    }
    return replace(base, resources=base.resources.with_all(added))


def unstated(portfolio):
    return [each.field for each in problems(portfolio) if each.code == "demand_not_stated"]


def test_a_demand_for_the_pool_is_enough_and_none_is_due_for_who_stands_in():
    assert unstated(pooled()) == []


@pytest.mark.parametrize("period", ["q1", "q2"])
def test_a_demand_for_a_part_is_enough_and_what_neither_states_is_missing(period):
    base = pooled()
    record = base.initiatives["wiki"]
    row = record.demand["fte"]
    demand = record.demand.without("fte").with_("dev", FrozenMap({period: row[period]}))
    changed = base.initiatives.with_("wiki", replace(record, demand=demand))
    found = unstated(replace(base, initiatives=changed))
    assert found == ["demand/fte", "demand/dev"]

"""Pools, resources that serve others, and what rules bring in when both move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.model import FrozenMap, Resource, Rule, problems
from portfolio.model.checks.pools import linked
from tests.portfolio.small import (
    found,
    initiative,
    only,
    resource,
    sound,
    with_record,
    with_rules,
)


def pooled(**fields):
    """Data engineers, who are part of the ML engineers unless ``fields`` say otherwise."""
    base = sound()
    fields = {"pool": "fte", **fields}
    data = resource("Data engineers", "d", fields.pop("unit", "FTE"), 3, **fields)
    none = FrozenMap(dict.fromkeys(("q1", "q2"), base.initiatives["wiki"].demand["fte"]["q1"]))
    initiatives = {
        key: replace(record, demand=record.demand.with_("data", none))
        for key, record in base.initiatives.items()
    }
    return replace(
        base,
        resources=base.resources.with_("data", data),
        initiatives=FrozenMap(initiatives),
    )


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"pool": "gone"}, "unknown_pool", "pool"),
        ({"pool": "data"}, "pool_itself", "pool"),
        ({"unit": "h"}, "pool_unit", "pool"),
        ({"kind": "budget", "carries_over": True}, "pool_carries_over", "pool"),
        ({"pool": None, "serves": ("gone",)}, "unknown_resource", "serves"),
        ({"pool": None, "serves": ("data",)}, "serves_itself", "serves"),
        ({"pool": None, "serves": ("gpu",)}, "serves_unit", "serves"),
        (
            {"pool": None, "serves": ("usd",), "unit": "$M"},
            "serves_carries_over",
            "serves",
        ),
    ],
)
def test_a_pool_or_service_that_cannot_be(fields, code, field):
    problem = only(pooled(**fields), code)
    assert (problem.kind, problem.record, problem.field) == ("resource", "data", field)
    assert problem.text.startswith("“Data engineers”: ")


@pytest.mark.parametrize(
    "fields",
    [{}, {"pool": None, "serves": ("fte",)}, {"serves": ("fte",)}, {"carries_over": True}],
)
def test_a_pool_or_service_that_can(fields):
    assert problems(pooled(**fields)) == ()


def test_pools_are_one_level_deep():
    deep = pooled()
    deep = replace(deep, resources=deep.resources.with_("all", resource("All", "e", "FTE", 99)))
    deep = with_record(deep, "resources", "fte", pool="all")
    assert [code for code, *_ in found(deep) if code != "demand_not_stated"] == ["pool_of_pool"]


def roles(count):
    """A chain of roles of which each can fill the next."""
    return {
        f"r{n}": Resource(f"Role {n}", f"{n:02}", "FTE", serves=(f"r{n + 1}",) if n < count else ())
        for n in range(1, count + 1)
    }


def test_links_are_followed_both_ways():
    assert linked(roles(3)) == [["r1", "r2", "r3"]]
    assert linked({**roles(3), "x": Resource("X", "x", "FTE")}) == [["r1", "r2", "r3"]]
    assert linked({"x": Resource("X", "x", "FTE", serves=("x", "gone"))}) == []


@pytest.mark.parametrize(("count", "told"), [(8, []), (9, ["r1"])])
def test_more_than_eight_linked_roles_are_too_many(count, told):
    base = replace(sound(), resources=FrozenMap(roles(count)))
    crowded = [p.record for p in problems(base) if p.code == "serves_too_many"]
    assert crowded == told


def short_of(portfolio):
    return [p.record for p in problems(portfolio) if p.code == "capacity_below_mandated"]


def test_a_pool_carries_its_parts():
    mandated = with_rules(sound(), Rule("mandated", ("agents", "claims"))).rules
    tight = replace(pooled(), rules=mandated)
    tight = with_record(tight, "resources", "data", capacity=FrozenMap({"q1": 9.0, "q2": 9.0}))
    assert short_of(tight) == ["fte"]
    apart = with_record(tight, "resources", "data", pool=None)
    assert short_of(apart) == []


def test_nobody_is_short_while_another_role_can_help():
    base = with_rules(pooled(pool=None), Rule("mandated", ("agents", "claims", "vivid")))
    assert "fte" in short_of(base)
    helped = with_record(base, "resources", "data", serves=("fte",))
    assert "fte" not in short_of(helped)


def test_what_may_start_later_is_not_counted_in_its_first_period():
    brief = initiative("wiki", "d", (5, 2, 0.5), 4)
    first = FrozenMap({key: row.without("q2") for key, row in brief.demand.items()})
    base = with_rules(sound(), Rule("mandated", ("wiki",)))
    base = with_record(base, "initiatives", "wiki", demand=first, duration=1)
    base = with_record(base, "resources", "gpu", capacity=FrozenMap({"q1": 0.0, "q2": 100.0}))
    assert short_of(base) == ["gpu"]
    assert short_of(with_record(base, "initiatives", "wiki", starts=("q1", "q2"))) == []

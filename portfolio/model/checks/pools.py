"""Resources that are part of a pool, or that can be used in place of others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.resource import Resource
from portfolio.model.text import listed, quoted

K = TypeVar("K", bound=Hashable)
#: Resources linked through ``serves`` that a plan can share out exactly.
MOST_LINKED = 8


def pool_problems(resources: Sequence[tuple[str, Resource]]) -> dict[str, tuple[Problem, ...]]:
    """Return what is wrong with pools and with serving others, by resource id.

    Args:
        resources: ids and records in the order of the screen.
    """
    table = dict(resources)
    crowds = _crowds(table)
    found: dict[str, tuple[Problem, ...]] = {}
    for key, record in resources:
        faults = (
            *_pool(key, record, table),
            *_serves(key, record, table),
            *(_crowd(crowds[key], table) if key in crowds else ()),
        )
        found[key] = problems_of("resource", key, quoted(record.name), faults)
    return found


def carries(record: Resource) -> bool:
    """Whether what is left of a resource in one period can be used later."""
    return record.kind == "budget" and record.carries_over


def linked(resources: Mapping[str, Resource]) -> list[list[str]]:
    """Return the groups of two or more resources that serve each other, see ``joined``."""
    return joined({key: record.serves for key, record in resources.items()})


def joined(serves: Mapping[K, Iterable[K]]) -> list[list[K]]:
    """Return the groups of two or more that serve each other, directly or through others.

    Args:
        serves: who serves whom; whoever is not among the keys does not count.

    Returns:
        Groups and their members in the order of the keys.
    """
    leader = {key: key for key in serves}

    def root(key: K) -> K:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for key, others in serves.items():
        for served in others:
            if served in leader:
                leader[root(served)] = root(key)
    groups: dict[K, list[K]] = {}
    for key in serves:
        groups.setdefault(root(key), []).append(key)
    return [group for group in groups.values() if len(group) > 1]


def _crowds(table: Mapping[str, Resource]) -> dict[str, list[str]]:
    return {group[0]: group for group in linked(table) if len(group) > MOST_LINKED}


def _crowd(group: list[str], table: Mapping[str, Resource]) -> Iterator[Fault]:
    names = listed(quoted(table[key].name) for key in group)
    yield (
        "serves_too_many",
        "error",
        "serves",
        f"{len(group)} resources stand in for each other, more than {MOST_LINKED}: {names}",
        f"Let fewer of them serve others; a plan can share out {MOST_LINKED}.",
    )


def _pool(key: str, record: Resource, table: Mapping[str, Resource]) -> Iterator[Fault]:
    if record.pool is None:
        return
    pool = table.get(record.pool)
    if pool is None:
        yield (
            "unknown_pool",
            "warning",
            "pool",
            "its pool is not in the portfolio, so it counts by itself",
            "Choose another pool, or none.",
        )
        return
    name = quoted(pool.name)
    if record.pool == key:
        yield "pool_itself", "error", "pool", "it is its own pool", "Choose another pool, or none."
        return
    if pool.pool is not None:
        yield (
            "pool_of_pool",
            "error",
            "pool",
            f"its pool {name} is itself part of a pool",
            "Pools are one level deep: make it part of the larger pool, or of none.",
        )
    yield from _unlike("pool", "its pool", (record, pool))


def _serves(key: str, record: Resource, table: Mapping[str, Resource]) -> Iterator[Fault]:
    for other in dict.fromkeys(record.serves):
        served = table.get(other)
        if other == key:
            yield (
                "serves_itself",
                "error",
                "serves",
                "it is said to serve itself",
                "Take it out of the resources that it serves.",
            )
        elif served is None:
            yield (
                "unknown_resource",
                "warning",
                "serves",
                "it serves a resource that is not in the portfolio; that is ignored",
                "Choose another one, or take it out.",
            )
        else:
            yield from _unlike("serves", "what it serves,", (record, served))


def _unlike(field: str, role: str, pair: tuple[Resource, Resource]) -> Iterator[Fault]:
    record, other = pair
    name = quoted(other.name)
    if record.unit.strip() != other.unit.strip():
        yield (
            f"{field}_unit",
            "error",
            field,
            f"it counts in {quoted(record.unit)}, but {role} {name} in {quoted(other.unit)}",
            "Give both the same unit; amounts in different units cannot be added up.",
        )
    if carries(record) or carries(other):
        which = "it" if carries(record) else f"{role} {name}"
        yield (
            f"{field}_carries_over",
            "error",
            field,
            f"{which} carries over to later periods, so the two cannot be shared out together",
            "Let neither carry over, or separate them.",
        )

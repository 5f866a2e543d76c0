"""Resources that can stand in for each other: which sets of them limit a plan, and who does what.

When a resource may be used in the place of others, demands can be met exactly if
every set of resources is asked for no more than what all that can serve the set have
(Gale, Pacific Journal of Mathematics 7, 1957, for the transportation problem).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.cell_tables import Bools
from portfolio.funding.result import Floats
from portfolio.funding.tables import Tables
from portfolio.model.checks.pools import MOST_LINKED, joined
from portfolio.model.text import plural

_NOTHING = 1e-12


def linked_groups(tables: Tables) -> list[tuple[int, ...]]:
    """Return the groups of resources that are linked through ``serves``, by row.

    Raises:
        PortfolioError: a group of more than eight.
    """
    linked = [tuple(group) for group in joined(dict(enumerate(tables.serves)))]
    for each in linked:
        if len(each) > MOST_LINKED:
            raise PortfolioError(
                what=f"{plural(len(each), 'resource')} can stand in for each other, directly or "
                f"through others; a plan can take {MOST_LINKED}.",
                remedy="Join roles that the same people fill, or link fewer of them.",
            )
    return linked


def limiting_sets(
    tables: Tables, group: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the sets that can limit a plan, each with all resources that can serve it.

    A set in two parts that are served by different resources says no more than the
    parts do, and is left out.
    """
    servers = {role: _servers(tables, group, role) for role in group}
    for count in range(1, len(group) + 1):
        for roles in combinations(group, count):
            if _hangs_together(roles, servers):
                serving = frozenset().union(*(servers[role] for role in roles))
                yield roles, tuple(sorted(serving))


def _servers(tables: Tables, group: Sequence[int], role: int) -> frozenset[int]:
    return frozenset(row for row in group if row == role or role in tables.serves[row])


def _hangs_together(roles: Sequence[int], servers: dict[int, frozenset[int]]) -> bool:
    reached, waiting = {roles[0]}, [roles[0]]
    while waiting:
        role = waiting.pop()
        near = [other for other in roles if servers[role] & servers[other]]
        waiting.extend(other for other in near if other not in reached)
        reached.update(near)
    return len(reached) == len(roles)


def assigned(tables: Tables, use: Floats) -> tuple[Floats, Bools]:
    """Return what is used of each resource when each meets its own demand first.

    Args:
        tables: with the capacities and who serves whom.
        use: demand for each resource, ``(n_resources, n_periods)``.

    Returns:
        Two tables of the same shape: the use, in which what nobody has left stays with
        the resource that is asked for it; and where more could be asked of a resource,
        since others who can stand in have something left.
    """
    result, helped = use.copy(), np.zeros(use.shape, dtype=bool)
    for group in linked_groups(tables):
        for period in range(use.shape[1]):
            flow = _Flow(tables, group, period)
            for role in group:
                flow.own(role, float(use[role, period]))
            for role in group:
                flow.borrow(role)
            for row in group:
                result[row, period] = flow.used(row)
                helped[row, period] = flow.helped(row)
    return result, helped


class _Flow:
    """Who works for whom in one period, by augmenting paths."""

    def __init__(self, tables: Tables, group: Sequence[int], period: int) -> None:
        self._group = group
        self._servers = {role: sorted(_servers(tables, group, role)) for role in group}
        capacity = tables.capacity[:, period]
        self._spare = {r: np.inf if np.isnan(capacity[r]) else float(capacity[r]) for r in group}
        self._work = {(role, row): 0.0 for role in group for row in group}
        self._unmet = dict.fromkeys(group, 0.0)

    def own(self, role: int, demand: float) -> None:
        """Let a resource meet its own demand as far as it goes."""
        met = min(demand, self._spare[role])
        self._spare[role] -= met
        self._work[role, role] = met
        self._unmet[role] = demand - met

    def borrow(self, role: int) -> None:
        """Let others meet what is left of a demand."""
        while self._unmet[role] > _NOTHING:
            path = self._path(role)
            if not path:
                return
            moved = [self._work[role_, row] for role_, row in path[1::2]]
            amount = min([self._unmet[role], self._spare[path[-1][1]], *moved])
            for step, pair in enumerate(path):
                self._work[pair] += amount if step % 2 == 0 else -amount
            self._spare[path[-1][1]] -= amount
            self._unmet[role] -= amount

    def used(self, row: int) -> float:
        """Return what is used of a resource, with what it is asked for in vain."""
        return sum(self._work[role, row] for role in self._group) + self._unmet[row]

    def helped(self, row: int) -> bool:
        """Whether others have something left for what this resource is asked for."""
        return self._spare[row] <= _NOTHING and bool(self._path(row))

    def _path(self, role: int) -> list[tuple[int, int]]:
        """Return the shortest way to spare capacity; empty when there is none.

        Pairs (role, row): the first takes from a row, the second gives the same row up,
        the third takes another in its place, and so on.
        """
        taken_by: dict[int, int] = {}
        given_up: dict[int, int] = {}
        waiting = deque([role])
        while waiting:
            asking = waiting.popleft()
            for row in self._servers[asking]:
                if row in taken_by:
                    continue
                taken_by[row] = asking
                if self._spare[row] > _NOTHING:
                    return _way(role, row, taken_by, given_up)
                for other in self._group:
                    works = self._work[other, row] > _NOTHING
                    if works and other != role and other not in given_up:
                        given_up[other] = row
                        waiting.append(other)
        return []


def _way(
    role: int, row: int, taken_by: dict[int, int], given_up: dict[int, int]
) -> list[tuple[int, int]]:
    way = [(taken_by[row], row)]
    while way[0][0] != role:
        asking = way[0][0]
        held = given_up[asking]
        way = [(taken_by[held], held), (asking, held), *way]
    return way

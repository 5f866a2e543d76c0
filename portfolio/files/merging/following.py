"""Conflicts about what follows from other fields in any case, and so is no question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from portfolio.files.merging.conflict import Conflict, Merge
from portfolio.files.merging.places import value_at
from portfolio.files.merging.three_way import resolved
from portfolio.model import Portfolio


def following(found: Merge, follow: Callable[[Portfolio], Portfolio]) -> Merge:
    """Return a merge without the conflicts that make no difference to what is derived.

    Args:
        found: as ``merge`` returned it.
        follow: derives anew what follows from other fields, ``portfolio.edit.rederived``;
            what ``resolved`` returns is to be followed through by it as well.
    """
    asked = {n for n, each in enumerate(found.conflicts) if _may_follow(found, each)}
    if not asked:
        return found
    one = follow(found.portfolio)
    other = follow(resolved(found, found.preset ^ asked))
    paths = {n: found.conflicts[n].path for n in asked}
    moot = {n for n, path in paths.items() if value_at(one, path) == value_at(other, path)}
    kept = [n for n in range(len(found.conflicts)) if n not in moot]
    preset = frozenset(place for place, n in enumerate(kept) if n in found.preset)
    return replace(found, conflicts=tuple(found.conflicts[n] for n in kept), preset=preset)


def _may_follow(found: Merge, conflict: Conflict) -> bool:
    """Whether a conflict is about a demand of an initiative of which some is derived."""
    if conflict.path[0] != "initiatives" or conflict.path[2:3] != ("demand",):
        return False
    record = found.portfolio.initiatives.get(conflict.path[1])
    return record is not None and record.facts is not None and record.facts.derived

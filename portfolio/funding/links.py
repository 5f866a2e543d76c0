"""What requires what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from portfolio.funding.rows import Source


def requirements(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return initiative id to the ids that it requires directly."""
    needs: dict[str, list[str]] = {}
    for source in sources:
        if source.kind == "requires":
            first, other = source.initiatives
            needs.setdefault(first, []).append(other)
    return needs


def dependents(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return initiative id to the ids that require it directly."""
    wanted_by: dict[str, list[str]] = {}
    for first, others in requirements(sources).items():
        for other in others:
            wanted_by.setdefault(other, []).append(first)
    return wanted_by


def closure(ids: Iterable[str], needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return ``ids`` and all that follows from them in ``needs``, each once."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        initiative_id = waiting.pop(0)
        if initiative_id not in found:
            found[initiative_id] = None
            waiting.extend(needs.get(initiative_id, ()))
    return list(found)

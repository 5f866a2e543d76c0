"""Which of the versions that were kept two others began with, told by what they hold.

A merge with a base that is too new would take what a side never had for something that it
has undone. One that is too old only asks more. So a version counts as the base of a side
if the side holds part of what that version had brought, and nowhere what was before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from portfolio.files.changes import changes
from portfolio.model import Portfolio

_Paths = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A version that two others began with.

    Attributes:
        index: of the version among those that were given.
        proven: whether what the two hold shows it; False for the oldest version, before
            which nothing is known.
    """

    index: int
    proven: bool


def ancestor(versions: Sequence[Portfolio], *sides: Portfolio) -> Ancestor | None:
    """Return the newest version that all sides began with; None without any version.

    Args:
        versions: of one document, the oldest first.
        sides: those that are to be merged.
    """
    if not versions:
        return None
    steps = [_paths(before, after) for before, after in pairwise(versions)]
    apart = [[_paths(version, side) for version in versions] for side in sides]
    for index in range(len(versions) - 1, 0, -1):
        if all(_holds(index, steps[index - 1], from_versions) for from_versions in apart):
            return Ancestor(index, proven=True)
    return Ancestor(0, proven=False)


def _holds(index: int, step: _Paths, apart: Sequence[_Paths]) -> bool:
    """Whether a side has what a version brought, and nowhere what was before.

    Args:
        index: of the version.
        step: the places that it changed.
        apart: for each version the places in which the side differs from it.
    """
    differs = apart[index]
    if all(_is_within(path, differs) for path in step):
        return False
    return all(_is_within(path, earlier) for path in differs for earlier in apart[:index])


def _is_within(path: tuple[str, ...], paths: _Paths) -> bool:
    """Whether a place, or what it is a part of, is among some places."""
    return any(path[:length] in paths for length in range(1, len(path) + 1))


def _paths(before: Portfolio, after: Portfolio) -> _Paths:
    return frozenset(change.path for change in changes(before, after))

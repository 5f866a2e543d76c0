"""Which of the versions that were kept two others began with, told by what they hold.

A merge with a base that is too new would take what they never had for something that they
have undone. One that is too old only asks more. So a version counts as the base if theirs
holds part of what that version had brought, and neither side holds what was before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from portfolio.files.changes import changed_paths
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


def ancestor(versions: Sequence[Portfolio], ours: Portfolio, theirs: Portfolio) -> Ancestor | None:
    """Return the newest version that both sides began with; None without any version.

    Args:
        versions: of one document that ours came from, the oldest first.
        ours: what became of them here.
        theirs: what became of one of them elsewhere.
    """
    if not versions:
        return None
    apart = [[changed_paths(version, side) for version in versions] for side in (ours, theirs)]
    steps = [changed_paths(before, after) for before, after in pairwise(versions)]
    for index in range(len(versions) - 1, 0, -1):
        has_some = not all(_is_within(path, apart[1][index]) for path in steps[index - 1])
        if has_some and not any(_goes_back(index, differs) for differs in apart):
            return Ancestor(index, proven=True)
    return Ancestor(0, proven=False)


def _goes_back(index: int, apart: Sequence[_Paths]) -> bool:
    """Whether a side holds somewhere what was before a version, and not what it brought.

    Args:
        index: of the version.
        apart: for each version the places in which the side differs from it.
    """
    return any(not _is_within(path, earlier) for path in apart[index] for earlier in apart[:index])


def _is_within(path: tuple[str, ...], paths: _Paths) -> bool:
    """Whether a place, or what it is a part of, is among some places."""
    return any(path[:length] in paths for length in range(1, len(path) + 1))

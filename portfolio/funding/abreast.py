"""Problems that differ in the limits of their rows only, searched side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.branch import Search
from portfolio.funding.core import Bounds, Core, common_core
from portfolio.funding.pool import Fixed
from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Rows
from portfolio.funding.solver import Control, Relaxed, progress

#: A group takes the next problem as long as they leave no more than this open together.
_MOST_OPEN, _MOST_PROBLEMS = 150, 12

#: More rows than this are too many for basis inverses by the hundred.
_MOST_ROWS = 60

#: Work on a group, in nodes times open options times rows; what is open then stays open.
_MOST_WORK = 40_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """One of the problems, and what its best known choice leaves open.

    Attributes:
        rows: with the same entries in all problems.
        bounds: within which anything better has to lie.
        relaxed: the best continuous choice.
        value: of the best known choice.
    """

    rows: Rows
    bounds: Bounds
    relaxed: Relaxed
    value: float


def groups(problems: Sequence[Opened]) -> Iterator[list[int]]:
    """Yield places of neighbors that have most of what is open in common."""
    group: list[int] = []
    for place in range(len(problems)):
        wider = [*group, place]
        wide = len(_together([problems[each].bounds for each in wider]).open())
        if group and (len(group) == _MOST_PROBLEMS or wide > _MOST_OPEN):
            yield group
            wider = [place]
        group = wider
    if group:
        yield group


def searched(
    problem: Problem,
    group: Sequence[Opened],
    step: float,
    control: Control,
    offer: Callable[[Floats], None],
) -> bool:
    """Search some problems in one branch and bound; return whether nothing better is left.

    The nodes of all go through the relaxation side by side, which costs little more than
    those of one; what is found for one is tried for all, and all learn from what branching
    cost in one.

    Args:
        problem: with the gains, and the entries of the rows.
        group: the problems.
        step: choices that beat the best by no more than this need not be found.
        control: deadline and progress.
        offer: told every choice that is the best for one of them.

    Raises:
        Cancelled: ``control.tick`` asked to stop.
    """
    bounds = _together([each.bounds for each in group])
    price = np.mean([each.relaxed.price for each in group], axis=0)
    core = common_core(problem, bounds, price, [each.rows for each in group])
    if core.relaxed_rows > _MOST_ROWS:
        return False
    known = np.array([each.value for each in group]) * core.scale - core.offset
    search = Search(core, known, step * core.scale, _fixed(core, group))
    said = progress(group[0].value, group[0].relaxed.value)

    def report(fresh: set[int]) -> None:
        for place in fresh:
            offer(core.whole(search.choices[place]))
        control.say(*said)

    size = max(len(core.options) * core.relaxed_rows, 1)
    return search.run(max(_MOST_WORK // size, 1), control, report)


def _fixed(core: Core, group: Sequence[Opened]) -> Fixed:
    lower = np.array([each.bounds.lower[core.options] for each in group])
    upper = np.array([each.bounds.upper[core.options] for each in group])
    return np.where(lower == upper, lower, -1).astype(np.int8)


def _together(bounds: Sequence[Bounds]) -> Bounds:
    """Return the tightest bounds that hold all of these."""
    lower = np.min([each.lower for each in bounds], axis=0)
    return Bounds(lower, np.max([each.upper for each in bounds], axis=0))

"""What is funded stays funded: rows that nest one plan in the next."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.resolver import Change
from portfolio.funding.result import Floats
from portfolio.funding.rows import Indices, Row, Rows, Source
from portfolio.insight.limits import Limit

_NESTED = Source("search")


def at_least(problem: Problem, change: Change, x: Floats) -> Change:
    """Return a change under which all that ``x`` funds is funded at its size or a larger one."""
    sizes = size_ranks(problem)
    fixed, more = {}, []
    for option in problem.taken(x):
        columns = _of(problem, option)
        wide = columns[sizes[columns] >= sizes[option]]
        if len(wide) == 1:
            fixed[int(wide[0])] = 1.0
        else:
            more.append(Row(wide, np.ones(len(wide)), 1.0, 1.0, _NESTED))
    return dataclasses.replace(change, fixed=fixed, more=more)


def at_most(problem: Problem, change: Change, x: Floats) -> Change:
    """Return a change under which nothing else than ``x`` is funded, nor at a larger size."""
    sizes = size_ranks(problem)
    allowed = np.zeros(problem.options.sizes, dtype=bool)
    for option in problem.taken(x):
        columns = _of(problem, option)
        allowed[columns] = sizes[columns] <= sizes[option]
    return dataclasses.replace(change, fixed={int(o): 0.0 for o in np.flatnonzero(~allowed)})


def size_ranks(problem: Problem) -> Indices:
    """Return the rank of the size of each option, 0 for the smallest, ``(n_sizes,)``."""
    options = problem.options
    ranks = np.zeros(options.sizes, dtype=np.int64)
    for index in range(len(problem.tables.initiative_ids)):
        seen: dict[str, int] = {}
        for option in problem.columns_of(index):
            ranks[option] = seen.setdefault(options.level_ids[option], len(seen))
    return ranks


def joint_rows(problem: Problem, limit: Limit, shares: Sequence[float]) -> Rows:
    """Return the rows of one plan per share, each nested in the next.

    Column ``k * n_options + o`` is option ``o`` at ``shares[k]``. For every initiative and
    size, the options of that size or a larger one: their sum at a share is no more than
    their sum at the next.
    """
    rows, width, count = problem.rows, len(problem.options), len(shares)
    entries = np.repeat(np.arange(count), len(rows.row))
    copied = Rows(
        row=np.tile(rows.row, count) + entries * len(rows),
        column=np.tile(rows.column, count) + entries * width,
        value=np.tile(rows.value, count),
        lower=np.tile(rows.lower, count),
        upper=np.concatenate([limit.moved(problem, share) for share in shares]),
        slack=np.tile(rows.slack, count),
        sources=rows.sources * count,
        width=width * count,
    )
    return copied.with_(_nested_rows(problem, count))


def _nested_rows(problem: Problem, count: int) -> list[Row]:
    sizes, width = size_ranks(problem), len(problem.options)
    made = []
    for index in range(len(problem.tables.initiative_ids)):
        columns = np.array(problem.columns_of(index), dtype=np.int64)
        for rank in range(int(sizes[columns].max(initial=-1)) + 1):
            wide = columns[sizes[columns] >= rank]
            values = np.concatenate([np.ones(len(wide)), -np.ones(len(wide))])
            for step in range(count - 1):
                both = np.concatenate([wide + step * width, wide + (step + 1) * width])
                made.append(Row(both, values, -math.inf, 0.0, _NESTED))
    return made


def _of(problem: Problem, option: int) -> Indices:
    return np.array(problem.columns_of(int(problem.options.initiative[option])), dtype=np.int64)

"""Funding problems given as matrices, without a portfolio around them, and every choice of them."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass

import numpy as np

from portfolio.funding.rows import Row, Rows, Source, stack

SEARCH = Source("search")


@dataclass(frozen=True)
class Columns:
    """The columns of a matrix problem, each with its initiative."""

    initiative: np.ndarray

    def __len__(self):
        return len(self.initiative)


@dataclass(frozen=True, eq=False)
class Matrix:
    """What the solver asks of a problem, and nothing else."""

    gain: np.ndarray
    cost: np.ndarray
    rows: Rows
    options: Columns

    def with_rows(self, *more):
        return dataclasses.replace(self, rows=self.rows.with_(more))


def matrix(gain, rows, initiative=None):
    """The problem of some rows; each column is an initiative of its own unless told."""
    gain = np.asarray(gain, dtype=float)
    owner = np.arange(len(gain)) if initiative is None else np.asarray(initiative)
    return Matrix(gain, np.zeros(len(gain)), stack(rows, len(gain)), Columns(owner))


def row(columns, values, lower=-np.inf, upper=np.inf):
    return Row(np.asarray(columns, dtype=np.int64), np.asarray(values, float), lower, upper, SEARCH)


def random_matrix(seed, count=None):
    """Any gains, any coefficients, all kinds of rows, at times none, at times everything forced."""
    rng = np.random.default_rng(seed)
    width = int(rng.integers(0, 13)) if count is None else count
    whole = rng.random() < 0.6
    gain = rng.integers(-8, 20, width) if whole else rng.uniform(-8, 20, width)
    if rng.random() < 0.15:
        gain = -np.abs(gain)
    rows = [_row(rng, width, whole) for _ in range(rng.integers(0, 7))]
    if rng.random() < 0.05:
        rows += [row([column], [1.0], 1.0, 1.0) for column in range(width)]
    owner = np.sort(rng.integers(0, max(width // 2, 1), width))
    if rng.random() < 0.5:
        rows += [
            row(np.flatnonzero(owner == i), np.ones(np.sum(owner == i)), upper=1.0)
            for i in np.unique(owner)
        ]
    return matrix(gain, rows, owner)


def _row(rng, width, whole):
    size = int(rng.integers(0, width + 1))
    columns = np.sort(rng.choice(width, size, replace=False)) if width else np.empty(0, int)
    kind = rng.choice(["capacity", "mixed", "floor", "equal", "range", "unit", "forced"])
    draw = rng.integers(1, 10, size) if whole else rng.uniform(0.1, 10, size)
    values = draw.astype(float)
    if kind in {"mixed", "floor", "equal", "range"} and rng.random() < 0.6:
        values *= rng.choice([-1.0, 1.0], size)
    if kind == "unit":
        values = rng.choice([-1.0, 1.0], size)
    # One choice that keeps the row, so that not everything is infeasible.
    reached = float(values @ (rng.random(size) < 0.4))
    spare = float(rng.integers(0, 6))
    sides = {
        "capacity": (-np.inf, reached + spare),
        "mixed": (-np.inf, reached + spare),
        "unit": (-np.inf, max(reached, 0.0)),
        "floor": (reached - spare, np.inf),
        "equal": (reached, reached),
        "range": (reached - spare, reached + 1),
        "forced": (float(size), np.inf),
    }
    if kind == "forced":
        columns, values = columns[:1], np.ones(min(size, 1))
        return row(columns, values, *((len(columns),) * 2))
    return row(columns, values, *sides[str(kind)])


def all_choices(width):
    return np.array(list(itertools.product((0.0, 1.0), repeat=width))).reshape(2**width, width)


def best_value(problem, keep=None):
    """The value of the best choice, by trying every one; None when no choice keeps the rows."""
    choices = all_choices(len(problem.gain))
    if keep is not None:
        choices = choices[keep(choices)]
    rows = problem.rows
    activity = choices @ rows.dense().T
    kept = (activity <= rows.upper + rows.slack).all(axis=1)
    kept &= (activity >= rows.lower - rows.slack).all(axis=1)
    return float((choices[kept] @ problem.gain).max()) if kept.any() else None

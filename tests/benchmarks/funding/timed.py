"""Random portfolios with sizes and start periods, as matrices: nothing of the document's model.

Each initiative has twelve options, three sizes at four starts. Demand is a profile over its
duration that moves with the start; benefit shrinks with each quarter of delay and less than in
proportion with size. People and compute are renewable; money carries over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from portfolio.funding.rows import Row, Source
from tests.portfolio.funding.matrices import matrix

SIZES = ((0.4, 0.55), (0.7, 0.82), (1.0, 1.0))
STARTS = 4
DELAY = 0.97


@dataclass
class Draw:
    """What is drawn for one portfolio: a tensor of demand per option, and gains."""

    seed: int
    count: int = 300
    periods: int = 8
    resources: int = 3
    rng: np.random.Generator = field(init=False)

    def __post_init__(self):
        self.rng = np.random.default_rng(self.seed)
        shape = (self.count, len(SIZES), STARTS)
        self.owner, self.size, self.start = (part.ravel() for part in np.indices(shape))
        self.duration = self.rng.integers(2, 6, self.count)
        self.needs = self._needs()
        self.gain = self._gain()

    def _needs(self):
        """Per option, resource and period; what would lie beyond the horizon is not counted."""
        rng = self.rng
        scale = rng.lognormal(3.0, 0.7, (self.count, 1)) * rng.uniform(
            0.3, 1.7, (self.count, self.resources)
        )
        needs = np.zeros((len(self.owner), self.resources, self.periods))
        for initiative in range(self.count):
            length = self.duration[initiative]
            profile = scale[initiative, :, None] * rng.uniform(0.5, 1.5, (self.resources, length))
            for option in np.flatnonzero(self.owner == initiative):
                first = self.start[option]
                last = min(first + length, self.periods)
                share = SIZES[self.size[option]][0]
                needs[option, :, first:last] = share * profile[:, : last - first]
        return np.round(needs, 1)

    def _gain(self):
        rng = self.rng
        whole = self.needs[(self.size == 2) & (self.start == 0)].sum(axis=(1, 2))
        worth = whole * rng.uniform(0.6, 1.6, self.count) + rng.uniform(0, 50, self.count)
        share = np.array([benefit for _, benefit in SIZES])[self.size]
        return np.round(worth[self.owner] * share * DELAY**self.start, 2)


def timed(seed, count=300, periods=8, *, tight=0.1, dependencies=0.15, exclusions=0.05):
    """A problem of ``count`` initiatives with rules between them, the same for the same seed.

    Args:
        tight: capacity as a share of what all need at full size from the first period on.
        dependencies, exclusions: rules of each kind, per initiative. Every second dependency
            asks for the other to be finished before.
    """
    draw = Draw(seed, count, periods)
    rows = [*_capacities(draw, tight), *_choices(draw)]
    rows += _dependencies(draw, round(count * dependencies))
    rows += _exclusions(draw, round(count * exclusions))
    return matrix(draw.gain, rows, draw.owner)


def _capacities(draw, tight):
    average = draw.needs[(draw.size == 2) & (draw.start == 0)].sum(axis=(0, 2)) / draw.periods
    for resource in range(draw.resources):
        needs = draw.needs[:, resource, :]
        limit = np.full(draw.periods, tight * average[resource])
        if resource == draw.resources - 1:
            needs, limit = needs.cumsum(axis=1), limit.cumsum()
        for period in range(draw.periods):
            columns = np.flatnonzero(needs[:, period])
            source = Source("capacity", resource, period)
            amount = float(np.round(limit[period], 1))
            yield Row(columns, needs[columns, period], -np.inf, amount, source)


def _choices(draw):
    for initiative in range(draw.count):
        columns = np.flatnonzero(draw.owner == initiative)
        yield Row(columns, np.ones(len(columns)), -np.inf, 1.0, Source("level"))


def _dependencies(draw, count):
    for number in range(count):
        first, other = draw.rng.choice(draw.count, 2, replace=False)
        starts = range(STARTS) if number % 2 else [STARTS - 1]
        for start in starts:
            ready = draw.start + draw.duration[other] <= start if number % 2 else draw.start >= 0
            wants = np.flatnonzero((draw.owner == first) & (draw.start <= start))
            gives = np.flatnonzero((draw.owner == other) & ready)
            values = np.concatenate([np.ones(len(wants)), -np.ones(len(gives))])
            yield Row(np.concatenate([wants, gives]), values, -np.inf, 0.0, Source("requires"))


def _exclusions(draw, count):
    for _ in range(count):
        pair = draw.rng.choice(draw.count, 2, replace=False)
        columns = np.flatnonzero(np.isin(draw.owner, pair))
        yield Row(columns, np.ones(len(columns)), -np.inf, 1.0, Source("excludes"))

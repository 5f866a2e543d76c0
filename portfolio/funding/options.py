"""The columns of a plan: one per initiative, size and start, then one per synergy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.profiles import Profile, moved, period_years
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.tables import Tables
from portfolio.model import Initiative, Portfolio, in_order
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.text import quoted


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The columns of a plan.

    Attributes:
        initiative: index of its initiative, ``(n_options,)``, rising; a synergy has an
            index of its own, beyond those of the initiatives.
        level_ids: id of its size; empty for full size.
        start: period index in which it starts, ``(n_options,)``.
        last: period index of its last work; may lie beyond the planned periods.
        shift: periods by which it starts later than stated; below 0: earlier.
        worth_share: of the worth of the initiative at full size and stated start,
            ``(n_options,)``.
        demand: ``(n_options, n_resources, n_periods)``.
        synergies: how many of the columns, at the end, are synergies.
    """

    initiative: Indices
    level_ids: tuple[str, ...]
    start: Indices
    last: Indices
    shift: Indices
    worth_share: Floats
    demand: Floats
    synergies: int = 0

    def __len__(self) -> int:
        return len(self.level_ids)

    @property
    def sizes(self) -> int:
        """How many of the columns are initiatives at a size and a start."""
        return len(self.level_ids) - self.synergies

    def with_synergies(self, count: int) -> Options:
        """Return the options with columns more that are no initiatives at the end."""
        if count == 0:
            return self
        none = np.zeros(count, dtype=np.int64)
        first = int(self.initiative.max(initial=-1)) + 1
        return Options(
            initiative=np.concatenate([self.initiative, first + np.arange(count)]),
            level_ids=(*self.level_ids, *[""] * count),
            start=np.concatenate([self.start, none]),
            last=np.concatenate([self.last, none]),
            shift=np.concatenate([self.shift, none]),
            worth_share=np.concatenate([self.worth_share, np.zeros(count)]),
            demand=np.concatenate([self.demand, np.zeros((count, *self.demand.shape[1:]))]),
            synergies=self.synergies + count,
        )


def read_options(
    portfolio: Portfolio, tables: Tables, profiles: Sequence[Profile], *, discounted: bool
) -> Options:
    """Return one option per initiative, allowed start and size.

    By initiative id, then from the earliest start on, then from the smallest size up.
    An initiative without levels has one size, the full one. Each period later than
    stated costs ``late_loss`` of a benefit, never more than all of it.

    Args:
        portfolio: the document.
        tables: its demand.
        profiles: when each initiative of ``tables`` can start.
        discounted: whether a later start is also discounted at the yearly rate.

    Raises:
        PortfolioError: a share or a loss that cannot be planned with.
    """
    years = period_years(portfolio, tables.period_ids)
    rate = portfolio.settings.discount_rate if discounted else 0.0
    reader = _Reader(years, 1.0 + rate)
    for index, initiative_id in enumerate(tables.initiative_ids):
        reader.add(index, portfolio.initiatives[initiative_id], profiles[index])
    return reader.options(tables)


class _Reader:
    def __init__(self, years: Floats, factor: float) -> None:
        self._years = years
        self._factor = factor
        self._owner: list[int] = []
        self._level_ids: list[str] = []
        self._places: list[tuple[int, int, int]] = []
        self._shares: list[tuple[float, float]] = []

    def add(self, index: int, record: Initiative, profile: Profile) -> None:
        """Add the options of one initiative."""
        sizes = _sizes(record)
        for start in profile.starts:
            shift = start - profile.stated
            late = self._late(record, profile, start) if shift else 1.0
            for level_id, demand_share, benefit_share in sizes:
                self._owner.append(index)
                self._level_ids.append(level_id)
                self._places.append((start, profile.last(start), shift))
                self._shares.append((demand_share, benefit_share * late))

    def _late(self, record: Initiative, profile: Profile, start: int) -> float:
        loss = record.late_loss
        if not 0 <= loss <= 1:
            raise PortfolioError(
                what=f"A loss of {loss:g} for each period of deferral cannot be planned with.",
                where=quoted(record.name),
                remedy="Enter a share of the benefit from 0 % to 100 %.",
            )
        benefit = record.benefit
        if benefit is not None and benefit.amount is not None and benefit.amount.likely < 0:
            loss = 0.0  # Waiting does not make a loss smaller.
        left = max(0.0, 1.0 - loss * max(start - profile.stated, 0))
        years = float(self._years[start] - self._years[profile.stated])
        return left / float(self._factor**years)

    def options(self, tables: Tables) -> Options:
        """Return what was added."""
        count = len(self._owner)
        owner = np.array(self._owner, dtype=np.int64)
        places = np.array(self._places, dtype=np.int64).reshape(count, 3)
        shares = np.array(self._shares, dtype=np.float64).reshape(count, 2)
        demand = tables.demand[owner] * shares[:, 0, None, None]
        for option in np.flatnonzero(places[:, 2]):
            demand[option] = moved(demand[option], int(places[option, 2]))
        return Options(
            initiative=owner,
            level_ids=tuple(self._level_ids),
            start=places[:, 0],
            last=places[:, 1],
            shift=places[:, 2],
            worth_share=shares[:, 1],
            demand=demand,
        )


def _sizes(initiative: Initiative) -> list[tuple[str, float, float]]:
    if not initiative.levels:
        return [("", 1.0, 1.0)]
    sizes = []
    for level_id, level in in_order(initiative.levels):
        for share in (level.demand_share, level.benefit_share):
            if not 0 <= share <= LARGEST:
                raise PortfolioError(
                    what=f"The share {share:g} cannot be planned with.",
                    where=f"Level {quoted(level.name)} of {quoted(initiative.name)}",
                    remedy="Enter a share of the full size of 0 % or more.",
                )
        sizes.append((level_id, level.demand_share, level.benefit_share))
    return sorted(sizes, key=lambda size: (size[1], size[0]))

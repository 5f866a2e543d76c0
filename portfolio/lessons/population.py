"""What one initiative is held against: sums over all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from portfolio.lessons.focus_numbers import leads
from portfolio.lessons.hype import compared, reach_and_use
from portfolio.model import FrozenMap, Initiative, Portfolio


class Contribution(NamedTuple):
    """What one initiative adds to the whole; None where it is not stated.

    Attributes:
        record: of the initiative.
        compute: its likely demand of all resources of compute over all periods.
        benefit: as likely, times its probability, in the unit of the portfolio.
        compared: its likely reach, and its use that lasts, where both are stated.
    """

    record: Initiative
    compute: float | None
    benefit: float | None
    compared: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Population:
    """Values of the portfolio as a whole; equal ones leave every check as it was.

    Attributes:
        compute: demand of all initiatives, as likely as stated, over all periods, in
            ``compute_unit``.
        compute_unit: in which every compute resource counts; empty when there is none, or
            when they count in different units.
        compute_resources: their ids.
        benefit: of all initiatives, as likely, times its probability, in ``benefit_unit``.
        benefit_unit: of the portfolio.
        compared_reach: likely reach of every initiative that states it and whether its
            use lasts, rising; ``compared_use`` the retained use of the same ones, rising.
        funded: ids of the initiatives that the plan funds; empty when there is no plan.
        force_cost: initiative id to the share of the plan's value that forcing it in costs.
        leads: owner to how many initiatives they lead that are running or funded.
        own: initiative id to what it adds; follows from the rest of the portfolio, so two
            populations are equal without it.
    """

    compute: float = 0.0
    compute_unit: str = ""
    compute_resources: tuple[str, ...] = ()
    benefit: float = 0.0
    benefit_unit: str = ""
    compared_reach: tuple[float, ...] = ()
    compared_use: tuple[float, ...] = ()
    funded: frozenset[str] = frozenset()
    force_cost: FrozenMap[str, float] = field(default_factory=FrozenMap)
    leads: FrozenMap[str, int] = field(default_factory=FrozenMap)
    own: Mapping[str, Contribution] = field(default_factory=dict, compare=False, repr=False)


def population_of(
    portfolio: Portfolio,
    funded: frozenset[str] = frozenset(),
    force_cost: Mapping[str, float] | None = None,
    before: Population | None = None,
) -> Population:
    """Return the sums that checks of this portfolio need.

    Args:
        portfolio: the document.
        funded: ids of the initiatives that the plan funds.
        force_cost: initiative id to the share of the plan's value that forcing it in costs.
        before: an earlier population; what records that are the same add is taken from it.
    """
    compute = {k: r.unit for k, r in portfolio.resources.items() if r.category == "compute"}
    units, resources = set(compute.values()), tuple(compute)
    unit = portfolio.settings.benefit_unit
    kept: Mapping[str, Contribution] = {}
    if before and (before.compute_resources, before.benefit_unit) == (resources, unit):
        kept = before.own
    own = {
        key: kept[key]
        if key in kept and kept[key].record is record
        else contribution_of(record, resources, unit)
        for key, record in portfolio.initiatives.items()
    }
    reaches, uses = compared(each.compared for each in own.values() if each.compared is not None)
    return Population(
        compute=math.fsum(each.compute or 0.0 for each in own.values()),
        compute_unit=units.pop() if len(units) == 1 else "",
        compute_resources=resources,
        benefit=math.fsum(each.benefit or 0.0 for each in own.values()),
        benefit_unit=unit,
        compared_reach=reaches,
        compared_use=uses,
        funded=funded,
        force_cost=FrozenMap(force_cost or {}),
        leads=leads(portfolio, funded),
        own=own,
    )


def contribution_of(record: Initiative, resources: Iterable[str], unit: str) -> Contribution:
    """Return what one initiative adds, in these resources of compute and this unit of benefit."""
    return Contribution(
        record,
        compute_of(record, resources),
        benefit_of(record, unit),
        reach_and_use(record.facts),
    )


def compute_of(initiative: Initiative, resources: Iterable[str]) -> float | None:
    """Return the likely demand of these resources over all periods; None when none is stated."""
    demand = initiative.demand
    amounts = [e.likely for key in resources if key in demand for e in demand[key].values()]
    return math.fsum(amounts) if amounts else None


def benefit_of(initiative: Initiative, unit: str) -> float | None:
    """Return likely benefit times probability; None where not stated in this unit.

    A probability that is not stated counts as 1, as in the plan.
    """
    benefit = initiative.benefit
    if benefit is None or benefit.amount is None or benefit.unit != unit:
        return None
    return benefit.amount.likely * (1.0 if benefit.probability is None else benefit.probability)

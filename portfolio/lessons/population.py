"""What one initiative is held against: sums over all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portfolio.lessons.focus_numbers import leads
from portfolio.lessons.hype import compared, reach_and_use
from portfolio.model import FrozenMap, Initiative, Portfolio


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


def population_of(
    portfolio: Portfolio,
    funded: frozenset[str] = frozenset(),
    force_cost: Mapping[str, float] | None = None,
) -> Population:
    """Return the sums that checks of this portfolio need."""
    compute = {k: r.unit for k, r in portfolio.resources.items() if r.category == "compute"}
    units, resources = set(compute.values()), tuple(compute)
    unit = portfolio.settings.benefit_unit
    records = portfolio.initiatives.values()
    pairs = (reach_and_use(record.facts) for record in records)
    reaches, uses = compared(pair for pair in pairs if pair is not None)
    return Population(
        compute=math.fsum(compute_of(record, resources) or 0.0 for record in records),
        compute_unit=units.pop() if len(units) == 1 else "",
        compute_resources=resources,
        benefit=math.fsum(benefit_of(record, unit) or 0.0 for record in records),
        benefit_unit=unit,
        compared_reach=reaches,
        compared_use=uses,
        funded=funded,
        force_cost=FrozenMap(force_cost or {}),
        leads=leads(portfolio, funded),
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

"""What one initiative is held against: sums over all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
        reach: likely reach of every initiative that states it, rising.
        funded: ids of the initiatives that the plan funds; empty when there is no plan.
        force_cost: initiative id to the share of the plan's value that forcing it in costs.
    """

    compute: float = 0.0
    compute_unit: str = ""
    compute_resources: tuple[str, ...] = ()
    benefit: float = 0.0
    benefit_unit: str = ""
    reach: tuple[float, ...] = ()
    funded: frozenset[str] = frozenset()
    force_cost: FrozenMap[str, float] = field(default_factory=FrozenMap)


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
    return Population(
        compute=math.fsum(compute_of(record, resources) or 0.0 for record in records),
        compute_unit=units.pop() if len(units) == 1 else "",
        compute_resources=resources,
        benefit=math.fsum(benefit_of(record, unit) or 0.0 for record in records),
        benefit_unit=unit,
        reach=tuple(sorted(_reach(records))),
        funded=funded,
        force_cost=FrozenMap(force_cost or {}),
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


def _reach(records: Iterable[Initiative]) -> Iterator[float]:
    for record in records:
        figure = record.facts.figures.get("reach") if record.facts is not None else None
        if figure is not None and math.isfinite(figure.likely) and figure.likely >= 0:
            yield figure.likely

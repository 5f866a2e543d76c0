"""What would bring a cut initiative in: a change of the document, and the document with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from portfolio.model import (
    Benefit,
    Estimate,
    FrozenMap,
    Initiative,
    Portfolio,
    Resource,
    in_order,
)
from portfolio.model.checks.pools import carries

LeverKind = Literal["demand", "capacity", "benefit", "start", "size"]


@dataclass(frozen=True, slots=True)
class Lever:
    """The smallest change of one kind that brings an initiative into the best plan.

    Attributes:
        amount: what has to change, above 0: less of the demand in its busiest period, or
            of the whole demand for a budget; more capacity in every stated period, or at
            once for a budget that carries over; more likely benefit; all in the unit of
            what changes. For a start, periods later; for a size, the share kept.
        share: the same as a share of what there is now, for comparing levers; infinite
            where there is nothing now.
        resource_id: of a demand or capacity, else empty.
        start: period id of a start, else empty.
        sentence: the change in words, as the end of “It would come in with …”.
    """

    kind: LeverKind
    initiative_id: str
    amount: float
    share: float
    resource_id: str = ""
    start: str = ""
    sentence: str = ""


def with_lever(portfolio: Portfolio, lever: Lever, *, scale: float = 1.0) -> Portfolio:
    """Return the document with a lever pulled.

    Args:
        portfolio: before.
        lever: for one of its initiatives.
        scale: of the change, for a demand, capacity or benefit; 0.5 is half of it.
    """
    if lever.kind == "capacity":
        resource = _with_more(portfolio, lever.resource_id, lever.amount * scale)
        resources = portfolio.resources.with_(lever.resource_id, resource)
        return replace(portfolio, resources=resources)
    record = portfolio.initiatives[lever.initiative_id]
    if lever.kind == "demand":
        record = _with_less(record, lever.resource_id, 1.0 - lever.share * scale)
    elif lever.kind == "benefit":
        record = replace(record, benefit=_higher(record, portfolio, lever.amount * scale))
    elif lever.kind == "start":
        record = replace(record, starts=(lever.start,))
    else:
        record = _smaller(record, lever.amount)
    return replace(portfolio, initiatives=portfolio.initiatives.with_(lever.initiative_id, record))


def _with_more(portfolio: Portfolio, resource_id: str, amount: float) -> Resource:
    resource = portfolio.resources[resource_id]
    stated = [key for key, _ in in_order(portfolio.periods) if key in resource.capacity]
    raised = stated[:1] if carries(resource) else stated
    capacity = {key: resource.capacity[key] + amount for key in raised}
    return replace(resource, capacity=resource.capacity.with_all(capacity))


def _with_less(record: Initiative, resource_id: str, factor: float) -> Initiative:
    row = record.demand.get(resource_id, FrozenMap())
    smaller = FrozenMap({key: _times(estimate, factor) for key, estimate in row.items()})
    return replace(record, demand=record.demand.with_(resource_id, smaller))


def _times(estimate: Estimate, factor: float) -> Estimate:
    low, high = (None if end is None else end * factor for end in (estimate.low, estimate.high))
    return replace(estimate, likely=estimate.likely * factor, low=low, high=high)


def _higher(record: Initiative, portfolio: Portfolio, amount: float) -> Benefit:
    benefit = record.benefit or Benefit(unit=portfolio.settings.benefit_unit)
    before = benefit.amount or Estimate(0.0)
    return replace(benefit, amount=Estimate(before.likely + amount))


def _smaller(record: Initiative, share: float) -> Initiative:
    for resource_id in record.demand:
        record = _with_less(record, resource_id, share)
    benefit = record.benefit
    if benefit is None or benefit.amount is None:
        return record
    return replace(record, benefit=replace(benefit, amount=_times(benefit.amount, share)))

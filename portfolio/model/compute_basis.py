"""On which resource compute that follows from training and use is counted, owned or rented."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model.amounts import money_unit
from portfolio.model.compute import units_of_hours
from portfolio.model.figures import same_currency
from portfolio.model.portfolio import Portfolio
from portfolio.model.resource import Resource, ResourceCategory
from portfolio.model.text import quoted


@dataclass(frozen=True, slots=True)
class ComputeBasis:
    """Where derived demand goes.

    Attributes:
        counted: id of the resource that it is a demand for: hours of owned compute, money
            for rented compute; empty when that cannot be told.
        rented: whether it is money.
        unit: of that resource.
        idle: ids of the resources of compute, of which rented compute needs nothing.
        fault: why it cannot be told, as the end of a sentence; empty when it can.
        remedy: what to do, as a sentence.
    """

    counted: str
    rented: bool
    unit: str
    idle: tuple[str, ...] = ()
    fault: str = ""
    remedy: str = ""


def compute_basis(portfolio: Portfolio) -> ComputeBasis:
    """Return where derived demand of a portfolio is counted.

    The only resource of its category that is no part of a pool: of compute, in hours or
    chips, where compute is owned; of money in the currency of the portfolio where it is
    rented. Nothing is counted twice: rented compute is no demand for compute.
    """
    compute = _of_category(portfolio, "compute")
    if portfolio.settings.lessons.compute == "owned":
        usable = {k: r for k, r in compute.items() if units_of_hours(r.unit, 1.0, 1.0) is not None}
        wanted = "resource of compute that is counted in hours or chips, such as H100e-h"
        return _chosen(usable, rented=False, wanted=wanted)
    currency = portfolio.settings.currency
    money = _of_category(portfolio, "capital")
    usable = {key: record for key, record in money.items() if _is_in(record.unit, currency)}
    wanted = f"resource of money that is counted in {currency}"
    all_compute = tuple(k for k, r in portfolio.resources.items() if r.category == "compute")
    return _chosen(usable, rented=True, wanted=wanted, idle=all_compute)


def _of_category(portfolio: Portfolio, category: ResourceCategory) -> dict[str, Resource]:
    """Return the resources of a category that are no part of another one of it."""
    of_kind = {k: r for k, r in portfolio.resources.items() if r.category == category}
    return {key: record for key, record in of_kind.items() if record.pool not in of_kind}


def _is_in(unit: str, currency: str) -> bool:
    money = money_unit(unit)
    return money is not None and same_currency(money[0], currency)


def _chosen(
    usable: dict[str, Resource], *, rented: bool, wanted: str, idle: tuple[str, ...] = ()
) -> ComputeBasis:
    if len(usable) == 1:
        ((key, record),) = usable.items()
        return ComputeBasis(key, rented, record.unit, idle)
    if not usable:
        remedy = f"Add one {wanted}."
        return ComputeBasis("", rented, "", idle, f"there is no {wanted}", remedy)
    names = " and ".join(sorted(quoted(record.name) for record in usable.values()))
    fault = f"there is more than one {wanted}: {names}"
    remedy = "Keep one of them, make the others parts of it, or type the demand instead."
    return ComputeBasis("", rented, "", idle, fault, remedy)

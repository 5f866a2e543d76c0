"""Capacities compared with those of the file: what the sliders show and set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.edit import set_resource
from portfolio.model import FrozenMap, Portfolio, Resource, in_order
from portfolio.model.amounts import amount_text, percent_text
from ui.widgets.capacity_sliders import CapacityRow

if TYPE_CHECKING:
    from portfolio.report import ResourceUse


def factor_on(base: Resource | None, now: Resource) -> float:
    """Return the present capacity as a share of the base's total; 1 without a base."""
    before = sum(base.capacity.values()) if base is not None else 0.0
    return sum(now.capacity.values()) / before if before > 0 else 1.0


def with_factor(base: Portfolio, now: Portfolio, key: str, factor: float) -> Portfolio:
    """Return the portfolio in which one capacity is ``factor`` times the base's.

    Without a capacity in the base the present one is the base.
    """
    origin = base.resources.get(key)
    if origin is None or not any(origin.capacity.values()):
        origin = now.resources[key]
    capacity = FrozenMap({period: amount * factor for period, amount in origin.capacity.items()})
    return set_resource(now, key, capacity=capacity)


def capacity_rows(
    base: Portfolio, now: Portfolio, uses: tuple[ResourceUse, ...]
) -> list[CapacityRow]:
    """Return one slider a resource that has a stated capacity."""
    by_id = {use.resource_id: use for use in uses}
    rows = []
    for key, record in in_order(now.resources):
        if not record.capacity:
            continue
        use = by_id.get(key)
        used = "" if use is None or use.share is None else f"{percent_text(use.share)} used"
        rows.append(
            CapacityRow(
                key=key,
                name=record.name,
                factor=factor_on(base.resources.get(key), record),
                amount=f"{amount_text(sum(record.capacity.values()), record.unit)} in all",
                use=used,
                binding=use is not None and use.binding,
            )
        )
    return rows

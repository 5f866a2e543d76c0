"""Capacities compared with those of the file: what the sliders show and set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.edit import scale_capacity, set_resource
from portfolio.model import Portfolio, Resource, in_order
from portfolio.model.amounts import percent_text
from portfolio.model.text import quoted
from portfolio.report.capacity_words import capacity_words
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
        return scale_capacity(now, key, factor)
    capacity = scale_capacity(base, key, factor).resources[key].capacity
    return set_resource(now, key, capacity=capacity)


def what_if_label(base: Resource | None, now: Resource) -> str:
    """Return the name of a step, such as *Set “Engineers” to 80 %: 50 FTE → 40 FTE*."""
    after = capacity_words(now)
    if base is None or not any(base.capacity.values()):
        return f"Set {quoted(now.name)} to {after}"
    percent = f"{factor_on(base, now) * 100:.0f} %"
    return f"Set {quoted(now.name)} to {percent}: {capacity_words(base)} → {after}"


def capacity_rows(
    base: Portfolio,
    now: Portfolio,
    uses: tuple[ResourceUse, ...],
    tried: tuple[str, ...] = (),
) -> list[CapacityRow]:
    """Return one slider a resource that has a stated capacity.

    Args:
        base: the document as last opened or saved.
        now: the document.
        uses: what the plan uses of each resource.
        tried: ids of resources whose capacity is a what-if.
    """
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
                amount=capacity_words(record),
                use=used,
                binding=use is not None and use.binding,
                tried=key in tried,
            )
        )
    return rows

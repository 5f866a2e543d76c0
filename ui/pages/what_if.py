"""Capacities compared with those of the file, as the sliders show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import percent_text
from portfolio.report.capacity_words import capacity_words, factor_on
from ui.widgets.capacity_sliders import CapacityRow

if TYPE_CHECKING:
    from portfolio.report import ResourceUse


def capacity_rows(
    base: Portfolio,
    now: Portfolio,
    uses: tuple[ResourceUse, ...],
) -> list[CapacityRow]:
    """Return one slider a resource that has a stated capacity.

    Args:
        base: the document as last opened or saved.
        now: the document.
        uses: what the plan uses of each resource.
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
            )
        )
    return rows

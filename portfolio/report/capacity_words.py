"""How much there is, or is needed, of a resource over all periods, in words that add up.

People and machines of one quarter are those of the next: adding them up over periods counts
them several times. A budget is spent once, so its periods add up.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from portfolio.model import Resource
from portfolio.model.amounts import amount_text
from portfolio.model.text import quoted


def overall(resource: Resource, amounts: Collection[float]) -> float:
    """Return the sum of a budget's amounts, in its unit; of anything renewable the highest.

    Args:
        resource: whose kind decides.
        amounts: one a period; 0.0 when there are none.
    """
    if resource.kind == "budget":
        return math.fsum(amounts)
    return max(amounts, default=0.0)


def overall_word(resource: Resource) -> str:
    """Return what ``overall`` is: ``total`` or ``peak``."""
    return "total" if resource.kind == "budget" else "peak"


def capacity_words(resource: Resource) -> str:
    """Return ``$72M in all``, ``220 FTE`` or ``up to 232 FTE``; ``no limit`` without a number."""
    stated = resource.capacity.values()
    if not stated:
        return "no limit"
    text = amount_text(overall(resource, stated), resource.unit)
    if resource.kind == "budget":
        return f"{text} in all"
    return text if min(stated) == max(stated) else f"up to {text}"


def factor_on(base: Resource | None, now: Resource) -> float:
    """Return the present capacity over all periods by the base's; 1 without a base above 0."""
    before = math.fsum(base.capacity.values()) if base is not None else 0.0
    return math.fsum(now.capacity.values()) / before if before > 0 else 1.0


def what_if_label(base: Resource | None, now: Resource) -> str:
    """Return the name of a step, such as *Set “Engineers” to 80 %: 50 FTE → 40 FTE*."""
    after = capacity_words(now)
    if base is None or not any(base.capacity.values()):
        return f"Set {quoted(now.name)} to {after}"
    percent = f"{factor_on(base, now) * 100:.0f} %"
    return f"Set {quoted(now.name)} to {percent}: {capacity_words(base)} → {after}"

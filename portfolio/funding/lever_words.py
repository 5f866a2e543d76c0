"""Levers in words."""

from __future__ import annotations

import math

from portfolio.funding.lever_changes import Lever
from portfolio.model import Portfolio, Resource
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.checks.pools import carries
from portfolio.model.text import quoted

_DIGITS = 3


def lever_sentence(portfolio: Portfolio, lever: Lever) -> str:
    """Return a lever as the end of “It would come in with …”.

    Amounts are rounded up, so that what is said is enough.
    """
    record = portfolio.initiatives[lever.initiative_id]
    if lever.kind == "start":
        return f"a start in {portfolio.periods[lever.start].name}"
    if lever.kind == "size":
        return f"{percent_text(lever.amount)} of its size, if its benefit shrinks as much"
    if lever.kind == "benefit":
        stated = record.benefit.amount if record.benefit is not None else None
        unit = record.benefit.unit if record.benefit is not None else ""
        unit = unit or portfolio.settings.benefit_unit
        before = stated.likely if stated is not None else 0.0
        instead = f" instead of {amount_text(before, unit)}" if stated is not None else ""
        return (
            f"a likely benefit of {amount_text(rounded_up(before + lever.amount), unit)}{instead}"
        )
    resource = portfolio.resources[lever.resource_id]
    amount = amount_text(rounded_up(lever.amount), resource.unit)
    if lever.kind == "demand":
        share = percent_text(math.ceil(lever.share * 1000 - 1e-6) / 1000)
        less = f"({amount} {_busiest(resource)})"
        return f"a need of {quoted(resource.name)} that is {share} smaller {less}"
    return f"{amount} more of {quoted(resource.name)} {_everywhere(resource)}".rstrip()


def _busiest(resource: Resource) -> str:
    return "less in all" if resource.kind == "budget" else "less in its busiest period"


def _everywhere(resource: Resource) -> str:
    if len(resource.capacity) < 2:
        return ""
    return "from the start" if carries(resource) else "in every period"


def rounded_up(amount: float) -> float:
    """Return an amount rounded up to three significant digits."""
    if amount <= 0 or not math.isfinite(amount):
        return amount
    unit = 10.0 ** (math.floor(math.log10(amount)) - _DIGITS + 1)
    return math.ceil(amount / unit - 1e-6) * unit

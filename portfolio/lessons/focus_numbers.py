"""How much is going on at once: per person, per lead, and how thinly compute is spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from portfolio.model import FrozenMap, Initiative, Portfolio

_TOP = 5


@dataclass(frozen=True, slots=True)
class FocusNumbers:
    """Focus of what is running or funded; None where the portfolio does not say enough.

    Attributes:
        started: how many initiatives that is.
        people: mean capacity of all talent resources over the periods, in FTE.
        per_person: ``started ÷ people``.
        people_share: their demand of talent divided by its capacity, at the resource
            and period where this is largest; above 1 there is more work than people.
        top_share: share of their compute that the five largest take, 0 to 1.
        per_lead: owner to how many of them.
    """

    started: int
    people: float | None
    per_person: float | None
    people_share: float | None
    top_share: float | None
    per_lead: FrozenMap[str, int]


def going_on(portfolio: Portfolio, funded: Collection[str]) -> dict[str, Initiative]:
    """Return what is running or funded, and not being retired."""
    return {
        key: record
        for key, record in portfolio.initiatives.items()
        if (record.status == "running" or key in funded) and record.stage != "retire"
    }


def leads(portfolio: Portfolio, funded: Collection[str]) -> FrozenMap[str, int]:
    """Return owner to how many initiatives they lead that are running or funded."""
    owners = (record.owner.strip() for record in going_on(portfolio, funded).values())
    return FrozenMap(Counter(owner for owner in owners if owner))


def focus_numbers(portfolio: Portfolio, funded: Collection[str] = ()) -> FocusNumbers:
    """Return the focus of what is running or funded.

    Args:
        portfolio: the document.
        funded: ids that the plan funds.
    """
    active = going_on(portfolio, funded)
    people = _people(portfolio)
    return FocusNumbers(
        started=len(active),
        people=people,
        per_person=len(active) / people if people else None,
        people_share=_people_share(portfolio, active),
        top_share=_top_share(portfolio, active),
        per_lead=leads(portfolio, funded),
    )


def _people(portfolio: Portfolio) -> float | None:
    pools = {r.pool for r in portfolio.resources.values() if r.pool is not None}
    totals = [
        math.fsum(record.capacity.values()) / len(record.capacity)
        for key, record in portfolio.resources.items()
        if record.category == "talent" and record.capacity and key not in pools
    ]
    return math.fsum(totals) if totals else None


def _people_share(portfolio: Portfolio, active: dict[str, Initiative]) -> float | None:
    shares = [
        _demand(active, key, period) / capacity
        for key, record in portfolio.resources.items()
        if record.category == "talent"
        for period, capacity in record.capacity.items()
        if capacity > 0
    ]
    return max(shares, default=None)


def _demand(active: dict[str, Initiative], resource: str, period: str) -> float:
    rows = (record.demand.get(resource, FrozenMap()) for record in active.values())
    return math.fsum(row[period].likely for row in rows if period in row)


def _top_share(portfolio: Portfolio, active: dict[str, Initiative]) -> float | None:
    compute = [key for key, r in portfolio.resources.items() if r.category == "compute"]
    if len({portfolio.resources[key].unit for key in compute}) != 1:
        return None
    totals = sorted(
        (
            math.fsum(
                e.likely for key in compute for e in record.demand.get(key, FrozenMap()).values()
            )
            for record in active.values()
        ),
        reverse=True,
    )
    whole = math.fsum(totals)
    return math.fsum(totals[:_TOP]) / whole if whole > 0 else None

"""Planning periods, and the resources that are limited in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from portfolio.model.frozen import FrozenMap

ResourceKind = Literal["renewable", "budget"]
ResourceCategory = Literal["compute", "talent", "capital", "other"]


@dataclass(frozen=True, slots=True)
class Period:
    """One planning period, normally a quarter."""

    name: str
    order: str
    start: date | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Resource:
    """Something limited.

    Attributes:
        name: what the team calls it.
        unit: of every demand and capacity, for example ``H100e-h``, ``FTE``, ``$M``.
        category: compute, talent, capital or other; decides its group on the screen.
        kind: ``renewable`` capacity (GPUs, people) is lost when a period ends;
            a ``budget`` is money or the like.
        carries_over: a budget that is not spent in one period may be spent later.
            Ignored for renewable resources.
        capacity: period id to amount in ``unit``, 0 or more. A period that is
            not listed has no stated limit.
        role: for talent, the role counted.
        pool: id of the resource of which this one is a part, such as all engineers
            for data engineers: what the parts need together, and what is asked of the
            pool itself, must fit into the capacity of the pool. One level deep.
        serves: ids of the resources in whose place this one can be used, such as the
            roles that people with several skills can fill. Both count in one unit,
            and neither carries over.
    """

    name: str
    order: str
    unit: str
    category: ResourceCategory = "other"
    kind: ResourceKind = "renewable"
    carries_over: bool = False
    capacity: FrozenMap[str, float] = field(default_factory=FrozenMap)
    role: str = ""
    pool: str | None = None
    serves: tuple[str, ...] = ()
    notes: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

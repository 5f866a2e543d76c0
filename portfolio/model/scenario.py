"""Scenarios: named sets of changes to the base case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from portfolio.model.frozen import FrozenMap

ChangeKind = Literal[
    "capacity_factor",
    "capacity_delay",
    "weight",
    "force_in",
    "force_out",
    "benefit_factor",
    "demand_factor",
    "rule_off",
]
TargetNoun = Literal["resource", "criterion", "initiative", "rule"]
#: What each kind of change is made to.
CHANGE_TARGETS: dict[ChangeKind, TargetNoun] = {
    "capacity_factor": "resource",
    "capacity_delay": "resource",
    "weight": "criterion",
    "force_in": "initiative",
    "force_out": "initiative",
    "benefit_factor": "initiative",
    "demand_factor": "initiative",
    "rule_off": "rule",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. What ``target`` and ``amount`` mean depends on the kind:

    =============== ===================== ==========================================
    kind            target                amount
    =============== ===================== ==========================================
    capacity_factor resource id           multiplies the capacity (0.8 is −20 %)
    capacity_delay  resource id           whole periods by which capacity above the
                                          first period's arrives later
    weight          criterion id          the new direct weight
    force_in        initiative id         unused; ``reason`` says why
    force_out       initiative id         unused; ``reason`` says why
    benefit_factor  initiative id         multiplies the benefit
    demand_factor   initiative id         multiplies every demand
    rule_off        rule id               unused; the rule is switched off
    =============== ===================== ==========================================

    ``period`` narrows a capacity factor to one period id; None means all. A force-in may
    ask for a size, the id ``level``, and for a start in ``period``; None means any.
    """

    kind: ChangeKind
    target: str
    amount: float = 1.0
    period: str | None = None
    reason: str = ""
    level: str | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of changes over the base case."""

    name: str
    order: str
    changes: tuple[Change, ...] = ()
    notes: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

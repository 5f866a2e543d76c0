"""Rules that a plan must obey, and the leaders' overrides."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from portfolio.model.frozen import FrozenMap

RuleKind = Literal[
    "requires",
    "finished_before",
    "excludes",
    "together",
    "at_least",
    "at_most",
    "mandated",
    "force_in",
    "force_out",
    "gate",
    "floor",
    "cap",
    "synergy",
]
RULE_KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
#: Attributes of an initiative by which a rule can name a group.
GROUP_FIELDS = ("category", "unit", "owner", "sponsor", "stage")
Basis = Literal["amount", "capacity", "use", "benefit"]
GateState = Literal["open", "met", "overridden"]
#: Kinds that can ask for a size and a start as well.
PINNING: tuple[RuleKind, ...] = ("mandated", "force_in")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which attributes count depends on the kind:

    =============== =============================================================
    kind            meaning
    =============== =============================================================
    requires        the first of ``initiatives`` is funded only if all others are
    finished_before as ``requires``, and the others finish before the first starts
    excludes        at most one of ``initiatives`` is funded
    together        all of ``initiatives`` are funded, or none
    at_least        at least ``amount`` of the group are funded
    at_most         at most ``amount`` of the group are funded
    mandated        every one is funded (law, contract); where it is one, at the size
                    ``level`` and from a start in ``period``, None for any
    force_in        as ``mandated``, because leaders say so; ``reason`` required
    force_out       none is funded because leaders say so; ``reason`` required
    gate            none is funded until ``value`` is met: while ``state`` is
                    ``open``; with ``period``, none starts before that period, by
                    which it is expected to be met. Overriding needs ``reason``
                    and ``author``
    floor           funded members of the group use at least ``amount`` of
                    ``resource`` in ``period``
    cap             the same, at most
    synergy         ``amount`` is added when all of ``initiatives`` are funded;
                    below 0 it is lost
    =============== =============================================================

    The group of ``at_least``, ``at_most``, ``floor`` and ``cap`` is those whose ``field``
    equals ``value``; for the first two, ``initiatives`` where any are named. ``field``
    is ``category``, ``unit``, ``owner``, ``sponsor`` or ``stage``; ``period`` None means
    the sum over all periods. ``level`` is the id of a funding level of the initiative.

    ``basis`` says what ``amount`` is of a floor, cap or synergy: an ``amount`` in the unit
    of the resource (synergy: of the benefit, as it is counted after risk), a share of
    the resource's ``capacity``, a share of its ``use`` by the whole plan, or (synergy) a
    share of the ``benefit`` of its members at full size.

    ``check`` names the check of the five lessons that a gate stands for, such as ``4a``;
    empty for a gate of the team's own.

    ``author`` is who decided, ``due`` when a gate is to be met. A rule that is not
    ``active`` is kept but not applied.
    """

    kind: RuleKind
    initiatives: tuple[str, ...] = ()
    reason: str = ""
    author: str = ""
    active: bool = True
    resource: str | None = None
    period: str | None = None
    field: str = ""
    value: str = ""
    amount: float | None = None
    basis: Basis = "amount"
    state: GateState = "open"
    due: date | None = None
    check: str = ""
    level: str | None = None
    extra: FrozenMap[str, object] = dataclasses.field(default_factory=FrozenMap)

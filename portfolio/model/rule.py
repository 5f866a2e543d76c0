"""Rules that a plan must obey, and the leaders' overrides."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from portfolio.model.frozen import FrozenMap

RuleKind = Literal["requires", "excludes", "mandated", "force_in", "force_out", "floor", "cap"]
RULE_KINDS: tuple[RuleKind, ...] = (
    "requires",
    "excludes",
    "mandated",
    "force_in",
    "force_out",
    "floor",
    "cap",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which attributes count depends on the kind:

    ========== ==================================================================
    kind       meaning
    ========== ==================================================================
    requires   the first of ``initiatives`` is funded only if all others are
    excludes   at most one of ``initiatives`` is funded
    mandated   every one is funded (law, contract)
    force_in   every one is funded because leaders say so; ``reason`` required
    force_out  none is funded because leaders say so; ``reason`` required
    floor      funded initiatives whose ``field`` equals ``value`` use at least
               ``amount`` of ``resource`` in ``period``
    cap        the same, at most
    ========== ==================================================================

    ``field`` is ``category``, ``unit``, ``owner``, ``sponsor`` or ``stage``; ``period``
    None means the sum over all periods. ``author`` is who decided. A rule that is
    not ``active`` is kept but not applied.
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
    extra: FrozenMap[str, object] = dataclasses.field(default_factory=FrozenMap)

"""Three-point estimates, and the benefit that an initiative promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from portfolio.model.frozen import FrozenMap

BenefitKind = Literal["revenue", "saving", "risk", "mission", "other"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its range, in the unit of whatever it estimates.

    ``low`` and ``high`` may be unknown (None); they are never assumed equal to
    ``likely``.
    """

    likely: float
    low: float | None = None
    high: float | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an initiative delivers if it succeeds, over its whole life.

    Attributes:
        amount: low, likely and high, in ``unit``; may be negative (a loss).
            None when it has not been stated yet.
        probability: of technical and commercial success, 0 to 1; None: not stated.
        kind: where the benefit comes from.
        unit: of the amount, for example ``$M``; benefits add up only within a unit.
        delay_years: years from the start of the plan until the benefit arrives,
            for discounting; 0 or more.
        source: where the estimate comes from, in the user's words.
    """

    amount: Estimate | None = None
    probability: float | None = None
    kind: BenefitKind = "revenue"
    unit: str = "$M"
    delay_years: float = 0.0
    source: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

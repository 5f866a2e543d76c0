"""Choices that belong to the document: how it is ranked, funded and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from portfolio.model.frozen import FrozenMap

Objective = Literal["auto", "benefit", "value", "benefit_above"]
Weighting = Literal["direct", "swing"]
MissingRule = Literal["rated_only", "median"]
Aggregation = Literal["mean", "median"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the document is evaluated.

    Attributes:
        method: name of the ranking method, see ``portfolio.ranking.METHODS``.
        parameters: method name to parameter name to value, for what differs from the
            method's defaults; see ``portfolio.ranking.Parameter``.
        weighting: whether ``Criterion.weight`` or ``Criterion.swing`` is used.
        missing: a score from the criteria that are rated, their weights scaled to
            100 % (``rated_only``), or the median of the other initiatives in place
            of the missing rating (``median``, always used by methods that need a
            full table).
        aggregation: how several raters become one rating.
        objective: what the plan maximizes; ``auto`` takes the benefit as soon as
            one is stated, else the additive value; ``benefit_above`` is the benefit of
            initiatives that score at least ``score_floor``.
        score_floor: additive value, 0 to 100, below which nothing is funded unless it is
            mandated or forced in; counts with ``benefit_above`` alone.
        discount_rate: yearly, for benefits that arrive later; 0.1 is 10 %.
        currency: code or sign used for capital when a resource gives no unit.
        benefit_unit: the unit in which benefits are added up.
    """

    method: str = "additive"
    parameters: FrozenMap[str, FrozenMap[str, float]] = field(default_factory=FrozenMap)
    weighting: Weighting = "direct"
    missing: MissingRule = "rated_only"
    aggregation: Aggregation = "mean"
    objective: Objective = "auto"
    score_floor: float = 0.0
    discount_rate: float = 0.0
    currency: str = "USD"
    benefit_unit: str = "$M"
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

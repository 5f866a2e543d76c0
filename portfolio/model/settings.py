"""Choices that belong to the document: how it is ranked, funded and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from portfolio.model.figure import Figure
from portfolio.model.frozen import FrozenMap

Objective = Literal["auto", "benefit", "value", "benefit_above"]
Weighting = Literal["direct", "swing", "raters"]
MissingRule = Literal["rated_only", "median"]
Aggregation = Literal["mean", "median"]
RedactedPart = Literal["people", "money", "comments"]
ComputeMode = Literal["owned", "rented"]


@dataclass(frozen=True, slots=True)
class LessonSettings:
    """What the checks of the five lessons assume where an initiative says nothing.

    Attributes:
        compute: *owned* chips are a limit, so that money leaves them out; *rented* ones
            are money, and no limit: nothing is counted twice.
        chip_hour_price: of one H100-equivalent hour, in the currency of the portfolio;
            None for the default of ``portfolio.lessons``, which has a date.
        utilization: share of paid chip time that does work, above 0 to 1.
        peak_factor: the busiest hour as a multiple of the average, 1 or more.
        cost_fall: share by which unit cost falls in a year, 0 to below 1.
        chip_ratios: chip to H100-equivalents, where ``model.compute.CHIPS`` does not hold.
        thresholds: name of a threshold, see ``portfolio.lessons``, to the value that
            this portfolio uses instead.
        stale_months: age from which a figure is called old, in months.
    """

    compute: ComputeMode = "owned"
    chip_hour_price: Figure | None = None
    utilization: float = 0.5
    peak_factor: float = 2.0
    cost_fall: float = 0.3
    chip_ratios: FrozenMap[str, float] = field(default_factory=FrozenMap)
    thresholds: FrozenMap[str, float] = field(default_factory=FrozenMap)
    stale_months: int = 12
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the document is evaluated.

    Attributes:
        method: name of the ranking method, see ``portfolio.ranking.METHODS``.
        parameters: method name to parameter name to value, for what differs from the
            method's defaults; see ``portfolio.ranking.Parameter``.
        weighting: whether ``Criterion.weight``, ``Criterion.swing`` or the raters' own
            weights are used, joined by ``aggregation``.
        missing: a score from the criteria that are rated, their weights scaled to
            100 % (``rated_only``), or the median of the other initiatives in place
            of the missing rating (``median``, always used by methods that need a
            full table).
        aggregation: how several raters become one rating.
        discuss_from: interquartile range, in points of the value scale (0 to 100), above
            which a cell is worth discussing.
        objective: what the plan maximizes; ``auto`` takes the benefit as soon as
            one is stated, else the additive value; ``benefit_above`` is the benefit of
            initiatives that score at least ``score_floor``.
        score_floor: additive value, 0 to 100, below which nothing is funded unless it is
            mandated or forced in; counts with ``benefit_above`` alone.
        discount_rate: yearly, for benefits that arrive later; 0.1 is 10 %.
        currency: code or sign used for capital when a resource gives no unit.
        benefit_unit: the unit in which benefits are added up.
        lessons: what the checks of the five lessons assume.
        redacted: what this document was copied without; empty if it is no redacted copy.
    """

    method: str = "additive"
    parameters: FrozenMap[str, FrozenMap[str, float]] = field(default_factory=FrozenMap)
    weighting: Weighting = "direct"
    missing: MissingRule = "rated_only"
    aggregation: Aggregation = "mean"
    discuss_from: float = 25.0
    objective: Objective = "auto"
    score_floor: float = 0.0
    discount_rate: float = 0.0
    currency: str = "USD"
    benefit_unit: str = "$M"
    lessons: LessonSettings = field(default_factory=LessonSettings)
    redacted: tuple[RedactedPart, ...] = ()
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

"""The numbers at which a light changes, and what a portfolio uses in their place."""

from __future__ import annotations

import math
from dataclasses import dataclass

from portfolio.model import Settings


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number at which a light changes; a portfolio may use another.

    Attributes:
        name: key in ``LessonSettings.thresholds``, for example ``1a.red``.
        title: what it says, as a phrase with a capital.
        value: in ``unit``.
        unit: ``share`` is shown in percent.
        basis: where it comes from, as a sentence; an *app default* is called so.
    """

    name: str
    title: str
    value: float
    unit: str
    basis: str


def in_force(threshold: Threshold, settings: Settings) -> float:
    """Return what this portfolio uses: its own value, or the default where that is no number."""
    own = settings.lessons.thresholds.get(threshold.name)
    return threshold.value if own is None or not math.isfinite(own) else own


def is_changed(threshold: Threshold, settings: Settings) -> bool:
    """Whether this portfolio uses another value than the default."""
    return in_force(threshold, settings) != threshold.value

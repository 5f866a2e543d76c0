"""The five lessons, and every check in the order of the board."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.lessons import compute_economics, focus, lasting_value, monetization, trust
from portfolio.lessons.check import Answer, Check, Lesson, Measure
from portfolio.lessons.derived import TARGET_MARGIN
from portfolio.lessons.thresholds import Threshold

#: What each lesson is called, in the order of the board.
LESSONS: dict[Lesson, str] = {
    "compute": "Compute economics",
    "value": "Lasting value",
    "monetization": "Monetization",
    "trust": "Trust and governance",
    "focus": "Focus",
}
CHECKS: tuple[Check, ...] = (
    *compute_economics.CHECKS,
    *lasting_value.CHECKS,
    *monetization.CHECKS,
    *trust.CHECKS,
    *focus.CHECKS,
)
CHECK = {check.code: check for check in CHECKS}
#: Every part of every check, in the order of the board.
PARTS: tuple[Measure | Answer, ...] = tuple(part for check in CHECKS for part in check.parts)


def _thresholds() -> Iterator[Threshold]:
    yield TARGET_MARGIN
    for part in PARTS:
        if isinstance(part, Measure):
            yield from (limit for limit in (part.red, part.amber) if limit is not None)


#: Every threshold that a portfolio may change, by its name.
THRESHOLDS: dict[str, Threshold] = {limit.name: limit for limit in _thresholds()}

"""Chips and their hours as one unit: the H100-equivalent hour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from portfolio.model.facts import Facts
from portfolio.model.figure import Figure
from portfolio.model.figures import same_currency
from portfolio.model.settings import LessonSettings, Settings

SECONDS_PER_HOUR = 3_600.0
SECONDS_PER_DAY = 86_400.0
HOURS_PER_DAY = 24.0
DAYS_PER_MONTH = 365.0 / 12.0
DAYS_PER_YEAR = 365.0
DAYS_PER_QUARTER = DAYS_PER_YEAR / 4.0

#: H100-equivalents of one chip: dense FP16 teraflops divided by the 989 of an H100, from the
#: makers' data sheets. Throughput of one model on two chips may differ from it a good deal.
CHIPS = {
    "H100": 1.0,
    "A100": 0.32,
    "H200": 1.0,
    "B200": 2.28,
    "MI300X": 1.32,
    "TPU v5p": 0.46,
}

#: One H100-equivalent hour under a one-year contract, where a portfolio in US dollars
#: states no price of its own.
CHIP_HOUR_PRICE = Figure(
    likely=2.35,
    low=1.70,
    high=6.88,
    unit="USD/H100e-h",
    as_of=date(2026, 3, 1),
    source="SemiAnalysis, one-year contract; from 1.70 (October 2025) to 6.88 (a cloud's list)",
    label="reported estimate",
)

_SCALES = {"": 1.0, "k": 1e3, "m": 1e6}
_CHIPS = r"(?:h100(?:e|s|[- ]equivalents?)?|gpus?|chips?|accelerators?|xpus?)"
_HOURS = re.compile(rf"(?P<scale>[kM]?)\s*(?:{_CHIPS}[\s·*-]*)?(?:h|hrs?|hours?)", re.IGNORECASE)
_RUNNING = re.compile(rf"(?P<scale>[kM]?)\s*{_CHIPS}", re.IGNORECASE)


def chip_hour_price(settings: Settings) -> Figure | None:
    """Return what one H100-equivalent hour costs where an initiative does not say.

    None when the portfolio states no price and does not count in US dollars.
    """
    if settings.lessons.chip_hour_price is not None:
        return settings.lessons.chip_hour_price
    return CHIP_HOUR_PRICE if same_currency("USD", settings.currency) else None


def chip_ratio(chip: str, facts: Facts, lessons: LessonSettings) -> float | None:
    """Return the H100-equivalents of a chip: its own ratio, the portfolio's, or the maker's."""
    return facts.chip_ratios.get(chip, lessons.chip_ratios.get(chip, CHIPS.get(chip)))


def units_of_hours(unit: str, hours: float, period_hours: float) -> float | None:
    """Return H100-equivalent hours of a period in the unit of a resource of compute.

    ``hours ÷ scale`` in a unit of hours (``H100e-h``, ``k GPU hours``), and
    ``hours ÷ period_hours ÷ scale`` in one of chips (``H100e``, ``GPUs``): how many are
    kept busy on average. A GPU without a name counts as an H100. None for other units.
    """
    found = _HOURS.fullmatch(unit.strip())
    if found is not None:
        return hours / _SCALES[found["scale"].lower()]
    found = _RUNNING.fullmatch(unit.strip())
    return None if found is None else hours / period_hours / _SCALES[found["scale"].lower()]


def period_days(starts: Sequence[date | None]) -> list[float]:
    """Return how many days each period lasts, from the first days of all, in order.

    Up to the first day of the next one. The last, and one whose end is not known, lasts as
    long as the one before, and without one as the first that is known; a quarter of 365
    days where none is.
    """
    found: list[float | None] = [
        float((after - start).days) if start is not None and after is not None else None
        for start, after in zip(starts, [*starts, None][1:], strict=True)
    ]
    found = [days if days is not None and days > 0 else None for days in found]
    known = next((days for days in found if days is not None), DAYS_PER_QUARTER)
    days = []
    for each in found:
        known = each if each is not None else known
        days.append(known)
    return days


def fleet(units_per_day: float, h100_seconds: float, utilization: float) -> float:
    """Return the H100-equivalents kept busy on average by a run rate of use.

    ``units_per_day × h100_seconds ÷ 86 400 ÷ utilization``

    Args:
        units_per_day: uses served a day, 0 or more.
        h100_seconds: of one use, 0 or more.
        utilization: share of paid time that does work, above 0 to 1.
    """
    return units_per_day * h100_seconds / SECONDS_PER_DAY / utilization

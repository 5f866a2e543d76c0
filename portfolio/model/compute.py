"""Chips and their hours as one unit: the H100-equivalent hour."""

from __future__ import annotations

from collections.abc import Mapping

SECONDS_PER_HOUR = 3_600.0
SECONDS_PER_DAY = 86_400.0
HOURS_PER_DAY = 24.0
DAYS_PER_MONTH = 365.0 / 12.0
DAYS_PER_YEAR = 365.0

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


def h100_hours(chip_hours: Mapping[str, float], ratios: Mapping[str, float]) -> float:
    """Return ``Σ chip_hours × ratio`` in H100-equivalent hours.

    Args:
        chip_hours: chip to hours, 0 or more.
        ratios: chip to H100-equivalents; holds every chip of ``chip_hours``.

    Raises:
        KeyError: for a chip without a ratio.
    """
    return sum(hours * ratios[chip] for chip, hours in chip_hours.items())


def fleet(units_per_day: float, h100_seconds: float, utilization: float) -> float:
    """Return the H100-equivalents kept busy on average by a run rate of use.

    ``units_per_day × h100_seconds ÷ 86 400 ÷ utilization``

    Args:
        units_per_day: uses served a day, 0 or more.
        h100_seconds: of one use, 0 or more.
        utilization: share of paid time that does work, above 0 to 1.
    """
    return units_per_day * h100_seconds / SECONDS_PER_DAY / utilization

"""What earlier readings of a figure tell: its growth from month to month, and its peak."""

from __future__ import annotations

from datetime import date
from math import isfinite, nan

from portfolio.model import Figure
from portfolio.model.compute import DAYS_PER_MONTH

#: Readings closer together than this say nothing about a month.
_LEAST_DAYS = 7
#: A quarter, with the days by which readings of month ends may be apart.
_QUARTER_DAYS = 100


def monthly_change(figure: Figure | None) -> float:
    """Return the share by which a figure changed per month between its last two readings.

    ``(now ÷ before) ** (1 ÷ months) − 1`` with ``months = days ÷ (365 ÷ 12)``

    NaN without two dated readings a week or more apart, or when one is 0 or below.
    """
    if figure is None or figure.as_of is None:
        return nan
    dated = [(each.as_of, each.likely) for each in figure.earlier if each.as_of < figure.as_of]
    if not dated:
        return nan
    when, before = max(dated)
    return _change(before, figure.likely, when, figure.as_of)


def quarterly_change(figure: Figure | None) -> float:
    """Return the share by which a figure changed per month over its readings of a quarter.

    As ``monthly_change``, from the oldest reading at most ``_QUARTER_DAYS`` before the
    present one: a trend, where the last two readings may be one good or bad month.
    """
    if figure is None or figure.as_of is None:
        return nan
    dated = [
        (each.as_of, each.likely)
        for each in figure.earlier
        if 0 < (figure.as_of - each.as_of).days <= _QUARTER_DAYS
    ]
    if not dated:
        return nan
    when, before = min(dated)
    return _change(before, figure.likely, when, figure.as_of)


def _change(before: float, now: float, start: date, end: date) -> float:
    days = (end - start).days
    if days < _LEAST_DAYS or not (_usable(before) and _usable(now)):
        return nan
    ratio: float = (now / before) ** (DAYS_PER_MONTH / days)
    return ratio - 1.0


def _usable(value: float) -> bool:
    return value > 0 and isfinite(value)


def peak(figure: Figure | None) -> float:
    """Return the highest of a figure and its earlier readings; NaN without any earlier."""
    if figure is None or not figure.earlier:
        return nan
    readings = (figure.likely, *(each.likely for each in figure.earlier))
    return max(readings) if all(map(_usable, readings)) else nan

"""Numbers of the lessons as people read them."""

from __future__ import annotations

from math import floor, isfinite, isinf, isnan, log10

from portfolio.model import MONEY, Settings
from portfolio.model.amounts import MINUS, amount_text, number_text, percent_text
from portfolio.model.figures import SHARES

_DIGITS = 4
_SIGNS = frozenset("$€£¥₹")
_WHOLE_MONTHS = 10
#: Shares from here on, and numbers outside these, are not written out digit by digit.
_BEYOND_PERCENT, _LEGIBLE = 1e6, (1e-9, 1e15)
_ONES = frozenset({"1", f"{MINUS}1"})
_SINGULAR = {
    "days": "day",
    "initiatives": "initiative",
    "installs/month": "install/month",
    "months": "month",
    "people": "person",
    "points": "point",
    "seats": "seat",
    "tries": "try",
    "uses/day": "use/day",
    "uses/month": "use/month",
    "works": "work",
}


def value_text(value: float, unit: str, settings: Settings) -> str:
    """Return a value with its unit: ``−30 %``, ``USD 1.3/use``, ``0.0174×``, ``34 months``.

    What is infinite is *never* in months, and *above any number* otherwise; NaN is *not known*.

    Args:
        value: in ``unit``; a share is shown in percent.
        unit: as of ``model.FIGURES`` or of a measure.
        settings: say the currency.
    """
    if not isfinite(value):
        return _without_number(value, unit)
    if unit in SHARES:
        beyond = abs(value) > _BEYOND_PERCENT
        text = f"{number_text(100.0 * value)} %" if beyond else percent_text(value)
        return text + SHARES[unit]
    if unit == "×":
        return f"{number_text(value)}×"
    if unit == "months":
        return amount_text(round(value, 0 if abs(value) >= _WHOLE_MONTHS else 1), unit)
    return _one(amount_text(value, unit.replace(MONEY, settings.currency)))


def _one(text: str) -> str:
    """Return ``1 initiative`` for ``1 initiatives``; other amounts as they are."""
    number, _, unit = text.partition(" ")
    return f"{number} {_SINGULAR[unit]}" if number in _ONES and unit in _SINGULAR else text


def _without_number(value: float, unit: str) -> str:
    if isnan(value):
        return "not known"
    return "never" if unit == "months" else f"{'below' if value < 0 else 'above'} any number"


def exact_text(value: float, unit: str, settings: Settings) -> str:
    """Return a value to four significant digits, written out, so that it can be typed in."""
    if unit in SHARES:
        return f"{_written(value * 100)} %{SHARES[unit]}"
    if unit == "×":
        return f"{_written(value)}×"
    if unit.startswith(MONEY):
        code = settings.currency
        return f"{code}{'' if len(code) == 1 else ' '}{_written(value)}{unit[len(MONEY) :]}"
    if unit[:1] in _SIGNS:
        return f"{unit[0]}{_written(value)}{unit[1:]}"
    return _one(f"{_written(value)} {unit}".strip())


def nearest(value: float) -> float:
    """Return the nearest number of four significant digits."""
    return float(f"{value:.{_DIGITS}g}")


def rounded(value: float, *, up: bool) -> float:
    """Return a value at four significant digits, rounded up or down."""
    near = nearest(value)
    if near == value or (near > value) == up:
        return near
    return next_to(near, up=up)


def next_to(value: float, *, up: bool) -> float:
    """Return the next number of four significant digits above or below."""
    step = 10.0 ** (floor(log10(abs(value))) - _DIGITS + 1)
    return float(f"{value + (step if up else -step):.{_DIGITS}g}")


def _written(value: float) -> str:
    if value == 0 or isinf(value):
        return "0" if value == 0 else "no limit"
    if not _LEGIBLE[0] <= abs(value) < _LEGIBLE[1]:
        return f"{nearest(value):g}".replace("-", MINUS, 1) if value < 0 else f"{nearest(value):g}"
    decimals = max(0, _DIGITS - 1 - floor(log10(abs(value))))
    text = f"{abs(value):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS if value < 0 else ''}{text}"

"""Numbers as people read them: ``$12.4M``, ``170.8M H100e-h``, ``3.5 FTE``, ``12 %``.

One way of writing everywhere: three significant digits below 100 and one decimal
below 1,000, commas between thousands, U+2212 as the minus sign, a space before a
unit and before ``%``. A number that is not finite is a dash.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "\N{EN DASH}"

_SCALES = ("", "k", "M", "B", "T")
_SPELLED = {"k": "k", "K": "k", "m": "M", "M": "M", "mn": "M", "B": "B", "bn": "B", "T": "T"}
_CODES = "USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|SGD|HKD|KRW|BRL|ZAR|AED|ILS"
_LETTERS = "mn|bn|k|K|m|M|B|T"
_MONEY = re.compile(
    rf"(?P<sign>[$€£¥₹₩₪₺]|(?:{_CODES}))\s?(?P<scale>{_LETTERS})?(?P<rest>(?:[/\s].*)?)"
)
_SCALED = re.compile(r"(?P<scale>k|M|B|T) (?P<rest>\S.*)")
_WRITTEN_OUT = 100_000.0
_TINY = 0.001
_BEYOND_WORDS = 1e9
_SAME = 1e-9
_MOST_DECIMALS = 2
# Below these, a number may have at least one decimal, or two.
_ONE_DECIMAL, _TWO_DECIMALS = 999.95, 9.995


def amount_text(value: float, unit: str, *, signed: bool = False) -> str:
    """Return ``value`` with its unit.

    A scale that the unit carries (``$M``, ``k GPU-h``) is written after the number
    and steps up at 1,000: 1,240 in ``$M`` is ``$1.24B``, while 0.4 stays ``$0.4M``;
    no money at all is ``$0``.
    Without one, the number is written out below 100,000. What is beyond a billion
    trillions is ``1e296T``: wrong for certain, but legible.

    Args:
        value: in ``unit``.
        unit: a currency sign or code with or without a scale (``$``, ``€M``,
            ``USD k``), ``%`` (12 is ``12 %``), or any other text; may be empty.
        signed: whether a gain starts with ``+``.
    """
    if not math.isfinite(value):
        return UNKNOWN
    if unit == "%":
        return percent_text(value / 100, signed=signed)
    money, scaled = _MONEY.fullmatch(unit), _SCALED.fullmatch(unit)
    if money:
        given, rest = money["scale"] or "", money["rest"]
        front = money["sign"] + ("" if len(money["sign"]) == 1 else " ")
    elif scaled:
        given, rest, front = scaled["scale"], f" {scaled['rest']}", ""
    else:
        given, rest, front = "", f" {unit}" if unit else "", ""
    number, scale = _scaled(abs(value), _SPELLED.get(given, ""))
    if money and number == "0":
        scale = ""
    return f"{_sign(value, number, signed=signed)}{front}{number}{scale}{rest}"


def money_unit(unit: str) -> tuple[str, float] | None:
    """Return the currency of a unit and how much of it the unit is: ``$M`` is 1e6 of ``$``.

    None for what is no money, and for money per something.
    """
    found = _MONEY.fullmatch(unit.strip())
    if found is None or found["rest"].strip():
        return None
    return found["sign"], 1000.0 ** _SCALES.index(_SPELLED.get(found["scale"] or "", ""))


def number_text(value: float, *, signed: bool = False, decimals: int = 0) -> str:
    """Return ``value`` without a unit, as ``amount_text`` writes it.

    Args:
        value: any number.
        signed: whether a gain starts with ``+``.
        decimals: at least so many, see ``column_decimals``: 80 with one is ``80.0``.
            Not below 0.001 and from 100,000 on, where a number is written otherwise.
    """
    size = abs(value)
    if decimals and (size == 0 or _TINY <= size < _WRITTEN_OUT):
        number = f"{size:,.{max(decimals, _decimals(_digits(size)))}f}"
        return f"{_sign(value, number, signed=signed)}{number}"
    return amount_text(value, "", signed=signed)


def column_decimals(values: Iterable[float]) -> int:
    """Return how many decimals the numbers of one column share: 0, 1 or 2.

    As many as the one that ``number_text`` gives the most, so that 80 beside 91.8 is
    ``80.0`` and decimal points stand below each other; but not more than 2, for which
    one tiny number would be enough. Numbers that are not finite do not count.
    """
    most = 0
    for value in values:
        size = abs(value)
        if size < _ONE_DECIMAL and (size < _TWO_DECIMALS or not most):
            most = max(most, _decimals(_digits(size)))
            if most >= _MOST_DECIMALS:
                return _MOST_DECIMALS
    return most


def percent_text(share: float, *, signed: bool = False, tenths: bool = False) -> str:
    """Return a share of 1 in percent: 0.123 is ``12 %``, 0.042 is ``4.2 %``.

    With ``tenths`` the first is ``12.3 %``: for shares that lie close together and are held
    against each other.

    Only 1 itself is ``100 %``: what is a little below or above stays there
    (``99.9 %``, ``100.1 %``), so that a limit never looks kept or broken when
    it is not.
    """
    if not math.isfinite(share):
        return UNKNOWN
    percent = abs(share) * 100
    if percent == 0 or abs(percent - 100) < _SAME:
        number = f"{percent:.0f}"
    elif percent < 0.05:
        number = f"{percent:.1g}"
    elif 99.5 <= percent < 100.5:
        number = f"{min(percent, 99.9) if percent < 100 else max(percent, 100.1):.1f}"
    else:
        fine = percent < (99.5 if tenths else 9.95)
        number = _without_zeros(f"{percent:,.{1 if fine else 0}f}")
    return f"{_sign(share, number, signed=signed)}{number} %"


def _scaled(size: float, scale: str) -> tuple[str, str]:
    """Return the digits and the scale letter of a number of at least 0."""
    step = _SCALES.index(scale)
    limit = 999.95 if step else _WRITTEN_OUT
    while size >= limit and step < len(_SCALES) - 1:
        size, step, limit = size / 1000, step + 1, 999.95
    return _digits(size), _SCALES[step]


def _digits(size: float) -> str:
    if size == 0:
        return "0"
    if size < _TINY:
        return f"{size:.1g}"
    if size >= _BEYOND_WORDS:
        return f"{size:.3g}".replace("e+", "e")
    decimals = 1 if 99.95 <= size < 999.95 else max(0, 2 - math.floor(math.log10(size)))
    return _without_zeros(f"{size:,.{decimals}f}")


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sign(value: float, number: str, *, signed: bool) -> str:
    if number == "0":
        return ""
    if value < 0:
        return MINUS
    return "+" if signed else ""

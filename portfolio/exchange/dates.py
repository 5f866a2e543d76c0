"""Dates as people write them, and in which order a column has day and month.

As with numbers, a text is read both ways; only where both are possible and differ
(``03/04/2027``) must the column's other cells, or the user, decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from portfolio.exchange.choices import DateOrder, Serials

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d\d(?::\d\d)?)?")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ \-/]([a-z]{3,9})\.?,?[ \-/](\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NAME_YEAR = re.compile(r"([a-z]{3,9})\.?[ \-’']{1,2}(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{4})-(\d{2})|(\d{2})/(\d{4})")
_QUARTER = re.compile(r"q([1-4])[ /\-’']{0,2}(\d{4}|\d{2})|(\d{4})[ /\-]?q([1-4])|([1-4])q(\d{4})")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_EPOCHS: dict[Serials, date] = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
FIRST_YEAR = 1900
LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class DateText:
    """A text that looks like a date, or like a month, quarter or year.

    Attributes:
        readings: the first day meant when the day comes first, and when the month
            does; None where that is impossible.
        days: how many days it covers: 1 for a date.
    """

    readings: tuple[date | None, date | None]
    days: int = 1

    @property
    def is_open(self) -> bool:
        """Whether both orders are possible and give different days."""
        first, second = self.readings
        return first is not None and second is not None and first != second

    @property
    def needs(self) -> DateOrder | None:
        """The only order under which it is a date; None when either will do."""
        first, second = self.readings
        if first is None:
            return "mdy"
        return "dmy" if second is None else None

    def value(self, order: DateOrder | None, *, last: bool = False) -> date | None:
        """Return the first (or ``last``) day meant; without an order, only if it is clear."""
        first, second = self.readings
        if order is not None:
            day = first if order == "dmy" else second
        else:
            day = None if self.is_open else (first or second)
        return day + timedelta(self.days - 1) if day and last else day


@lru_cache(maxsize=16384)
def read_date(text: str) -> DateText | None:
    """Return a text as a date, or None when it is none between 1900 and 2199."""
    plain = " ".join(text.casefold().split())
    if len(plain) > 40:
        return None
    return _numeric(plain) or _named(plain) or _span(plain)


def read_serial(text: str, serials: Serials) -> date | None:
    """Return Excel's day count as a date; None when it is outside 1900 to 2199."""
    if not looks_like_serial(text):
        return None
    days = int(float(text))
    return _EPOCHS[serials] + timedelta(days) if days < 110_000 else None


def looks_like_serial(text: str) -> bool:
    """Whether a bare number could be Excel's count of days: five digits, 1927 to 2173."""
    return _SERIAL.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """Which order a column's dates need; fields as in ``DecimalEvidence``."""

    order: DateOrder | None = None
    because: str = ""
    against: str = ""
    open: str = ""


def order_evidence(texts: Iterable[str]) -> OrderEvidence:
    """Return what the texts of a column say about the order of day and month."""
    votes: dict[DateOrder, int] = {"dmy": 0, "mdy": 0}
    first: dict[DateOrder, str] = {"dmy": "", "mdy": ""}
    undecided = ""
    for text in texts:
        day = read_date(text)
        if day is None:
            continue
        if day.is_open:
            undecided = undecided or text
        elif day.needs is not None:
            votes[day.needs] += 1
            first[day.needs] = first[day.needs] or text
    if not any(votes.values()):
        return OrderEvidence(open=undecided)
    order: DateOrder = "dmy" if votes["dmy"] >= votes["mdy"] else "mdy"
    return OrderEvidence(order, first[order], first["mdy" if order == "dmy" else "dmy"], undecided)


def _numeric(plain: str) -> DateText | None:
    """Read ``2027-03-04``, ``03/04/2027``, ``3.4.27``; a dot always puts the day first."""
    iso = _ISO.fullmatch(plain.upper())
    if iso is not None:
        day = _day(int(iso[1]), int(iso[3]), int(iso[4]))
        return DateText((day, day)) if day else None
    found = _NUMERIC.fullmatch(plain)
    if found is None:
        return None
    one, two, year = int(found[1]), int(found[3]), _full_year(found[4])
    day_first = _day(year, two, one)
    month_first = None if found[2] == "." else _day(year, one, two)
    return DateText((day_first, month_first)) if day_first or month_first else None


def _named(plain: str) -> DateText | None:
    """Read ``3 Mar 2027`` and ``March 3, 2027``."""
    found = _DAY_NAME.fullmatch(plain)
    if found is not None:
        parts = (found[3], found[2], found[1])
    else:
        found = _NAME_DAY.fullmatch(plain)
        if found is None:
            return None
        parts = (found[3], found[1], found[2])
    month = _month(parts[1])
    day = _day(_full_year(parts[0]), month, int(parts[2])) if month else None
    return DateText((day, day)) if day else None


def _span(plain: str) -> DateText | None:
    """Read ``Q1 2027``, ``March 2027``, ``2027-03`` and ``2027``: the days they cover."""
    quarter = _QUARTER.fullmatch(plain)
    if quarter is not None:
        number = int(quarter[1] or quarter[4] or quarter[5])
        year = _full_year(quarter[2] or quarter[3] or quarter[6])
        return _covering(year, 3 * number - 2, 3)
    month = _MONTH_YEAR.fullmatch(plain)
    if month is not None:
        return _covering(int(month[1] or month[4]), int(month[2] or month[3]), 1)
    named = _NAME_YEAR.fullmatch(plain)
    if named is not None and _month(named[1]):
        return _covering(_full_year(named[2]), _month(named[1]), 1)
    return _covering(int(plain), 1, 12) if _YEAR.fullmatch(plain) else None


def _covering(year: int, month: int, months: int) -> DateText | None:
    first = _day(year, month, 1)
    if first is None:
        return None
    over = month - 1 + months
    after = date(year + over // 12, over % 12 + 1, 1)
    return DateText((first, first), (after - first).days)


def _month(name: str) -> int:
    """Return 1 to 12 for an English month name or its abbreviation, else 0."""
    matches = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return matches[0] if len(matches) == 1 else 0


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

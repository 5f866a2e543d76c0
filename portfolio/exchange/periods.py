"""Quarters, halves, years and months inside a text, comparable whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portfolio.exchange.meaning import Named
from portfolio.exchange.words import plain_words
from portfolio.model import Period

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:fy ?)?(?P<year>(?:19|20|21)\d\d|(?<=fy)\d\d|(?<=['’/ -])\d\d(?!\d))"
_GAP = r"[ /\-'’._]{0,2}"
_PATTERNS = tuple(
    re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])", re.IGNORECASE)
    for pattern in (
        rf"q(?P<quarter>[1-4]){_GAP}{_YEAR}",
        rf"(?P<quarter>[1-4])q{_GAP}(?P<year>(?:19|20|21)\d\d|\d\d)",
        rf"{_YEAR}{_GAP}q(?P<quarter>[1-4])",
        rf"h(?P<half>[12]){_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}h(?P<half>[12])",
        rf"{_MONTH}\.?{_GAP}{_YEAR}",
        r"(?P<year>(?:19|20|21)\d\d)-(?P<number>0[1-9]|1[0-2])",
        r"q(?P<quarter>[1-4])",
        r"h(?P<half>[12])",
        rf"{_YEAR}",
        r"(?P<other>(?:year|yr|y|quarter|month|period|phase|wave|sprint) ?\d{1,2})",
    )
)


@dataclass(frozen=True, slots=True)
class PeriodText:
    """A period found in a text.

    Attributes:
        text: as written.
        year: 0 when it is not said; ``month`` is its first, 1 to 12, 0 for periods
            that are only numbered; ``months`` how many it covers.
    """

    text: str
    year: int = 0
    month: int = 0
    months: int = 0

    @property
    def start(self) -> date | None:
        """The first day, when the year is known."""
        return date(self.year, self.month, 1) if self.year and self.month else None


def find_period(text: str) -> PeriodText | None:
    """Return the first period in a text, the most telling form first."""
    for pattern in _PATTERNS:
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        year = int(parts.get("year") or 0)
        year = year + 2000 if 0 < year < 100 else year
        return PeriodText(found.group(), year, *_months(parts))
    return None


class Periods:
    """The periods of a portfolio, found again under any way of writing them."""

    def __init__(self, periods: Mapping[str, Period], labeled: Mapping[str, str]) -> None:
        self.named: list[Named] = []
        self._keys: list[PeriodText] = []
        self._exact: dict[str, Named] = {}
        self._by_words: dict[str, Named] = {}
        for key, label in labeled.items():
            named = Named(label, key)
            self.named.append(named)
            self._exact[label] = named
            self._by_words.setdefault(plain_words(label), named)
            self._keys.append(_key(periods[key]))

    def match(self, text: str) -> Named:
        """Return the portfolio's period that a text means, or a new one of that name."""
        known = self._exact.get(text) or self._by_words.get(plain_words(text))
        if known is not None:
            return known
        found = find_period(text)
        candidates = self.like(found) if found else []
        return candidates[0] if len(candidates) == 1 else Named(" ".join(text.split()))

    def within(self, found: PeriodText) -> int:
        """Return how many of the portfolio's periods lie inside a longer one."""
        if not found.year or found.text in self._exact:
            return 0
        low = 12 * found.year + found.month
        starts = (12 * key.year + key.month for key in self._keys if 0 < key.months < found.months)
        return sum(low <= start < low + found.months for start in starts)

    def like(self, found: PeriodText) -> list[Named]:
        """Return the portfolio's periods that a found one may mean."""
        if not found.month:
            return []
        return [
            named
            for named, key in zip(self.named, self._keys, strict=True)
            if key.month == found.month
            and key.months in {0, found.months}
            and (not found.year or not key.year or key.year == found.year)
        ]


def _months(parts: dict[str, str | None]) -> tuple[int, int]:
    """Return the first month and how many months a match covers."""
    if parts.get("quarter"):
        return 3 * int(parts["quarter"] or 1) - 2, 3
    if parts.get("half"):
        return 6 * int(parts["half"] or 1) - 5, 6
    if parts.get("month"):
        return _MONTHS.index((parts["month"] or "")[:3].lower()) + 1, 1
    if parts.get("number"):
        return int(parts["number"] or 1), 1
    return (0, 0) if parts.get("other") else (1, 12)


def _key(period: Period) -> PeriodText:
    """Return what a period of the portfolio covers, by its name or else its start."""
    found = find_period(period.name)
    if found is not None and (found.month or period.start is None):
        return found
    if period.start is None:
        return PeriodText(period.name)
    return PeriodText(period.name, period.start.year, period.start.month)

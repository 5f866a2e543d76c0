"""Numbers as people write them, and which decimal mark a column uses.

A text is read under both decimal marks. Where only one reading is possible, or both
give the same number, there is nothing to decide; where both are possible and differ
(``1,200``), the column's other cells decide, or the user does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portfolio.exchange.choices import DecimalMark
from portfolio.exchange.units import is_unit, parse_unit

MAX_NUMBER_LETTERS = 80
_SPACES = " \u00a0\u2007\u2009\u202f"
#: Full-width digits and marks, and the minus signs that word processors write.
_PLAIN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF0C, 0xFF05)},
    **dict.fromkeys((0x2212, 0x2012, 0x2013, 0xFF0D), "-"),
}
_CELL = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[+-])?\s*(?P<pre>[^\d.,()+\-\s][^\d()+\-]{{0,12}}?)?\s*"
    rf"(?P<inner>[+-])?(?P<core>[.,]?\d(?:[\d.,'’{_SPACES}]*\d)?[.,]?)"
    r"(?P<exp>[eE][+-]?\d{1,3})?\s*(?P<post>[^\d\s.,()+\-][^()]{0,40})?\s*(?P<close>\))?",
    re.ASCII,
)


def _grouped(mark: str) -> str:
    """Return the pattern of whole numbers in groups of three, or of two as in India."""
    return rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d\d)+{mark}\d{{3}}"


def _pattern(point: str, comma: str) -> re.Pattern[str]:
    groups = "|".join(_grouped(mark) for mark in (re.escape(comma), "['’]", f"[{_SPACES}]"))
    return re.compile(rf"(?P<whole>{groups}|\d+)?(?:{re.escape(point)}(?P<part>\d*))?", re.ASCII)


_PATTERNS: dict[DecimalMark, re.Pattern[str]] = {".": _pattern(".", ","), ",": _pattern(",", ".")}
MARKS: tuple[DecimalMark, ...] = (".", ",")


@dataclass(frozen=True, slots=True)
class NumberText:
    """A text that looks like a number.

    Attributes:
        readings: the number under a decimal point and under a decimal comma; None
            where that reading is impossible.
        unit: what stands around the number, such as ``$M``, ``FTE`` or ``%``.
    """

    readings: tuple[float | None, float | None]
    unit: str

    @property
    def is_open(self) -> bool:
        """Whether both decimal marks are possible and give different numbers."""
        point, comma = self.readings
        return point is not None and comma is not None and point != comma

    @property
    def needs(self) -> DecimalMark | None:
        """The only mark under which it is a number; None when either will do."""
        point, comma = self.readings
        if point is None:
            return ","
        return "." if comma is None else None

    def value(self, mark: DecimalMark | None) -> float | None:
        """Return the number under a mark; without one, only if it does not matter."""
        point, comma = self.readings
        if mark is not None:
            return point if mark == "." else comma
        return None if self.is_open else (comma if point is None else point)


@lru_cache(maxsize=65536)
def read_number(text: str) -> NumberText | None:
    """Return a text as a number with its unit, or None when it is not one.

    Signs, accounting parentheses, a currency before and a unit behind are
    understood. Ranges, fractions and footnote marks are not numbers.
    """
    if len(text) > MAX_NUMBER_LETTERS:
        return None
    found = _CELL.fullmatch(text.strip().translate(_PLAIN))
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    signs = [found[name] for name in ("open", "sign", "inner") if found[name]]
    if len(signs) > 1:
        return None
    factor = -1.0 if signs and signs[0] in "(-" else 1.0
    readings = tuple(_plain(found["core"], found["exp"] or "", mark, factor) for mark in MARKS)
    if readings == (None, None):
        return None
    before, after = (found["pre"] or "").strip(), (found["post"] or "").strip()
    if before and not parse_unit(before).is_money:
        return None
    gap = " " if before[-1:].isalpha() and after else ""
    return NumberText((readings[0], readings[1]), f"{before}{gap}{after}")


def is_plain_number(text: str) -> bool:
    """Whether a text is a number, bare or with a unit that is certainly one."""
    number = read_number(text)
    return number is not None and (not number.unit or is_unit(number.unit))


@dataclass(frozen=True, slots=True)
class DecimalEvidence:
    """Which decimal mark a column's texts need.

    Attributes:
        mark: the one that fits; None when no text needs one.
        because: the text that decides it.
        against: a text that needs the other mark; empty when there is none.
        open: the first text that either mark would read differently.
    """

    mark: DecimalMark | None = None
    because: str = ""
    against: str = ""
    open: str = ""


def decimal_evidence(texts: Iterable[str]) -> DecimalEvidence:
    """Return what the texts of a column say about its decimal mark; the majority counts."""
    votes: dict[DecimalMark, int] = {".": 0, ",": 0}
    first: dict[DecimalMark, str] = {".": "", ",": ""}
    undecided = ""
    for text in texts:
        number = read_number(text)
        if number is None:
            continue
        if number.is_open:
            undecided = undecided or text
            continue
        need = number.needs
        if need is not None:
            votes[need] += 1
            first[need] = first[need] or text
    if not votes["."] and not votes[","]:
        return DecimalEvidence(open=undecided)
    mark: DecimalMark = "." if votes["."] >= votes[","] else ","
    return DecimalEvidence(mark, first[mark], first["," if mark == "." else "."], undecided)


def _plain(core: str, exponent: str, mark: DecimalMark, factor: float) -> float | None:
    """Return digits with group marks as a number; None when it is malformed or infinite."""
    found = _PATTERNS[mark].fullmatch(core)
    if found is None or not (found["whole"] or found["part"]):
        return None
    whole = "".join(letter for letter in found["whole"] or "0" if letter.isdigit())
    value = factor * float(f"{whole}.{found['part'] or '0'}{exponent}")
    return value + 0.0 if math.isfinite(value) else None

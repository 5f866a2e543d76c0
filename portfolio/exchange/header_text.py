"""A header taken apart: its unit, the part of an estimate, the period, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portfolio.exchange.field_words import PART_WORDS
from portfolio.exchange.meaning import Part
from portfolio.exchange.periods import PeriodText, find_period
from portfolio.exchange.units import is_unit, parse_unit
from portfolio.exchange.words import plain_words

_BRACKET = re.compile(
    r"(?P<title>.*?)[\s_]*[(\[](?P<inner>[^()\[\]]*)[)\]]\s*(?P<rest>.*)", re.DOTALL
)
_PEOPLE = frozenset(("fte", "ftes"))
_SCALES = frozenset(("k", "m", "mn", "bn", "mio"))


@dataclass(frozen=True, slots=True)
class HeaderText:
    """The parts of a header.

    Attributes:
        title: what is left without unit, part and period, as written; ``words`` is the
            same for comparison.
        full: the words of the whole header without its unit.
        unit: that the header certainly states; ``aside`` is other text in brackets,
            which may be one.
        part: of an estimate; None when the header does not say.
    """

    title: str
    words: str
    full: str
    unit: str = ""
    aside: str = ""
    part: Part | None = None
    period: PeriodText | None = None


def take_apart(header: str) -> HeaderText:
    """Return the parts of a header."""
    plain = " ".join(header.replace("_", " ").split())
    title, unit, aside = _without_unit(plain)
    period = find_period(title)
    left = title.replace(period.text, " ", 1) if period else title
    left, part = _without_part(left)
    left = " ".join(left.strip(" -–—:;,|/.").split())
    if is_unit(left) and unit.casefold() in _SCALES:
        unit = f"{unit} {left}"
    unit = unit or (left if is_unit(left) else "")
    return HeaderText(left, plain_words(left), plain_words(title), unit, aside, part, period)


def _without_unit(text: str) -> tuple[str, str, str]:
    """Return a header without its unit, the unit, and other text in brackets."""
    found = _BRACKET.fullmatch(text)
    if found is not None:
        outside = f"{found['title']} {found['rest']}".strip()
        inner = found["inner"].strip()
        if outside and is_unit(inner):
            return outside, inner, ""
        if not outside or inner.casefold() in PART_WORDS or find_period(inner):
            return f"{outside} {inner}".strip(), "", ""
        return f"{outside} {inner}", "", inner
    words = text.split(" ")
    if len(words) > 1 and words[0].casefold() in _PEOPLE:
        return " ".join(words[1:]), words[0], ""
    for count in (2, 1):
        tail = " ".join(words[-count:])
        if len(words) > count and _ends_as_unit(tail):
            return " ".join(words[:-count]).removesuffix(" in"), tail, ""
    return text, "", ""


def _ends_as_unit(tail: str) -> bool:
    """Whether the last words of a header are a unit without brackets: ``$M``, ``USD m``, ``k``."""
    money = parse_unit(tail).is_money and (not tail.isalpha() or len(tail) == 3)
    return money or tail in {"%", "'000"} or tail.casefold() in _SCALES | _PEOPLE


def _without_part(text: str) -> tuple[str, Part | None]:
    """Return a header without ``low``, ``likely``, ``high`` or the like at either end."""
    for word, part in PART_WORDS.items():
        pattern = rf"^[\W_]*(?:most )?{word}\b|\b(?:most )?{word}[\W_]*$"
        if re.search(pattern, text, re.IGNORECASE):
            return re.sub(pattern, " ", text, count=1, flags=re.IGNORECASE), part
    return text, None

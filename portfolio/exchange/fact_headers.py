"""What a team's own header says of the five lessons: a figure, hours of training, an answer."""

from __future__ import annotations

from portfolio.exchange.fact_words import ANSWER_BY_WORDS
from portfolio.exchange.field_words import LIKELY, SURE
from portfolio.exchange.figure_words import figure_of, training_chip
from portfolio.exchange.header_text import HeaderText
from portfolio.exchange.meaning import Meaning
from portfolio.exchange.units import parse_unit
from portfolio.exchange.words import plain_words

#: Words of the portfolio's own fields: they keep what they have always meant.
_TAKEN = frozenset(words for table in (SURE, LIKELY) for known in table.values() for words in known)
#: Words in brackets that say in which unit a number is, and nothing else.
_UNIT_ASIDES = frozenset(
    ("month", "months", "mo", "years", "s", "sec", "seconds", "min", "minutes", "hours", "h")
)


def fact_meaning(text: HeaderText) -> tuple[Meaning | None, bool]:
    """Return what a header means, and whether there is no doubt; None for another one."""
    part = text.part or "likely"
    # The 30 of day 30 looks like the year 2030.
    known = (text.full,) if text.period else (text.words, text.full, _without_aside(text))
    for words in dict.fromkeys(known):
        if words == "time to value" and parse_unit(text.unit).base == "mo":
            return Meaning("figure", part, of="months_to_value"), True
        if not words or words in _TAKEN:
            continue
        if words in ANSWER_BY_WORDS and text.part is None:
            return Meaning("answer", of=ANSWER_BY_WORDS[words]), True
        name, sure = figure_of(words)
        if name:
            return Meaning("figure", part, of=name), sure
    chip, sure = ("", False) if text.period else training_chip(text.words)
    return (Meaning("training", part, of=chip), sure) if chip else (None, False)


def _without_aside(text: HeaderText) -> str:
    """Return the words of a header without its brackets where these hold a unit or a scale."""
    aside = plain_words(text.aside)
    said = aside.replace("usd", "").replace("eur", "").strip("$€£ ")
    if not aside or not (said in _UNIT_ASIDES or "0 4" in aside or not said):
        return ""
    return text.words.removesuffix(aside).strip()

"""One cell: its text as a value of the kind wanted, or a sentence on why it is not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from portfolio.exchange.choices import DateOrder, DecimalMark, Serials
from portfolio.exchange.clean import clean_text
from portfolio.exchange.dates import looks_like_serial, read_date, read_serial
from portfolio.exchange.fact_words import ANSWER, FLAG_WORDS
from portfolio.exchange.figure_words import figure_factor
from portfolio.exchange.numerals import MAX_NUMBER_LETTERS, NumberText, read_number
from portfolio.exchange.proposal import CellValue
from portfolio.exchange.sheet import BOOLEAN, DATE, ERROR, FORMULA, NUMBER, TEXT
from portfolio.exchange.units import convert
from portfolio.exchange.words import BENEFIT_WORDS, STAGE_WORDS, STATUS_WORDS, lookup
from portfolio.model import FigureKind

ValueKind = Literal[
    "text",
    "tags",
    "amount",
    "rating",
    "probability",
    "figure",
    "answer",
    "date",
    "end",
    "stage",
    "status",
    "kind",
]
_LISTS: Mapping[ValueKind, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    "stage": ("stage", STAGE_WORDS),
    "status": ("status", STATUS_WORDS),
    "kind": ("kind of benefit", BENEFIT_WORDS),
}
_LEVELS = frozenset((0.0, 1.0, 2.0, 3.0, 4.0))
_SHOWN_LETTERS = 40
_SEMICOLON = re.compile(r"(?<!;);(?!;)")


@dataclass(frozen=True, slots=True)
class CellRule:
    """How to read the cells of one column.

    Attributes:
        kind: ``amount`` may carry a unit; ``end`` is a date that takes the last day
            of a month, quarter or year; ``kind`` is the kind of benefit; ``answer`` an
            entry of a list, a level from 0 to 4, or yes or no.
        unit: wanted of amounts and ratings; empty for any bare number.
        scale: from a bare number to ``unit``.
        decimal: None refuses what reads differently under point and comma.
        date_order: None refuses what reads differently day first and month first.
        serials: bare numbers in date columns are day counts since then.
        percent: bare probabilities are percentages.
        minimum: smallest amount that makes sense.
        figure: the kind of a figure, for its limits and its units of time and money.
        currency: of the portfolio, for figures.
        answer: path of an answer.
    """

    kind: ValueKind
    unit: str = ""
    scale: float = 1.0
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    serials: Serials | None = None
    percent: bool = False
    minimum: float | None = None
    figure: FigureKind | None = None
    currency: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value, or the sentence that says why there is none; neither for a blank cell."""

    value: CellValue = None
    problem: str = ""


BLANK = Parsed()


def parse_cell(
    text: str,
    kind: ValueKind,
    *,
    unit: str = "",
    decimal: DecimalMark | None = None,
    date_order: DateOrder | None = None,
) -> Parsed:
    """Return a typed or pasted text as a value of the kind wanted.

    Args:
        text: as typed; blank gives neither a value nor a problem.
        kind: what is wanted; ``amount`` and ``rating`` give a float in ``unit``,
            ``probability`` 0 to 1, ``date`` and ``end`` a date, ``tags`` a tuple,
            the lists one of their entries.
        unit: of the target; ``$1.2M`` and ``900 k`` are converted to it.
        decimal: the decimal mark; without one, ``1,200`` is refused as open.
        date_order: without one, ``03/04/2027`` is refused as open.
    """
    rule = CellRule(kind, unit, decimal=decimal, date_order=date_order)
    return read_cell(text, TEXT, rule)


def read_cell(text: str, letter: str, rule: CellRule) -> Parsed:
    """Return a cell's value; ``letter`` is its kind as in ``Sheet.kinds``."""
    if letter == FORMULA:
        return Parsed(problem="This formula was saved without its result.")
    text = clean_text(text)
    if not text:
        return BLANK
    if letter == ERROR:
        return Parsed(problem=f"{_quoted(text)} is an error value of the spreadsheet.")
    if rule.kind == "text":
        return Parsed(text)
    if rule.kind == "tags":
        return Parsed(_tags(text))
    return _READERS[rule.kind](text, letter, rule)


def scaled(value: float, factor: float) -> float:
    """Return ``value * factor``, rounded once as decimals are: 1.1 thousand is 0.0011 million."""
    if factor == 1.0:
        return value
    return float(Decimal(repr(value)) * Decimal(repr(factor)))


def _amount(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read an amount: a number with or without a unit."""
    number = _number(text, letter, rule)
    if isinstance(number, Parsed):
        return number
    value, unit = number
    factor = rule.scale if not unit else _factor(unit, rule)
    if factor is None:
        wanted = f"amounts here are in {rule.unit}" if rule.unit else "a bare number is expected"
        return Parsed(problem=f"{_quoted(text)} is in {_quoted(unit)}, but {wanted}.")
    value = scaled(value, factor)
    if not math.isfinite(value):
        return Parsed(problem=f"{_quoted(text)} is too large.")
    if rule.minimum is not None and value < rule.minimum:
        return Parsed(problem=f"{_quoted(text)} is below {rule.minimum:g}, which cannot be.")
    return Parsed(value)


def _probability(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read a probability: ``80 %``, or a bare number as the column's rule says."""
    number = _number(text, letter, rule)
    if isinstance(number, Parsed):
        return number
    value, unit = number
    if unit and convert(unit, "%") != 1.0:
        return Parsed(problem=f"{_quoted(text)} is not a probability.")
    share = scaled(value, 0.01) if unit or rule.percent else value
    if not 0.0 <= share <= 1.0:
        return Parsed(problem=f"{_quoted(text)} is outside 0 to 100 %.")
    return Parsed(share)


def _figure(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read a figure within its limits, a share as a share of 1."""
    number = _number(text, letter, rule)
    if isinstance(number, Parsed) or rule.figure is None:
        return number if isinstance(number, Parsed) else BLANK
    value, unit = number
    factor: float | None = rule.scale
    if rule.figure.is_share:
        percent = rule.percent if not unit else convert(unit, "%") == 1.0
        factor = 0.01 if percent else None if unit else 1.0
    elif unit:
        factor = figure_factor(unit, rule.figure, rule.currency)
    if factor is None:
        wanted = rule.unit.replace("share", "percent")
        return Parsed(problem=f"{_quoted(text)} is in {_quoted(unit)}, but is asked in {wanted}.")
    value = scaled(value, factor)
    if not rule.figure.allows(value):
        return Parsed(problem=f"{_quoted(text)} cannot be for {rule.figure.title.lower()}.")
    return Parsed(value)


def _answer(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read an answer of its own kind."""
    answer = ANSWER[rule.answer]
    if answer.kind == "text":
        return Parsed(text)
    if answer.kind == "date":
        return _date(text, letter, rule)
    if answer.kind == "level":
        level = read_number(text)
        value = level.value(".") if level is not None and not level.unit else None
        if value is not None and value in _LEVELS:
            return Parsed(value)
        return Parsed(problem=f"{_quoted(text)} is not a level from 0 to 4.")
    words = FLAG_WORDS if answer.kind == "flag" else answer.words
    entry = None if letter == DATE else lookup(words, text)
    if entry is not None:
        return Parsed(entry)
    return Parsed(problem=f"{_quoted(text)} is not one of {', '.join(words)}.")


def _date(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read a date; a bare number only when the user said that it is a day count."""
    if letter == BOOLEAN:
        return Parsed(problem=f"{_quoted(text)} is not a date.")
    if looks_like_serial(text):
        day = read_serial(text, rule.serials) if rule.serials else None
        problem = f"{_quoted(text)} may be a spreadsheet's day count; write the date."
        return Parsed(day) if day else Parsed(problem=problem)
    found = read_date(text)
    if found is None:
        return Parsed(problem=f"{_quoted(text)} is not a date; write it as 2027-03-31.")
    order = "dmy" if letter == DATE else rule.date_order
    day = found.value(order, last=rule.kind == "end")
    if day is not None:
        return Parsed(day)
    if found.is_open:
        return Parsed(problem=f"In {_quoted(text)}, day and month cannot be told apart.")
    return Parsed(problem=f"{_quoted(text)} does not fit the other dates of this column.")


def _listed(text: str, letter: str, rule: CellRule) -> Parsed:
    """Read an entry of a fixed list."""
    noun, words = _LISTS[rule.kind]
    entry = None if letter in {DATE, BOOLEAN, NUMBER} else lookup(words, text)
    if entry is not None:
        return Parsed(entry)
    return Parsed(problem=f"{_quoted(text)} is not a {noun}; use one of {', '.join(words)}.")


_READERS: Mapping[ValueKind, Callable[[str, str, CellRule], Parsed]] = {
    "amount": _amount,
    "rating": _amount,
    "probability": _probability,
    "figure": _figure,
    "answer": _answer,
    "date": _date,
    "end": _date,
    "stage": _listed,
    "status": _listed,
    "kind": _listed,
}


def _number(text: str, letter: str, rule: CellRule) -> tuple[float, str] | Parsed:
    """Return the number in a cell and the unit beside it, or the problem."""
    if letter == BOOLEAN:
        return Parsed(problem=f"{_quoted(text)} is yes or no, not a number.")
    if letter == DATE:
        return Parsed(problem=f"{text} is a date; the spreadsheet may have changed what was typed.")
    number = read_number(text)
    if number is None:
        return Parsed(problem=_not_a_number(text))
    value = number.value("." if letter == NUMBER else rule.decimal)
    if value is None:
        return Parsed(problem=_wrong_mark(text, number))
    return value, number.unit


def _not_a_number(text: str) -> str:
    if len(text) > MAX_NUMBER_LETTERS:
        return f"{_quoted(text)} is too long to be a number."
    if read_date(text) is not None:
        return f"{_quoted(text)} is a date; the spreadsheet may have changed what was typed."
    return f"{_quoted(text)} is not a number."


def _wrong_mark(text: str, number: NumberText) -> str:
    if not number.is_open:
        return f"{_quoted(text)} does not fit the decimal mark of the other numbers."
    point, comma = (f"{reading:g}" for reading in number.readings if reading is not None)
    return f"{_quoted(text)} may be {point} or {comma}; write it without a group mark."


def _factor(unit: str, rule: CellRule) -> float | None:
    if rule.kind == "rating" and not rule.unit:
        return None
    return convert(unit, rule.unit)


def _tags(text: str) -> tuple[str, ...]:
    """Return the tags of a list with semicolons, or with commas when there are none.

    A doubled semicolon stands for one inside a tag.
    """
    parts = _SEMICOLON.split(text) if ";" in text else text.split(",")
    tags = [" ".join(part.replace(";;", ";").split()) for part in parts]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN_LETTERS else text[: _SHOWN_LETTERS - 1] + "…"
    return f"“{' '.join(shown.split())}”"

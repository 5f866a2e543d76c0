"""One cell of a portfolio's sheets as the value of its field, or a sentence on why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from portfolio.exchange.book.columns import TERMS, Column, ColumnKind
from portfolio.exchange.cells import CellRule, Parsed, read_cell, scaled
from portfolio.exchange.choices import DecimalMark
from portfolio.exchange.clean import clean_text
from portfolio.exchange.numerals import decimal_evidence, read_number
from portfolio.exchange.sheet import ERROR, FORMULA, NUMBER
from portfolio.exchange.words import plain_words
from portfolio.model.text import quoted

_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "1", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
#: Finds the id that a cell names in a collection.
Find = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its text, the letter of its kind, its column, the sheet's decimal mark."""

    text: str
    letter: str
    column: Column
    mark: DecimalMark | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a value, or a problem; neither when it is blank."""

    value: Any = None
    problem: str = ""


def mark_of(texts: Iterable[str]) -> DecimalMark | None:
    """Return the decimal mark that the numbers of a sheet agree on."""
    evidence = decimal_evidence(texts)
    return None if evidence.against else evidence.mark


def say(cell: Cell, find: Find) -> Said:
    """Return what a cell says; ``find`` looks up the names of other records."""
    if cell.letter in {ERROR, FORMULA}:
        return Said(problem=read_cell(cell.text, cell.letter, CellRule("text")).problem)
    if cell.column.kind in {"reference", "references"}:
        return _references(cell.column, cell.text, find)
    return _READERS[cell.column.kind](cell)


def _parsed(parsed: Parsed) -> Said:
    return Said(parsed.value, parsed.problem)


def _text(cell: Cell) -> Said:
    return Said(clean_text(cell.text))


def _number(cell: Cell) -> Said:
    """Read a bare number, or a percentage as a share of 1."""
    if cell.column.path == "benefit.probability":
        return _parsed(
            read_cell(cell.text, cell.letter, CellRule("probability", decimal=cell.mark))
        )
    number = read_number(cell.text)
    if number is not None and number.unit == "%":
        value = number.value("." if cell.letter == NUMBER else cell.mark)
        if value is not None:
            return Said(scaled(value, 0.01))
    return _parsed(read_cell(cell.text, cell.letter, CellRule("amount", decimal=cell.mark)))


def _whole(cell: Cell) -> Said:
    said = _number(cell)
    if said.value is None:
        return said
    if not said.value.is_integer():
        return Said(problem=f"{quoted(cell.text)} is not a whole number.")
    return Said(int(said.value))


def _flag(cell: Cell) -> Said:
    value = _FLAGS.get(cell.text.casefold())
    return Said(value, "" if value is not None else f"{quoted(cell.text)} is neither yes nor no.")


def _date(cell: Cell) -> Said:
    return _parsed(read_cell(cell.text, cell.letter, CellRule("date")))


def _moment(cell: Cell) -> Said:
    """Read a day and time; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(cell.text)
        return Said((found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        return Said(problem=f"{quoted(cell.text)} is no time; write it as 2027-03-31 14:00.")


def _choice(cell: Cell) -> Said:
    plain = plain_words(cell.text)
    found = next((one for one in cell.column.choices if plain_words(one) == plain), None)
    listed = ", ".join(cell.column.choices)
    return Said(found, "" if found else f"{quoted(cell.text)} is not one of {listed}.")


def _tags(cell: Cell) -> Said:
    return _parsed(read_cell(cell.text, cell.letter, CellRule("tags")))


def _term(cell: Cell) -> Said:
    """Read a key by its words, or as it is: a newer version may know it."""
    return Said(_keys_of(cell.column.path).get(plain_words(cell.text)) or clean_text(cell.text))


@cache
def _keys_of(path: str) -> Mapping[str, str]:
    terms = TERMS[path].items()
    return {plain_words(said): key for key, words in terms for said in (key, words)}


_READERS: Mapping[ColumnKind, Callable[[Cell], Said]] = {
    "text": _text,
    "number": _number,
    "whole": _whole,
    "flag": _flag,
    "date": _date,
    "moment": _moment,
    "choice": _choice,
    "tags": _tags,
    "term": _term,
}


def _references(column: Column, text: str, find: Find) -> Said:
    """Read the names of other records; several are separated by semicolons."""
    whole = find(column.of, text)
    if column.kind == "reference":
        return Said(whole, "" if whole else unknown(text))
    if whole is not None:
        return Said((whole,))
    names = read_cell(text, "t", CellRule("tags")).value
    found = {name: find(column.of, name) for name in names} if isinstance(names, tuple) else {}
    lost = [name for name, key in found.items() if key is None]
    if lost:
        return Said(problem=unknown(lost[0]))
    return Said(tuple(key for key in found.values() if key is not None))


def unknown(name: str) -> str:
    """Return the sentence on a name that no record has."""
    return f"There is nothing called {quoted(name)}."

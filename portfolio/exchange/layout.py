"""Where the table is on its sheet: title lines, one or two header rows, totals, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portfolio.exchange.choices import NO_HEADER, Choices
from portfolio.exchange.field_words import kind_of
from portfolio.exchange.headers import field_header
from portfolio.exchange.numerals import is_plain_number
from portfolio.exchange.sheet import MERGED, NUMBER, Sheet
from portfolio.exchange.units import is_unit
from portfolio.exchange.vocabulary import Vocabulary
from portfolio.exchange.words import plain_words

_SEARCHED_ROWS = 30
_TOTAL = re.compile(
    r"(?:grand[ -]?|sub[ -]?)?totals?|sum|summe|gesamt|total général|average|mean|count",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"[*†‡§¹²³]|\[\d\]|(?:notes?|sources?|legend|remarks?|as of|prepared by|printed)\b.*[:.]|©",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a table are.

    Attributes:
        header_row: index of the first header row, None without one.
        header_rows: 0, 1 or 2.
        headers: one text per column.
        skipped: row index to the reason why the row is no initiative.
        likely_totals: rows that look like totals if their numbers add up.
        certain: the header was chosen, or recognized by its words.
    """

    header_row: int | None
    header_rows: int
    headers: tuple[str, ...]
    skipped: dict[int, str]
    likely_totals: tuple[int, ...]
    certain: bool

    @property
    def first(self) -> int:
        """Index of the first row below the header."""
        return 0 if self.header_row is None else self.header_row + self.header_rows


def find_layout(sheet: Sheet, vocabulary: Vocabulary, choices: Choices) -> Layout:
    """Return where the parts of the table are, as chosen or as found."""
    row, count, certain = _header(sheet, vocabulary, choices)
    headers = _headers(sheet, row, count)
    first = row + count
    skipped = dict.fromkeys(range(row), "Line above the table.") if count else {}
    skipped |= dict.fromkeys(range(row, first), "Header.")
    totals: list[int] = []
    ours = {index for index in range(first, len(sheet.rows)) if _has_id(sheet.rows[index], headers)}
    for index in range(first, len(sheet.rows)):
        if index in ours:
            continue
        label = _label(sheet.rows[index])
        if _TOTAL.fullmatch(label.strip(" :=*")):
            skipped[index] = "Totals are not an initiative."
        elif _TOTAL.match(label):
            totals.append(index)
        elif count and sheet.rows[index] == sheet.rows[first - 1]:
            skipped[index] = "The header again."
    notes = _footnotes(sheet, first)
    skipped |= {index: reason for index, reason in notes.items() if index not in ours}
    return Layout(row if count else None, count, headers, skipped, tuple(totals), certain)


def _header(sheet: Sheet, vocabulary: Vocabulary, choices: Choices) -> tuple[int, int, bool]:
    """Return index and number of header rows, and whether that is certain."""
    if choices.header_row == NO_HEADER or not sheet.rows:
        return 0, 0, True
    if choices.header_row is not None:
        row = min(choices.header_row, len(sheet.rows) - 1)
        return row, min(choices.header_rows or 1, len(sheet.rows) - row), True
    best, most = (0, 0), 0.0
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        for count in (1, 2):
            # A second row has to earn its place: a line above the header is not half of it.
            weight = _weight(sheet, vocabulary, row, count) - (0.5 if count == 2 else 0.0)
            if weight > most:
                best, most = (row, count), weight
    if most >= min(2.0, max(1.0, 0.4 * len(sheet.column_numbers))):
        return (*_with_units(sheet, best), True)
    return _by_shape(sheet)


def _weight(sheet: Sheet, vocabulary: Vocabulary, row: int, count: int) -> float:
    """Return how many columns a header there would name; 0 for rows of data, and for a title."""
    if row + count > len(sheet.rows) or any(
        _is_data(sheet, index) for index in range(row, row + count)
    ):
        return 0.0
    if count == 2 and _is_title(sheet, row):
        return 0.0
    headers = _headers(sheet, row, count)
    guesses = [vocabulary.guess(header) for header in dict.fromkeys(headers) if header]
    return sum(guess.weight for guess in guesses)


def _is_title(sheet: Sheet, row: int) -> bool:
    """Whether a row is one text over the table, and no merged group over some columns of it."""
    texts = sheet.rows[row]
    if len({text for text in texts if text}) > 1:
        return False
    start = next((index for index, text in enumerate(texts) if text), 0)
    group = MERGED in sheet.kinds[row] and any(sheet.rows[row + 1][:start])
    return not group


def _with_units(sheet: Sheet, found: tuple[int, int]) -> tuple[int, int]:
    """Take a row of units below a single header row as part of the header."""
    row, count = found
    below = row + count
    if count == 2 or below >= len(sheet.rows):
        return found
    texts = [text.strip("()[]") for text in sheet.rows[below] if text]
    return (row, 2) if texts and all(is_unit(text) for text in texts) else found


def _by_shape(sheet: Sheet) -> tuple[int, int, bool]:
    """Find a header whose words say nothing: texts alone, one of them above a number."""
    for row in range(min(len(sheet.rows) - 1, _SEARCHED_ROWS)):
        texts = [text for text in sheet.rows[row] if text]
        if len(texts) < 2 or len(texts) * 2 < len(sheet.column_numbers):
            continue
        pairs = zip(sheet.rows[row], sheet.rows[row + 1], strict=True)
        above = any(text and is_plain_number(below) for text, below in pairs)
        header = above and not any(map(is_plain_number, texts))
        return (row, 1, False) if header else (0, 0, False)
    return 0, 0, False


def _is_data(sheet: Sheet, row: int) -> bool:
    """Whether a row holds so many numbers that it cannot be a header; years do not count."""
    cells = zip(sheet.rows[row], sheet.kinds[row], strict=True)
    texts = [(text, kind) for text, kind in cells if text and kind != MERGED]
    numbers = sum(
        (kind == NUMBER or is_plain_number(text))
        and not (text.isdecimal() and 1990 <= int(text[:5]) <= 2100)
        for text, kind in texts
    )
    return numbers * 3 > len(texts)


def _headers(sheet: Sheet, row: int, count: int) -> tuple[str, ...]:
    """Return one header per column; a header over several columns counts for each."""
    if count == 0:
        return ("",) * len(sheet.column_numbers)
    top, merged = sheet.rows[row], sheet.kinds[row]
    if count == 1:
        alone = sum(map(bool, top)) - merged.count(MERGED) == 1
        return tuple(
            "" if alone and kind == MERGED else text for text, kind in zip(top, merged, strict=True)
        )
    spread = MERGED not in merged
    group, headers = "", []
    for above, text, kind in zip(top, sheet.rows[row + 1], sheet.kinds[row + 1], strict=True):
        group = above or (group if spread else "")
        headers.append(_joined(group, "" if kind == MERGED else text))
    return tuple(headers)


def _joined(group: str, text: str) -> str:
    """Return two header rows as one: ``Compute`` over ``Q1``, or a name over its unit."""
    bare = text.strip("()[]")
    if bare and is_unit(bare):
        return f"{group} ({bare})".strip()
    field, sure = kind_of(plain_words(text))
    if not group or group == text or (sure and field != "benefit"):
        return text or group
    return f"{group} {text}".strip()


def _has_id(row: tuple[str, ...], headers: tuple[str, ...]) -> bool:
    """Whether a row carries a record id of ours, and so is an initiative whatever it says."""
    title = field_header("id")
    return title in headers and bool(row[headers.index(title)])


def _label(row: tuple[str, ...]) -> str:
    """Return the first text of a row."""
    return next((text for text in row if text), "")


def _footnotes(sheet: Sheet, first: int) -> dict[int, str]:
    """Return single texts that are marked as notes, or stand below the table after a gap."""
    marked: dict[int, str] = {}
    below: dict[int, str] = {}
    trailing = len(sheet.column_numbers) > 1
    for index in range(len(sheet.rows) - 1, first - 1, -1):
        row = sheet.rows[index]
        alone = sum(map(bool, row)) - sheet.kinds[index].count(MERGED) == 1
        gap = index > first and sheet.row_numbers[index] - sheet.row_numbers[index - 1] > 1
        # A sentence at a comma may fall into two cells.
        split = trailing and gap and len(row) > 3 and sum(map(bool, row)) == 2
        if (alone or split) and len(row) > 1 and _FOOTNOTE.match(" ".join(filter(None, row))):
            marked[index] = "Footnote."
        trailing = trailing and (alone or index in marked)
        if trailing and gap:
            below = dict.fromkeys(range(index, len(sheet.rows)), "Text below the table.")
    return marked if trailing else below | marked

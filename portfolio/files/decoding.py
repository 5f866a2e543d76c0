"""The bytes of a file to a JSON tree, or the reason why they are none, with the line."""

from __future__ import annotations

import json

from portfolio.files import spots, text_form
from portfolio.files.errors import Damaged, NotOpened, WrongKind
from portfolio.files.os_words import too_large_words
from portfolio.files.wording import place_words
from portfolio.files.wrong_kind import check_kind, check_scars

MAX_BYTES = 64 * 2**20
REPAIR = "Correct the file in a text editor, or open a backup."

_BOM = b"\xef\xbb\xbf"
_WORDS = {
    "Expecting value": "A value is missing or misspelled",
    "Expecting ',' delimiter": "A comma or a closing bracket is missing",
    "Expecting ':' delimiter": "A colon is missing after a field name",
    "Expecting property name enclosed in double quotes": "A field name in quotes is missing",
    "Unterminated string starting at": "A text has no closing quotation mark",
    "Invalid control character at": "A text holds a line break or control character",
    "Invalid \\escape": "A text holds a backslash that means nothing",
    "Invalid \\uXXXX escape": "A text holds an incomplete \\u code",
    "Extra data": "Something follows after the end of the portfolio",
    "Illegal trailing comma before end of object": "A comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "A comma stands before a closing bracket",
}


def decode(data: bytes) -> tuple[object, str]:
    """Return the tree and the text of a file that is plainly JSON."""
    if len(data) > MAX_BYTES:
        what, remedy = too_large_words(len(data), MAX_BYTES)
        raise Damaged(what, remedy=remedy)
    check_kind(data)
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        check_scars(data)
        raise Damaged(
            "The file holds bytes that are not UTF-8 text.",
            where=line_words(data.count(b"\n", 0, error.start) + 1),
            remedy=REPAIR,
        ) from None
    try:
        text_form.check_depth(data)
        return text_form.to_tree(text), text
    except (ValueError, RecursionError) as error:
        check_scars(data)
        raise _undecodable(error, text) from None


def check_unique(text: str, tree: object) -> None:
    """Refuse a file in which one object has the same key twice.

    Raises:
        Damaged: with both lines.
    """
    try:
        text_form.check_unique(text)
    except text_form.DuplicateKey:
        spot = spots.first_duplicate(text)
        if spot is None:
            raise
        lines = f"lines {spot.earlier} and {spot.line}"
        if spot.earlier == spot.line:
            lines = f"line {spot.line}"
        raise Damaged(
            f"It stands in the file twice, in {lines}.", place_words(spot.path, tree), REPAIR
        ) from None


def _undecodable(error: Exception, text: str) -> NotOpened:
    if isinstance(error, json.JSONDecodeError):
        return _misspelled(error, text)
    if isinstance(error, text_form.TooDeep | RecursionError):
        return WrongKind(
            "The file is not a portfolio: its lists are nested thousands deep, or nearly.",
            remedy="Choose a .portfolio file.",
        )
    spot = spots.first_bad_number(text)
    if spot is None:
        return Damaged("A number in the file cannot be read.", remedy=REPAIR)
    token = spot.token if len(spot.token) < 20 else "A whole number of over 300 digits"
    return Damaged(
        f"{token} is not a number that can be used.",
        where=f"{place_words(spot.path, _tolerant_tree(text))}, line {spot.line}",
        remedy=REPAIR,
    )


def _tolerant_tree(text: str) -> object:
    """Return the tree of a file with bad numbers, for the names in it; None if there is none."""
    try:
        return json.loads(text, parse_int=str)
    except ValueError:
        return None


def _misspelled(error: json.JSONDecodeError, text: str) -> Damaged:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return Damaged(
            "The file ends in the middle: it was cut off.",
            where=line_words(text.count("\n", 0, error.pos) + 1),
            remedy="Open a backup, or ask the sender for the file again.",
        )
    words = _WORDS.get(error.msg, "The text is not JSON")
    return Damaged(f"{words}.", where=f"line {error.lineno}, column {error.colno}", remedy=REPAIR)


def line_words(line: int | None) -> str:
    """Return ``line 12``, or nothing when the line is not known."""
    return f"line {line}" if line else ""

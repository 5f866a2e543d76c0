"""The cells of an OpenDocument spreadsheet: their texts, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from portfolio.exchange.sheet import BOOLEAN, DATE, ERROR, FORMULA, MAX_CELL_LETTERS, TEXT
from portfolio.exchange.worksheet import stored_number

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXTS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
MAX_COLUMN = 16_384
MAX_ROW = 1_048_576
_NUMBERS = frozenset(("float", "currency", "percentage"))


def times(element: Element, what: str, how: str = "repeated") -> int:
    """Return how often a row or cell is repeated, or how many it spans: 1 to Excel's limit."""
    text = element.get(f"{TABLE}number-{what}-{how}", "1")
    limit = MAX_ROW if what == "rows" else MAX_COLUMN
    return min(max(int(text), 1), limit) if text.isdecimal() and len(text) < 10 else 1


def content_of(cell: Element) -> tuple[str, str]:
    """Return the text of a cell and the letter of its kind, see ``Sheet``."""
    kind = cell.get(f"{OFFICE}value-type", "")
    value = cell.get(f"{OFFICE}value", "")
    formula = cell.get(f"{TABLE}formula")
    if kind in _NUMBERS and value:
        return stored_number(value, "percent" if kind == "percentage" else "")
    if kind == "date" and cell.get(f"{OFFICE}date-value"):
        return cell.get(f"{OFFICE}date-value", "").replace("T00:00:00", "").replace("T", " "), DATE
    if kind == "boolean":
        return ("TRUE" if cell.get(f"{OFFICE}boolean-value") == "true" else "FALSE"), BOOLEAN
    text = cell.get(f"{OFFICE}string-value") or _text(cell)
    if cell.get(f"{_CALC}value-type") == "error":
        return text or "error", ERROR
    if formula is not None and not text and kind != "string":
        return f"={formula.removeprefix('of:=')}", FORMULA
    return text, TEXT


def _text(cell: Element) -> str:
    """Return the paragraphs of a cell, one a line, without its notes."""
    paragraphs = [child for child in cell if child.tag == f"{TEXTS}p"]
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: Element) -> Iterator[str]:
    """Yield the pieces of a paragraph, however deep; blanks are elements of their own."""
    ahead: list[Element | str] = [paragraph]
    while ahead:
        piece = ahead.pop()
        if isinstance(piece, str):
            yield piece
        elif piece.tag == f"{TEXTS}s":
            count = piece.get(f"{TEXTS}c", "1")
            known = count.isdecimal() and len(count) < 9
            yield " " * (min(int(count), MAX_CELL_LETTERS) if known else 1)
        elif piece.tag == f"{TEXTS}tab":
            yield "\t"
        elif piece.tag == f"{TEXTS}line-break":
            yield "\n"
        elif piece is paragraph or piece.tag in {f"{TEXTS}span", f"{TEXTS}a"}:
            for child in reversed(piece):
                ahead += [child.tail or "", child]
            ahead.append(piece.text or "")

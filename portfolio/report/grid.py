"""Tables and paragraphs for a terminal: aligned, wrapped, and safe whatever the names hold."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Sequence

from portfolio.model.text import visible

_LONGEST_CELL = 44
_MOST_MARKS = 2


def width_of(text: str) -> int:
    """Return how many columns a terminal takes for a text: 2 for wide letters, 0 for accents."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def cell(text: str, most: int = _LONGEST_CELL) -> str:
    """Return a text as one line of at most ``most`` columns, hidden characters marked.

    More than two accents on one letter are left out: a stack of hundreds would run
    over the lines above.
    """
    text = visible(" ".join(text[: 64 * most].split()))
    shown: list[str] = []
    columns = marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            continue
        columns += width_of(character)
        if columns > most:
            while shown and width_of("".join(shown)) > most - 1:
                shown.pop()
            return f"{''.join(shown).rstrip()}…"
        shown.append(character)
    return "".join(shown)


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> list[str]:
    """Return the lines of a table: heads, a rule, rows; columns two spaces apart.

    Args:
        heads: one a column.
        rows: cells as text.
        right: one letter a column, ``r`` for numbers; shorter than the heads means the
            rest is aligned left.
    """
    table = [[cell(text) for text in row] for row in (heads, *rows)]
    widths = [max(map(width_of, column)) for column in zip(*table, strict=True)]
    aligned = right.ljust(len(widths))
    lines = [
        "  ".join(
            _padded(text, width, side)
            for text, width, side in zip(row, widths, aligned, strict=True)
        ).rstrip()
        for row in table
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _padded(text: str, width: int, side: str) -> str:
    space = " " * (width - width_of(text))
    return space + text if side == "r" else text + space


def paragraph(text: str, *, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text as lines of at most ``width`` columns, hidden characters marked.

    Args:
        text: one or more sentences.
        width: of the terminal.
        indent: before every line.
        first: before the first line instead; as long as ``indent``.
    """
    clean = re.sub(r"[^\S\u00a0]+", " ", text).strip()
    return textwrap.wrap(
        visible(clean),
        width=max(30, width),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def bullets(texts: Sequence[str], *, width: int) -> list[str]:
    """Return sentences as a list with dashes."""
    return [
        line for text in texts for line in paragraph(text, width=width, indent="  ", first="- ")
    ]


def titled(title: str, lines: Sequence[str]) -> list[str]:
    """Return a section with an empty line before it; nothing when it has no lines."""
    return ["", title, *lines] if lines else []

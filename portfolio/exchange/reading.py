"""A file or a pasted text as a table, whatever its format."""

from __future__ import annotations

import os
from pathlib import Path

from portfolio.errors import Tick
from portfolio.exchange.delimited import parse_delimited
from portfolio.exchange.package import ZIP_MAGIC, Package
from portfolio.exchange.parsing import Request, parse_table, read_bytes, too_large
from portfolio.exchange.sheet import MAX_FILE_BYTES, Sheet
from portfolio.exchange.worker import read_apart

#: Up to here a file is parsed in this process; above, in one with limits of its own.
_SMALL_BYTES = 1_000_000
_SMALL_UNPACKED_BYTES = 10_000_000


def read_path(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    tick: Tick | None = None,
) -> Sheet:
    """Return the table in a CSV, TSV, Excel or OpenDocument file, told by content, not by name.

    A large file is parsed in a process of its own, with a limit on memory and 60 s.

    Args:
        path: of the file.
        sheet: of a workbook; None takes the first visible one that is not empty.
        encoding: of a text; None finds out, or guesses and says so.
        delimiter: of a text; None finds out.
        tick: called with ``(fraction, text)``; may raise ``Cancelled``.

    Raises:
        PortfolioError: the file cannot be read, is no table, is damaged, or is
            larger than the limits.
    """
    file = Path(path)
    data = read_bytes(file)
    request = Request(sheet, encoding, delimiter)
    if _is_small(data, file.name):
        return parse_table(data, file.name, request, tick)
    return read_apart(file, request, tick)


def read_text(text: str, *, source: str = "pasted text", delimiter: str | None = None) -> Sheet:
    """Return a pasted text as a table: tab separated, or CSV in any dialect.

    Raises:
        PortfolioError: it is larger than the limits.
    """
    if len(text) > MAX_FILE_BYTES:
        raise too_large(len(text), source)
    return parse_delimited(text, source, delimiter)


def _is_small(data: bytes, source: str) -> bool:
    """Whether a file is parsed here; a zip counts by what it unpacks to."""
    if len(data) > _SMALL_BYTES:
        return False
    if not data.startswith(ZIP_MAGIC):
        return True
    return Package(data, source).unpacked_bytes <= _SMALL_UNPACKED_BYTES

"""All the sheets of a portfolio's workbook, read one by one under the limits of any table."""

from __future__ import annotations

import os

from portfolio.errors import Tick
from portfolio.exchange.book.parts import PARTS
from portfolio.exchange.reading import read_path
from portfolio.exchange.sheet import Sheet


def read_book(path: str | os.PathLike[str], tick: Tick | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that are parts of a portfolio, or a text's only table.

    Args:
        path: of the file.
        tick: called with ``(fraction, text)``; may raise ``Cancelled``.

    Raises:
        PortfolioError: as ``read_path``.
    """
    first = read_path(path, tick=tick)
    titles = {part.title for part in PARTS}
    names = [info.name for info in first.sheets if info.name in titles]
    sheets = []
    for number, name in enumerate(names):
        if tick is not None:
            tick(number / len(names), f"Reading the sheet {name}")
        sheets.append(read_path(path, sheet=name))
    return tuple(sheets) or (first,)

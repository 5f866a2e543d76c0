"""The bytes of a file as a table, its format told by its content, its size checked first."""

from __future__ import annotations

import dataclasses
import stat
from dataclasses import dataclass
from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.decode import CHOOSE, decode
from portfolio.exchange.delimited import parse_delimited
from portfolio.exchange.ods import is_ods, parse_ods
from portfolio.exchange.package import OLE_MAGIC, ZIP_MAGIC, Package
from portfolio.exchange.sheet import MAX_FILE_BYTES, Sheet
from portfolio.exchange.workbook_sheet import parse_workbook


@dataclass(frozen=True, slots=True)
class Request:
    """What to read of a file; None leaves it to be found out.

    Attributes:
        sheet: name, for a workbook; ``encoding`` and ``delimiter`` are for a text.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


def parse_table(data: bytes, source: str, request: Request, tick: Tick | None = None) -> Sheet:
    """Return the table in a file's bytes.

    Raises:
        PortfolioError: it is no table, is damaged, or is larger than the limits.
    """
    if data.startswith(ZIP_MAGIC):
        package = Package(data, source)
        if is_ods(package):
            return parse_ods(package, request.sheet, tick)
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return parse_workbook(data, source, request.sheet, tick)
    found = decode(data, source, request.encoding)
    table = parse_delimited(found.text, source, request.delimiter, tick)
    return dataclasses.replace(
        table,
        notes=(*found.notes, *table.notes),
        encoding=found.encoding,
        encodings=found.others,
    )


def read_bytes(path: Path) -> bytes:
    """Return a regular file's bytes.

    Raises:
        PortfolioError: it is missing, empty, larger than the limit, or no file at all.
    """
    try:
        facts = path.stat()
        regular, size = stat.S_ISREG(facts.st_mode), facts.st_size
        data = path.read_bytes() if regular and size <= MAX_FILE_BYTES else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is not a file name"
        raise PortfolioError(
            f"The file cannot be read: {reason}.", path.name, "Check where it is and try again."
        ) from error
    if not regular:
        raise PortfolioError("This is not a file.", path.name, CHOOSE)
    if size > MAX_FILE_BYTES:
        raise too_large(size, path.name)
    if not data:
        raise PortfolioError(
            "The file is empty, or is not yet on this machine.", path.name, "Choose another file."
        )
    return data


def too_large(size: int, source: str) -> PortfolioError:
    """Return the error for a table of ``size`` bytes."""
    return PortfolioError(
        f"The table has {size / 1e6:,.0f} MB; at most {MAX_FILE_BYTES / 1e6:,.0f} MB can be read.",
        source,
        "Keep only the rows and columns with initiatives.",
    )

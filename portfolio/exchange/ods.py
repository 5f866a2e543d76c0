"""One sheet of an OpenDocument spreadsheet as a table, streamed from the same guarded zip.

No library is used: odfpy builds the whole document first (600 MB for 50,000 rows), and
calamine, though fast and bounded, does not tell hidden rows, merged cells and formulas
without a result, all of which a person must be told of. Here repeated cells count against
the limits of any table, formulas are never run, and nothing outside the cells is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.builder import SheetBuilder
from portfolio.exchange.ods_cells import MAX_COLUMN, MAX_ROW, TABLE, content_of, times
from portfolio.exchange.package import Package
from portfolio.exchange.sheet import FORMULA, Sheet, SheetInfo
from portfolio.exchange.workbook_sheet import chosen_sheets, finished
from portfolio.exchange.worksheet import Extras

_CONTENT = "content.xml"
_TICK_ROWS = 2_000
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PARENTS = frozenset(
    f"{TABLE}{name}" for name in ("table", "table-rows", "table-row-group", "table-header-rows")
)
_NESTED = 2
_UNSEEN = frozenset(("collapse", "filter"))


def is_ods(package: Package) -> bool:
    """Whether a zip is an OpenDocument spreadsheet."""
    kind = package.head("mimetype") if package.has("mimetype") else b""
    return b"opendocument.spreadsheet" in kind


def parse_ods(package: Package, name: str | None = None, tick: Tick | None = None) -> Sheet:
    """Return one sheet of an OpenDocument spreadsheet.

    Args:
        package: its zip.
        name: of the sheet; None takes the first visible one that is not empty.
        tick: called now and then.

    Raises:
        PortfolioError: it is damaged, protected, larger than the limits, or has no such
            sheet.
    """
    infos = _sheets(package)
    for at in chosen_sheets(infos, name, package.source):
        sheet = _read(package, infos, at, tick)
        if sheet.rows:
            break
    return sheet


def _sheets(package: Package) -> list[SheetInfo]:
    """Return the sheets in their order."""
    if not package.has(_CONTENT):
        raise PortfolioError(
            "This OpenDocument spreadsheet has no content.",
            package.source,
            "Open it in a spreadsheet program and save it again, as .ods or .xlsx.",
        )
    _refuse_passwords(package)
    hidden: set[str] = set()
    found: list[SheetInfo] = []
    style, last = "", -1
    for number, event, element in _in_tables(package.events(_CONTENT)):
        if element.tag == f"{_STYLE}style":
            style = element.get(f"{_STYLE}name", "")
        elif element.tag == f"{_STYLE}table-properties":
            if element.get(f"{TABLE}display") == "false":
                hidden.add(style)
        elif number > last and event == "start":
            last = number
            unseen = element.get(f"{TABLE}style-name", "") in hidden
            found.append(SheetInfo(element.get(f"{TABLE}name", ""), unseen))
    return found


def _in_tables(
    events: Iterator[tuple[str, Element]],
) -> Iterator[tuple[int, str, Element]]:
    """Yield events with the number of the table that they are in, from 0; -1 outside.

    What has been passed on is dropped from the tree, row by row. A table inside a cell
    is not a sheet; it is passed over.
    """
    number, depth = -1, 0
    parents: list[Element] = []
    for event, element in events:
        tag = element.tag
        if event == "start" and tag in _PARENTS:
            depth += tag == f"{TABLE}table"
            number += tag == f"{TABLE}table" and depth == 1
            parents.append(element)
        if depth < _NESTED:
            yield (number if depth else -1), event, element
        if event == "end" and tag in _PARENTS and parents:
            depth -= tag == f"{TABLE}table"
            parents.pop()
        elif event == "end" and tag == f"{TABLE}table-row" and parents:
            parents[-1].clear()


def _refuse_passwords(package: Package) -> None:
    manifest = "META-INF/manifest.xml"
    if not package.has(manifest):
        return
    for _, element in package.events(manifest):
        if element.tag.endswith("}encryption-data"):
            raise PortfolioError(
                "The workbook is protected by a password.",
                package.source,
                "Save it without a password and open that.",
            )


def _read(package: Package, infos: list[SheetInfo], at: int, tick: Tick | None) -> Sheet:
    builder = SheetBuilder(f"{package.source}, sheet {infos[at].name}")
    reader = _Reader(builder, tick)
    reader.read(package.events(_CONTENT), at)
    return finished(builder, reader.extras, infos, at, package.source)


@dataclass(slots=True)
class _Reader:
    """Takes the rows of one sheet in their order, repeated ones as often as they are."""

    builder: SheetBuilder
    tick: Tick | None
    extras: Extras = field(default_factory=Extras)
    row: int = 0
    column: int = 0

    def read(self, events: Iterator[tuple[str, Element]], wanted: int) -> None:
        """Read the table of that number; the others are passed over."""
        for number, event, element in _in_tables(events):
            if number != wanted or event == "start":
                continue
            if element.tag == f"{TABLE}table-row":
                self._row(element)
            elif element.tag == f"{TABLE}table-column":
                self._column(element)

    def _column(self, element: Element) -> None:
        """Remember columns that are hidden."""
        count = times(element, "columns")
        if element.get(f"{TABLE}visibility") in _UNSEEN:
            self.extras.hidden_columns.append((self.column, self.column + count - 1))
        self.column += count

    def _row(self, element: Element) -> None:
        """Take one row; a blank one only moves on."""
        count = times(element, "rows")
        cells = list(self._cells(element))
        if cells:
            for number in range(self.row + 1, min(self.row + count, MAX_ROW) + 1):
                self.builder.add(number, cells)
                if element.get(f"{TABLE}visibility") in _UNSEEN:
                    self.extras.hidden_rows.add(number)
                if self.tick is not None and number % _TICK_ROWS == 0:
                    self.tick(0.5, f"Reading row {number:,}")
        self.row = min(self.row + count, MAX_ROW)

    def _cells(self, row: Element) -> Iterator[tuple[int, str, str]]:
        """Yield ``(column, text, kind)`` of each cell that says something."""
        column = 0
        for cell in row:
            if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                continue
            count = times(cell, "columns")
            text, kind = ("", "t") if cell.tag.endswith("covered-table-cell") else content_of(cell)
            self._note(cell, column, kind)
            if text or kind == FORMULA:
                for at in range(column, min(column + count, MAX_COLUMN)):
                    yield at, text, kind
            column = min(column + count, MAX_COLUMN)

    def _note(self, cell: Element, column: int, kind: str) -> None:
        """Remember what a cell spans, and that it holds a formula."""
        down, right = times(cell, "rows", "spanned"), times(cell, "columns", "spanned")
        if down > 1 or right > 1:
            top = self.row + 1
            self.extras.merged.append((top, column, top + down - 1, column + right - 1))
        if cell.get(f"{TABLE}formula") is not None:
            self.extras.formulas += 1
            self.extras.unsaved += kind == FORMULA

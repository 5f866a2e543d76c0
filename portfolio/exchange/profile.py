"""What stands in one column below the header: its different texts, and how many are numbers."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.exchange.dates import read_date
from portfolio.exchange.layout import Layout
from portfolio.exchange.numerals import is_plain_number, read_number
from portfolio.exchange.sheet import DATE, ERROR, FORMULA, MERGED, NUMBER, TEXT, Sheet

_SAMPLED = 400
_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column below the header.

    Attributes:
        cells: its different ``(text, kind)``, in order of appearance, blanks left out.
        filled: how many cells are not blank.
    """

    index: int
    letter: str
    header: str
    cells: tuple[tuple[str, str], ...]
    filled: int

    @property
    def title(self) -> str:
        """How a sentence names it."""
        return f"column {self.letter}" + (f" (“{self.header}”)" if self.header else "")

    @property
    def samples(self) -> tuple[str, ...]:
        """Its first few texts."""
        return tuple(text for text, _ in self.cells[:_SAMPLES])

    @property
    def texts(self) -> list[str]:
        """Its different texts that the file does not know to be numbers or dates."""
        return [text for text, kind in self.cells if kind == TEXT]

    @property
    def number_share(self) -> float:
        """The share of its different cells that are numbers, of the first few hundred.

        Error values and formulas without a result count neither way.
        """
        cells = [cell for cell in self.cells[:_SAMPLED] if cell[1] not in {MERGED, FORMULA, ERROR}]
        numbers = sum(
            kind == NUMBER or (kind == TEXT and read_number(text) is not None)
            for text, kind in cells
        )
        return numbers / len(cells) if cells else 1.0

    @property
    def unit_share(self) -> float:
        """The share of its different cells that are numbers with a unit, such as ``3 FTE``."""
        found = [read_number(text) for text, _ in self.cells[:_SAMPLED]]
        return sum(bool(one and one.unit) for one in found) / max(1, len(found))

    @property
    def is_text(self) -> bool:
        """Whether it holds words rather than numbers and dates."""
        cells = self.cells[:_SAMPLED]
        words = sum(
            kind in {TEXT, MERGED} and not is_plain_number(text) and read_date(text) is None
            for text, kind in cells
        )
        return words * 2 > len(cells)


def columns_of(sheet: Sheet, layout: Layout) -> list[Column]:
    """Return the columns of a sheet without its titles, headers, totals and footnotes."""
    rows = [index for index in range(layout.first, len(sheet.rows)) if index not in layout.skipped]
    found = []
    for at in range(len(sheet.column_numbers)):
        pairs = [(sheet.rows[row][at], sheet.kinds[row][at]) for row in rows]
        cells = dict.fromkeys(pair for pair in pairs if pair[0])
        filled = sum(1 for text, _ in pairs if text)
        header = layout.headers[at]
        found.append(Column(at, sheet.letter(at), header, tuple(cells), filled))
    return found


def has_dates(column: Column) -> bool:
    """Whether most of a column's different cells are dates."""
    dates = sum(kind == DATE or read_date(text) is not None for text, kind in column.cells)
    return bool(column.cells) and dates * 2 > len(column.cells)

"""Sheets recognized as parts of a portfolio, and what their rows say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portfolio.errors import PortfolioError
from portfolio.exchange.book.columns import Column
from portfolio.exchange.book.fields import Cell, Find, Said, mark_of, say, unknown
from portfolio.exchange.book.parts import NOUNS, PARTS, TARGET_OF, TARGETS, Part
from portfolio.exchange.choices import DecimalMark
from portfolio.exchange.sheet import TEXT, Sheet
from portfolio.model.text import quoted

_SEARCHED_ROWS = 10
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet that is a part of a portfolio.

    Attributes:
        header: index of the header row.
        columns: index in the sheet's rows to what stands there.
        label: index of the column with the names of what has none itself.
        unknown: titles of columns that the part does not have.
    """

    part: Part
    sheet: Sheet
    header: int
    columns: dict[int, Column]
    label: int | None
    unknown: tuple[str, ...]
    mark: DecimalMark | None

    @property
    def name(self) -> str:
        """What a sentence calls the sheet."""
        return self.sheet.name or self.part.title

    @property
    def record(self) -> type:
        """The class of its records."""
        if self.part.record is None:
            raise TypeError(self.part.title)
        return self.part.record

    @property
    def lines(self) -> range:
        """The indices of the rows below the header."""
        return range(self.header + 1, len(self.sheet.rows))

    def text(self, row: int, path: str) -> str:
        """Return the text of a row's column, empty when there is none."""
        return next(
            (
                self.sheet.rows[row][at]
                for at, column in self.columns.items()
                if column.path == path
            ),
            "",
        )

    def said(self, row: int, find: Find) -> Iterable[tuple[int, Column, Said]]:
        """Yield what each filled cell of a row says, with its place and its column."""
        texts, kinds = self.sheet.rows[row], self.sheet.kinds[row]
        for at, column in self.columns.items():
            if texts[at] or kinds[at] == "f":
                if column.path == "target":
                    yield at, column, _target(self.text(row, TARGET_OF), texts[at], find)
                elif column.path != TARGET_OF:
                    yield at, column, say(Cell(texts[at], kinds[at], column, self.mark), find)


def is_book(sheet: Sheet) -> bool:
    """Whether a workbook holds a portfolio in the sheets that this app writes."""
    titles = {part.title for part in PARTS}
    return len({info.name for info in sheet.sheets} & titles) >= _ENOUGH


def is_part(sheet: Sheet) -> bool:
    """Whether a text table is one part of a portfolio, by its file's name and all its headers."""
    stem = sheet.source.rpartition(".")[0].casefold()
    parts = [part for part in PARTS if not sheet.name and _is_called(part, "", stem)]
    pages = [_as_part(sheet, part) for part in parts]
    return any(page is not None and len(page.columns) == len(page.part.columns) for page in pages)


def page_of(sheet: Sheet) -> Page | None:
    """Return a sheet as a part, told by its name, or its file's, and its headers; else None.

    Raises:
        PortfolioError: the headers are those of several parts, and no name tells which.
    """
    found = [page for part in PARTS if (page := _as_part(sheet, part)) is not None]
    stem = sheet.source.rpartition(".")[0].casefold()
    named = [page for page in found if _is_called(page.part, sheet.name, stem)]
    if sheet.name and not named:
        return None
    if len(named or found) > 1 and not named:
        best = max(len(page.columns) for page in found)
        found = [page for page in found if len(page.columns) == best]
    if len(named or found) > 1:
        titles = " or ".join(f"“{page.part.title}”" for page in named or found)
        raise PortfolioError(
            f"This table could be {titles}.", sheet.source, "End its file name with that word."
        )
    return next(iter(named or found), None)


def _is_called(part: Part, name: str, stem: str) -> bool:
    title = part.title.casefold()
    return name.casefold() == title if name else stem == title or stem.endswith(f" {title}")


def _as_part(sheet: Sheet, part: Part) -> Page | None:
    """Return a sheet as one part when one of its first rows has the headers for it."""
    titles = {column.title.casefold(): column for column in part.columns}
    required = [column for column in part.columns if column.required] or part.columns[:1]
    needed = {column.title.casefold() for column in required}
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        texts = [text.casefold() for text in sheet.rows[row]]
        if needed <= set(texts) and len(set(texts) & set(titles)) > (len(titles) > 1):
            columns = {
                at: titles[text]
                for at, text in enumerate(texts)
                if text in titles and text not in texts[:at]
            }
            label = (
                texts.index(part.label.casefold())
                if part.label.casefold() in texts and part.label
                else None
            )
            unknown = tuple(
                text
                for at, text in enumerate(sheet.rows[row])
                if text and at not in columns and at != label
            )
            return Page(part, sheet, row, columns, label, unknown, _mark(sheet, row, columns))
    return None


def _mark(sheet: Sheet, header: int, columns: dict[int, Column]) -> DecimalMark | None:
    numeric = [at for at, column in columns.items() if column.kind in {"number", "whole"}]
    rows = range(header + 1, len(sheet.rows))
    return mark_of(
        [sheet.rows[row][at] for row in rows for at in numeric if sheet.kinds[row][at] == TEXT]
    )


def _target(noun: str, text: str, find: Find) -> Said:
    """Return the id of what a change is made to."""
    collections: Sequence[str] = [
        one for one in TARGETS if NOUNS[one] == noun.casefold()
    ] or TARGETS
    found = [key for one in collections if (key := find(one, text)) is not None]
    if len(found) == 1:
        return Said(found[0])
    if found:
        return Said(problem=f"{quoted(text)} is the name of several things; say which kind it is.")
    return Said(problem=unknown(text))

"""The rows behind a table: sorted, filtered, with their texts made once. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from portfolio.model.text import visible
from ui.tables.column import Column, Row

R = TypeVar("R")
Filter = Callable[[R], bool]

_SHOWN_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Change:
    """How the visible rows changed.

    Attributes:
        kind: ``cells`` (only ``rows`` differ), ``insert`` or ``remove`` (the block from
            ``first`` to ``last``), ``order`` (the same rows elsewhere) or ``all``.
        rows: visible row numbers whose cells differ, after the change.
    """

    kind: str
    rows: tuple[int, ...] = ()
    first: int = 0
    last: int = 0


class Grid(Generic[R]):
    """All rows of a table, and which are visible in which order.

    A row keeps its texts until it changes; they are made when first asked for, so
    that showing 1,200 rows costs what the visible ones cost. Sorting is stable.
    While a column that can be edited decides the order, rows stay where they are
    when a cell changes, as in a spreadsheet; sorting again moves them.

    Whatever changes the visible rows returns a ``Change`` and takes effect with
    ``settle``, so that a model can announce it before and after.
    """

    def __init__(self, columns: Sequence[Column[R]] = ()) -> None:
        self.columns: tuple[Column[R], ...] = tuple(columns)
        #: row keys in view order, and their rows and texts in step
        self.keys: list[str] = []
        self.rows: list[Row[R]] = []
        self.texts: list[list[str | None]] = []
        self.total = 0
        self.pinned = ""
        self.sort_column = ""
        self.descending = False
        self._next: list[str] = []
        #: every row key in the order that the view would have without a filter
        self._order: list[str] = []
        self._all: dict[str, Row[R]] = {}
        self._texts: dict[str, list[str | None]] = {}
        self._needles: dict[str, str] = {}
        self._words: tuple[str, ...] = ()
        self._filter: Filter[R] | None = None

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Take other columns; every text is made anew."""
        self.columns = tuple(columns)
        self._needles.clear()
        self._texts = {key: self._blank() for key in self._all}
        self.settle()

    def show_rows(self, rows: Iterable[Row[R]]) -> Change:
        """Take the rows in the order of the document; return what changed on the screen."""
        before, self._all = self._all, {row.key: row for row in rows}
        self.total = len(self._all)
        changed = {key for key, row in self._all.items() if _differs(before.get(key), row)}
        for key in changed:
            self._texts[key] = self._blank()
            self._needles.pop(key, None)
        for key in before.keys() - self._all.keys():
            self._texts.pop(key, None)
            self._needles.pop(key, None)
        return self._arrange(changed, resort=self._sorts_by_result())

    def keeps_places(self, rows: Sequence[Row[R]]) -> bool:
        """Whether showing these rows could change nothing but what stands in the cells."""
        narrowed = bool(self._words) or self._filter is not None
        sorted_anew = self._sorts_by_result() and self.column_of(self.sort_column) >= 0
        return not narrowed and not sorted_anew and [row.key for row in rows] == list(self._all)

    def sort(self, column: str, *, descending: bool = False) -> Change:
        """Sort by a column; an empty id restores the order of the document."""
        self.sort_column, self.descending = column, descending
        return self._arrange((), resort=True)

    def search(self, text: str) -> Change:
        """Keep the rows in which every word occurs, whatever the case."""
        self._words = tuple(text.casefold().split())
        return self._arrange((), resort=False)

    def filter(self, keep: Filter[R] | None) -> Change:
        """Keep the rows that ``keep`` accepts; None keeps all."""
        self._filter = keep
        return self._arrange((), resort=False)

    def settle(self) -> None:
        """Let the last change take effect."""
        self.keys = self._next
        self.rows = [self._all[key] for key in self.keys]
        self.texts = [self._texts[key] for key in self.keys]

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, on one line and not endless."""
        text = self.texts[row][column]
        if text is None:
            text = one_line(self.columns[column].read(self.rows[row].value))
            self.texts[row][column] = text
        return text

    def row_of(self, key: str) -> int:
        """Return the visible row of a record, or -1."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def column_of(self, column: str) -> int:
        """Return the place of a column by id, or -1."""
        return next((n for n, one in enumerate(self.columns) if one.id == column), -1)

    def every(self) -> Collection[Row[R]]:
        """Return all rows, visible or not, in the order of the document."""
        return self._all.values()

    def _blank(self) -> list[str | None]:
        return [None] * len(self.columns)

    def _sorts_by_result(self) -> bool:
        at = self.column_of(self.sort_column)
        return at < 0 or self.columns[at].write is None

    def _arrange(self, changed: Collection[str], *, resort: bool) -> Change:
        """Work out the visible keys and how they differ from those shown before."""
        every = list(self._all)
        self._order = self._sorted(every) if resort else self._settled(every)
        keys = [key for key in self._order if self._visible(key, self._all[key])]
        self._next = keys
        rows = tuple(n for n, key in enumerate(keys) if key in changed) if changed else ()
        return _difference(self.keys, keys, rows)

    def _visible(self, key: str, row: Row[R]) -> bool:
        if key == self.pinned:
            return True
        if self._filter is not None and not self._filter(row.value):
            return False
        return not self._words or all(word in self._needle(key, row) for word in self._words)

    def _needle(self, key: str, row: Row[R]) -> str:
        needle = self._needles.get(key)
        if needle is None:
            texts = [column.read(row.value) for column in self.columns if column.searched]
            needle = self._needles[key] = "\n".join(texts).casefold()
        return needle

    def _sorted(self, keys: list[str]) -> list[str]:
        at = self.column_of(self.sort_column)
        if at < 0:
            return keys
        column = self.columns[at]
        keyed = [(column.sort_key(self._all[key].value), key) for key in keys]
        stated = [pair for pair in keyed if pair[0] is not None]
        stated.sort(key=lambda pair: pair[0], reverse=self.descending)
        return [key for _, key in stated] + [key for found, key in keyed if found is None]

    def _settled(self, wanted: list[str]) -> list[str]:
        """Keep the order that was, hidden rows included; a new row follows its neighbor."""
        if self.column_of(self.sort_column) < 0:
            return wanted
        place = {key: n for n, key in enumerate(self._order)}
        if not place or not any(key in place for key in wanted):
            return self._sorted(wanted)
        ranked, last = [], -1.0
        for step, key in enumerate(wanted):
            last = place.get(key, last)
            ranked.append((last, 0 if key in place else 1 + step, key))
        return [key for _, _, key in sorted(ranked)]


def _differs(before: Row[R] | None, after: Row[R]) -> bool:
    return before is not after and before != after


def _difference(before: list[str], after: list[str], rows: tuple[int, ...]) -> Change:
    """Tell one block put in or taken out, or a new order, from any other change."""
    if before == after:
        return Change("cells", rows)
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    more = len(after) - len(before)
    if more > 0 and before[head:] == after[head + more :]:
        return Change("insert", rows, head, head + more - 1)
    if more < 0 and before[head - more :] == after[head:]:
        return Change("remove", rows, head, head - more - 1)
    if more == 0 and set(before) == set(after):
        return Change("order", rows)
    return Change("all", rows)


def one_line(text: str) -> str:
    """Return a text on one line, hidden characters marked, not endless."""
    if len(text) > _SHOWN_LETTERS:
        text = f"{text[:_SHOWN_LETTERS]}…"
    return text if text.isprintable() else visible(" ".join(text.split()))

"""Many typed or pasted cells as one change of the portfolio. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.text import plural, quoted
from ui.tables.column import Column, Hints, Mark

Collection = Literal["", "initiatives", "resources", "criteria", "raters", "periods"]
NO_HINTS = Hints()
_SPELLED = 3
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """A text for one cell; ``where`` names the cell for the user."""

    key: str
    column: Column[Any]
    text: str
    hints: Hints = NO_HINTS
    where: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some edits.

    Attributes:
        portfolio: with every cell that could be read.
        count: of the cells that were written.
        unread: what is wrong with each of the others, in the order of the edits.
    """

    portfolio: Portfolio
    count: int
    unread: tuple[Mark, ...] = ()

    @property
    def sentence(self) -> str:
        """What was left as it was, and why; empty when all was written."""
        if not self.unread:
            return ""
        shown = " ".join(mark.text for mark in self.unread[:_SPELLED])
        left = len(self.unread) - _SPELLED
        more = f" And {plural(left, 'more', 'more')} like these." if left > 0 else ""
        cells = plural(len(self.unread), "cell")
        return f"{cells} stayed as before. {shown}{more}"


def write_cells(portfolio: Portfolio, collection: Collection, edits: Iterable[Edit]) -> Written:
    """Return the portfolio with all edits that can be read written into its records.

    A cell that cannot be read, or cannot be edited, stays as it was and is told.
    Records are written one at a time in a portfolio that holds only that record, so
    that thousands of cells do not copy the whole collection thousands of times.

    Args:
        portfolio: before.
        collection: that the keys of the edits are ids of; empty when they are not ids.
        edits: in any order; a later one on the same cell wins.
    """
    if not collection:
        return _write_all(portfolio, edits)
    by_key: dict[str, list[Edit]] = {}
    for edit in edits:
        by_key.setdefault(edit.key, []).append(edit)
    records: FrozenMap[str, Any] = getattr(portfolio, collection)
    changed: dict[str, Any] = {}
    count, unread, around = 0, list[Mark](), portfolio
    for key, group in by_key.items():
        if key not in records:
            continue
        alone = _write_all(_with(around, collection, FrozenMap({key: records[key]})), group)
        count += alone.count
        unread += alone.unread
        # An edit may change more than the record: a prohibited use is barred by a gate.
        around = alone.portfolio
        changed[key] = getattr(around, collection)[key]
    if count:
        portfolio = _with(around, collection, records.with_all(changed))
    return Written(portfolio, count, tuple(unread))


def problem_with(column: Column[Any], text: str) -> str:
    """Return why a typed text cannot be read in a column; empty when it can."""
    return "" if column.parse is None else column.parse(text, typed_hints(text)).problem


def typed_hints(text: str) -> Hints:
    """Return how a typed number is read: with a point unless it holds a comma."""
    return NO_HINTS if "," in text else Hints(".")


def _write_all(portfolio: Portfolio, edits: Iterable[Edit]) -> Written:
    """Write all edits; those refused at first are tried again when the others are there.

    A low estimate, for one, needs the likely one, which may stand to its right.
    """
    waiting, done, found = list(edits), 0, dict[int, Mark]()
    for _ in range(_TRIES):
        refused: list[Edit] = []
        for edit in waiting:
            portfolio, problem = _write(portfolio, edit)
            if problem is None:
                done += 1
            else:
                refused.append(edit)
                found[id(edit)] = problem
        if len(refused) == len(waiting):
            break
        waiting = refused
    return Written(portfolio, done, tuple(found[id(edit)] for edit in waiting))


def _with(portfolio: Portfolio, collection: Collection, records: FrozenMap[str, Any]) -> Portfolio:
    fields: dict[str, Any] = {collection: records}
    return replace(portfolio, **fields)


def _write(portfolio: Portfolio, edit: Edit) -> tuple[Portfolio, Mark | None]:
    column = edit.column
    where = edit.where or quoted(column.title)
    if column.write is None:
        return portfolio, Mark("note", f"{where} is computed and cannot be typed.")
    value: Any = edit.text.strip() or None
    if column.parse is not None:
        parsed = column.parse(edit.text, edit.hints)
        if parsed.problem:
            return portfolio, Mark("warning", f"{where}: {parsed.problem}")
        value = parsed.value
    try:
        return column.write(portfolio, edit.key, value), None
    except PortfolioError as error:
        return portfolio, Mark("warning", f"{where}: {error.what}")


def where_of(name: str, column: Column[Any]) -> str:
    """Return how a cell is named in a sentence: ``“Claims triage”, Start``."""
    return f"{quoted(name)}, {column.title}"


def columns_hints(block: Sequence[Sequence[str]], columns: Sequence[Column[Any]]) -> list[Hints]:
    """Return what each column of a pasted block says about its decimal mark.

    Cells of a column that can be read only one way decide for the column; where a
    column has none, the whole block decides. Without any, open numbers such as
    ``1,200`` are told, not guessed. A column whose cells contradict each other
    decides nothing.
    """
    from portfolio.exchange.numerals import decimal_evidence

    numeric = [n for n, column in enumerate(columns) if column.kind == "number"]
    texts = {n: [row[n] for row in block if n < len(row)] for n in numeric}
    whole = decimal_evidence(text for n in numeric for text in texts[n])
    fallback = None if whole.against else whole.mark
    hints = [Hints()] * len(columns)
    for n in numeric:
        found = decimal_evidence(texts[n])
        mark = fallback if found.mark is None else found.mark
        hints[n] = Hints() if found.against else Hints(mark)
    return hints

"""What reading a portfolio's sheets would do, row by row, and the portfolio that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from portfolio.errors import PortfolioError
from portfolio.exchange.book.assemble import Incomplete, assembled
from portfolio.exchange.book.columns import title_of
from portfolio.exchange.book.fields import unknown
from portfolio.exchange.book.identity import SAME, Alike, Identities, alike_in, sayings
from portfolio.exchange.book.inside import counterpart, joined, placed
from portfolio.exchange.book.levels import SIZED, level_called
from portfolio.exchange.book.pages import Page, page_of
from portfolio.exchange.book.parts import PARTS
from portfolio.exchange.book.trees import changed, entry_at, follow, put, tree_of, with_tree
from portfolio.exchange.proposal import CellProblem, show_value
from portfolio.exchange.sheet import Sheet
from portfolio.model import FrozenMap, Portfolio, new_id
from portfolio.model.text import plural, quoted

_SHOWN = 3
#: Records that may be missing, and that need a likely value to be there.
_RANGES = ("benefit.amount", "settings.lessons.chip_hour_price")
Action = Literal["add", "update", "same", "skip"]


@dataclass(frozen=True, slots=True)
class BookRow:
    """What happens to one row of one sheet.

    Attributes:
        reason: why it is skipped, or what it changes.
        says: the first of its texts.
    """

    sheet: str
    number: int
    action: Action
    reason: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class BookPlan:
    """The import of a portfolio's sheets as planned.

    Attributes:
        portfolio: as it would be; nothing that it had is taken away.
        rows: every row of every sheet.
        problems: cells that could not be read; their values are left out, never 0.
        notes: sentences on whole sheets.
    """

    portfolio: Portfolio
    rows: tuple[BookRow, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...]

    def count(self, action: Action) -> int:
        """Return how many rows have an action."""
        return sum(row.action == action for row in self.rows)

    @property
    def summary(self) -> str:
        """One sentence for the status line."""
        return (
            f"{plural(self.count('add'), 'row')} new, {self.count('update'):,} changed, "
            f"{self.count('same'):,} left as they were, {self.count('skip'):,} skipped; "
            f"{plural(len(self.problems), 'cell')} left out."
        )


def plan_book(sheets: Sequence[Sheet], portfolio: Portfolio) -> BookPlan:
    """Return what reading sheets into a portfolio would do.

    Records are found by code or name; what a sheet does not name stays as it is, and so
    does what a blank cell stands for. The order of the sheets does not matter.

    Args:
        sheets: of one workbook, or tables from several files.
        portfolio: to read them into; it is not changed.

    Raises:
        PortfolioError: none of the sheets is a part of a portfolio.
    """
    pages = [(sheet, page_of(sheet)) for sheet in sheets if sheet.rows]
    known = [page for _, page in pages if page is not None]
    if not known:
        raise PortfolioError(
            "No sheet has the headers of a portfolio's tables.",
            sheets[0].source if sheets else "",
            "Export a portfolio to see what they look like.",
        )
    builder = _Builder(portfolio, sorted(known, key=lambda page: PARTS.index(page.part)))
    other = [sheet.name or sheet.source for sheet, page in pages if page is None]
    notes = [f"“{name}” is no table of a portfolio; it is left out." for name in other]
    return builder.run(notes)


class _Builder:
    """Goes through the sheets once, in the order of the parts."""

    def __init__(self, portfolio: Portfolio, pages: Sequence[Page]) -> None:
        self._portfolio = portfolio
        self._pages = pages
        self._ids = Identities(portfolio, pages)
        self._rows: list[BookRow] = []
        self._problems: list[CellProblem] = []
        self._notes: list[str] = []

    def run(self, notes: Sequence[str]) -> BookPlan:
        """Return the plan."""
        steps = {
            "single": self._single,
            "records": self._records,
            "amounts": self._amounts,
            "children": self._inside,
            "list": self._inside,
        }
        for page in self._pages:
            if page.unknown:
                self._notes.append(f"Columns of “{page.name}” left out: {', '.join(page.unknown)}.")
            for row in range(page.header + 1):
                reason = "Header." if row == page.header else "Line above the table."
                self._tell(page, row, "skip", reason)
            steps[page.part.shape](page)
        return BookPlan(
            self._portfolio, tuple(self._rows), tuple(self._problems), (*notes, *self._notes)
        )

    def _tell(self, page: Page, row: int, action: Action, reason: str = "") -> None:
        says = " · ".join([text for text in page.sheet.rows[row] if text][:_SHOWN])
        self._rows.append(BookRow(page.name, page.sheet.row_numbers[row], action, reason, says))

    def _compare(self, page: Page, row: int, old: object, new: object) -> None:
        """Tell what became of a row."""
        action: Action = "add" if old is None else "update"
        self._tell(page, row, "same" if old == new else action, _difference(old, new))

    def _values(self, page: Page, row: int) -> dict[str, Any]:
        """Return field path to value of a row; what cannot be read becomes a problem."""
        values: dict[str, Any] = {}
        for at, column, said in page.said(row, self._ids.find):
            if said.problem:
                self._problem(page, row, at, said.problem)
            else:
                values[column.path] = said.value
        if "level" in values and page.part.record in SIZED:
            self._find_level(page, row, values)
        return values

    def _find_level(self, page: Page, row: int, values: dict[str, Any]) -> None:
        """Put the id of a size in place of its name; a problem when no initiative has it."""
        name = values.pop("level")
        about = values.get("initiatives", (values.get("target", values.get("initiative")),))
        level = level_called(self._portfolio, about, name)
        if level is not None:
            values["level"] = level
            return
        at = next(at for at, column in page.columns.items() if column.path == "level")
        self._problem(page, row, at, unknown(name))

    def _problem(self, page: Page, row: int, at: int, what: str) -> None:
        where = f"{page.name}, {page.sheet.place(row, at)}"
        self._problems.append(CellProblem(row, at, where, page.sheet.rows[row][at], what))

    def _single(self, page: Page) -> None:
        for row in page.lines:
            if row > page.header + 1:
                self._tell(page, row, "skip", "Only one row is expected here.")
                continue
            old = self._portfolio
            values = self._whole(page, row, self._values(page, row), old)
            self._portfolio = assembled(Portfolio, old, values)
            self._compare(page, row, old, self._portfolio)

    def _records(self, page: Page) -> None:
        """Read the rows of a collection; new records come behind the others."""
        collection = page.part.path[0]
        records = dict(getattr(self._portfolio, collection))
        added: list[str] = []
        alike = alike_in(page, records)
        for row in page.lines:
            values = self._values(page, row)
            try:
                key = self._key(page, row, values, alike)
                old = records.get(key)
                new = assembled(page.record, old, self._whole(page, row, values, old))
            except Incomplete as reason:
                self._ids.forget(page, row)
                self._tell(page, row, "skip", str(reason))
                continue
            self._compare(page, row, old, new)
            added += [key] if old is None else []
            records[key] = new
            if page.label is not None and page.sheet.rows[row][page.label]:
                self._ids.name(collection, key, page.sheet.rows[row][page.label])
        ordered = placed(records, added)
        self._portfolio = changed(self._portfolio, collection, FrozenMap(ordered))

    def _key(self, page: Page, row: int, values: dict[str, Any], alike: Alike) -> str:
        """Return the id of a row: by its name, or by what it says where it has none."""
        if page.part.title not in SAME:
            return self._ids.of_row(page, row)
        same = alike.get(sayings(page, assembled(page.record, None, values)))
        return same.popleft() if same else new_id(page.part.title[0].lower())

    def _whole(self, page: Page, row: int, values: dict[str, Any], old: object) -> dict[str, Any]:
        """Return the values without a range that has no likely value."""
        for at, column in page.columns.items():
            path = column.path.rpartition(".")[0]
            if path not in _RANGES or column.path not in values or f"{path}.likely" in values:
                continue
            if old is None or follow(old, path.split(".")) is None:
                del values[column.path]
                self._problem(page, row, at, "There is no likely value beside it.")
        return values

    def _amounts(self, page: Page) -> None:
        """Read the entries of nested maps."""
        tree: dict[str, Any] = {}
        old_tree = tree_of(self._portfolio, page.part.path)
        for row in page.lines:
            values = self._values(page, row)
            keys = self._keys(page, row, values)
            if keys is None:
                continue
            old = entry_at(old_tree, keys)
            try:
                new = self._entry(page, old, values)
            except Incomplete as reason:
                self._tell(page, row, "skip", str(reason))
                continue
            if entry_at(tree, keys) is not None:
                self._tell(page, row, "skip", "An earlier row is about the same.")
                continue
            put(tree, keys, new)
            self._compare(page, row, old, new)
        self._portfolio = with_tree(self._portfolio, page.part.path, tree)

    def _keys(self, page: Page, row: int, values: dict[str, Any]) -> tuple[str, ...] | None:
        """Take what a row belongs to from its values; None, and told, where it names nothing."""
        keys = tuple(values.pop(column.path, None) for column in page.part.keys)
        lacking = [c.title for c, key in zip(page.part.keys, keys, strict=True) if key is None]
        if lacking:
            self._tell(page, row, "skip", f"It names no known {lacking[0].lower()}.")
        return None if lacking else keys

    def _entry(self, page: Page, old: object, values: dict[str, Any]) -> Any:  # noqa: ANN401
        if page.part.record is not None:
            return assembled(page.part.record, old, values)
        if page.part.value.path not in values:
            raise Incomplete(f"It has no {page.part.value.title.lower()}.")
        return values[page.part.value.path]

    def _inside(self, page: Page) -> None:
        """Read the records inside other ones: funding levels, anchors, earlier readings."""
        *path, attribute = page.part.path
        parents = tree_of(self._portfolio, path)
        new: dict[tuple[str, ...], list[tuple[str, Any]]] = {}
        broken: dict[tuple[str, ...], str] = {}
        for row in page.lines:
            values = self._values(page, row)
            keys = self._keys(page, row, values)
            if keys is None:
                continue
            parent = entry_at(parents, keys)
            if parent is None:
                self._tell(page, row, "skip", "It is about something that is not stated.")
                continue
            items = new.setdefault(keys, [])
            key, old = counterpart(getattr(parent, attribute), items, values)
            try:
                one = assembled(page.record, old, values)
            except Incomplete as reason:
                texts = [page.text(row, column.path) for column in page.part.keys]
                broken[keys] = " of " * bool(texts) + ", ".join(map(quoted, texts))
                self._tell(page, row, "skip", str(reason))
                continue
            items.append((key, one))
            self._compare(page, row, old, one)
        tree: Any = {}
        for keys, items in new.items():
            parent = entry_at(parents, keys)
            before = getattr(parent, attribute)
            if keys in broken and before:
                self._notes.append(f"“{page.name}”{broken[keys]} stay as they were.")
                continue
            tree = put(tree, keys, changed(parent, attribute, joined(before, items)))
        self._portfolio = with_tree(self._portfolio, path, tree) if tree else self._portfolio


def _difference(old: Any, new: Any) -> str:  # noqa: ANN401 - a record or an amount
    """Return what a row changes, as a sentence; empty for what is new or as it was."""
    if old is None or old == new:
        return ""
    if isinstance(old, float | str):
        return f"From {show_value(old)} to {show_value(new)}."
    names = [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]
    return f"Changes {', '.join(title_of(name).lower() for name in names)}."

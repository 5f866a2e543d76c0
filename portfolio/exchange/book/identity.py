"""Which record a row is about: one of the portfolio, or a new one."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from portfolio.exchange.book.columns import told_fields
from portfolio.exchange.book.labels import Labels, labels_of
from portfolio.exchange.book.pages import Page
from portfolio.exchange.book.parts import NOUNS
from portfolio.model import Portfolio, new_id

#: Parts whose records have no names: what tells one from another, everything if empty.
SAME: Mapping[str, tuple[str, ...]] = {
    "Rules": ("kind", "initiatives", "resource", "period", "field", "value"),
    "Decisions": ("initiative", "option", "at", "reason", "decided_by"),
    "Comments": (),
}
#: What records without names say, to the ids of those that say it and that no row is about yet.
Alike = dict[tuple[Any, ...], deque[str]]


class Identities:
    """The ids of the rows that have names, and what names in cells refer to.

    Args:
        portfolio: as it is.
        pages: the sheets to read.
    """

    def __init__(self, portfolio: Portfolio, pages: Sequence[Page]) -> None:
        self._known = {collection: labels_of(portfolio, collection) for collection in NOUNS}
        self._read = {collection: Labels() for collection in NOUNS}
        self._rows: dict[tuple[str, int], str] = {}
        self._gone: set[str] = set()
        for page in pages:
            if page.part.shape == "records" and not page.part.label and page.part.path[0] in NOUNS:
                self._assign(page)

    def of_row(self, page: Page, row: int) -> str:
        """Return the id of a row in a collection with names."""
        return self._rows[page.part.title, row]

    def find(self, collection: str, text: str) -> str | None:
        """Return the id that a cell names; a row that was left out names nothing."""
        key = self._read[collection].find(text) or self._known[collection].find(text)
        return None if key in self._gone else key

    def name(self, collection: str, key: str, label: str) -> None:
        """Remember what a row without a name is called."""
        self._read[collection].add_all({key: (label, "")})

    def forget(self, page: Page, row: int) -> None:
        """Let nothing refer to a row that was left out."""
        key = self._rows.get((page.part.title, row))
        if key is not None:
            self._gone.add(key)

    def _assign(self, page: Page) -> None:
        """Find the record of each row by label, then code, then name."""
        collection = page.part.path[0]
        known = self._known[collection]
        rows = {
            str(row): (page.text(row, "name"), page.text(row, "code"))
            for row in page.lines
            if page.text(row, "name") or page.text(row, "code")
        }
        labels = Labels()
        labels.add_all(rows)
        taken: set[str] = set()
        found: dict[str, tuple[str, str]] = {}
        for row in page.lines:
            name, code = rows.get(str(row), ("", ""))
            tries = (labels.of(str(row)) if str(row) in rows else "", code, "" if code else name)
            keys = (known.find(text) for text in tries if text)
            key = next((one for one in keys if one is not None and one not in taken), None)
            key = key or new_id(page.part.title[0].lower())
            taken.add(key)
            self._rows[page.part.title, row] = key
            if str(row) in rows:
                found[key] = (name, code)
        self._read[collection].add_all(found)


def alike_in(page: Page, records: Mapping[str, Any]) -> Alike:
    """Return what the records of a part say; nothing where they have names."""
    found: Alike = {}
    for key, record in records.items() if page.part.title in SAME else ():
        found.setdefault(sayings(page, record), deque()).append(key)
    return found


def sayings(page: Page, record: object) -> tuple[Any, ...]:
    """Return what tells a record without a name from the others of its part."""
    return tuple(
        getattr(record, name) for name in SAME[page.part.title] or told_fields(page.record)
    )

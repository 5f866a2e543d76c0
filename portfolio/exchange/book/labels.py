"""Names in place of ids: each record of a collection has one that no other has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from portfolio.exchange.clean import clean_text
from portfolio.exchange.names import plain_name
from portfolio.model import RULE_KINDS, Decision, Portfolio, Rule


class Labels:
    """The names of one collection, in the order of its rows.

    A name that two records share is followed by the code, ``Search [AI-7]``, or without
    one by a number, ``Search (2)``. A rule is called ``Rule 3`` after its row, so is a decision.
    """

    def __init__(self) -> None:
        self._label: dict[str, str] = {}
        self._place: dict[str, int] = {}
        self._key: dict[str, str | None] = {}
        self._last: dict[str, int] = {}

    def add_all(self, rows: Mapping[str, tuple[str, str]]) -> None:
        """Take id to ``(name, code)``; names are told apart among these rows."""
        names = Counter(_plain(name) for name, _ in rows.values())
        codes = Counter(code for _, code in rows.values() if code)
        for key, (name, code) in rows.items():
            plain = _plain(name)
            label = name
            if names[plain] > 1 and codes[code] == 1 and code:
                label = f"{name} [{code}]"
            while _plain(label) in self._key:
                self._last[plain] = self._last.get(plain, 1) + 1
                label = f"{name} ({self._last[plain]})"
            self._label[key] = label
            self._place[key] = len(self._place)
            self._key[_plain(label)] = key
        for key, (name, code) in rows.items():
            if code and codes[code] == 1:
                self._key.setdefault(_plain(code), key)
            if names[_plain(name)] == 1:
                self._key.setdefault(_plain(name), key)

    def __contains__(self, key: object) -> bool:
        return key in self._label

    def place(self, key: str) -> int:
        """Return which row a record is in; behind all for an id that leads nowhere."""
        return self._place.get(key, len(self._place))

    def of(self, key: str) -> str:
        """Return the name of a record; an id that leads nowhere stays as it is."""
        return self._label.get(key, key)

    def find(self, text: str) -> str | None:
        """Return the id that a cell names by label, code or name."""
        return self._key.get(_plain(text))


def labels_of(portfolio: Portfolio, collection: str) -> Labels:
    """Return the names of a collection of a portfolio."""
    labels = Labels()
    labels.add_all(
        {
            key: name_and_code(record, at)
            for at, (key, record) in enumerate(rows_of(portfolio, collection), 1)
        }
    )
    return labels


def rows_of(portfolio: Portfolio, collection: str) -> list[tuple[str, Any]]:
    """Return the records of a collection in the order of the screen, else by what they say."""
    records: Mapping[str, Any] = getattr(portfolio, collection)
    return sorted(records.items(), key=lambda pair: (*_place(portfolio, pair[1]), pair[0]))


def name_and_code(record: object, number: int) -> tuple[str, str]:
    """Return what a record is called, and its code."""
    # What a decision calls by name is its initiative.
    named = hasattr(record, "name") and not isinstance(record, Decision)
    name = clean_text(getattr(record, "name", "")) if named else ""
    noun = type(record).__name__
    return name or (f"{noun} {number}"), clean_text(getattr(record, "code", ""))


def _place(portfolio: Portfolio, record: object) -> tuple[str, ...]:
    """Return a sort key that is the same under other ids."""
    order = getattr(record, "order", None)
    if order is not None:
        return (str(order),)
    if isinstance(record, Rule):
        named = (portfolio.initiatives.get(key) for key in record.initiatives)
        names = " ".join(one.name for one in named if one is not None)
        said = (record.reason, record.author, record.field, record.value, str(record.amount))
        return (f"{RULE_KINDS.index(record.kind):02}", names, *said)
    at = getattr(record, "at", None)
    about = portfolio.initiatives.get(getattr(record, "initiative", None) or "")
    words = (str(getattr(record, name, "")) for name in ("text", "option", "reason"))
    return (at.isoformat() if at else "", "" if about is None else about.name, *words)


def _plain(text: str) -> str:
    return " ".join(plain_name(text).split())

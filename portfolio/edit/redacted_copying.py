"""Copies a document field by field, each as the table of fields says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from portfolio.edit.redacted_fields import HOLDS, Holds
from portfolio.edit.redacted_tally import Tally
from portfolio.edit.redacted_words import Amounts, Names
from portfolio.model import FrozenMap
from portfolio.model.shapes import fields_of

_NO_REASON = "Not in this copy."


def leaves(value: Any, holds: tuple[Holds, ...] = ("record",)) -> Iterator[tuple[Holds, Any]]:
    """Walk over what every field holds and every key of a map, except for what is gone."""
    first = holds[0]
    if value is None or first == "gone":
        return
    if isinstance(value, FrozenMap):
        for key, entry in value.items():
            yield first, key
            yield from leaves(entry, holds[1:])
    elif isinstance(value, tuple):
        for entry in value:
            yield from leaves(entry, holds)
    elif first == "record":
        for name, held in HOLDS[type(value)].items():
            yield from leaves(getattr(value, name), held)
    else:
        yield first, value


class Words:
    """What becomes of a text, by what its field holds.

    Args:
        without: the parts that go.
        names: what stands in for the names of people; none unless people go.
    """

    def __init__(
        self, without: Collection[str], names: Names, amounts: Amounts, tally: Tally
    ) -> None:
        self._without = without
        self._names = names
        self._amounts = amounts
        self._tally = tally

    def kept(self, text: str) -> str:
        """Return a text that stays, without names and amounts."""
        if "people" in self._without:
            text, names = self._names.without(text)
            for name, instead in names:
                self._tally.add("name in a text", "names in texts", example=f"{name} → {instead}")
        if "money" in self._without:
            text, amounts = self._amounts.without(text)
            for amount in amounts:
                self._tally.add("amount in a text", "amounts in texts", example=amount)
        return text

    def person(self, name: str) -> str:
        """Return what stands in for a name."""
        if "people" not in self._without or not name.strip():
            return self.kept(name)
        instead = self._names.instead_of(name)
        self._tally.add(
            "name of a person or body", "names of people and bodies", example=f"{name} → {instead}"
        )
        return instead

    def about(self, text: str) -> str:
        """Return what leads to one person."""
        if "people" not in self._without:
            return self.kept(text)
        if text.strip():
            self._tally.add("role of a rater", "roles of raters", example=text)
        return ""

    def comment(self, text: str, instead: str = "") -> str:
        """Return what somebody had to say; ``instead`` where something has to stand there."""
        if "comments" not in self._without:
            return self.kept(text)
        if not text.strip():
            return ""
        self._tally.add(
            "note, reason, dissent or source", "notes, reasons, dissents and sources", example=text
        )
        return instead

    def reason(self, text: str) -> str:
        """Return a reason without which a rule is not whole."""
        return self.comment(text, _NO_REASON)


class Copying:
    """Copies records without what a newer version of the app has added to them.

    Args:
        ids: what takes the place of ids that are not random.
    """

    def __init__(self, words: Words, ids: dict[str, str], tally: Tally) -> None:
        self._tally = tally
        self._leaf: dict[Holds, Callable[[Any], Any]] = {
            "id": lambda key: ids.get(key, key),
            "words": words.kept,
            "person": words.person,
            "about": words.about,
            "comment": words.comment,
            "reason": words.reason,
            "record": self.record,
        }

    def record(self, record: Any) -> Any:
        """Return a copy of one record."""
        cls: type = type(record)
        changes: dict[str, object] = {"extra": FrozenMap()}
        self._tally.add(
            "field of a newer version", "fields of a newer version", count=len(record.extra)
        )
        for field in fields_of(cls):
            holds = HOLDS[cls][field.name]
            gone = holds == ("gone",)
            value = getattr(record, field.name)
            changes[field.name] = field.default if gone else self._value(value, holds)
        return replace(record, **changes)

    def _value(self, value: Any, holds: tuple[Holds, ...]) -> Any:
        first = holds[0]
        if value is None or first in ("plain", "amount"):
            return value
        if isinstance(value, FrozenMap):
            named = self._leaf[first]
            return FrozenMap(
                {named(key): self._value(entry, holds[1:]) for key, entry in value.items()}
            )
        if isinstance(value, tuple):
            return tuple(self._value(entry, holds) for entry in value)
        return self._leaf[first](value)

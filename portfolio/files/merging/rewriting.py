"""A document without some records and all that refers to them, or with other ids for some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from portfolio.files.merging.references import fields_referring, holds_references, levels_of
from portfolio.files.missing import MISSING, Missing
from portfolio.model import Change, Comment, FrozenMap, Portfolio, Rule
from portfolio.model.references import (
    HISTORY,
    NAMING,
    REFERRED_TO,
    ReferredTo,
    still_binds,
    target_of,
)
from portfolio.model.shapes import Shape

#: Ids by the collection of their records.
Ids = Mapping[ReferredTo, Collection[str]]
#: The new id of a record; ``MISSING`` for a record that goes.
NewId = Callable[[ReferredTo, str], str | Missing]


def without(portfolio: Portfolio, gone: Ids) -> Portfolio:
    """Return the document without some records and without what refers to them.

    As the verbs of ``portfolio.edit`` delete them: a rule goes when too few members are
    left, or with the resource or period that it limits; another rule, and what is forced
    in a scenario, then stays without it. What was decided stays as it was said.
    """

    def new_id(collection: ReferredTo, key: str) -> str | Missing:
        return MISSING if key in gone.get(collection, ()) else key

    to = frozenset(collection for collection, keys in gone.items() if keys)
    if not to:
        return portfolio
    after = cast("Portfolio", _Rewriting(new_id, to, history=False).record(portfolio))
    rules = {key for key in portfolio.rules if key not in after.rules}
    return without(after, {"rules": rules}) if rules - set(gone.get("rules", ())) else after


def renamed(portfolio: Portfolio, new_ids: Mapping[ReferredTo, Mapping[str, str]]) -> Portfolio:
    """Return the document with other ids for some records, wherever they stand."""

    def new_id(collection: ReferredTo, key: str) -> str | Missing:
        return new_ids.get(collection, {}).get(key, key)

    to = frozenset(collection for collection, ids in new_ids.items() if ids)
    return cast("Portfolio", _Rewriting(new_id, to, history=True).record(portfolio))


class _Rewriting:
    """One walk that makes a new document; what nothing changes in is the same object.

    Args:
        new_id: of each record that is met.
        to: the collections in which an id changes; what refers to none is passed over.
        history: whether what is kept as said changes as well.
    """

    def __init__(self, new_id: NewId, to: frozenset[ReferredTo], *, history: bool) -> None:
        self._new_id = new_id
        self._to = to
        self._history = history

    def record(self, record: Any) -> Any:  # noqa: ANN401
        """Return a record, or ``MISSING`` when it means nothing any more."""
        cls: type = type(record)
        if cls in HISTORY and not self._history:
            return record
        changed = {}
        for field in fields_referring(cls, self._to):
            before = getattr(record, field.name)
            after = self._field(record, field.name, field.shape, before)
            if after is MISSING:
                return MISSING
            if after is not before and after != before:
                changed[field.name] = after
        if not changed:
            return record
        after = replace(record, **changed)
        return MISSING if isinstance(after, Rule) and _is_over(record, after) else after

    def _field(self, record: Any, name: str, shape: Shape, value: Any) -> Any:  # noqa: ANN401
        cls: type = type(record)
        if value is None:
            return None
        if cls is Change and name == "target":
            return self._new_id(target_of(record), value)
        collection = NAMING.get((cls, name))
        if collection is None:
            own = name in REFERRED_TO and cls is Portfolio
            levels = (cast("ReferredTo", name),) if own else levels_of(cls, name)
            return self._held(shape, levels, value)
        if isinstance(value, tuple):
            new = (self._new_id(collection, key) for key in value)
            return tuple(key for key in new if key is not MISSING)
        key = self._new_id(collection, value)
        return _without_its_record(record) if key is MISSING else key

    def _held(self, shape: Shape, levels: tuple[ReferredTo, ...], value: Any) -> Any:  # noqa: ANN401
        if shape.kind == "map":
            return self._map(shape.entry(), levels, value)
        if shape.kind == "list":
            entries = (
                self._new_id(levels[0], each) if levels else self._held(shape.entry(), (), each)
                for each in value
            )
            return tuple(each for each in entries if each is not MISSING)
        return self.record(value) if shape.kind == "record" else value

    def _map(
        self, entry: Shape, levels: tuple[ReferredTo, ...], values: FrozenMap[str, Any]
    ) -> FrozenMap[str, Any]:
        """Return a map; entries that this empties go."""
        after: dict[str, Any] = {}
        same = True
        deeper = not self._to.isdisjoint(levels[1:]) or holds_references(entry, self._to)
        for key, value in values.items():
            new_key = self._new_id(levels[0], key) if levels else key
            new = self._held(entry, levels[1:], value) if deeper else value
            emptied = isinstance(new, FrozenMap) and not new and value
            same = same and new is value and new_key == key
            if not (new_key is MISSING or new is MISSING or emptied):
                after[new_key] = new
        return values if same else FrozenMap(after)


def _without_its_record(record: object) -> Missing | None:
    """Return what becomes of a field whose record goes; ``MISSING`` when all of it goes too."""
    if isinstance(record, Comment):
        return MISSING
    if isinstance(record, Change) and record.kind not in ("force_in", "force_out"):
        return MISSING
    return MISSING if isinstance(record, Rule) and record.kind in ("floor", "cap") else None


def _is_over(before: Rule, after: Rule) -> bool:
    fewer = len(after.initiatives) < len(before.initiatives)
    return fewer and not still_binds(before, after)

"""A document without some records and all that refers to them, or with other ids for some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from portfolio.files.merging.references import (
    Path,
    fields_referring,
    holds_references,
    levels_of,
    place_of_entry,
)
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
from portfolio.model.shapes import FieldShape, Shape

#: Ids by the collection of their records.
Ids = Mapping[ReferredTo, Collection[str]]
#: The new id of a record that a place refers to; ``MISSING`` for a record that goes.
NewId = Callable[[ReferredTo, str, Path], str | Missing]


@dataclass(frozen=True, slots=True)
class Spared:
    """What stays although records go.

    Attributes:
        references: path and id of what goes on referring to a record that is gone.
        rules: ids of rules that stay with however few members, or without a limit.
    """

    references: frozenset[tuple[Path, str]] = frozenset()
    rules: frozenset[str] = frozenset()


NOTHING_SPARED = Spared()


def without(portfolio: Portfolio, gone: Ids, spared: Spared = NOTHING_SPARED) -> Portfolio:
    """Return the document without some records and without what refers to them.

    As the verbs of ``portfolio.edit`` delete them: a rule goes when too few members are
    left, or with the resource or period that it limits; another rule, and what is forced
    in a scenario, then stays without it. What was decided stays as it was said.
    """

    def new_id(collection: ReferredTo, key: str, path: Path) -> str | Missing:
        stays = key not in gone.get(collection, ()) or (path, key) in spared.references
        return key if stays else MISSING

    to = frozenset(collection for collection, keys in gone.items() if keys)
    if not to:
        return portfolio
    after = cast("Portfolio", _Rewriting(new_id, to, spared.rules).record(portfolio, ()))
    rules = {key for key in portfolio.rules if key not in after.rules}
    more = rules - set(gone.get("rules", ()))
    return without(after, {"rules": more}, spared) if more else after


def renamed(portfolio: Portfolio, new_ids: Mapping[ReferredTo, Mapping[str, str]]) -> Portfolio:
    """Return the document with other ids for some records, wherever they stand."""

    def new_id(collection: ReferredTo, key: str, _path: Path) -> str | Missing:
        return new_ids.get(collection, {}).get(key, key)

    to = frozenset(collection for collection, ids in new_ids.items() if ids)
    return cast("Portfolio", _Rewriting(new_id, to, history=True).record(portfolio, ()))


class _Rewriting:
    """One walk that makes a new document; what nothing changes in is the same object.

    Args:
        new_id: of each record that is met.
        to: the collections in which an id changes; what refers to none is passed over.
        rules: ids of those that stay in any case.
        history: whether what is kept as said changes as well.
    """

    def __init__(
        self,
        new_id: NewId,
        to: frozenset[ReferredTo],
        rules: frozenset[str] = frozenset(),
        *,
        history: bool = False,
    ) -> None:
        self._new_id = new_id
        self._to = to
        self._rules = rules
        self._history = history

    def record(self, record: Any, path: Path) -> Any:  # noqa: ANN401
        """Return a record, or ``MISSING`` when it means nothing any more."""
        cls: type = type(record)
        if cls in HISTORY and not self._history:
            return record
        changed = {}
        for field in fields_referring(cls, self._to):
            before = getattr(record, field.name)
            after = self._field(record, field, path)
            if after is MISSING:
                return MISSING
            if after is not before and after != before:
                changed[field.name] = after
        if not changed:
            return record
        after = replace(record, **changed)
        over = isinstance(after, Rule) and _is_over(record, after)
        return MISSING if over and path[-1] not in self._rules else after

    def _field(self, record: Any, field: FieldShape, path: Path) -> Any:  # noqa: ANN401
        cls: type = type(record)
        name, value = field.name, getattr(record, field.name)
        place = path if cls is Change else (*path, name)
        if value is None:
            return None
        if cls is Change and name == "target":
            return self._new_id(target_of(record), value, place)
        collection = NAMING.get((cls, name))
        if collection is None:
            own = name in REFERRED_TO and cls is Portfolio
            levels = (cast("ReferredTo", name),) if own else levels_of(cls, name)
            return self._held(field.shape, levels, value, place)
        if isinstance(value, tuple):
            new = (self._new_id(collection, key, place) for key in value)
            return tuple(key for key in new if key is not MISSING)
        key = self._new_id(collection, value, place)
        if key is not MISSING:
            return key
        spared = cls is Rule and path[-1] in self._rules
        return None if spared else _without_its_record(record)

    def _held(
        self,
        shape: Shape,
        levels: tuple[ReferredTo, ...],
        value: Any,  # noqa: ANN401
        path: Path,
    ) -> Any:  # noqa: ANN401
        if shape.kind == "map":
            return self._map(shape.entry(), levels, value, path)
        if shape.kind == "list":
            entries = (
                self._new_id(levels[0], each, (*path, each))
                if levels
                else self._held(shape.entry(), (), each, place_of_entry(path, each))
                for each in value
            )
            return tuple(each for each in entries if each is not MISSING)
        return self.record(value, path) if shape.kind == "record" else value

    def _map(
        self,
        entry: Shape,
        levels: tuple[ReferredTo, ...],
        values: FrozenMap[str, Any],
        path: Path,
    ) -> FrozenMap[str, Any]:
        """Return a map; entries that this empties go."""
        after: dict[str, Any] = {}
        same = True
        deeper = not self._to.isdisjoint(levels[1:]) or holds_references(entry, self._to)
        for key, value in values.items():
            place = (*path, key)
            new_key = self._new_id(levels[0], key, place) if levels else key
            new = self._held(entry, levels[1:], value, place) if deeper else value
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

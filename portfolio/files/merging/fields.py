"""Two versions of a document merged with the one that both came from, record by field.

What each field holds is read from ``model.shapes``, so a field that is added to the model
is merged without another line of code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import datetime
from typing import Any, cast

from portfolio.files.document_words import PERIOD_ORDER, SWINGS, WEIGHTS
from portfolio.files.merging.lists import (
    merged_entries,
    merged_members,
    merged_texts,
    one_of,
)
from portfolio.files.merging.period_order import in_one_order
from portfolio.files.merging.rank_keys import apart
from portfolio.files.merging.ratings import ratings_of_both
from portfolio.files.merging.weights import of_one_side
from portfolio.files.missing import MISSING
from portfolio.files.writing import BARE
from portfolio.model import (
    Ballot,
    Benefit,
    Criterion,
    Figure,
    FrozenMap,
    Invitation,
    Portfolio,
    Rater,
    Rating,
    Resource,
    Rule,
)
from portfolio.model.ballots_joined import joined_ballots
from portfolio.model.shapes import FieldShape, Shape, fields_of

Path = tuple[str, ...]
#: The base, what is ours and what is theirs.
Sides = tuple[Any, Any, Any]

_NOTHING: FrozenMap[str, Any] = FrozenMap()
#: What a newer file says of its version; that of the higher one is right for both.
_HEAD = ("schema", "app")
#: What is counted in the ``unit`` of its record: one side's unit does not fit the other's numbers.
_COUNTED: dict[type, tuple[str, ...]] = {
    Benefit: ("amount",),
    Criterion: ("anchors", "preference"),
    Figure: ("likely", "low", "high", "earlier"),
    Resource: ("capacity",),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where both sides did something else; what is not there is ``MISSING``."""

    path: Path
    base: object
    ours: object
    theirs: object

    @property
    def deleted(self) -> bool:
        """Whether one side deleted the record or entry that the other one edited."""
        if is_dataclass(self.base):
            return _is_gone(self.ours) or _is_gone(self.theirs)
        return self.base is not MISSING and MISSING in (self.ours, self.theirs)

    @property
    def edited(self) -> object:
        """What stays until a person decides: what is ours, or what was not deleted."""
        return self.theirs if self.deleted and _is_gone(self.ours) else self.ours


class FieldMerge:
    """One merge of whole documents; ``clashes`` says afterwards where both sides differ.

    Where they do, the merged document holds ``Clash.edited``.

    Args:
        two_way: there is no version that both came from, so every difference is a clash;
            what only one side has is taken.
    """

    def __init__(self, *, two_way: bool = False) -> None:
        self.clashes: list[Clash] = []
        self._two_way = two_way

    def merged(self, base: Portfolio | None, ours: Portfolio, theirs: Portfolio) -> Portfolio:
        """Return the merged document; without ``base`` as if neither came from anything."""
        sides = (MISSING if base is None else base, *_of_one_version(ours, theirs))
        return cast("Portfolio", self._record(Portfolio, (), sides))

    def _value(self, shape: Shape, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        base, ours, theirs = sides
        if theirs in (ours, base):
            return ours
        if base == ours:
            return theirs
        if shape.kind == "order":
            return ours
        return self._joined(shape, path, sides)

    def _joined(self, shape: Shape, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        """Return a value that both sides changed, each in another way.

        An amount that both state for the first time is one thing: half of each is neither.
        Sealed ballots of one rater are joined as two papers are: nobody may look into them.
        """
        base, ours, theirs = sides
        if shape.kind == "map":
            return self._map(shape.entry(), path, sides)
        whole = _is_gone(ours) or _is_gone(theirs)
        if shape.record is Ballot and not whole:
            return joined_ballots(ours, theirs)
        if shape.record is Rating and not whole:
            return self._rating(path, sides)
        whole = whole or (_is_gone(base) and shape.record in BARE)
        if shape.kind == "record" and not whole:
            return self._record(shape.record_class(), path, sides)
        merged = self._list(shape.entry(), sides) if shape.kind == "list" else None
        return self._clash(path, sides) if merged is None else merged

    def _rating(self, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        base, ours, theirs = sides
        before = None if _is_gone(base) else base
        mine, other = ratings_of_both(before, ours, theirs)
        if mine is not other:
            return self._clash(path, (base, mine, other))
        unknown = _NOTHING if before is None else before.extra
        extra = self._unknown((*path, "extra"), (unknown, ours.extra, theirs.extra))
        return replace(mine, extra=FrozenMap(extra))

    def _clash(self, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        clash = Clash(path, *sides)
        self.clashes.append(clash)
        return clash.edited

    def _map(self, entry: Shape, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        """Return a map, or ``MISSING`` when one side has none and nothing is left of it."""
        base, ours, theirs = (_NOTHING if each is MISSING else each for each in sides)
        merged: dict[str, Any] = {}
        for key in ours if theirs.keys() <= ours.keys() else dict.fromkeys([*ours, *theirs]):
            three = (base.get(key, MISSING), ours.get(key, MISSING), theirs.get(key, MISSING))
            value = self._value(entry, (*path, key), three)
            if value is not MISSING:
                merged[key] = value
        if entry.record is not None and _has_order(entry.record):
            merged.update(apart(merged, ours, theirs))
        if not merged and MISSING in (sides[1], sides[2]):
            return MISSING
        same = len(merged) == len(ours) and all(ours.get(k) is v for k, v in merged.items())
        return ours if same else FrozenMap(merged)

    def _record(self, cls: type, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        base, ours, theirs = sides
        changed = {}
        for field in fields_of(cls):
            merged = self._field(cls, field, (*path, field.name), sides)
            if merged is not getattr(ours, field.name):
                changed[field.name] = merged
        before = _NOTHING if _is_gone(base) else base.extra
        extra = self._unknown((*path, "extra"), (before, ours.extra, theirs.extra))
        if extra is not ours.extra:
            changed["extra"] = FrozenMap(extra)
        return replace(ours, **changed) if changed else ours

    def _field(self, cls: type, field: FieldShape, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        base, *both = sides
        three = (self._before(field, base), *(getattr(each, field.name) for each in both))
        if three[1] is three[2]:
            return three[1]
        if field.name == "unit" and cls in _COUNTED and _would_misfit(cls, sides):
            return self._clash(path, three)
        if cls is Rule and field.name == "initiatives" and not self._two_way:
            return self._members(path, three, sides)
        if cls is Invitation and field.name in ("at", "revealed"):
            return _of_the_round(field.name, sides)
        if cls is Portfolio and field.name == "criteria":
            three = self._weighed(three)
        if cls is Portfolio and field.name == "periods":
            three, asked = in_one_order(three)
            if asked is not None:
                self._clash(PERIOD_ORDER, asked)
        if cls is Rater and field.name == "weights":
            # Only their proportions mean something: some of each side's are nobody's.
            return self._clash(path, three) if one_of(*three) is None else one_of(*three)
        return self._value(field.shape, path, three)

    def _weighed(self, three: Sides) -> Sides:
        for path in (WEIGHTS, SWINGS):
            three, asked = of_one_side(path[-1], three)
            if asked is not None:
                self._clash(path, asked)
        return three

    def _before(self, field: FieldShape, base: object) -> object:
        """Return a field of the base; of a record that both added, what it is when left empty."""
        if not _is_gone(base):
            return getattr(base, field.name)
        return MISSING if field.required or self._two_way else field.default

    def _members(self, path: Path, three: Sides, sides: Sides) -> Any:  # noqa: ANN401
        """Return the members of a rule, which go with its kind where that says who leads."""
        base, ours, theirs = sides
        kinds = (MISSING if _is_gone(base) else base.kind, ours.kind, theirs.kind)
        if one_of(*kinds) is None and ours.initiatives != theirs.initiatives:
            return self._clash(path, three)
        if one_of(*three) is not None:
            return one_of(*three)
        merged = merged_members(None if _is_gone(base) else base, ours, theirs)
        return self._clash(path, three) if merged is None else merged

    def _list(self, entry: Shape, sides: Sides) -> tuple[Any, ...] | None:
        if self._two_way:
            return None
        base, ours, theirs = (() if each is MISSING else each for each in sides)
        if entry.kind in ("text", "choice"):
            return merged_texts(base, ours, theirs)
        return merged_entries(entry.record_class(), base, ours, theirs)

    def _unknown(self, path: Path, sides: Sides) -> Any:  # noqa: ANN401
        """Return fields that this version does not know: objects by key, all else as a whole."""
        base, ours, theirs = sides
        if theirs in (ours, base):
            return ours
        if base == ours:
            return theirs
        if not (isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
            return self._clash(path, sides)
        before = base if isinstance(base, Mapping) else _NOTHING
        merged = {}
        for key in dict.fromkeys([*ours, *theirs]):
            three = (before.get(key, MISSING), ours.get(key, MISSING), theirs.get(key, MISSING))
            value = self._unknown((*path, key), three)
            if value is not MISSING:
                merged[key] = value
        return merged


def _of_the_round(name: str, sides: Sides) -> datetime | None:
    """Return when a rater was asked last, or when what came back on that was first revealed."""
    base, ours, theirs = sides
    asked = one_of(MISSING if _is_gone(base) else base.at, ours.at, theirs.at)
    last: Invitation = max((ours, theirs), key=lambda each: (each.at == asked, each.at))
    if name == "at" or ours.at != theirs.at:
        return last.at if name == "at" else last.revealed
    return min((each.revealed for each in (ours, theirs) if each.revealed), default=None)


def _is_gone(value: object) -> bool:
    return value is MISSING or value is None


def _has_order(record: type) -> bool:
    return any(field.shape.kind == "order" for field in fields_of(record))


def _would_misfit(cls: type, sides: Sides) -> bool:
    """Whether one side changed the unit while the other one changed what is counted in it."""
    base, ours, theirs = sides
    if _is_gone(base) or (ours.unit == base.unit) == (theirs.unit == base.unit):
        return False
    loud, quiet = (theirs, ours) if ours.unit == base.unit else (ours, theirs)
    return any(
        getattr(quiet, name) != getattr(base, name) and getattr(quiet, name) != getattr(loud, name)
        for name in _COUNTED[cls]
    )


def _of_one_version(ours: Portfolio, theirs: Portfolio) -> tuple[Portfolio, Portfolio]:
    """Return both sides as files of the newer one of their schema versions."""
    newest = max((ours, theirs), key=_version).extra
    head = {name: newest[name] for name in _HEAD if name in newest}
    return _with_head(ours, head), _with_head(theirs, head)


def _version(portfolio: Portfolio) -> tuple[int, ...]:
    schema = portfolio.extra.get("schema")
    return tuple(schema) if isinstance(schema, list) else ()


def _with_head(portfolio: Portfolio, head: Mapping[str, object]) -> Portfolio:
    own = {name: portfolio.extra[name] for name in _HEAD if name in portfolio.extra}
    if own == head:
        return portfolio
    rest = {name: value for name, value in portfolio.extra.items() if name not in _HEAD}
    return replace(portfolio, extra=FrozenMap({**rest, **head}))

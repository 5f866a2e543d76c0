"""What differs between two versions of a portfolio, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from portfolio.files.document_words import PERIOD_ORDER, DocumentWords, Path
from portfolio.files.missing import MISSING
from portfolio.files.value_words import texts_apart
from portfolio.files.writing import BARE
from portfolio.model import Ballot, FrozenMap, Portfolio, in_order
from portfolio.model.nouns import NOUNS
from portfolio.model.shapes import Shape, fields_of

_DOCUMENT = Shape("record", record=Portfolio)
_NOTHING: FrozenMap[str, Any] = FrozenMap()
_WHOLE = frozenset((*BARE, Ballot))
#: A raw difference: path, before, after.
_Leaf = tuple[Path, object, object]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference between two versions.

    Attributes:
        kind: ``added`` or ``deleted`` for a record, a rating or another entry that only one
            version has.
        path: from the document on: names of fields and ids.
        noun: of the record: ``initiative``, ``rating``, ``portfolio``, in small letters.
        key: id of the record; of a rating, its initiative's; empty for the portfolio.
        name: of that record, or its id.
        place: in words: ``Initiative “Claims triage”, owner``.
        before: the value; ``MISSING`` where it was not there. So is ``after``.
        before_text: in words, with the unit.
    """

    kind: Literal["added", "deleted", "changed"]
    path: Path
    noun: str
    key: str
    name: str
    place: str
    before: object
    after: object
    before_text: str
    after_text: str

    @property
    def sentence(self) -> str:
        """For example ``Initiative “Claims triage”, owner: “Ana”, was “Ben”.``"""
        if self.kind == "changed":
            return f"{self.place}: {self.after_text}, was {self.before_text}."
        return f"{self.place}: {self.kind}."


def changes(before: Portfolio, after: Portfolio) -> tuple[FieldChange, ...]:
    """Return every difference from ``before`` to ``after``, in the order of the document.

    A record that only one of them has is one difference, whatever it holds. An estimate,
    a figure, a rating and a sealed ballot differ as a whole, and so does a list. Rank keys,
    which only say in what order records are shown, are left out; the order of the periods
    says what comes when, and is one difference.
    """
    leaves = [*_differences(_DOCUMENT, (), before, after), *_reordered(before, after)]
    if not leaves:
        return ()
    words = DocumentWords(after, before)
    pair = words.in_units_of(before), words
    return tuple(_change(pair, leaf) for leaf in leaves)


def changed_paths(before: Portfolio, after: Portfolio) -> frozenset[Path]:
    """Return the places of all ``changes``, without the words, which take most of the time."""
    return frozenset(path for path, *_ in _differences(_DOCUMENT, (), before, after))


def _differences(shape: Shape, path: Path, before: Any, after: Any) -> Iterator[_Leaf]:  # noqa: ANN401
    if before is after or before == after or shape.kind == "order":
        return
    if shape.kind == "map":
        yield from _in_map(shape.entry(), path, before, after)
    elif _is_open(shape, before) and _is_open(shape, after):
        yield from _in_record(shape.record_class(), path, before, after)
    else:
        yield path, before, after


def _reordered(before: Portfolio, after: Portfolio) -> Iterator[_Leaf]:
    """Yield the order of the periods that both have, where it differs."""
    sides = (before.periods, after.periods)
    both = before.periods.keys() & after.periods.keys()
    sequences = [[key for key, _ in in_order(side) if key in both] for side in sides]
    if sequences[0] != sequences[1]:
        old, new = ({key: side[key].order for key in both} for side in sides)
        yield PERIOD_ORDER, FrozenMap(old), FrozenMap(new)


def _is_open(shape: Shape, value: object) -> bool:
    """Whether the fields of a value are told apart."""
    return shape.kind == "record" and shape.record not in _WHOLE and value not in (MISSING, None)


def _in_map(entry: Shape, path: Path, before: Any, after: Any) -> Iterator[_Leaf]:  # noqa: ANN401
    old, new = (_NOTHING if each is MISSING else each for each in (before, after))
    for key in dict.fromkeys([*old, *new]):
        yield from _differences(entry, (*path, key), old.get(key, MISSING), new.get(key, MISSING))


def _in_record(cls: type, path: Path, before: Any, after: Any) -> Iterator[_Leaf]:  # noqa: ANN401
    for field in fields_of(cls):
        pair = getattr(before, field.name), getattr(after, field.name)
        yield from _differences(field.shape, (*path, field.name), *pair)
    old, new = before.extra, after.extra
    for name in dict.fromkeys([*old, *new]):
        if old.get(name, MISSING) != new.get(name, MISSING):
            yield (*path, "extra", name), old.get(name, MISSING), new.get(name, MISSING)


def _change(versions: tuple[DocumentWords, DocumentWords], leaf: _Leaf) -> FieldChange:
    path, before, after = leaf
    earlier, words = versions
    kind: Literal["added", "deleted", "changed"] = "changed"
    if before is MISSING or after is MISSING:
        kind = "added" if before is MISSING else "deleted"
    noun, key = _record_of(path)
    texts = texts_apart(path, (earlier, before), (words, after))
    return FieldChange(
        kind, path, noun, key, words.named(key), words.place(path), before, after, *texts
    )


def _record_of(path: Path) -> tuple[str, str]:
    """Return the noun and the id of the record that a path leads into."""
    if path[0] == "ratings":
        return "rating", path[2] if len(path) > 2 else ""
    if path[0] in NOUNS and len(path) > 1:
        return NOUNS[path[0]][0], path[1]
    return "portfolio", ""

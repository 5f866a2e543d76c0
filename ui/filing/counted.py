"""Changes between two versions, counted by what they are about, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from portfolio.files.changes import FieldChange
from portfolio.model.nouns import NOUNS
from portfolio.model.text import listed, plural

#: Steps from the document to a record: its collection, its id.
_WHOLE_RECORD = 2
#: What is counted by its values: a key stands for many of them.
_EACH = {
    "rating": ("rating", "ratings"),
    "portfolio": ("setting of the portfolio", "settings of the portfolio"),
}
_NOUNS = {one: (one, several) for one, several in NOUNS.values()} | _EACH


def counted_words(found: Iterable[FieldChange]) -> str:
    """Return for example ``2 initiatives and 1 rating changed; 1 rule added``."""
    return "; ".join(_count_words(_counted(found)))


def _counted(found: Iterable[FieldChange]) -> dict[str, Counter[str]]:
    """Return what was done to noun to how many; a record counts once, whatever changed in it."""
    counted = {kind: Counter[str]() for kind in ("added", "changed", "deleted")}
    kinds: dict[tuple[str, str], str] = {}
    for each in found:
        if each.noun not in _EACH:
            whole = len(each.path) == _WHOLE_RECORD
            kinds[each.noun, each.key] = each.kind if whole else "changed"
    for (noun, _key), kind in kinds.items():
        counted[kind][noun] += 1
    for each in found:
        counted[each.kind][each.noun] += each.noun in _EACH
    return {kind: +nouns for kind, nouns in counted.items() if +nouns}


def _count_words(counted: dict[str, Counter[str]]) -> Iterator[str]:
    for kind, nouns in counted.items():
        several = [plural(count, *_NOUNS[noun]) for noun, count in nouns.items()]
        yield f"{listed(several)} {kind}"

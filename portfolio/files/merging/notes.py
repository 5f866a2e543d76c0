"""What a person should know of a merge in which nothing had to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass

from portfolio.files.changes import FieldChange, changes
from portfolio.files.document_words import DocumentWords
from portfolio.files.merging.decided import decided_anew
from portfolio.files.writing import record_tree
from portfolio.model import Criterion, Portfolio
from portfolio.model.text import listed, quoted

#: Fields of the settings, under what the numbers stand that they measure, and what to call it.
_IN_SETTINGS = (
    ("benefit_unit", "benefit", "The value of a plan"),
    ("currency", "facts", "Money in the facts"),
)
#: The collections that people put in order.
_IN_ORDER = ("initiatives", "criteria", "resources", "periods", "raters", "scenarios")
_AMOUNTS = (
    "{} is counted in {} now, while the other side changed amounts that may be in the unit "
    "before: look at those again."
)
_RATINGS = (
    "{} has another scale now, while the other side rated on the one before: look at those "
    "ratings again."
)


def notes_on(
    merged: Portfolio, sources: tuple[Portfolio | None, Portfolio, Portfolio]
) -> tuple[str, ...]:
    """Return sentences on decisions, on measures that one side changed, and on the order."""
    base, ours, theirs = sources
    since = () if base is None else (*_measures(base, ours, theirs), *_moved(base, ours, theirs))
    return (*decided_anew(merged, ours, theirs).values(), *since)


def _measures(base: Portfolio, ours: Portfolio, theirs: Portfolio) -> Iterator[str]:
    for side, other in ((ours, theirs), (theirs, ours)):
        found = list(_remeasured(base, side))
        changed = changes(base, other) if found else ()
        for counted, sentence in found:
            if any(_counts(each, counted) for each in changed):
                yield sentence


def _counts(change: FieldChange, counted: str) -> bool:
    """Whether a difference is in numbers that stand under this id or field."""
    if counted in change.path[2:]:
        return True
    added = change.kind == "added" and is_dataclass(change.after)
    return added and counted in _names(record_tree(change.after))


def _names(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield name
            yield from _names(value)


def _remeasured(base: Portfolio, side: Portfolio) -> Iterator[tuple[str, str]]:
    """Yield where a side changed a measure: under what its numbers stand, and a sentence."""
    place = DocumentWords(side).place
    for key, before in base.resources.items():
        resource = side.resources.get(key, before)
        if resource.unit != before.unit:
            yield key, _AMOUNTS.format(place(("resources", key)), quoted(resource.unit))
    for key, scale in base.criteria.items():
        criterion = side.criteria.get(key, scale)
        if (criterion.unit, _levels(criterion)) != (scale.unit, _levels(scale)):
            yield key, _RATINGS.format(place(("criteria", key)))
    for name, counted, what in _IN_SETTINGS:
        unit = getattr(side.settings, name)
        if unit != getattr(base.settings, name):
            yield counted, _AMOUNTS.format(what, quoted(unit))


def _levels(record: Criterion) -> list[float]:
    return [anchor.level for anchor in record.anchors]


def _moved(base: Portfolio, ours: Portfolio, theirs: Portfolio) -> Iterator[str]:
    """Yield what both sides put in another place: where it is shown is no conflict."""
    for collection in _IN_ORDER:
        sides = [getattr(each, collection) for each in (base, ours, theirs)]
        both = [key for key in sides[1] if key in sides[0] and key in sides[2]]
        places = {key: {side[key].order for side in sides} for key in both}
        moved = [quoted(sides[1][key].name) for key in both if len(places[key]) == len(sides)]
        if moved:
            were = "was" if len(moved) == 1 else "were"
            yield f"{listed(moved)} {were} moved on both sides: the order of ours stays."

"""What a person should know of a merge in which nothing had to be asked."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.files.changes import changes
from portfolio.files.document_words import DocumentWords
from portfolio.files.journal import heads
from portfolio.model import Portfolio
from portfolio.model.text import quoted

#: The collections whose records have a unit in which others count.
_COUNTING = ("resources", "criteria")


def notes_on(
    merged: Portfolio, sources: tuple[Portfolio | None, Portfolio, Portfolio]
) -> tuple[str, ...]:
    """Return sentences on units that one side changed under the other, and on the log."""
    base, ours, theirs = sources
    units = () if base is None else _units(base, ours, theirs)
    return (*units, *_branches(merged, ours, theirs))


def _units(base: Portfolio, ours: Portfolio, theirs: Portfolio) -> Iterator[str]:
    for side, other in ((ours, theirs), (theirs, ours)):
        changed = [
            (collection, key)
            for collection in _COUNTING
            for key, record in getattr(base, collection).items()
            if (now := getattr(side, collection).get(key)) is not None and now.unit != record.unit
        ]
        paths = [each.path for each in changes(base, other)] if changed else []
        words = DocumentWords(side)
        for collection, key in changed:
            if any(key in path[2:] for path in paths):
                unit = quoted(getattr(side, collection)[key].unit)
                yield (
                    f"{words.place((collection, key))} is counted in {unit} now, while the other "
                    "side changed amounts that may be in the unit before: look at those again."
                )


def _branches(merged: Portfolio, ours: Portfolio, theirs: Portfolio) -> Iterator[str]:
    count = len(heads(merged))
    if count > max(len(heads(ours)), len(heads(theirs)), 1):
        yield f"The log of decisions has {count} branches now; its next entry joins them."

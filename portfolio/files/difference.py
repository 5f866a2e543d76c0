"""What differs between two versions of a portfolio, counted by noun, in words.

Unlike ``changes`` it leaves nothing out, not even in what order records are shown: where it
says nothing, the two are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.model import Portfolio
from portfolio.model.nouns import NOUNS
from portfolio.model.text import listed, plural, quoted

_MOST_NAMES = 3


def difference(before: Portfolio, after: Portfolio) -> tuple[str, ...]:
    """Return sentences for what changed from ``before`` to ``after``; none if they are equal.

    A record counts as changed when any of its fields differs. Up to three records of
    a kind are named, more are counted.
    """
    return tuple(_sentences(before, after))


def _sentences(before: Portfolio, after: Portfolio) -> Iterator[str]:
    if before.title != after.title:
        yield f"The title was {quoted(before.title)} and is {quoted(after.title)}."
    if before.notes != after.notes:
        yield "The notes of the portfolio differ."
    if before.settings != after.settings:
        yield "The settings of the portfolio differ."
    for collection, nouns in NOUNS.items():
        yield from _of_records(getattr(before, collection), getattr(after, collection), nouns)
    yield from _of_ratings(before, after)
    if before.paper != after.paper:
        yield "What the ballot paper asks, or that it was handed in, differs."
    if before.extra != after.extra:
        yield "Fields of a newer version of the app differ."


def _of_records(
    before: Mapping[str, object], after: Mapping[str, object], nouns: tuple[str, str]
) -> Iterator[str]:
    if before == after:
        return
    groups = (
        ("added", after, [key for key in after if key not in before]),
        ("deleted", before, [key for key in before if key not in after]),
        ("changed", after, [k for k in after if k in before and before[k] != after[k]]),
    )
    for verb, records, keys in groups:
        if keys:
            yield f"{_counted(keys, records, nouns)} {verb}."


def _counted(keys: list[str], records: Mapping[str, object], nouns: tuple[str, str]) -> str:
    """Return ``2 initiatives (“Claims triage” and “Fraud graph”)``."""
    count = plural(len(keys), *nouns)
    names = [getattr(records[key], "name", "") for key in keys]
    if len(keys) > _MOST_NAMES or not all(names):
        return count
    return f"{count} ({listed(quoted(name) for name in names)})"


def _of_ratings(before: Portfolio, after: Portfolio) -> Iterator[str]:
    if before.ratings == after.ratings:
        return
    old, new = _cells(before), _cells(after)
    groups = (
        ("added", sum(key not in old for key in new)),
        ("deleted", sum(key not in new for key in old)),
        ("changed", sum(key in old and old[key] != rating for key, rating in new.items())),
    )
    yield from (f"{plural(count, 'rating')} {verb}." for verb, count in groups if count)


def _cells(portfolio: Portfolio) -> dict[tuple[str, str, str], object]:
    return {
        (rater, initiative, criterion): rating
        for rater, rows in portfolio.ratings.items()
        for initiative, row in rows.items()
        for criterion, rating in row.items()
    }

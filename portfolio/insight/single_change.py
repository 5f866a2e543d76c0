"""A document with one thing as it is in another version of it, and all the rest as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portfolio.model import FrozenMap, Portfolio, Rating

_NO_RATINGS: FrozenMap[str, FrozenMap[str, Rating]] = FrozenMap()


def with_record(base: Portfolio, other: Portfolio, collection: str, key: str) -> Portfolio:
    """Return ``base`` with one record as in ``other``, which leaves it out if that has none."""
    records: FrozenMap[str, Any] = getattr(base, collection)
    wanted = getattr(other, collection).get(key)
    records = records.without(key) if wanted is None else records.with_(key, wanted)
    changed: dict[str, Any] = {collection: records}
    return replace(base, **changed)


def with_initiative(base: Portfolio, other: Portfolio, key: str) -> Portfolio:
    """Return ``base`` with one initiative, and what its raters say of it, as in ``other``."""
    ratings = {}
    for rater in dict.fromkeys((*base.ratings, *base.raters)):
        table = base.ratings.get(rater, _NO_RATINGS).without(key)
        row = other.ratings.get(rater, _NO_RATINGS).get(key)
        table = table.with_(key, row) if row else table
        if table or rater in base.ratings:
            ratings[rater] = table
    with_it = with_record(base, other, "initiatives", key)
    return replace(with_it, ratings=FrozenMap(ratings))

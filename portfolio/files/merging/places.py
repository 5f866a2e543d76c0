"""One place of a document: what stands there, another value put there, and who said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from portfolio.files.document_words import SWINGS, WEIGHTS
from portfolio.files.merging.conflict import Side
from portfolio.files.missing import MISSING
from portfolio.model import FrozenMap, Portfolio

#: The fields in which a record names who said it.
_AUTHORS = ("author", "decided_by", "who")


def value_at(portfolio: Portfolio, path: tuple[str, ...]) -> object:
    """Return what stands at a place; ``MISSING`` where nothing does."""
    found = [portfolio, *_along(portfolio, path)]
    return found[len(path)] if len(found) > len(path) else MISSING


def with_value(portfolio: Portfolio, path: tuple[str, ...], value: object) -> Portfolio:
    """Return the document with another value at a place; ``MISSING`` takes away what is there.

    Maps on the way that it empties go too; those that are not there are made. A place that is
    one thing in all criteria takes their values by id.
    """
    if path not in (WEIGHTS, SWINGS):
        return cast("Portfolio", _with(portfolio, path, value))
    for key, each in cast("Mapping[str, object]", value).items():
        portfolio = cast("Portfolio", _with(portfolio, (path[0], key, path[-1]), each))
    return portfolio


def _with(holder: Any, path: tuple[str, ...], value: object) -> Any:  # noqa: ANN401
    if not path:
        return value
    step, rest = path[0], path[1:]
    if value is MISSING and isinstance(holder, Mapping) and step not in holder:
        return holder
    if not isinstance(holder, Mapping):
        return replace(holder, **{step: _with(getattr(holder, step), rest, value)})
    inner = holder.get(step, MISSING if not rest else FrozenMap())
    new = _with(inner, rest, value)
    emptied = isinstance(new, Mapping) and rest and not new and inner
    kept = {key: each for key, each in holder.items() if key != step}
    if new is MISSING or emptied:
        return _alike(holder, kept)
    return _alike(holder, {**holder, step: new})


def _alike(holder: Mapping[str, Any], items: dict[str, Any]) -> Mapping[str, Any]:
    """Return a map of the same kind; what a newer version wrote is in plain ones."""
    return FrozenMap(items) if isinstance(holder, FrozenMap) else items


def said_by(portfolio: Portfolio, path: tuple[str, ...], saved: Side) -> Side:
    """Return who gave the value at a place, and when, as its record says; else who saved it."""
    by, at = saved.by, saved.at
    for record in _along(portfolio, path):
        moment = getattr(record, "at", None)
        at = moment if isinstance(moment, datetime) else at
        by = next((name for field in _AUTHORS if (name := getattr(record, field, ""))), by)
    if path[0] == "ratings" and len(path) > 1 and path[1] in portfolio.raters:
        by = portfolio.raters[path[1]].name or by
    return Side(by, at)


def _along(portfolio: Portfolio, path: tuple[str, ...]) -> Iterator[object]:
    """Yield what stands at each step on the way to a place, as far as it is there."""
    holder: Any = portfolio
    for step in path:
        holder = holder.get(step) if isinstance(holder, Mapping) else getattr(holder, step, None)
        if holder is None:
            return
        yield holder

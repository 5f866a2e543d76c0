"""Places of a document: what stands there, other values put there, and who said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from portfolio.files.document_words import OF_ALL, Path
from portfolio.files.merging.conflict import Side
from portfolio.files.missing import MISSING
from portfolio.model import FrozenMap, Portfolio

#: The fields in which a record names who said it.
_AUTHORS = ("author", "decided_by", "who")


def value_at(portfolio: Portfolio, path: Path) -> object:
    """Return what stands at a place; ``MISSING`` where nothing does."""
    found = [portfolio, *_along(portfolio, path)]
    return found[len(path)] if len(found) > len(path) else MISSING


@dataclass(frozen=True, slots=True)
class _Put:
    """A value to be put at a place, which may be a map itself."""

    value: object


#: What is to be put below a place, step by step.
_Puts = dict[str, "_Puts | _Put"]


def with_values(portfolio: Portfolio, values: Mapping[Path, object]) -> Portfolio:
    """Return the document with other values at some places, none of which lies in another.

    ``MISSING`` takes away what is there. Maps on the way that this empties go too; those that
    are not there are made. A place that is one thing in all records takes their values by id.
    """
    single: dict[Path, object] = {}
    for path, value in values.items():
        if path in OF_ALL:
            parts = cast("Mapping[str, object]", value)
            puts: dict[Path, object] = {
                (path[0], key, path[-1]): each for key, each in parts.items()
            }
            portfolio = with_values(portfolio, puts)
        else:
            single[path] = value
    return cast("Portfolio", _with(portfolio, _puts(single))) if single else portfolio


def _puts(values: Mapping[Path, object]) -> _Puts:
    puts: _Puts = {}
    for path, value in values.items():
        inner = puts
        for step in path[:-1]:
            inner = cast("_Puts", inner.setdefault(step, {}))
        inner[path[-1]] = _Put(value)
    return puts


def _with(holder: Any, puts: _Puts) -> Any:  # noqa: ANN401
    if not isinstance(holder, Mapping):
        return replace(holder, **{s: _put(getattr(holder, s), each) for s, each in puts.items()})
    items = dict(holder)
    for step, put in puts.items():
        inner = holder.get(step, FrozenMap())
        new = _put(inner, put)
        emptied = not isinstance(put, _Put) and not new and (inner or step not in holder)
        if new is MISSING or emptied:
            items.pop(step, None)
        else:
            items[step] = new
    return _alike(holder, items)


def _put(inner: object, put: _Puts | _Put) -> object:
    return put.value if isinstance(put, _Put) else _with(inner, put)


def _alike(holder: Mapping[str, Any], items: dict[str, Any]) -> Mapping[str, Any]:
    """Return a map of the same kind; what a newer version wrote is in plain ones."""
    return FrozenMap(items) if isinstance(holder, FrozenMap) else items


def said_by(portfolio: Portfolio, path: Path, saved: Side) -> Side:
    """Return who gave the value at a place, and when, as its record says; else who saved it."""
    by, at = saved.by, saved.at
    for record in _along(portfolio, path):
        moment = getattr(record, "at", None)
        at = moment if isinstance(moment, datetime) else at
        by = next((name for field in _AUTHORS if (name := getattr(record, field, ""))), by)
    if path[0] == "ratings" and len(path) > 1 and path[1] in portfolio.raters:
        by = portfolio.raters[path[1]].name or by
    return Side(by, at)


def _along(portfolio: Portfolio, path: Path) -> Iterator[object]:
    """Yield what stands at each step on the way to a place, as far as it is there."""
    holder: Any = portfolio
    for step in path:
        holder = holder.get(step) if isinstance(holder, Mapping) else getattr(holder, step, None)
        if holder is None:
            return
        yield holder

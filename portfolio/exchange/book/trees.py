"""Nested maps of a portfolio: demand by resource and period, ratings by rater, and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from portfolio.model import Facts, FrozenMap, Portfolio

T = TypeVar("T")
#: What an attribute becomes when something is put inside it that had not been stated.
_NEW: Mapping[str, Callable[[], Any]] = {"facts": Facts}


def tree_of(portfolio: Portfolio, path: Sequence[str]) -> Mapping[str, Any]:
    """Return the nested maps at a path, those inside records by the records' ids."""
    root = getattr(portfolio, path[0])
    if len(path) > 1 and isinstance(root, FrozenMap):
        return inside_of(root, path[1:])
    return follow(root, path[1:])  # type: ignore[no-any-return]


def inside_of(records: Mapping[str, Any], path: Sequence[str]) -> Mapping[str, Any]:
    """Return id to what stands at a path in each record; records without it are left out."""
    found = {key: follow(one, path) for key, one in records.items()}
    return {key: one for key, one in found.items() if one is not None}


def follow(record: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - any record
    """Return what stands at a path of attributes; None where a record on the way is."""
    for name in path:
        record = None if record is None else getattr(record, name)
    return record


def entry_at(tree: Mapping[str, Any], keys: Sequence[str]) -> Any:  # noqa: ANN401
    """Return the entry under some keys, None without one."""
    found: Any = tree
    for key in keys:
        found = None if found is None else found.get(key)
    return found


def put(tree: dict[str, Any], keys: Sequence[str], value: object) -> Any:  # noqa: ANN401
    """Set the entry under some keys; return the tree, which without keys is the entry."""
    if not keys:
        return value
    inner = tree
    for key in keys[:-1]:
        inner = inner.setdefault(key, {})
    inner[keys[-1]] = value
    return tree


def _merged(old: Any, new: Any) -> Any:  # noqa: ANN401
    if not isinstance(new, dict):
        return new
    before: FrozenMap[str, Any] = FrozenMap() if old is None else old
    return before.with_all({key: _merged(before.get(key), one) for key, one in new.items()})


def with_tree(portfolio: Portfolio, path: Sequence[str], tree: dict[str, Any]) -> Portfolio:
    """Return the portfolio with the entries of a tree set; all others stay."""
    root: Any = getattr(portfolio, path[0])
    if len(path) > 1 and isinstance(root, FrozenMap):
        new = root.with_all({key: _within(root[key], path[1:], one) for key, one in tree.items()})
    else:
        new = _within(root, path[1:], tree)
    return changed(portfolio, path[0], new)


def changed(record: T, name: str, value: object) -> T:
    """Return a record with one attribute changed."""
    return replace(record, **{name: value})  # type: ignore[type-var]


def _within(record: Any, path: Sequence[str], tree: object) -> Any:  # noqa: ANN401 - any record
    """Return a record with a tree merged into what stands at a path."""
    if not path:
        return _merged(record, tree)
    name, *rest = path
    inner = getattr(record, name)
    if inner is None and name in _NEW:
        inner = _NEW[name]()
    return changed(record, name, _within(inner, rest, tree))

"""Nested maps of a portfolio: demand by resource and period, ratings by rater, and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from portfolio.model import FrozenMap, Portfolio

T = TypeVar("T")


def tree_of(portfolio: Portfolio, path: Sequence[str]) -> Mapping[str, Any]:
    """Return the nested maps at a path, those inside records by the records' ids."""
    root = getattr(portfolio, path[0])
    if len(path) == 1:
        return root  # type: ignore[no-any-return]
    if isinstance(root, FrozenMap):
        return {key: getattr(one, path[1]) for key, one in root.items()}
    return getattr(root, path[1])  # type: ignore[no-any-return]


def entry_at(tree: Mapping[str, Any], keys: Sequence[str]) -> Any:  # noqa: ANN401
    """Return the entry under some keys, None without one."""
    found: Any = tree
    for key in keys:
        found = None if found is None else found.get(key)
    return found


def put(tree: dict[str, Any], keys: Sequence[str], value: object) -> None:
    """Set the entry under some keys."""
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
    tree[keys[-1]] = value


def _merged(old: Any, new: Any) -> Any:  # noqa: ANN401
    if not isinstance(new, dict):
        return new
    before: FrozenMap[str, Any] = FrozenMap() if old is None else old
    return before.with_all({key: _merged(before.get(key), one) for key, one in new.items()})


def with_tree(portfolio: Portfolio, path: Sequence[str], tree: dict[str, Any]) -> Portfolio:
    """Return the portfolio with the entries of a tree set; all others stay."""
    root: Any = getattr(portfolio, path[0])
    if len(path) == 1:
        new = _merged(root, tree)
    elif isinstance(root, FrozenMap):
        new = root.with_all({key: _within(root[key], path[1], one) for key, one in tree.items()})
    else:
        new = _within(root, path[1], tree)
    return changed(portfolio, path[0], new)


def changed(record: T, name: str, value: object) -> T:
    """Return a record with one attribute changed."""
    return replace(record, **{name: value})  # type: ignore[type-var]


def _within(record: Any, name: str, tree: object) -> Any:  # noqa: ANN401 - any record
    return changed(record, name, _merged(getattr(record, name), tree))

"""An immutable mapping, so that snapshots can be shared between threads."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class FrozenMap(Mapping[K, V]):
    """A mapping that cannot be changed; ``with_`` and ``without`` return new ones.

    Values that did not change are shared between the old and the new map, which
    makes undo cheap and lets equality stop at identity.
    """

    __slots__ = ("_data",)

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._data: dict[K, V] = dict(items)

    def __getitem__(self, key: K) -> V:
        return self._data[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, FrozenMap):
            return self._data == other._data
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"FrozenMap({self._data!r})"

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V | D, /) -> V | D: ...
    def get(self, key: K, default: V | D | None = None, /) -> V | D | None:
        """Return the value of ``key``, or ``default``, at the speed of a plain dict."""
        return self._data.get(key, default)

    def items(self) -> ItemsView[K, V]:
        """Return a view of the pairs, at the speed of a plain dict."""
        return self._data.items()

    def keys(self) -> KeysView[K]:
        """Return a view of the keys, at the speed of a plain dict."""
        return self._data.keys()

    def values(self) -> ValuesView[V]:
        """Return a view of the values, at the speed of a plain dict."""
        return self._data.values()

    def with_(self, key: K, value: V) -> FrozenMap[K, V]:
        """Return a copy in which ``key`` maps to ``value``."""
        return FrozenMap({**self._data, key: value})

    def with_all(self, items: Mapping[K, V]) -> FrozenMap[K, V]:
        """Return a copy in which every pair of ``items`` is set."""
        return FrozenMap({**self._data, **items})

    def without(self, key: K) -> FrozenMap[K, V]:
        """Return a copy without ``key``; the same map when it is not there."""
        if key not in self._data:
            return self
        return FrozenMap({k: v for k, v in self._data.items() if k != key})

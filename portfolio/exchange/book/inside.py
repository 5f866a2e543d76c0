"""Records inside a record, such as anchors and funding levels: continued, added, put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portfolio.exchange.book.trees import changed
from portfolio.model import FrozenMap, keys_between, new_id


def placed(records: dict[str, Any], added: Sequence[str]) -> dict[str, Any]:
    """Return records with rank keys for the new ones, behind all others."""
    if not added or not hasattr(records[added[0]], "order"):
        return records
    new = frozenset(added)
    last = max((one.order for key, one in records.items() if key not in new), default="")
    for key, order in zip(added, keys_between(last, "", len(added)), strict=True):
        records[key] = changed(records[key], "order", order)
    return records


def counterpart(
    before: Any,  # noqa: ANN401 - a tuple or a map of any records
    items: Sequence[tuple[str, Any]],
    values: Mapping[str, Any],
) -> tuple[str, Any]:
    """Return id and record that a row inside a record continues: by name, or by its place."""
    if isinstance(before, tuple):
        return "", before[len(items)] if len(items) < len(before) else None
    used = {key for key, _ in items}
    name = values.get("name")
    for key, one in before.items():
        if key not in used and one.name == name:
            return key, one
    return new_id("l"), None


def joined(before: Any, items: Sequence[tuple[str, Any]]) -> Any:  # noqa: ANN401
    """Return the records inside a record: a list is replaced, a map gets what is new."""
    if isinstance(before, tuple):
        return tuple(one for _, one in items)
    records = {**before, **dict(items)}
    return FrozenMap(placed(records, [key for key, _ in items if key not in before]))

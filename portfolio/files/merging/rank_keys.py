"""Rank keys of records that two people added at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portfolio.model import keys_between


def apart(
    merged: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    """Return records that share a key with one of the other side, each with a key of its own.

    The first by id keeps the key, the others follow it: the same whoever merges. Records
    that share a key on either side already, or are the only ones with theirs, are left out.
    """
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for name, record in merged.items():
        by_key[record.order].append(name)
    met = {order: names for order, names in by_key.items() if len(names) > 1}
    if not met:
        return {}
    orders = sorted(by_key)
    following = dict(zip(orders, [*orders[1:], ""], strict=True))
    changed = {}
    for order, names in met.items():
        if all(name in ours for name in names) or all(name in theirs for name in names):
            continue
        moved = sorted(names)[1:]
        for name, key in zip(moved, keys_between(order, following[order], len(moved)), strict=True):
            changed[name] = replace(merged[name], order=key)
    return changed

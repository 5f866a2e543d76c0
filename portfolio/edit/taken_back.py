"""A what-if taken back from a document that was edited since."""

from __future__ import annotations

import dataclasses
from typing import Any

from portfolio.model import FrozenMap, Portfolio


def taken_back(portfolio: Portfolio, before: Portfolio, after: Portfolio) -> Portfolio:
    """Return the document without the changes that lead from ``before`` to ``after``.

    A record, or a setting, that the changes made what it is goes back to what it was;
    one that was edited since stays as it is. So ``taken_back(after, before, after)`` is
    ``before``, but for the order of its maps.
    """
    found: Portfolio = _back(portfolio, before, after)
    return found


def _back(now: Any, before: Any, after: Any) -> Any:
    if before is after or before == after:
        return now
    if now == after:
        return before
    if all(isinstance(each, FrozenMap) for each in (now, before, after)):
        return _entries(now, before, after)
    alike = type(now) is type(before) is type(after)
    return _fields(now, before, after) if alike and dataclasses.is_dataclass(now) else now


def _fields(now: Any, before: Any, after: Any) -> Any:
    values = {
        field.name: _back(*(getattr(each, field.name) for each in (now, before, after)))
        for field in dataclasses.fields(now)
    }
    return dataclasses.replace(now, **values)


def _entries(
    now: FrozenMap[str, Any], before: FrozenMap[str, Any], after: FrozenMap[str, Any]
) -> FrozenMap[str, Any]:
    gone = object()
    result = dict(now.items())
    for key in before.keys() | after.keys():
        left = _back(*(each.get(key, gone) for each in (now, before, after)))
        if left is gone:
            result.pop(key, None)
        else:
            result[key] = left
    return now if result == dict(now.items()) else FrozenMap(result)

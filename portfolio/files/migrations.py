"""Older schema versions to the present one, a major version at a time.

Each migration is a pure function from the tree of version n to that of n + 1; a
stored file of every version is among the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portfolio.files.head import HEAD_KEYS, head_tree
from portfolio.files.leaves import Misfit
from portfolio.model import keys_between

Tree = dict[str, Any]
Migration = Callable[[Tree], Tree]

_LISTS = frozenset(
    {"periods", "resources", "criteria", "initiatives", "raters", "rules", "scenarios"}
)


def from_prototype(tree: Tree) -> Tree:
    """Return version 1 of a tree of version 0, the layout of the prototypes.

    Version 0 kept each collection as a list of records that hold their own ``id``,
    in the order of the screen, and ratings as a list of
    ``{rater, initiative, criterion, value}``.

    Raises:
        Misfit: if a record has no id, or two have the same.
    """
    result = {
        name: _by_id(value) if name in _LISTS and isinstance(value, list) else value
        for name, value in tree.items()
    }
    if isinstance(tree.get("ratings"), list):
        result["ratings"] = _by_rater(tree["ratings"])
    return result


def _by_id(records: list[object]) -> Tree:
    result: Tree = {}
    orders = keys_between("", "", len(records))
    for record, order in zip(records, orders, strict=True):
        fields = _fields(record)
        key = _text(fields, "id")
        if key in result:
            raise Misfit(key, "is the id of two records in one list")
        result[key] = {"order": order, **fields} if "name" in fields else fields
    return result


def _by_rater(ratings: list[object]) -> Tree:
    result: Tree = {}
    for rating in ratings:
        fields = _fields(rating)
        rater, initiative = _text(fields, "rater"), _text(fields, "initiative")
        criterion = _text(fields, "criterion")
        row = result.setdefault(rater, {}).setdefault(initiative, {})
        if criterion in row:
            raise Misfit(criterion, f"is rated twice by {rater} for {initiative}")
        row[criterion] = fields
    return result


def _fields(record: object) -> Tree:
    if isinstance(record, dict):
        return dict(record)
    raise Misfit(record, "stands where a record is needed")


def _text(fields: Tree, name: str) -> str:
    value = fields.pop(name, None)
    if isinstance(value, str):
        return value
    raise Misfit(value, f"stands where “{name}” is needed")


#: Entry n turns version n into version n + 1.
MIGRATIONS: tuple[Migration, ...] = (from_prototype,)


def migrated(tree: Tree, major: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> Tree:
    """Return ``tree`` in the present schema; the tree that is handed in stays as it is."""
    content = {name: value for name, value in tree.items() if name not in HEAD_KEYS}
    for migration in migrations[major:]:
        content = migration(content)
    return {**head_tree(), **content}

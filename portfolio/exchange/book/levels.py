"""The size that a rule or a change asks for, by its name among those of its initiative."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from portfolio.exchange.book.labels import Labels, name_and_code
from portfolio.model import Change, Decision, Initiative, Portfolio, Rule, in_order

#: Records that may ask for a size.
SIZED = (Rule, Change, Decision)


def with_level_name(portfolio: Portfolio, record: Any) -> Any:  # noqa: ANN401 - any record
    """Return what asks for a size with its name in place of the id; others as they are."""
    if not isinstance(record, SIZED) or record.level is None:
        return record
    about = record.initiatives if isinstance(record, Rule) else (_initiative(record),)
    named = (
        _labels(portfolio.initiatives[key]).of(record.level)
        for key in about
        if key in portfolio.initiatives and record.level in portfolio.initiatives[key].levels
    )
    return dataclasses.replace(record, level=next(named, record.level))


def _initiative(record: Change | Decision) -> str:
    return record.target if isinstance(record, Change) else record.initiative


def level_called(portfolio: Portfolio, initiatives: Iterable[str], name: str) -> str | None:
    """Return the id of the first size of some initiatives that is called so; None without one."""
    found = (
        _labels(portfolio.initiatives[key]).find(name)
        for key in initiatives
        if key in portfolio.initiatives
    )
    return next((key for key in found if key is not None), None)


def _labels(record: Initiative) -> Labels:
    labels = Labels()
    labels.add_all(
        {
            key: name_and_code(level, at)
            for at, (key, level) in enumerate(in_order(record.levels), 1)
        }
    )
    return labels

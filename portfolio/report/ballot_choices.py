"""Quick choices of what a rater is asked: everything, or all of one group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.edit.ballots import rated_criteria
from portfolio.model import Portfolio, in_order
from portfolio.model.text import capitalized, quoted

Choice = tuple[str, tuple[str, ...]]


def initiative_choices(portfolio: Portfolio) -> tuple[Choice, ...]:
    """Return ways to choose initiatives: a title, and the ids that it stands for."""
    ordered = in_order(portfolio.initiatives)
    rows = [
        (key, (("Category", one.category), ("Unit", one.unit), ("Stage", capitalized(one.stage))))
        for key, one in ordered
    ]
    return (*_all_or_none([key for key, _ in ordered]), *_groups(rows))


def criterion_choices(portfolio: Portfolio) -> tuple[Choice, ...]:
    """Return ways to choose criteria, of those that people rate on."""
    keys = rated_criteria(portfolio)
    rows = [(key, (("Group", portfolio.criteria[key].group),)) for key in keys]
    return (*_all_or_none(keys), *_groups(rows))


def _all_or_none(keys: Sequence[str]) -> tuple[Choice, ...]:
    return ("All", tuple(keys)), ("None", ())


def _groups(rows: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> tuple[Choice, ...]:
    """Return one choice for each value of each field, by field and then by name."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, fields in rows:
        for field, value in fields:
            values = found.setdefault(field, {})
            if value.strip():
                values.setdefault(value.strip(), []).append(key)
    return tuple(
        (f"{field} {quoted(value)}", tuple(keys))
        for field, values in found.items()
        for value, keys in sorted(values.items())
    )

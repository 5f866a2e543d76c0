"""Makes the resources, periods, criteria and raters that an import needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from portfolio.exchange.field_words import category_of
from portfolio.exchange.periods import find_period
from portfolio.exchange.proposal import Creation
from portfolio.exchange.units import parse_unit
from portfolio.exchange.words import plain_words
from portfolio.model import (
    Criterion,
    FrozenMap,
    Period,
    Portfolio,
    Rater,
    Resource,
    ResourceCategory,
    in_order,
    keys_between,
    new_id,
)

R = TypeVar("R", Resource, Period, Criterion, Rater)
#: ``(noun, name)`` to the id of what was made.
Made = Mapping[tuple[str, str], str]


def create(portfolio: Portfolio, creations: Sequence[Creation]) -> tuple[Portfolio, Made]:
    """Return the portfolio with new records at the end of their lists, and their ids.

    Periods are put in the order of the calendar where their names tell it. Money
    becomes a budget, everything else is renewable; no capacity is stated.
    """
    made: dict[tuple[str, str], str] = {}
    nouns: dict[str, list[Creation]] = {}
    for one in creations:
        nouns.setdefault(one.noun, []).append(one)
    periods = sorted(nouns.get("period", []), key=_when)
    return (
        replace(
            portfolio,
            resources=_add(portfolio.resources, _new_resources(nouns.get("resource", [])), made),
            periods=_add(portfolio.periods, (_new_period(one) for one in periods), made),
            criteria=_add(
                portfolio.criteria,
                (Criterion(one.name, "") for one in nouns.get("criterion", [])),
                made,
            ),
            raters=_add(
                portfolio.raters, (Rater(one.name, "") for one in nouns.get("rater", [])), made
            ),
        ),
        made,
    )


def _add(
    records: FrozenMap[str, R], new: Iterable[R], made: dict[tuple[str, str], str]
) -> FrozenMap[str, R]:
    """Return records with new ones behind the last, and take down their ids."""
    wanted = list(new)
    if not wanted:
        return records
    ordered = in_order(records)
    keys = keys_between(ordered[-1][1].order if ordered else "", "", len(wanted))
    added: dict[str, R] = {}
    for record, order in zip(wanted, keys, strict=True):
        noun = type(record).__name__.lower()
        key = new_id(noun[0])
        added[key] = replace(record, order=order)
        made[noun, record.name] = key
    return records.with_all(added)


def _new_resources(creations: Iterable[Creation]) -> Iterable[Resource]:
    for one in creations:
        by_unit: ResourceCategory = "capital" if parse_unit(one.unit).is_money else "other"
        category = category_of(plain_words(one.name)) or by_unit
        yield Resource(
            one.name,
            "",
            one.unit,
            category=category,
            kind="budget" if category == "capital" else "renewable",
        )


def _new_period(creation: Creation) -> Period:
    found = find_period(creation.name)
    return Period(creation.name, "", found.start if found else None)


def _when(creation: Creation) -> tuple[int, int, int]:
    """Return a sort key: by the calendar, periods without a date last, else as in the table."""
    found = find_period(creation.name)
    if found is None or not found.month:
        return (9999, 0, 0)
    return (found.year or 9998, found.month, -found.months)

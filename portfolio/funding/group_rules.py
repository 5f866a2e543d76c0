"""Rules about a group: how many of it, and how much they use, at least or at most."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from portfolio.funding.options import Options
from portfolio.funding.rows import Floats, Indices, Row, Source
from portfolio.funding.tables import Tables
from portfolio.model import Rule
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.rule import GROUP_FIELDS
from portfolio.model.text import quoted

_COUNTED = frozenset({"at_least", "at_most"})


def group_fault(rule: Rule, known: Sequence[str], tables: Tables) -> str:
    """Return why a rule about a group cannot be applied, as a note; empty when it can.

    Args:
        rule: a floor, a cap, at least or at most.
        known: the initiatives that it names and the portfolio contains.
        tables: the resources and periods that there are.
    """
    about = f" on {quoted(rule.value)}" if rule.value else ""
    label = f"The rule “{rule.kind.replace('_', ' ')}”{about}"
    if rule.kind in {"floor", "cap"}:
        label = f"The {rule.kind}{about}"
    if rule.amount is None or not abs(rule.amount) <= LARGEST:
        return f"{label} states no amount that can be used and was left out."
    if rule.kind in _COUNTED:
        stray = "" if known or rule.field in GROUP_FIELDS else "does not say which initiatives"
    else:
        stray = _stray(rule, tables)
    return f"{label} {stray} and was left out." if stray else ""


def _stray(rule: Rule, tables: Tables) -> str:
    if rule.resource not in tables.resource_ids:
        return "names a resource that the portfolio does not contain"
    if rule.period is not None and rule.period not in tables.period_ids:
        return "names a period that the portfolio does not contain"
    if rule.field not in GROUP_FIELDS:
        return "does not say which initiatives it is about"
    if rule.basis == "capacity" and math.isnan(_capacity(rule, tables)):
        return "is a share of a capacity that is not stated"
    return ""


def _capacity(rule: Rule, tables: Tables) -> float:
    row = tables.capacity[tables.resource_ids.index(str(rule.resource))]
    if rule.period is not None:
        return float(row[tables.period_ids.index(rule.period)])
    return float(np.nansum(row)) if not np.isnan(row).all() else math.nan


def group_rows(
    rule_id: str,
    rule: Rule,
    members: Sequence[str],
    columns: Indices,
    parts: tuple[Tables, Options],
) -> Row:
    """Return the row of a rule about a group that ``group_fault`` has found sound.

    A share of the use is about the group and everybody else:
    ``sum(group) - share * sum(all) >= 0`` for a floor, ``<= 0`` for a cap.

    Args:
        rule_id: its id.
        rule: the rule.
        members: ids of the group.
        columns: their options.
        parts: tables and options of the problem.
    """
    tables, options = parts
    amount = rule.amount or 0.0
    resource = period = -1
    if rule.kind in _COUNTED:
        values: Floats = np.ones(len(columns))
    else:
        resource = tables.resource_ids.index(str(rule.resource))
        period = -1 if rule.period is None else tables.period_ids.index(rule.period)
        demand = options.demand[:, resource, :]
        each = demand.sum(axis=1) if period < 0 else demand[:, period]
        values = each[columns]
        if rule.basis == "capacity":
            amount *= _capacity(rule, tables)
        elif rule.basis == "use":
            whole = -amount * each
            whole[columns] += values
            columns, values, amount = np.arange(len(whole)), whole, 0.0
    at_least = rule.kind in {"floor", "at_least"}
    source = Source(rule.kind, resource, period, rule_id, tuple(members))
    lower, upper = (amount, math.inf) if at_least else (-math.inf, amount)
    return Row(columns, values, lower, upper, source)

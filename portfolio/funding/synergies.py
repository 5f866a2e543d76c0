"""What initiatives are worth together, beyond what each adds alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from portfolio.funding.objective import Worth
from portfolio.funding.options import Options
from portfolio.funding.rows import Row, Source
from portfolio.funding.wording import names_of
from portfolio.model import Portfolio, Rule
from portfolio.model.checks.estimates import LARGEST


@dataclass(frozen=True, slots=True)
class Synergy:
    """One synergy with an effect.

    Attributes:
        rule_id: its rule.
        members: indices of the initiatives that must all be funded.
        gain: added then; below 0 for a loss.
    """

    rule_id: str
    members: tuple[int, ...]
    gain: float


def read_synergies(
    portfolio: Portfolio, ids: Sequence[str], worth: Worth
) -> tuple[list[Synergy], list[str]]:
    """Return the active synergies by rule id, and notes on those that were left out.

    An amount counts as it is stated, in the unit of the benefit. A share is of the worth
    of the members at full size and stated start.
    """
    index = {initiative_id: place for place, initiative_id in enumerate(ids)}
    synergies: list[Synergy] = []
    notes: list[str] = []
    for rule_id, rule in sorted(portfolio.rules.items()):
        if rule.kind != "synergy" or not rule.active:
            continue
        members = tuple(sorted({index[i] for i in rule.initiatives if i in index}))
        fault = _fault(rule, members, worth, index)
        if fault:
            about = [i for i in rule.initiatives if i in index]
            names = f" of {names_of(portfolio, about)}" if about else ""
            notes.append(f"The synergy{names} {fault} and was left out.")
            continue
        amount = rule.amount or 0.0
        if rule.basis == "benefit":
            amount *= float(worth.gain[list(members)].sum())
        if amount:
            synergies.append(Synergy(rule_id, members, amount))
    return synergies, notes


def _fault(rule: Rule, members: Sequence[int], worth: Worth, index: Mapping[str, int]) -> str:
    if any(i not in index for i in rule.initiatives):
        return "names an initiative that the portfolio does not contain"
    if len(members) < 2:
        return "names fewer than two initiatives"
    if rule.amount is None or not abs(rule.amount) <= LARGEST:
        return "states no amount that can be used"
    if rule.basis != "benefit" and worth.objective == "value":
        return "is stated as a benefit, which does not add up with points,"
    return ""


def synergy_rows(synergies: Sequence[Synergy], options: Options, ids: Sequence[str]) -> list[Row]:
    """Return the rows that tie each synergy to its members.

    With ``y_i`` the sum of the options of member ``i`` of ``k`` and ``z`` the column of
    the synergy: a gain is earned only with all members, ``z - y_i <= 0`` for each. A
    loss is charged in advance (see ``charged``) and waived, by a gain of the same size,
    unless all members are there: ``z + sum(y_i) <= k``. A best plan sets ``z`` to 1
    wherever these rows let it, and ``z = 0`` never breaks one.

    Args:
        synergies: in the order of their columns.
        options: with the columns of the synergies at the end.
        ids: of the initiatives, by index.
    """
    bounds = np.searchsorted(options.initiative, np.arange(len(ids) + 1))
    columns = [np.arange(first, last) for first, last in pairwise(bounds)]
    rows = []
    for place, synergy in enumerate(synergies, start=options.sizes):
        column = np.array([place])
        members = tuple(ids[member] for member in synergy.members)
        source = Source("synergy", rule_id=synergy.rule_id, initiatives=members)
        if synergy.gain > 0:
            for member in synergy.members:
                sizes = columns[member]
                values = np.concatenate([np.ones(1), -np.ones(len(sizes))])
                rows.append(Row(np.concatenate([column, sizes]), values, -math.inf, 0.0, source))
        else:
            every = np.concatenate([column, *(columns[member] for member in synergy.members)])
            limit = float(len(members))
            rows.append(Row(every, np.ones(len(every)), -math.inf, limit, source))
    return rows


def charged(synergies: Sequence[Synergy]) -> float:
    """Return the sum of all losses, 0 or below, that is charged before any is waived."""
    return math.fsum(min(synergy.gain, 0.0) for synergy in synergies)

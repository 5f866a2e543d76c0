"""The rules of a portfolio as rows over the options."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from portfolio.funding.rows import Floats, Indices, Row, Source
from portfolio.funding.tables import LARGEST, Tables
from portfolio.model import Portfolio, Rule, RuleKind
from portfolio.model.text import quoted

_FIELDS = ("category", "unit", "owner", "sponsor", "stage")


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The columns of a plan: one per initiative and size.

    Attributes:
        initiative: index of its initiative, ``(n_options,)``, rising.
        level_ids: id of its size; empty for full size.
        demand_share, benefit_share: of the full size, ``(n_options,)``.
    """

    initiative: Indices
    level_ids: tuple[str, ...]
    demand_share: Floats
    benefit_share: Floats

    def __len__(self) -> int:
        return len(self.level_ids)


def rule_rows(
    portfolio: Portfolio, tables: Tables, options: Options
) -> tuple[list[Row], list[str]]:
    """Return one row or more per active rule, and notes on what was left out.

    With ``y_i`` the sum of the options of initiative ``i``:

    =================== ====================================================
    requires            ``y_first - y_other <= 0`` for every other
    excludes            sum of ``y`` at most 1
    mandated, force_in  ``y = 1`` for every one
    force_out           ``y = 0`` for every one
    floor, cap          sum of demand of the matching initiatives, in one
                        period or all, at least (at most) the amount
    =================== ====================================================

    Initiatives, resources and periods that the portfolio does not contain are
    ignored, and named in a note.
    """
    writer = _Writer(portfolio, tables, options)
    rows: list[Row] = []
    notes: list[str] = []
    for rule_id, rule in sorted(portfolio.rules.items()):
        if not rule.active:
            continue
        made, missing = writer.rows_of(rule_id, rule)
        rows.extend(made)
        if missing:
            notes.append(missing)
    return rows, notes


class _Writer:
    def __init__(self, portfolio: Portfolio, tables: Tables, options: Options) -> None:
        self._portfolio = portfolio
        self._tables = tables
        self._options = options
        self._index = {i: index for index, i in enumerate(tables.initiative_ids)}
        bounds = np.searchsorted(options.initiative, np.arange(len(self._index) + 1))
        self._columns = [np.arange(a, b) for a, b in pairwise(bounds)]

    def rows_of(self, rule_id: str, rule: Rule) -> tuple[list[Row], str]:
        """Return the rows of one rule, and a note when part of it was ignored."""
        if rule.kind in {"floor", "cap"}:
            return self._share_rows(rule_id, rule)
        known = list(dict.fromkeys(i for i in rule.initiatives if i in self._index))
        write: dict[RuleKind, Callable[[str, list[str]], list[Row]]] = {
            "requires": self._requires,
            "excludes": self._excludes,
            "mandated": lambda r, ids: [self._fixed("mandated", r, i, 1.0) for i in ids],
            "force_in": lambda r, ids: [self._fixed("force_in", r, i, 1.0) for i in ids],
            "force_out": lambda r, ids: [self._fixed("force_out", r, i, 0.0) for i in ids],
        }
        gone = sum(i not in self._index for i in set(rule.initiatives))
        if rule.kind == "requires" and (not rule.initiatives or rule.initiatives[0] not in known):
            rows = []
        else:
            rows = write[rule.kind](rule_id, known)
        return rows, self._gone_note(rule, gone) if gone else ""

    def _requires(self, rule_id: str, ids: list[str]) -> list[Row]:
        first = self._of(ids[:1])
        rows = []
        for other in ids[1:]:
            columns = np.concatenate([first, self._of([other])])
            values = np.where(np.arange(len(columns)) < len(first), 1.0, -1.0)
            source = Source("requires", rule_id=rule_id, initiatives=(ids[0], other))
            rows.append(Row(columns, values, -math.inf, 0.0, source))
        return rows

    def _excludes(self, rule_id: str, ids: list[str]) -> list[Row]:
        if len(ids) < 2:
            return []
        columns = self._of(ids)
        source = Source("excludes", rule_id=rule_id, initiatives=tuple(ids))
        return [Row(columns, np.ones(len(columns)), -math.inf, 1.0, source)]

    def _fixed(self, kind: RuleKind, rule_id: str, initiative_id: str, count: float) -> Row:
        columns = self._of([initiative_id])
        source = Source(kind, rule_id=rule_id, initiatives=(initiative_id,))
        return Row(columns, np.ones(len(columns)), count, count, source)

    def _share_rows(self, rule_id: str, rule: Rule) -> tuple[list[Row], str]:
        tables = self._tables
        problem = self._share_problem(rule)
        if problem or rule.amount is None:
            return [], problem
        resource = tables.resource_ids.index(str(rule.resource))
        period = -1 if rule.period is None else tables.period_ids.index(rule.period)
        demand = tables.demand[:, resource, :]
        amount = demand.sum(axis=1) if period < 0 else demand[:, period]
        matching = [i for i in tables.initiative_ids if self._matches(i, rule)]
        columns = self._of(matching)
        options = self._options
        values = amount[options.initiative[columns]] * options.demand_share[columns]
        lower = rule.amount if rule.kind == "floor" else -math.inf
        upper = rule.amount if rule.kind == "cap" else math.inf
        source = Source(rule.kind, resource, period, rule_id, tuple(matching))
        return [Row(columns, values, lower, upper, source)], ""

    def _share_problem(self, rule: Rule) -> str:
        label = f"The {rule.kind} on {quoted(rule.value)}"
        if rule.amount is None or not abs(rule.amount) <= LARGEST:
            return f"{label} states no amount that can be used and was left out."
        if rule.resource not in self._tables.resource_ids:
            return f"{label} names a resource that the portfolio does not contain and was left out."
        if rule.period is not None and rule.period not in self._tables.period_ids:
            return f"{label} names a period that the portfolio does not contain and was left out."
        if rule.field not in _FIELDS:
            return f"{label} does not say which initiatives it is about and was left out."
        return ""

    def _matches(self, initiative_id: str, rule: Rule) -> bool:
        initiative = self._portfolio.initiatives[initiative_id]
        return bool(getattr(initiative, rule.field) == rule.value)

    def _of(self, ids: Sequence[str]) -> Indices:
        parts = [self._columns[self._index[i]] for i in ids]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def _gone_note(self, rule: Rule, gone: int) -> str:
        kept = [self._portfolio.initiatives[i].name for i in rule.initiatives if i in self._index]
        about = f" on {quoted(kept[0])}" if kept else ""
        kind = rule.kind.replace("_", " ")
        count = "an initiative" if gone == 1 else f"{gone:,} initiatives"
        return (
            f"A rule ({kind}){about} names {count} that the portfolio does not contain; "
            "that part was left out."
        )


def requirements(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return initiative id to the ids that it requires directly."""
    needs: dict[str, list[str]] = {}
    for source in sources:
        if source.kind == "requires":
            first, other = source.initiatives
            needs.setdefault(first, []).append(other)
    return needs


def dependents(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return initiative id to the ids that require it directly."""
    wanted_by: dict[str, list[str]] = {}
    for first, others in requirements(sources).items():
        for other in others:
            wanted_by.setdefault(other, []).append(first)
    return wanted_by


def closure(ids: Iterable[str], needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return ``ids`` and all that follows from them in ``needs``, each once."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        initiative_id = waiting.pop(0)
        if initiative_id not in found:
            found[initiative_id] = None
            waiting.extend(needs.get(initiative_id, ()))
    return list(found)

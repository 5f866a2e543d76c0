"""The rules of a portfolio as rows over the options."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from portfolio.funding.group_rules import group_fault, group_rows
from portfolio.funding.objective import Worth
from portfolio.funding.options import Options
from portfolio.funding.rows import Indices, Row, RowKind, Source
from portfolio.funding.tables import Tables
from portfolio.model import Portfolio, Rule, RuleKind
from portfolio.model.checks.phrases import phrase
from portfolio.model.checks.pins import Pin, pin_faults, pin_of
from portfolio.model.text import quoted

_GROUPED = frozenset({"floor", "cap", "at_least", "at_most"})
_LED = frozenset({"requires", "finished_before"})


def rule_rows(
    portfolio: Portfolio, tables: Tables, options: Options, worth: Worth
) -> tuple[list[Row], list[str]]:
    """Return one row or more per active rule, and notes on what was left out.

    With ``y_i`` the sum of the options of initiative ``i``:

    =================== =======================================================
    requires            ``y_first - y_other <= 0`` for every other
    finished_before     the same, and for every start ``s`` of the first: its
                        options that start by ``s``, less those of the other
                        that finish before ``s``, at most 0
    excludes            sum of ``y`` at most 1
    together            ``y_first - y_other = 0`` for every other
    mandated, force_in  ``y = 1`` for every one; where it asks for a size or a start,
                        the sum of the options with them is 1
    force_out           ``y = 0`` for every one
    gate                options that start before it is met are 0, all of them
                        where no period is given; none while met or overridden
    at_least, at_most   sum of ``y`` over the group
    floor, cap          sum of demand over the group, in one period or all,
                        at least (at most) the amount
    =================== =======================================================

    A score floor of the settings bars what scores less, as ``worth.barred`` says, unless
    it is mandated or forced in. Synergies have rows of their own. Initiatives,
    resources and periods that the portfolio does not contain are ignored, and named in
    a note.
    """
    writer = _Writer(portfolio, tables, options)
    rows: list[Row] = []
    notes: list[str] = []
    for rule_id, rule in sorted(portfolio.rules.items()):
        if rule.active and rule.kind != "synergy":
            made, missing = writer.rows_of(rule_id, rule)
            rows.extend(made)
            if missing:
                notes.append(missing)
    rows.extend(writer.barred(i) for i in sorted(worth.barred - _held(rows)))
    return rows, notes


def _held(rows: Iterable[Row]) -> set[str]:
    """Return the initiatives that some of the rows bring in by name."""
    held = (row.source for row in rows if row.source.kind in {"mandated", "force_in"})
    return {initiative_id for source in held for initiative_id in source.initiatives}


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
        known = list(dict.fromkeys(i for i in rule.initiatives if i in self._index))
        if rule.kind in _GROUPED:
            return self._grouped(rule_id, rule, known)
        write: dict[RuleKind, Callable[[str, list[str]], list[Row]]] = {
            "requires": self._requires,
            "finished_before": self._finished_before,
            "excludes": self._excludes,
            "together": self._together,
            "mandated": lambda r, ids: self._held_in(r, rule, ids),
            "force_in": lambda r, ids: self._held_in(r, rule, ids),
            "force_out": lambda r, ids: [
                self._fixed("force_out", r, i, self._of([i]), 0.0) for i in ids
            ],
            "gate": lambda r, ids: self._gate(r, rule, ids),
        }
        gone = sum(i not in self._index for i in set(rule.initiatives))
        leaderless = not rule.initiatives or rule.initiatives[0] not in known
        rows = [] if rule.kind in _LED and leaderless else write[rule.kind](rule_id, known)
        return rows, self._gone_note(rule, gone) if gone else self._pin_note(rule)

    def barred(self, initiative_id: str) -> Row:
        """Return the row that keeps out what scores too little."""
        return self._fixed("score", "", initiative_id, self._of([initiative_id]), 0.0)

    def _requires(self, rule_id: str, ids: list[str]) -> list[Row]:
        return [self._no_more("requires", rule_id, (ids[0], other)) for other in ids[1:]]

    def _no_more(
        self, kind: RuleKind, rule_id: str, pair: tuple[str, str], lower: float = -math.inf
    ) -> Row:
        """Return ``lower <= y_first - y_other <= 0``."""
        first, other = (self._of([i]) for i in pair)
        return _difference(first, other, lower, Source(kind, rule_id=rule_id, initiatives=pair))

    def _together(self, rule_id: str, ids: list[str]) -> list[Row]:
        return [self._no_more("together", rule_id, (ids[0], other), 0.0) for other in ids[1:]]

    def _finished_before(self, rule_id: str, ids: list[str]) -> list[Row]:
        options, first = self._options, self._of(ids[:1])
        starts = sorted(set(options.start[first].tolist()))
        rows = []
        for other in ids[1:]:
            source = Source("finished_before", rule_id=rule_id, initiatives=(ids[0], other))
            before = self._of([other])
            for start in starts:
                by_then = first[options.start[first] <= start]
                done = before[options.last[before] < start]
                rows.append(_difference(by_then, done, -math.inf, source))
        return rows

    def _excludes(self, rule_id: str, ids: list[str]) -> list[Row]:
        if len(ids) < 2:
            return []
        columns = self._of(ids)
        source = Source("excludes", rule_id=rule_id, initiatives=tuple(ids))
        return [Row(columns, np.ones(len(columns)), -math.inf, 1.0, source)]

    def _held_in(self, rule_id: str, rule: Rule, ids: list[str]) -> list[Row]:
        pin = pin_of(self._portfolio, rule)
        return [self._fixed(rule.kind, rule_id, i, self._pinned(i, pin), 1.0) for i in ids]

    def _pinned(self, initiative_id: str, pin: Pin) -> Indices:
        """Return the options of an initiative that have a size and a start."""
        columns, options = self._of([initiative_id]), self._options
        if pin.level is not None:
            columns = columns[[options.level_ids[column] == pin.level for column in columns]]
        if pin.start is not None:
            in_time = columns[options.start[columns] == self._tables.period_ids.index(pin.start)]
            columns = in_time if len(in_time) else columns
        return columns

    def _fixed(
        self, kind: RowKind, rule_id: str, initiative_id: str, columns: Indices, count: float
    ) -> Row:
        source = Source(kind, rule_id=rule_id, initiatives=(initiative_id,))
        return Row(columns, np.ones(len(columns)), count, count, source)

    def _gate(self, rule_id: str, rule: Rule, ids: list[str]) -> list[Row]:
        if rule.state != "open":
            return []
        periods = self._tables.period_ids
        opens = periods.index(rule.period) if rule.period in periods else len(periods)
        rows = []
        for initiative_id in ids:
            columns = self._of([initiative_id])
            early = columns[self._options.start[columns] < opens]
            source = Source("gate", rule_id=rule_id, initiatives=(initiative_id,))
            if len(early):
                rows.append(Row(early, np.ones(len(early)), -math.inf, 0.0, source))
        return rows

    def _grouped(self, rule_id: str, rule: Rule, known: list[str]) -> tuple[list[Row], str]:
        fault = group_fault(rule, known, self._tables)
        if fault:
            return [], fault
        members = known or [
            i
            for i in self._tables.initiative_ids
            if getattr(self._portfolio.initiatives[i], rule.field) == rule.value
        ]
        row = group_rows(rule_id, rule, members, self._of(members), (self._tables, self._options))
        return [row], ""

    def _of(self, ids: Sequence[str]) -> Indices:
        parts = [self._columns[self._index[i]] for i in ids]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def _pin_note(self, rule: Rule) -> str:
        texts = [text for _, _, _, text, _ in pin_faults(rule, self._portfolio)]
        return f"{phrase(rule, self._portfolio)}: {'; '.join(texts)}." if texts else ""

    def _gone_note(self, rule: Rule, gone: int) -> str:
        kept = [self._portfolio.initiatives[i].name for i in rule.initiatives if i in self._index]
        about = f" on {quoted(kept[0])}" if kept else ""
        kind = rule.kind.replace("_", " ")
        count = "an initiative" if gone == 1 else f"{gone:,} initiatives"
        return (
            f"A rule ({kind}){about} names {count} that the portfolio does not contain; "
            "that part was left out."
        )


def _difference(plus: Indices, minus: Indices, lower: float, source: Source) -> Row:
    columns = np.concatenate([plus, minus])
    values = np.where(np.arange(len(columns)) < len(plus), 1.0, -1.0)
    return Row(columns, values, lower, 0.0, source)


def requirements(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return initiative id to the ids that have to be funded when it is."""
    needs: dict[str, dict[str, None]] = {}
    for source in sources:
        if source.kind in {"requires", "finished_before", "together"}:
            first, other = source.initiatives
            needs.setdefault(first, {})[other] = None
            if source.kind == "together":
                needs.setdefault(other, {})[first] = None
    return {first: list(others) for first, others in needs.items()}


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

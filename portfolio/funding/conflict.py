"""Why nothing fits: the smallest set of limits and rules that cannot all be obeyed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.row_words import limited, needed_text, row_clause
from portfolio.funding.rows import Source
from portfolio.funding.rules import closure, requirements
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.wording import amount_of, names_of, period_of
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text
from portfolio.model.checks.pins import how_forced


def conflict_of(portfolio: Portfolio, problem: Problem, control: Control | None = None) -> str:
    """Return which limits and rules contradict each other, as a sentence.

    Empty when they do not. Every one that is named is needed: without it, the
    others can be obeyed.

    Raises:
        Cancelled: ``control.tick`` asked to stop.
    """
    rows = smallest_conflict(problem, control or Control())
    return _sentence(portfolio, problem, rows) if rows else ""


def smallest_conflict(problem: Problem, control: Control) -> tuple[int, ...]:
    """Return rows that no choice keeps together, none of which could be left out.

    Two searches by halving (Junker, QuickXplain, AAAI 2004), one from each end of
    the rows; the smaller result counts. Rows that allow only one size per
    initiative always hold. Empty when a choice keeps all rows.

    Raises:
        Cancelled: ``control.tick`` asked to stop.
    """
    finder = _Finder(problem, control)
    if finder.can_hold(finder.removable):
        return ()
    forward = finder.shrink([], finder.removable, known=False)
    backward = finder.shrink([], finder.removable[::-1], known=False)
    return tuple(sorted(forward if len(forward) <= len(backward) else backward))


class _Finder:
    def __init__(self, problem: Problem, control: Control) -> None:
        sources = problem.rows.sources
        self._problem = dataclasses.replace(problem, gain=np.zeros(len(problem.options)))
        self._control = control
        self._always = [row for row, source in enumerate(sources) if source.kind == "level"]
        self.removable = [row for row, source in enumerate(sources) if source.kind != "level"]

    def can_hold(self, rows: Sequence[int]) -> bool:
        """Whether a choice keeps all of these rows."""
        self._control.say(0.5, "Looking for the limits and rules that contradict each other")
        kept = self._problem.rows.only(sorted([*self._always, *rows]))
        answer = best_choice(dataclasses.replace(self._problem, rows=kept), self._control)
        self._control.say(0.5, "Looking for the limits and rules that contradict each other")
        return answer.x is not None

    def shrink(self, held: Sequence[int], rows: Sequence[int], *, known: bool) -> list[int]:
        """Return the part of ``rows`` that contradicts ``held``, as small as it gets.

        ``known`` says that ``held`` has grown since it was last checked.
        """
        if known and not self.can_hold(held):
            return []
        if len(rows) == 1:
            return list(rows)
        half = len(rows) // 2
        first, second = rows[:half], rows[half:]
        late = self.shrink([*held, *first], second, known=bool(first))
        early = self.shrink([*held, *late], first, known=bool(late))
        return [*early, *late]


def _sentence(portfolio: Portfolio, problem: Problem, rows: Sequence[int]) -> str:
    sources = [problem.rows.sources[row] for row in rows]
    together = _brought_in(problem, rows)
    clauses = [*_forced_clauses(portfolio, sources)]
    clauses += [
        _clause(portfolio, problem, row)
        for row in rows
        if problem.rows.sources[row].kind not in {"mandated", "force_in", "capacity"}
    ]
    clauses += [
        _capacity_clause(portfolio, problem, row, together)
        for row in rows
        if problem.rows.sources[row].kind == "capacity"
    ]
    return f"No plan fits: {'; '.join(clauses)}."


def _brought_in(problem: Problem, rows: Sequence[int]) -> dict[str, set[int]]:
    """Return what some of the rows bring in, with the options that they leave it."""
    ids, sources = problem.tables.initiative_ids, problem.rows.sources
    forcing = [row for row in rows if sources[row].kind in {"mandated", "force_in"}]
    forced = [sources[row].initiatives[0] for row in forcing]
    together = closure(forced, requirements(sources[row] for row in rows))
    left = {i: set(problem.columns_of(ids.index(i))) for i in together}
    for row, initiative_id in zip(forcing, forced, strict=True):
        left[initiative_id] &= set(problem.rows.column[problem.rows.row == row].tolist())
    return left


def _forced_clauses(portfolio: Portfolio, sources: Sequence[Source]) -> list[str]:
    clauses = []
    for kind, words in (("mandated", "mandated"), ("force_in", "forced in")):
        by_how: dict[str, list[str]] = {}
        for source in sources:
            if source.kind == kind:
                how = how_forced(portfolio, portfolio.rules[source.rule_id])
                by_how.setdefault(how, []).extend(source.initiatives)
        for how, ids in sorted(by_how.items()):
            verb = "is" if len(ids) == 1 else "are"
            clauses.append(f"{names_of(portfolio, ids, most=len(ids))} {verb} {words}{how}")
    return clauses


def _clause(portfolio: Portfolio, problem: Problem, row: int) -> str:
    clause, source = row_clause(portfolio, problem, row), problem.rows.sources[row]
    most = float(problem.rows.value[problem.rows.row == row].sum())
    if source.kind == "floor" and most < problem.rows.lower[row]:
        all_of_it = amount_of(portfolio, problem.tables, source.resource, most)
        return f"{clause}, while all its initiatives together need {all_of_it}"
    return clause


def _capacity_clause(
    portfolio: Portfolio, problem: Problem, row: int, together: Mapping[str, set[int]]
) -> str:
    source = problem.rows.sources[row]
    tables = problem.tables
    resource = portfolio.resources[tables.resource_ids[source.resource]]
    when = period_of(portfolio, tables, source.resource, source.period)
    limit = amount_text(float(problem.rows.upper[row]), resource.unit)
    if not together:
        return f"the limit of {limited(portfolio, problem, source)}{when} is {limit}"
    least = _least_need(problem, row, together.values())
    need = needed_text(portfolio, problem, source, least)
    return f"together that takes {need}{when}, but the limit is {limit}"


def _least_need(problem: Problem, row: int, options: Iterable[set[int]]) -> float:
    """Return what is needed of a row by one option out of each set, the smallest."""
    entries = problem.rows.row == row
    needed = np.zeros(len(problem.options))
    needed[problem.rows.column[entries]] = problem.rows.value[entries]
    return float(sum(needed[sorted(columns)].min() for columns in options))

"""What the best plan would be if one verdict were the other way round, or one rule gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.ties import settle
from portfolio.funding.values import value_of

_FORCING = frozenset({"mandated", "force_in", "force_out"})


@dataclass(frozen=True, slots=True)
class Swap:
    """The difference between a plan and the best plan under one change.

    Attributes:
        possible: False when no plan obeys every limit and rule after the change.
        cost: value of the plan minus value after the change; below 0 for a gain.
        leaves: ids funded in the plan and no longer after the change.
        enters: ids funded after the change and not in the plan.
        proven: whether the plan after the change is proven the best.
    """

    possible: bool
    cost: float = 0.0
    leaves: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    proven: bool = True


def with_verdict(
    problem: Problem, x: Floats, initiative: int, *, funded: bool, control: Control
) -> Swap:
    """Return what changes when one initiative has to be funded, or must not be.

    Rules that force this very initiative in or out give way.

    Args:
        problem: what ``x`` is the best choice of.
        x: the choice to compare with.
        initiative: index of the initiative.
        funded: the verdict to impose.
        control: deadline and progress.

    Raises:
        Cancelled: ``control.tick`` asked to stop.
    """
    initiative_id = problem.tables.initiative_ids[initiative]
    columns = np.array(problem.columns_of(initiative))
    count = 1.0 if funded else 0.0
    source = Source("force_in" if funded else "force_out", initiatives=(initiative_id,))
    changed = _without(problem, _forcing_rows(problem, initiative_id))
    return _compare(
        problem,
        x,
        changed.with_rows(Row(columns, np.ones(len(columns)), count, count, source)),
        control,
    )


def with_options(problem: Problem, x: Floats, options: Sequence[int], control: Control) -> Swap:
    """Return what changes when one of these options of an initiative has to be chosen.

    Args and errors as in ``with_verdict``; ``options`` belong to one initiative.
    """
    columns = np.array(options)
    initiative_id = problem.tables.initiative_ids[problem.options.initiative[columns[0]]]
    source = Source("force_in", initiatives=(initiative_id,))
    row = Row(columns, np.ones(len(columns)), 1.0, 1.0, source)
    return _compare(problem, x, problem.with_rows(row), control)


def without_force(problem: Problem, x: Floats, initiative: int, control: Control) -> Swap:
    """Return what changes when no rule forces this initiative in or out.

    Args and errors as in ``with_verdict``.
    """
    initiative_id = problem.tables.initiative_ids[initiative]
    return _compare(problem, x, _without(problem, _forcing_rows(problem, initiative_id)), control)


def without_rule(problem: Problem, x: Floats, rule_id: str, control: Control) -> Swap:
    """Return what changes when one rule is lifted.

    Args and errors as in ``with_verdict``.
    """
    rows = [row for row, source in enumerate(problem.rows.sources) if source.rule_id == rule_id]
    return _compare(problem, x, _without(problem, rows), control)


def between(problem: Problem, x: Floats, changed: Problem, control: Control) -> Swap:
    """Return what changes from a choice to the best one of a problem with the same options.

    Args and errors as in ``with_verdict``.
    """
    return _compare(problem, x, changed, control)


def _forcing_rows(problem: Problem, initiative_id: str) -> list[int]:
    return [
        row
        for row, source in enumerate(problem.rows.sources)
        if source.kind in _FORCING and source.initiatives == (initiative_id,)
    ]


def _without(problem: Problem, rows: Iterable[int]) -> Problem:
    gone = set(rows)
    kept = [row for row in range(len(problem.rows)) if row not in gone]
    return problem.with_only(kept)


def _compare(problem: Problem, x: Floats, changed: Problem, control: Control) -> Swap:
    start = None if len(changed.rows.broken(x)) else x
    answer = best_choice(changed, control, start)
    _heed(control)
    choice = answer.x
    if choice is None:
        return Swap(possible=False, proven=answer.outcome == "infeasible")
    before, after = _funded(problem, x), _funded(problem, choice)
    idle = any(after[i] <= 0 for i in after.keys() - before)
    if idle and answer.outcome == "optimal":
        # What adds nothing is there by chance, unless a rule needs it: a plan leaves it out.
        choice = settle(changed, choice, control)
        _heed(control)
        after = _funded(problem, choice)
    return Swap(
        possible=True,
        cost=value_of(problem.gain, x) - value_of(problem.gain, choice),
        leaves=tuple(i for i in before if i not in after),
        enters=tuple(i for i in after if i not in before),
        proven=answer.outcome == "optimal",
    )


def _heed(control: Control) -> None:
    """Pass on a request to stop: a search only ends early by it."""
    if control.cancelled is not None:
        raise control.cancelled


def _funded(problem: Problem, x: Floats) -> dict[str, float]:
    """Return the funded ids and what they add, the most valuable first."""
    ids = problem.tables.initiative_ids
    gain = {
        ids[problem.options.initiative[option]]: float(problem.gain[option])
        for option in problem.taken(x)
    }
    return dict(sorted(gain.items(), key=lambda item: (-item[1], item[0])))

"""What the best plan would be if one verdict were the other way round, or one rule gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from portfolio.funding.problem import Problem
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.rows import Floats
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Answer, Control
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
        moves: options after the change of those funded in both, at another size or start.
        proven: whether the plan after the change is proven the best.
    """

    possible: bool
    cost: float = 0.0
    leaves: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    moves: tuple[int, ...] = ()
    proven: bool = True


class Swaps:
    """Compares a choice with the best one after a change, for one change after another.

    Each solves anew, the faster for those before. Which of several choices of the same value
    is named may depend on what was asked before.

    Args:
        problem: what ``x`` is the best choice of.
        x: the choice to compare with.
    """

    def __init__(self, problem: Problem, x: Floats) -> None:
        self._problem = problem
        self._x = x
        self._resolver = Resolver(problem, [x])
        self._level_rows = {
            source.initiatives[0]: row
            for row, source in enumerate(problem.rows.sources)
            if source.kind == "level"
        }

    def with_verdict(self, initiative: int, *, funded: bool, control: Control) -> Swap:
        """Return what changes when one initiative has to be funded, or must not be.

        Rules that force this very initiative in or out give way.

        Args:
            initiative: its index.
            funded: the verdict to impose.
            control: deadline and progress.

        Raises:
            Cancelled: ``control.tick`` asked to stop.
        """
        columns = self._problem.columns_of(initiative)
        lifted = self._forcing_rows(initiative)
        return self._after(self._imposed(columns, lifted, funded=funded), control)

    def with_options(self, options: Sequence[int], control: Control) -> Swap:
        """Return what changes when one of these options of an initiative has to be chosen.

        Args and errors as in ``with_verdict``; ``options`` belong to one initiative.
        """
        return self._after(self._imposed(options, (), funded=True), control)

    def without_force(self, initiative: int, control: Control) -> Swap:
        """Return what changes when no rule forces this initiative in or out.

        Args and errors as in ``with_verdict``.
        """
        return self._after(Change(lifted=self._forcing_rows(initiative)), control)

    def without_rule(self, rule_id: str, control: Control) -> Swap:
        """Return what changes when one rule is lifted.

        Args and errors as in ``with_verdict``.
        """
        sources = self._problem.rows.sources
        rows = [row for row, source in enumerate(sources) if source.rule_id == rule_id]
        return self._after(Change(lifted=rows), control)

    def _forcing_rows(self, initiative: int) -> list[int]:
        about = (self._problem.tables.initiative_ids[initiative],)
        return [
            row
            for row, source in enumerate(self._problem.rows.sources)
            if source.kind in _FORCING and source.initiatives == about
        ]

    def _imposed(self, options: Sequence[int], lifted: Sequence[int], *, funded: bool) -> Change:
        """Return the change after which one of these options is chosen, or none of them is."""
        initiative = int(self._problem.options.initiative[options[0]])
        columns = self._problem.columns_of(initiative)
        fixed = {column: 0.0 for column in columns if not funded or column not in options}
        if not funded:
            return Change(lifted=lifted, fixed=fixed)
        if len(options) == 1:
            return Change(lifted=lifted, fixed={**fixed, options[0]: 1.0})
        # A limit that moves keeps the relaxation warm, where a new one would not.
        level_row = self._level_rows[self._problem.tables.initiative_ids[initiative]]
        return Change(lower={level_row: 1.0}, lifted=lifted, fixed=fixed)

    def _after(self, change: Change, control: Control) -> Swap:
        answer = self._resolver.best(change, control)
        _heed(control)
        lifted = frozenset(change.lifted)

        def keeps(x: Floats) -> bool:
            rows = self._problem.rows
            activity = rows.activity(x)
            return (
                lifted.issuperset(rows.broken(x).tolist())
                and all(x[column] == value for column, value in change.fixed.items())
                and all(activity[row] >= lower for row, lower in change.lower.items())
            )

        return _compared(self._problem, self._x, answer, keeps)


def between(problem: Problem, x: Floats, changed: Problem, control: Control) -> Swap:
    """Return what changes from a choice to the best one of a problem with the same options.

    Args and errors as in ``Swaps.with_verdict``.
    """
    start = None if len(changed.rows.broken(x)) else x
    answer = best_choice(changed, control, start)
    _heed(control)
    return _compared(problem, x, answer, lambda choice: not len(changed.rows.broken(choice)))


def _compared(problem: Problem, x: Floats, answer: Answer, keeps: Callable[[Floats], bool]) -> Swap:
    """Return the difference; ``keeps`` tells which choices were possible for the answer."""
    if answer.x is None:
        return Swap(possible=False, proven=answer.outcome == "infeasible")
    before = _funded(problem, x)
    choice = _without_idle(problem, answer.x, before.keys(), keeps)
    after = _funded(problem, choice)
    return Swap(
        possible=True,
        cost=value_of(problem.gain, x) - value_of(problem.gain, choice),
        leaves=tuple(i for i in before if i not in after),
        enters=tuple(i for i in after if i not in before),
        moves=_moves(problem, x, choice),
        proven=answer.outcome == "optimal",
    )


def _moves(problem: Problem, x: Floats, choice: Floats) -> tuple[int, ...]:
    """Return the options of ``choice`` that fund what ``x`` funds at another size or start."""
    before, initiative = problem.taken(x), problem.options.initiative
    funded = {int(initiative[option]) for option in before}
    taken = frozenset(problem.taken(choice)) - frozenset(before)
    return tuple(option for option in sorted(taken) if int(initiative[option]) in funded)


def _without_idle(
    problem: Problem, choice: Floats, before: Collection[str], keeps: Callable[[Floats], bool]
) -> Floats:
    """Return a choice without what enters by chance: it adds nothing, and no rule needs it."""
    after = _funded(problem, choice)
    idle = [i for i in after if i not in before and after[i] <= 0]
    dropped = True
    while dropped:
        dropped = False
        for initiative_id in tuple(idle):
            less = _dropped(problem, choice, initiative_id)
            if keeps(less) and value_of(problem.gain, less) >= value_of(problem.gain, choice):
                choice, dropped = less, True
                idle.remove(initiative_id)
    return choice


def _dropped(problem: Problem, choice: Floats, initiative_id: str) -> Floats:
    less = choice.copy()
    less[problem.columns_of(problem.tables.initiative_ids.index(initiative_id))] = 0.0
    return problem.completed(less)


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

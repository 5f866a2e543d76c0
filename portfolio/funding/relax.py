"""When no plan fits: the smallest sets of limits and rules that would have to give way."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.errors import Tick
from portfolio.funding.lever_search import Slope, least_change
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.relax_changes import Concession
from portfolio.funding.relax_words import concession_sentence
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.rows import Floats, Row, Rows, Source, stack
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Answer, Control
from portfolio.funding.values import value_of
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.text import capitalized

#: Alternatives looked for; among sets of equal size, people choose.
MOST = 5

#: What gives way first among sets of equal size: leaders' own wishes, then limits, then the
#: order of things, then what the law or a gate asks for. Shares of one concession.
_RELUCTANCE: Mapping[str, float] = {
    "force_in": 0.0,
    "force_out": 0.0,
    "capacity": 0.01,
    "floor": 0.01,
    "cap": 0.01,
    "at_least": 0.01,
    "at_most": 0.01,
    "score": 0.02,
    "together": 0.02,
    "requires": 0.03,
    "finished_before": 0.03,
    "excludes": 0.03,
    "gate": 0.05,
    "mandated": 0.05,
}

_FIXED = frozenset({"level", "synergy", "search"})

Key = tuple[str, str, str]
_Scores = Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One set of concessions with which a plan fits; none of them could be left out.

    Attributes:
        concessions: what gives way.
        sentence: all of them in words.
        value: of the best plan then, in the unit of the plan.
    """

    concessions: tuple[Concession, ...]
    sentence: str
    value: float


def relaxations(
    portfolio: Portfolio,
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
    most: int = MOST,
) -> tuple[Relaxation, ...]:
    """Return the smallest sets of limits and rules to relax, fewest concessions first.

    Each set is minimal: with all but one of its concessions, still no plan fits. A limit
    is one resource in all its periods, raised only where and as far as it has to be for
    the most valuable plan that needs the least of it; a rule about several initiatives
    that are forced or gated gives way for one of them. Empty when a plan fits as it is.

    Args:
        portfolio: the document.
        scores: as given to ``plan``.
        tick: told the progress; may raise ``Cancelled``.
        most: how many sets to look for.

    Raises:
        Cancelled: ``tick`` asked to stop.
    """
    problem = build_problem(portfolio, value=scores)
    control = Control(tick)
    if _fits(problem, control):
        return ()
    found: list[Relaxation] = []
    for done, keys in enumerate(_minimal_sets(problem, control, most)):
        control.say(done / most, "Looking for what could give way")
        found.append(_relaxation(portfolio, problem, keys, (scores, control)))
    return tuple(found)


def _fits(problem: Problem, control: Control) -> bool:
    nothing = dataclasses.replace(problem, gain=np.zeros(len(problem.gain)))
    return _heeded(best_choice(nothing, control), control).x is not None


def _heeded(answer: Answer, control: Control) -> Answer:
    if control.cancelled is not None:
        raise control.cancelled
    return answer


def key_of(problem: Problem, source: Source) -> Key | None:
    """Return what gives way together with a row; None for what never does."""
    if source.kind in _FIXED:
        return None
    if source.kind == "capacity":
        return "capacity", problem.tables.resource_ids[source.resource], ""
    if source.kind in {"mandated", "force_in", "force_out", "gate", "score"}:
        return source.kind, source.rule_id, source.initiatives[0]
    return source.kind, source.rule_id, ""


def _minimal_sets(problem: Problem, control: Control, most: int) -> Iterator[tuple[Key, ...]]:
    """Yield minimal sets of keys without whose rows a choice exists, the smallest first.

    One column per key that switches its rows off; the fewest columns are taken, and each
    set found is forbidden for the next.
    """
    keys = sorted(
        {key for source in problem.rows.sources if (key := key_of(problem, source)) is not None}
    )
    soft = _with_switches(problem, keys)
    first = len(problem.gain)
    for _ in range(most):
        answer = _heeded(best_choice(soft, control), control)
        if answer.x is None:
            return
        chosen = np.flatnonzero(answer.x[first:] > 0.5)
        yield tuple(keys[place] for place in chosen)
        columns = first + chosen
        soft = soft.with_rows(
            Row(columns, np.ones(len(columns)), -math.inf, len(columns) - 1.0, Source("search"))
        )


def _with_switches(problem: Problem, keys: Sequence[Key]) -> Problem:
    """Return a problem with a column per key that lets its rows be broken, at a cost."""
    width = len(problem.gain)
    place = {key: width + number for number, key in enumerate(keys)}
    made: list[Row] = []
    for row in problem.rows.single():
        key = key_of(problem, row.source)
        made.extend([row] if key is None else _switchable(row, place[key]))
    cost = [1.0 + _RELUCTANCE[key[0]] for key in keys]
    return dataclasses.replace(
        problem,
        gain=np.concatenate([np.zeros(width), -np.array(cost)]),
        cost=np.zeros(width + len(keys)),
        options=problem.options.with_synergies(len(keys)),
        rows=stack(made, width + len(keys)),
    )


def _switchable(row: Row, switch: int) -> Iterator[Row]:
    """Yield the sides of a row, each of which holds only while its switch is 0."""
    columns = np.append(row.columns, switch)
    over = float(np.maximum(row.values, 0.0).sum()) - row.upper
    under = row.lower - float(np.minimum(row.values, 0.0).sum())
    if math.isfinite(row.upper):
        yield Row(columns, np.append(row.values, -max(over, 0.0)), -math.inf, row.upper, row.source)
    if math.isfinite(row.lower):
        yield Row(columns, np.append(row.values, max(under, 0.0)), row.lower, math.inf, row.source)


def _relaxation(
    portfolio: Portfolio, problem: Problem, keys: Sequence[Key], asked: tuple[_Scores, Control]
) -> Relaxation:
    """Return how far each of ``keys`` has to give way, and the best plan then."""
    scores, control = asked
    rows = problem.rows
    lifted = [
        row
        for row, source in enumerate(rows.sources)
        if key_of(problem, source) in keys and source.kind != "capacity"
    ]
    raised = [
        row
        for row, source in enumerate(rows.sources)
        if key_of(problem, source) in keys and source.kind == "capacity"
    ]
    choice = _needing_least(problem, lifted, raised, control)
    excess = rows.activity(choice) - rows.upper
    concessions = [
        _concession(
            problem,
            key,
            [row for row in raised if key_of(problem, rows.sources[row]) == key],
            (excess, scores),
        )
        for key in keys
    ]
    value = problem.offset + value_of(problem.gain, problem.completed(choice))
    sentence = "; ".join(concession_sentence(portfolio, each) for each in concessions)
    return Relaxation(tuple(concessions), f"{capitalized(sentence)}.", value)


def _needing_least(
    problem: Problem, lifted: Sequence[int], raised: Sequence[int], control: Control
) -> Floats:
    """Return the best choice under the smallest rise, alike in all ``raised`` rows by share."""
    resolver = Resolver(problem)
    rows = problem.rows
    if not raised:
        answer = _heeded(resolver.best(Change(lifted=lifted), control), control)
        return np.zeros(len(problem.gain)) if answer.x is None else answer.x
    upper = np.zeros(len(rows))
    upper[raised] = np.maximum(np.abs(rows.upper[raised]), _least_unit(rows))
    slope = Slope(upper, np.zeros(len(rows)))

    def best(size: float) -> Floats | None:
        change = dataclasses.replace(slope.change(rows, size, {}), lifted=lifted)
        return _heeded(resolver.best(change, control), control).x

    most = slope.needed(rows, np.ones(len(problem.gain))) + 1.0
    least = least_change(best, lambda x: slope.needed(rows, x), most)
    choice = best(most if least is None else least)
    return np.zeros(len(problem.gain)) if choice is None else choice


def _least_unit(rows: Rows) -> float:
    """Return a size for limits of 0, against which a share cannot be taken."""
    return float(np.abs(rows.value).max(initial=1.0)) * 1e-3


def _concession(
    problem: Problem,
    key: Key,
    raised: Sequence[int],
    found: tuple[Floats, _Scores],
) -> Concession:
    excess, scores = found
    kind, name, initiative_id = key
    if kind == "capacity":
        amounts: dict[str, float] = {}
        for row in raised:
            period = problem.tables.period_ids[problem.rows.sources[row].period]
            over = float(excess[row])
            if over > problem.rows.slack[row]:
                amounts[period] = max(over, amounts.get(period, 0.0))
        return Concession("capacity", resource_id=name, amounts=FrozenMap(amounts))
    if kind == "score":
        score = (scores or {}).get(initiative_id, 0.0)
        return Concession("score", initiative_id=initiative_id, amounts=FrozenMap({"": score}))
    return Concession(kind, rule_id=name, initiative_id=initiative_id)

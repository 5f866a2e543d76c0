"""Why the plan moved: its change of value split into inputs, weights, limits and choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portfolio.errors import Tick
from portfolio.funding import Plan, plan_change
from portfolio.insight.bridge_result import Bridge, Part, Planner, Stop, share_of
from portfolio.insight.bridge_states import STEPS, states
from portfolio.model import Portfolio
from portfolio.model.text import in_quotes, listed, quoted


def bridge(
    before: Portfolio,
    after: Portfolio,
    planner: Planner,
    *,
    names: tuple[str, str],
    tick: Tick,
) -> Bridge:
    """Split the change of a plan's value by planning the portfolios in between.

    ``gained_k = V_k - V_(k-1)`` with the value ``V_k`` of the best plan of state ``k`` of
    ``states``, so that the parts add up to ``V_4 - V_0``. The best plan of a state with the
    value ``V`` and the bound ``B`` is worth from ``V`` to ``B``: a part is then known to
    lie from ``V_k - B_(k-1)`` to ``B_k - V_(k-1)``. What a step is given depends on the
    order of the steps, which is that of ``STEPS``.

    Ends that maximize different things, or count them in different units, or have no plan,
    are not split. A state in between that has no such plan is passed over: the steps on
    both sides of it become one part, and a note says so.

    Args:
        before: the one version.
        after: the other.
        planner: gives the best plan of a portfolio.
        names: what the two versions are called, for sentences.
        tick: told the progress; may raise ``Cancelled``.
    """
    wanted = states(before, after)
    ends = (0, len(wanted) - 1)
    known: dict[int, Stop] = {}
    # The ends first: where they cannot be compared, nothing in between is of use.
    for done, number in enumerate((*ends, *range(1, ends[1]))):
        text = f"Planning {done + 1:,} of {len(wanted):,} versions"
        planned = planner(wanted[number], share_of(tick, done, len(wanted), text))
        known[number] = Stop(STEPS[:number], wanted[number], planned)
        trouble = _trouble(known[0], known[number], names) if number == ends[1] else ""
        if trouble:
            return Bridge((known[0], known[number]), trouble=trouble)
    return _split(tuple(known[number] for number in sorted(known)))


def _trouble(first: Stop, last: Stop, names: tuple[str, str]) -> str:
    for stop, name in zip((first, last), names, strict=True):
        if stop.planned.fitting is None:
            return f"There is no plan of {in_quotes(name)} to compare: {stop.planned.trouble}"
    one, other = first.planned.fitting, last.planned.fitting
    if one is None or other is None or _alike(one, other):
        return ""
    if one.objective != other.objective:
        return (
            f"The values cannot be compared: the plan of {in_quotes(names[0])} maximizes "
            f"{one.objective_name} in {one.unit}, that of {in_quotes(names[1])} "
            f"{other.objective_name} in {other.unit}."
        )
    return (
        f"The values cannot be compared: that of {in_quotes(names[0])} is in {quoted(one.unit)}, "
        f"that of {in_quotes(names[1])} in {quoted(other.unit)}."
    )


def _alike(one: Plan, other: Plan) -> bool:
    return (one.objective, one.unit) == (other.objective, other.unit)


def _split(stops: tuple[Stop, ...]) -> Bridge:
    first, last = stops[0].planned.fitting, stops[-1].planned.fitting
    if first is None or last is None:
        return Bridge(stops)
    kept = [stop for stop in stops if (p := stop.planned.fitting) and _alike(p, first)]
    return Bridge(
        stops,
        parts=tuple(_parts(kept)),
        total=plan_change(first, last).gained,
        unit=first.unit,
        notes=tuple(_passed_over(stops, kept)),
    )


def _parts(stops: Sequence[Stop]) -> Iterator[Part]:
    for start, end in pairwise(stops):
        one, other = start.planned.fitting, end.planned.fitting
        if one is not None and other is not None:
            yield _part(start, end, one, other)


def _part(start: Stop, end: Stop, one: Plan, other: Plan) -> Part:
    change = plan_change(one, other)
    difference, same = change.gained or 0.0, one is other
    return Part(
        steps=tuple(step for step in end.taken if step not in start.taken),
        start=start,
        end=end,
        change=change,
        low=difference if same else difference - max(one.bound - one.value, 0.0),
        high=difference if same else difference + max(other.bound - other.value, 0.0),
    )


def _passed_over(stops: Sequence[Stop], kept: Sequence[Stop]) -> Iterator[str]:
    for stop in stops:
        if stop not in kept:
            why = stop.planned.trouble or "its plan maximizes something else."
            yield (
                f"With the new {listed(stop.taken)} alone there is no value to compare, so they "
                f"are told together with the next part: {why}"
            )

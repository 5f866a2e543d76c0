"""What funding answers with: a plan, and one reason per initiative."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from portfolio.model import FrozenMap

Floats = NDArray[np.float64]
PlanStatus = Literal["optimal", "feasible", "infeasible", "cancelled"]
PlanObjective = Literal["benefit", "value"]
Verdict = Literal["fund", "defer", "cut"]
Origin = Literal["", "mandated", "forced in", "forced out"]


@dataclass(frozen=True, slots=True)
class Span:
    """When an initiative is at work.

    Attributes:
        start: id of the period in which it starts.
        last: id of the last planned period in which it works.
        shift: periods by which it starts later than stated; below 0: earlier.
        goes_on: whether its work goes on after the last planned period.
    """

    start: str
    last: str
    shift: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The set chosen, what it is worth, what it uses, and how sure that is.

    Attributes:
        name: ``best`` (the optimizer's), ``waterline`` (down the ranked list), ``by hand``,
            or that of a ``Habit``.
        status: ``optimal`` (proven), ``feasible`` (within ``gap`` of the best),
            ``infeasible`` (no plan obeys every limit and rule) or ``cancelled``
            (stopped by the user; the best plan so far).
        objective: what is maximized, ``benefit`` or ``value``.
        objective_name: the same as part of a sentence, for example
            ``risk-adjusted benefit``.
        unit: of ``value`` and ``bound``, for example ``$M`` or ``points``.
        value: of the chosen set; 0 when infeasible.
        bound: no plan can be worth more than this.
        gap: proven relative gap, ``(bound - value) / |value|``; 0 when optimal.
        chosen: initiative id to level id; an empty level id is the full size.
        forced_in, forced_out, mandated: initiative ids under such a rule.
        unvalued: initiative ids without a stated benefit (or score); they stay
            out unless a rule brings them in.
        use: of the chosen set and of what is stopped, ``(n_resources, n_periods)``, in
            each resource's unit; that of a pool holds its parts'. Resources that can
            stand in for others hold what they do for them.
        capacity: stated limits, same shape; NaN where no limit is stated.
        demand: all initiatives at full size, same shape.
        resource_ids, period_ids: rows and columns of the three tables, in the
            order of the screen.
        carries: per resource, whether what is not used may be used later.
        notes: sentences on what was assumed or left out.
        seconds: spent on this plan; 0 where that is not measured.
        conflict: when infeasible, the smallest set of limits and rules that
            cannot all be obeyed, as a sentence; else empty.
        spans: when each chosen initiative is at work, by id.
        helped: where a limit that is used up does not bind, since resources that can
            stand in have something left, ``(n_resources, n_periods)``; None: nowhere.
    """

    name: str
    status: PlanStatus
    objective: PlanObjective
    objective_name: str
    unit: str
    value: float
    bound: float
    gap: float
    chosen: FrozenMap[str, str]
    forced_in: frozenset[str]
    forced_out: frozenset[str]
    mandated: frozenset[str]
    unvalued: frozenset[str]
    use: Floats
    capacity: Floats
    demand: Floats
    resource_ids: tuple[str, ...]
    period_ids: tuple[str, ...]
    carries: tuple[bool, ...]
    notes: tuple[str, ...]
    seconds: float
    conflict: str = ""
    spans: FrozenMap[str, Span] = field(default_factory=FrozenMap)
    helped: NDArray[np.bool_] | None = None

    @property
    def deferred(self) -> frozenset[str]:
        """Ids that are funded, but start later than stated."""
        return frozenset(key for key, span in self.spans.items() if span.shift > 0)

    def verdict(self, initiative_id: str) -> Verdict:
        """Return what becomes of an initiative; ``cut`` for all when nothing fits."""
        if initiative_id not in self.chosen:
            return "cut"
        span = self.spans.get(initiative_id)
        return "defer" if span is not None and span.shift > 0 else "fund"

    def origin(self, initiative_id: str) -> Origin:
        """Return the rule that decides about an initiative; empty when the plan is free to."""
        if initiative_id in self.mandated:
            return "mandated"
        if initiative_id in self.forced_in:
            return "forced in"
        return "forced out" if initiative_id in self.forced_out else ""

    def use_share(self) -> Floats:
        """Return what the plan uses of each limit, ``(n_resources, n_periods)``.

        1 is all of it. A budget that carries over is counted as a running sum:
        used so far over available so far. NaN where no limit is stated; where
        the limit is 0, 0 when nothing is used and infinity otherwise.
        """
        return share_of(self.use, self.capacity, self.carries)

    def demand_share(self) -> Floats:
        """Return what all initiatives together ask of each limit, as ``use_share`` counts."""
        return share_of(self.demand, self.capacity, self.carries)

    def tightest(self) -> tuple[int, int] | None:
        """Return (resource row, period column) of the limit used most; None without limits.

        The first in the order of the screen wins a tie. Limits that do not bind, since
        others can stand in, count only where there are no others.
        """
        share = self.use_share()
        if self.helped is not None and not np.isnan(share[~self.helped]).all():
            share = np.where(self.helped, np.nan, share)
        if share.size == 0 or bool(np.isnan(share).all()):
            return None
        row, column = np.unravel_index(int(np.nanargmax(share)), share.shape)
        return int(row), int(column)


@dataclass(frozen=True, slots=True)
class Line:
    """Why one initiative is funded or cut.

    Attributes:
        verdict: ``defer`` is funded, but from a later start than stated.
        level: id of the size it is funded at; empty for full size, or when cut.
        reason: one or two plain sentences.
        price: value lost, in the plan's unit, when the verdict is reversed and
            everything else is chosen anew; None when that has not been solved,
            or when no plan obeys the reversed verdict.
        effect: the end of ``reason`` that says what the opposite would do; may be empty.
    """

    initiative_id: str
    verdict: Verdict
    level: str
    reason: str
    price: float | None = None
    effect: str = ""

    @property
    def cause(self) -> str:
        """The reason without its effect: what the plan itself tells."""
        return self.reason.removesuffix(self.effect).rstrip()


def share_of(amount: Floats, capacity: Floats, carries: tuple[bool, ...]) -> Floats:
    """Return ``amount / capacity``, by running sums in the rows that carry over.

    All tables are ``(n_resources, n_periods)``; NaN in ``capacity`` gives NaN. Of a limit
    of 0 nothing is 0 and anything is infinite. A period without a stated limit adds
    nothing to a running sum.
    """
    used, available = amount.astype(np.float64), capacity.astype(np.float64)
    rows = np.array(carries, dtype=bool)
    if rows.any():
        stated = ~np.isnan(capacity[rows])
        used[rows] = np.cumsum(np.where(stated, amount[rows], 0.0), axis=1)
        running = np.cumsum(np.where(stated, capacity[rows], 0.0), axis=1)
        available[rows] = np.where(stated, running, np.nan)
    share = np.full(used.shape, np.nan)
    np.divide(used, available, out=share, where=available > 0)
    empty = available == 0
    share[empty] = np.where(used[empty] > 0, np.inf, 0.0)
    return share

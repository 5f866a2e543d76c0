"""What the frontier answers with: points, efficient plans, and where we are."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.funding.result import Floats, Span
from portfolio.model import FrozenMap


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """What one share of the capacity buys.

    Attributes:
        share: of today's capacity; 1 is all of it.
        amount: in the resource's unit: the whole of a budget, of others that of a period.
        value: of the best plan known, in the unit of the frontier; None where none fits.
        bound: no plan is worth more; equal to ``value`` once that is proven; -inf where it
            is proven that none fits.
        ranked: value of the plan straight down the list by benefit per unit of this
            resource, under all other limits too; None where that breaks a rule, or is
            not known yet.
    """

    share: float
    amount: float
    value: float | None
    bound: float
    ranked: float | None

    @property
    def gap(self) -> float:
        """How far the best plan could still lie above, as a share of ``value``; 0 when proven."""
        if self.value is None:
            return 0.0 if self.bound == float("-inf") else float("inf")
        above = self.bound - self.value
        if above <= 0:
            return 0.0
        return above / abs(self.value) if self.value else float("inf")

    @property
    def list_loss(self) -> float | None:
        """What funding down the list loses here, 0 or more; None where either is not known."""
        if self.value is None or self.ranked is None:
            return None
        return max(0.0, self.value - self.ranked)


@dataclass(frozen=True, slots=True, eq=False)
class EfficientPlan:
    """A plan that no plan for as little of the resource beats.

    Attributes:
        share: of today's capacity from which on it is possible.
        amount: the same in the resource's unit, as ``FrontierPoint.amount``.
        value: of the plan.
        chosen: initiative id to level id; an empty level id is the full size.
        use: of all resources, ``(n_resources, n_periods)``, as in a ``Plan``: who stands in
            for others holds what is done for them.
        spans: initiative id to when it is at work.
        enters, leaves: ids that the efficient plan for the next smaller need does not
            fund, and that only it funds.
        changed: ids that both fund, at another size or from another start.
        supported: whether it lies on the convex hull: the best at some price of the
            resource. The others are found only by exact search.
    """

    share: float
    amount: float
    value: float
    chosen: FrozenMap[str, str]
    spans: FrozenMap[str, Span]
    use: Floats
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    changed: tuple[str, ...]
    supported: bool


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Value against one capacity.

    Attributes:
        resource_id: whose capacity is moved, in all periods alike.
        unit: of the amounts.
        capacity: amount at 100 %.
        objective_name, value_unit: what the values are.
        points: by rising share; their values never fall.
        plans: the efficient plans that are known, by rising share and value.
        here: the plan of today's capacity; None when none fits.
        open_from: shares from which on, up to the next point, there may be more plans than
            were found; empty when every step is known.
        final: whether this is the last and best result.
        sentences: what to take away, the most important first.
        notes: on what was assumed.
    """

    resource_id: str
    unit: str
    capacity: float
    objective_name: str
    value_unit: str
    points: tuple[FrontierPoint, ...]
    plans: tuple[EfficientPlan, ...]
    here: EfficientPlan | None
    open_from: tuple[float, ...] = ()
    final: bool = False
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """The largest proven gap of all points; 0 when all are exact."""
        return max((point.gap for point in self.points), default=0.0)

    @property
    def complete(self) -> bool:
        """Whether every step is known, each proven."""
        return self.final and not self.open_from and self.gap == 0.0

    def at(self, share: float) -> EfficientPlan | None:
        """Return the best known plan for a share of the capacity; None when none fits."""
        under = [plan for plan in self.plans if plan.share <= share + 1e-9]
        return under[-1] if under else None

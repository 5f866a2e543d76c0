"""What the best stable sequence answers with."""

from __future__ import annotations

import math
from dataclasses import dataclass

from portfolio.model import FrozenMap


@dataclass(frozen=True, slots=True)
class StableStep:
    """The plan of the sequence at one capacity.

    Attributes:
        share: of today's capacity.
        amount: in the resource's unit, as in ``FrontierPoint``.
        value: of the plan in the sequence.
        best: of the best plan for this capacity alone.
        chosen: initiative id to level id.
        enters: ids that the step before does not fund; nobody ever leaves.
    """

    share: float
    amount: float
    value: float
    best: float
    chosen: FrozenMap[str, str]
    enters: tuple[str, ...]

    @property
    def cost(self) -> float:
        """What stability costs here, 0 or more."""
        return max(0.0, self.best - self.value)


@dataclass(frozen=True, slots=True, eq=False)
class StableSequence:
    """Nested plans over growing capacity.

    Attributes:
        resource_id, unit: whose capacity grows.
        objective_name, value_unit: what the values are.
        steps: by rising share; without those for which no plan fits.
        unreachable: shares for which no plan fits.
        total: sum of the values of all steps, which is maximized.
        bound: no stable sequence has a larger sum.
        final: whether this is the last and best result.
        sentences: what to take away.
        notes: on what was assumed.
    """

    resource_id: str
    unit: str
    objective_name: str
    value_unit: str
    steps: tuple[StableStep, ...]
    unreachable: tuple[float, ...]
    total: float
    bound: float
    final: bool
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How far the best sequence could still lie above, as a share of ``total``."""
        above = self.bound - self.total
        if above <= 0:
            return 0.0
        return above / abs(self.total) if self.total else math.inf

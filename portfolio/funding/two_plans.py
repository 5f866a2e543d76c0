"""What one plan does differently from another."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.funding.result import Plan

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What one plan does differently from another.

    Attributes:
        enters: ids funded in the second plan alone, in its order.
        leaves: ids funded in the first plan alone, in its order.
        resized: ids funded in both, at another level.
        moved: ids funded in both, from another start.
        gained: value of the second less that of the first, in ``unit``; None when the
            two do not maximize the same thing in the same unit, or one of them fits no
            limit.
        share: ``gained`` as a share of the first plan's value; None without a value.
        unit: of ``gained``.
    """

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    resized: tuple[str, ...]
    gained: float | None
    share: float | None
    unit: str
    moved: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two plans do the same for the same value."""
        return not (self.enters or self.leaves or self.resized or self.moved) and self.gained == 0


def plan_change(before: Plan, after: Plan) -> PlanChange:
    """Return what ``after`` does differently from ``before``."""
    resized = [key for key, level in after.chosen.items() if before.chosen.get(key, level) != level]
    moved = [
        key
        for key, span in after.spans.items()
        if key in before.spans and before.spans[key].start != span.start
    ]
    alike = (before.objective, before.unit) == (after.objective, after.unit)
    solved = "infeasible" not in (before.status, after.status)
    gained = after.value - before.value if alike and solved else None
    if gained is not None and abs(gained) <= _SAME * max(abs(before.value), abs(after.value)):
        gained = 0.0
    return PlanChange(
        enters=tuple(key for key in after.chosen if key not in before.chosen),
        leaves=tuple(key for key in before.chosen if key not in after.chosen),
        resized=tuple(resized),
        gained=gained,
        share=gained / before.value if gained is not None and before.value > 0 else None,
        unit=after.unit,
        moved=tuple(moved),
    )

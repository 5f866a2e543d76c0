"""What a bridge between two plans consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from portfolio.errors import PortfolioError, Tick
from portfolio.funding import Plan, PlanChange
from portfolio.insight.bridge_states import Step
from portfolio.model import Portfolio

CauseNoun = Literal["initiative", "criterion", "rater", "resource", "rule", "setting"]


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """The best plan of a portfolio; without one, why there is none.

    Attributes:
        scores: initiative id to additive value, 0 to 100, which a plan by value adds up.
    """

    plan: Plan | None = None
    error: PortfolioError | None = None
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def fitting(self) -> Plan | None:
        """The plan, if it obeys all limits and rules."""
        fits = self.plan is not None and self.plan.status != "infeasible"
        return self.plan if fits else None

    @property
    def trouble(self) -> str:
        """Why there is no plan, as a sentence; empty when there is one."""
        if self.fitting is not None:
            return ""
        if self.plan is not None:
            return self.plan.conflict or "No plan obeys all limits and rules."
        return str(self.error) if self.error is not None else "There is nothing to plan."


Planner = Callable[[Portfolio, Tick], Planned]


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """One portfolio on the way, with its plan.

    Attributes:
        taken: the steps that have been taken over by then.
    """

    taken: tuple[Step, ...]
    portfolio: Portfolio
    planned: Planned


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that a step changed, and what it alone does to the plan before the step.

    Attributes:
        noun: what it is; key: its id, or the name of the setting.
        change: made by it alone; the changes of several causes need not add up. None when
            that was not worked out.
    """

    noun: CauseNoun
    key: str
    change: PlanChange | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one step did to the plan.

    Attributes:
        steps: one; more where the plans between them cannot be compared or made.
        start, end: the stops before and after.
        low, high: what the best plans can differ by at least and at most; both are
            ``gained`` where both plans are proven.
        change: who enters and leaves the plan, and what that gains, in the unit of the bridge.
        causes: the largest single changes in the step, as far as they have been looked for.
        others: how many things more the step changed.
    """

    steps: tuple[Step, ...]
    start: Stop
    end: Stop
    change: PlanChange
    low: float
    high: float
    causes: tuple[Cause, ...] = ()
    others: int = 0

    @property
    def gained(self) -> float:
        """Value of the plan after less that before."""
        return self.change.gained or 0.0

    @property
    def proven(self) -> bool:
        """Whether nothing but rounding can be wrong with ``gained``."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """The way from one plan to another.

    Attributes:
        stops: the portfolios on the way with their plans; the two ends alone where these
            cannot be compared.
        parts: what each step did, in the order of ``STEPS``; they add up to ``total``. None
            when the values cannot be compared.
        total: the later value less the earlier one; None when they cannot be compared.
        unit: of all values.
        trouble: why there is no split, as a sentence; empty when there is one.
        notes: sentences on what was taken together, and why.
    """

    stops: tuple[Stop, ...]
    parts: tuple[Part, ...] = ()
    total: float | None = None
    unit: str = ""
    trouble: str = ""
    notes: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """``total`` as a share of the earlier value; None without one above 0."""
        first = self.first.fitting
        if self.total is None or first is None or first.value <= 0:
            return None
        return self.total / first.value

    @property
    def first(self) -> Planned:
        """The earlier plan."""
        return self.stops[0].planned

    @property
    def last(self) -> Planned:
        """The later plan."""
        return self.stops[-1].planned


def share_of(tick: Tick, number: int, count: int, text: str) -> Tick:
    """Return a tick for one of ``count`` equal pieces of work; what falls back is held."""
    most = 0.0

    def part(fraction: float, _text: str) -> None:
        nonlocal most
        most = max(most, min(1.0, fraction))
        tick((number + most) / count, text)

    return part

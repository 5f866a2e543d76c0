"""An initiative: one candidate or running AI effort, and the sizes it can be funded at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from portfolio.model.estimate import Benefit, Estimate
from portfolio.model.facts import Facts
from portfolio.model.frozen import FrozenMap

Stage = Literal["idea", "discovery", "build", "pilot", "scale", "run", "retire"]
Status = Literal["candidate", "running"]
STAGES: tuple[Stage, ...] = get_args(Stage)
STATUSES: tuple[Status, ...] = get_args(Status)

Demand = FrozenMap[str, FrozenMap[str, Estimate]]


@dataclass(frozen=True, slots=True)
class FundingLevel:
    """One size at which an initiative can be funded, as shares of the full size.

    Attributes:
        demand_share: of every demand, above 0; 1 is the full size.
        benefit_share: of the benefit, 0 or more.
    """

    name: str
    order: str
    demand_share: float = 1.0
    benefit_share: float = 1.0
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Initiative:
    """One candidate or running effort.

    Attributes:
        name: may be long, and need not be unique; ids are the keys.
        order: rank key of its row.
        code: the short label that a team uses in its spreadsheets, may be empty.
        unit: the business unit or agency that owns it.
        demand: resource id to period id to amount in the resource's unit, at full
            size, when it starts as early as stated. A cell that is not listed has not
            been stated. For a running effort: what continuing still needs.
        levels: sizes to choose from; empty means full size only.
        benefit: None when nothing has been stated.
        starts: ids of the periods in which it may start; empty: only when stated, in
            the first period with a demand. Its demand moves with the start.
        duration: whole periods of work, 1 or more; None: from the first to the last
            period with a stated demand.
        late_loss: share of the benefit, 0 to 1, that each period of deferral costs.
        open_ended: its work may go on after the last planned period; otherwise a
            start that would not let it finish is not open to it.
        stop_cost: of a running effort: what ending it needs, as ``demand``.
        spent: of a running effort: resource id to amount used so far. Shown, and
            never counted: what is spent is spent.
        facts: what the five lessons ask for; None when nothing has been stated.
    """

    name: str
    order: str
    code: str = ""
    owner: str = ""
    sponsor: str = ""
    category: str = ""
    unit: str = ""
    stage: Stage = "idea"
    status: Status = "candidate"
    goal: str = ""
    notes: str = ""
    start: date | None = None
    end: date | None = None
    tags: tuple[str, ...] = ()
    evidence: str = ""
    benefit: Benefit | None = None
    demand: Demand = field(default_factory=FrozenMap)
    levels: FrozenMap[str, FundingLevel] = field(default_factory=FrozenMap)
    starts: tuple[str, ...] = ()
    duration: int | None = None
    late_loss: float = 0.0
    open_ended: bool = False
    stop_cost: Demand = field(default_factory=FrozenMap)
    spent: FrozenMap[str, float] = field(default_factory=FrozenMap)
    facts: Facts | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

"""What the search for competitors answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from portfolio.model import FrozenMap

Standing = Literal["core", "contested", "out"]


@dataclass(frozen=True, slots=True)
class Driver:
    """What sets the worlds apart in which a competitor is worth more.

    Attributes:
        drawn_id: initiative id (its benefit after risk) or criterion id (its weight).
        usual: its mean over all worlds, in the unit of the value, or as a share of 1.
        then: its mean over the worlds in which the competitor is worth more.
    """

    drawn_id: str
    usual: float
    then: float


@dataclass(frozen=True, slots=True, eq=False)
class Competitor:
    """A plan that costs no more than today's and could be worth more.

    Attributes:
        chosen: initiative id to level id.
        enters, leaves: ids, against today's plan.
        value: at the estimates and weights as they stand.
        behind: what it is worth less there, 0 or more.
        beats: share of the worlds in which it is worth more.
        lead: mean of what it is worth more, over those worlds.
        driver: what sets them apart; None where nothing that was drawn does.
    """

    chosen: FrozenMap[str, str]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    value: float
    behind: float
    beats: float
    lead: float
    driver: Driver | None


@dataclass(frozen=True, slots=True)
class CoreLine:
    """How sure one initiative is of its place.

    Attributes:
        index: share of the worlds whose best known plan funds it.
        standing: ``core`` from 95 %, ``out`` up to 5 %, else ``contested``.
        funded: whether today's plan does.
    """

    initiative_id: str
    index: float
    standing: Standing
    funded: bool


@dataclass(frozen=True, slots=True, eq=False)
class Competition:
    """Today's plan against others in sampled worlds.

    Attributes:
        kind: what differs between the worlds: ``estimates`` of benefit, or ``weights``.
        worlds: how many were drawn.
        plans: how many plans were compared.
        value_unit: of all values.
        best_share: share of the worlds in which no known plan is worth more than today's.
        regret: mean of what the best known plan of a world is worth more than today's.
        competitors: by falling share of the worlds.
        core: all initiatives, by falling index, then by id.
        final: whether this is the last and fullest result.
        sentences: what to take away.
        notes: on what was assumed.
    """

    kind: str
    worlds: int
    plans: int
    value_unit: str
    best_share: float
    regret: float
    competitors: tuple[Competitor, ...]
    core: tuple[CoreLine, ...]
    final: bool
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def standing(self, standing: Standing) -> tuple[str, ...]:
        """Return the ids with this standing."""
        return tuple(line.initiative_id for line in self.core if line.standing == standing)

"""What the squeeze answers with: where it pinches, what more buys, and what trades for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Why more of a resource stops helping: another resource is short, a rule stands in the way,
#: or everything that is worth anything is funded.
Brake = Literal["resource", "rules", "list"]


@dataclass(frozen=True, slots=True)
class CellGain:
    """What one block more in a single period buys.

    Attributes:
        gain: value of the best plan then, less that of today, 0 or more.
        enters, leaves: ids that this changes.
    """

    resource_id: str
    period_id: str
    gain: float
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockStep:
    """The best plan with so many blocks more.

    Attributes:
        blocks: 1 or more.
        amount: of all blocks, in the resource's unit.
        value: of the best plan.
        gain: the same, less that of today.
        enters, leaves: ids, against the step before.
    """

    blocks: int
    amount: float
    value: float
    gain: float
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoreOf:
    """What more of one resource buys.

    Attributes:
        block: in the resource's unit.
        once: whether a block comes once (a budget that carries over), not every period.
        steps: 1, 2, 3 ... blocks, up to the last that helps or that was asked for.
        loss: value lost with one block less; None when no plan fits then.
        ceiling: value of the best plan without any limit on this resource.
        useful_blocks: least number of blocks that reaches the ceiling; 0 when today does.
        first_blocks: least number of blocks that buys anything; 0 when none does.
        brake: what holds from there on.
        next_limit: id of the resource of which one block more would then help most, or
            any number where one is too few; empty unless ``brake`` is ``resource``.
    """

    resource_id: str
    block: float
    once: bool
    steps: tuple[BlockStep, ...]
    loss: float | None
    ceiling: float
    useful_blocks: int
    first_blocks: int
    brake: Brake
    next_limit: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """How much of one resource makes up for one block less of another.

    Attributes:
        lost_id: the resource of which there is one block less.
        by_id: the resource of which there is more.
        loss: value that the block less costs when nothing makes up for it.
        blocks: least number of blocks of ``by_id`` with which the best plan is worth at
            least what it is today.
        lost_amount, amount: one block of the first, that many of the second, each in
            its unit.
    """

    lost_id: str
    by_id: str
    loss: float
    blocks: int
    lost_amount: float
    amount: float


@dataclass(frozen=True, slots=True)
class Squeeze:
    """The three-way squeeze: finite re-solves, no shadow prices.

    Attributes:
        value: of today's best plan; None when none fits.
        value_unit, objective_name: what the values are.
        cells: by falling gain, then in the order of the screen.
        resources: those with a capacity, in the order of the screen.
        exchanges: only where they exist: one block less costs something, and more of the
            other makes up for it.
        final: whether this is the last and fullest result.
        sentences: what to take away.
        notes: on what was assumed.
    """

    value: float | None
    value_unit: str
    objective_name: str
    cells: tuple[CellGain, ...]
    resources: tuple[MoreOf, ...]
    exchanges: tuple[Exchange, ...]
    final: bool
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

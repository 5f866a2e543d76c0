"""What the study of the cells worth discussing answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a rating can do: add to the value of the plan, lift over or drop under the least score,
#: or move the ranking alone; or there is no proven plan to move.
Power = Literal["value", "floor", "ranking", "no plan"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a cell: what follows if those who rated it lowest, or highest, are right.

    Attributes:
        level: of the rating, in the criterion's unit.
        rater_ids: who gave it, in screen order.
        rank: of the initiative with it as the joined rating; 0 when it is not ranked.
        planned: whether the plan with it is known and proven.
        enters, leaves, resized: ids of initiatives that the plan then funds, no longer funds,
            funds at another size.
    """

    level: float
    rater_ids: tuple[str, ...]
    rank: int
    planned: bool = False
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    resized: tuple[str, ...] = ()

    @property
    def moves_plan(self) -> bool:
        """Whether the plan would be another one."""
        return bool(self.enters or self.leaves or self.resized)


@dataclass(frozen=True, slots=True)
class DisputedCell:
    """One initiative on one criterion, with raters far apart.

    Attributes:
        initiative_id, criterion_id: which cell.
        spread: interquartile range in points, 0 to 100.
        rank: of the initiative today; 0 when it is not ranked.
        low, high: the lowest and the highest rating, by level.
        worth: what the initiative adds to the plan at full size, in the unit of the plan.
        firm: the plan moves already where the joined rating is at a quartile.
    """

    initiative_id: str
    criterion_id: str
    spread: float
    rank: int
    low: End
    high: End
    worth: float = 0.0
    firm: bool = False

    @property
    def ends(self) -> tuple[End, End]:
        """The lowest and the highest rating."""
        return self.low, self.high

    @property
    def moves_plan(self) -> bool:
        """Whether one of the ends would change the plan."""
        return self.low.moves_plan or self.high.moves_plan

    @property
    def planned(self) -> bool:
        """Whether the plans of both ends are known."""
        return self.low.planned and self.high.planned

    @property
    def ranks(self) -> int:
        """Over how many ranks the initiative moves between the ends."""
        known = [rank for rank in (self.low.rank, self.rank, self.high.rank) if rank]
        return max(known) - min(known) if known else 0


@dataclass(frozen=True, eq=False, slots=True)
class Discussion:
    """The cells worth discussing, those that could change most first.

    Attributes:
        cells: in the order in which to discuss them.
        power: what ratings can do to the plan.
        wide: cells with a wider spread than ``beyond``, looked into or not.
        rated: cells that at least two raters with a say have rated.
        beyond: interquartile range in points from which a cell is worth discussing.
        final: whether this is the last and best result.
        sentences: what to take away.
        notes: on what was left out.
    """

    cells: tuple[DisputedCell, ...]
    power: Power
    wide: int
    rated: int
    beyond: float
    final: bool
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

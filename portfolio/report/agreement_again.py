"""A cell that was rated again: what that changed, and its line among those worth discussing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.insight import Agreement
from portfolio.insight.agreement_words import cell_name, person
from portfolio.model import Portfolio
from portfolio.model.amounts import number_text
from portfolio.ranking import Ranking
from portfolio.report.agreement_rows import CellLine


@dataclass(frozen=True, slots=True)
class RatedAgain:
    """A cell as it was before it was rated again.

    Attributes:
        cell: initiative id and criterion id.
        rater: id of who rated again.
        level: what they had said; NaN for nothing.
        spread: of the cell, in points; NaN when it had none.
        rank: of the initiative; 0 when it was not ranked.
        place: of the cell in the list.
    """

    cell: tuple[str, str]
    rater: str
    level: float
    spread: float
    rank: int
    place: int


def rank_of(ranking: Ranking | None, initiative: str) -> int:
    """Return the rank of an initiative; 0 when it is not ranked."""
    if ranking is None or initiative not in ranking.initiative_ids:
        return 0
    return int(ranking.ranks[ranking.initiative_ids.index(initiative)])


def spread_of(found: Agreement, cell: tuple[str, str]) -> float:
    """Return the spread of a cell in points; NaN when it has none."""
    initiative, criterion = cell
    opinions = found.opinions
    if initiative not in opinions.initiative_ids or criterion not in opinions.criterion_ids:
        return math.nan
    row, column = opinions.initiative_ids.index(initiative), opinions.criterion_ids.index(criterion)
    return float(found.spread[row, column])


def again_words(
    portfolio: Portfolio, again: RatedAgain, now: RatedAgain, *, hidden: bool = False
) -> str:
    """Return ``Noor 0 → 50; spread 60 → 25; rank 10 → 9.``"""
    who = "One rater" if hidden else person(portfolio, again.rater)
    parts = [
        f"{who} {_from_to(again.level, now.level)}",
        f"spread {_from_to(again.spread, now.spread)}",
        f"rank {_from_to(again.rank or math.nan, now.rank or math.nan)}",
    ]
    return f"{'; '.join(parts)}."


def with_rated_again(
    portfolio: Portfolio, lines: Sequence[CellLine], again: RatedAgain, words: str
) -> list[CellLine]:
    """Return the lines with the cell at its old place, marked, whatever its spread is now."""
    others = [line for line in lines if line.cell != again.cell]
    settled = len(others) == len(lines)
    title = f"{cell_name(portfolio, *again.cell)}: {'settled' if settled else 'rated again'} ✓"
    line = CellLine(again.cell, title, words)
    place = min(again.place, len(others))
    return [*others[:place], line, *others[place:]]


def _from_to(before: float, after: float) -> str:
    was, now = (
        "none" if math.isnan(one) else number_text(round(one, 1)) for one in (before, after)
    )
    return f"stays {now}" if was == now else f"{was} → {now}"

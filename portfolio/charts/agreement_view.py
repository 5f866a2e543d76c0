"""Agreement as the charts take it: which cells to draw, and who said what in one of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from portfolio.charts.chart import Finding
from portfolio.insight.agreement_words import cell_name, wide_sentence
from portfolio.model import Portfolio, Rating
from portfolio.model.amounts import amount_text, number_text
from portfolio.model.text import visible

if TYPE_CHECKING:
    from portfolio.insight import Agreement

Cell = tuple[str, str]
NO_RATERS = Finding(
    "Nobody rates yet.", "Ask several people to rate the initiatives, each on their own."
)
ONE_RATER = Finding(
    "One rater has nobody to differ from.", "Ask a second person to rate the same initiatives."
)
NOT_RATED = Finding(
    "Nothing is rated yet.", "Enter ratings, or take in the ballots that came back."
)
NOT_SHARED = Finding(
    "No two raters have rated the same cell yet.", "Ask for ratings of the same initiatives."
)
COMPARING = Finding(
    "The ratings are being compared.", "The picture appears as soon as it is there."
)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What is drawn of an agreement.

    Attributes:
        portfolio: names, units and comments.
        agreement: None while it is not known.
        chosen: initiative id and criterion id of the cell that is looked at.
        hidden: whether to leave out who said what.
        outdated: the agreement is older than the document.
    """

    portfolio: Portfolio
    agreement: Agreement | None = None
    chosen: Cell | None = None
    hidden: bool = False
    outdated: bool = False

    def at(self, cell: Cell | None) -> AgreementView:
        """Return the same with another cell chosen."""
        return replace(self, chosen=cell)

    def place(self, cell: Cell | None) -> tuple[int, int] | None:
        """Return row and column of a cell; None for one that is not there."""
        if self.agreement is None or cell is None:
            return None
        opinions = self.agreement.opinions
        if cell[0] not in opinions.initiative_ids or cell[1] not in opinions.criterion_ids:
            return None
        return opinions.initiative_ids.index(cell[0]), opinions.criterion_ids.index(cell[1])

    def cell_at(self, key: str) -> Cell | None:
        """Return the cell that a spot of the map stands for, by its key; see ``key_of``.

        None for a key that no cell of this agreement has, such as one of an earlier map.
        """
        row, _, column = key.partition(",")
        if self.agreement is None or not (row.isdecimal() and column.isdecimal()):
            return None
        opinions = self.agreement.opinions
        if int(row) >= len(opinions.initiative_ids) or int(column) >= len(opinions.criterion_ids):
            return None
        return opinions.initiative_ids[int(row)], opinions.criterion_ids[int(column)]


def key_of(row: int, column: int) -> str:
    """Return the key of the spot of a cell."""
    return f"{row},{column}"


def agreement_gap(view: AgreementView) -> Finding | None:
    """Return why there is nothing to compare, and what to do; None when there is."""
    found = view.agreement
    if not view.portfolio.raters:
        return NO_RATERS
    if not view.portfolio.ratings:
        return NOT_RATED
    if found is None:
        return COMPARING
    if found.heard < 2:
        return ONE_RATER if found.heard else NOT_RATED
    return None if (found.counts >= 2).any() else NOT_SHARED


def map_finding(view: AgreementView) -> Finding:
    """Say how many cells are worth discussing, and which is the widest."""
    gap, found = agreement_gap(view), view.agreement
    if gap is not None or found is None:
        return gap or COMPARING
    beyond = view.portfolio.settings.discuss_from
    wide, shared = int(found.wide(beyond).sum()), int((found.counts >= 2).sum())
    spread = np.nan_to_num(found.spread, nan=-1.0)
    row, column = divmod(int(spread.argmax()), spread.shape[1])
    cell = found.opinions.initiative_ids[row], found.opinions.criterion_ids[column]
    widest = number_text(round(float(spread[row, column]), 1))
    detail = f"The widest is {cell_name(view.portfolio, *cell)}: {widest} points."
    return Finding(wide_sentence(wide, shared, beyond), detail)


def cell_finding(view: AgreementView) -> Finding:
    """Say how far the ratings of the chosen cell lie apart, in its unit."""
    gap, found, place = agreement_gap(view), view.agreement, view.place(view.chosen)
    if gap is not None or found is None:
        return gap or COMPARING
    if view.chosen is None or place is None:
        return Finding("No cell is chosen.", "Choose one on the map or in the list.")
    name = cell_name(view.portfolio, *view.chosen)
    count = int(found.counts[place])
    if not count:
        return Finding(f"{name}: nobody has rated it.", "Missing is not zero.")
    unit = visible(view.portfolio.criteria[view.chosen[1]].unit.strip())
    lowest, lower, _, upper, highest = found.levels[(slice(None), *place)].tolist()
    if lowest == highest:
        agree = {1: "1 rater says", 2: "both raters say"}.get(count, f"all {count:,} raters say")
        return Finding(f"{name}: {agree} {amount_text(lowest, unit)}.")
    head = f"{name}: {count:,} raters from {number_text(lowest)} to {amount_text(highest, unit)}."
    half = f"The middle half spans {number_text(lower)} to {amount_text(upper, unit)}"
    spread = number_text(round(float(found.spread[place]), 1))
    return Finding(head, f"{half}, {spread} points of value apart.")


@dataclass(frozen=True, slots=True)
class Said:
    """What one rater says of the chosen cell.

    Attributes:
        rater_id: whose it is.
        name: of the rater; empty where names are hidden.
        level: in the criterion's unit.
        rating: with confidence, comment and what it was before.
        heard: whether it counts: the rater has a say.
    """

    rater_id: str
    name: str
    level: float
    rating: Rating
    heard: bool


def said_of(view: AgreementView) -> tuple[Said, ...]:
    """Return what is said of the chosen cell, the highest level first, then in screen order."""
    found, place = view.agreement, view.place(view.chosen)
    if found is None or place is None or view.chosen is None:
        return ()
    opinions = found.opinions
    levels = opinions.levels[(slice(None), *place)].tolist()
    initiative, criterion = view.chosen
    said = [
        Said(
            rater_id=key,
            name="" if view.hidden else view.portfolio.raters[key].name,
            level=level,
            rating=rating,
            heard=bool(opinions.says[row] > 0),
        )
        for row, (key, level) in enumerate(zip(opinions.rater_ids, levels, strict=True))
        if not math.isnan(level)
        for rating in (_rating(view.portfolio, key, initiative, criterion) or Rating(level),)
    ]
    return tuple(sorted(said, key=lambda one: -one.level))


def _rating(portfolio: Portfolio, rater: str, initiative: str, criterion: str) -> Rating | None:
    table = portfolio.ratings.get(rater)
    row = None if table is None else table.get(initiative)
    return None if row is None else row.get(criterion)

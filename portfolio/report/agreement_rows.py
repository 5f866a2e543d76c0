"""Agreement as rows: the cells worth discussing, and each rater against the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from portfolio.analysis.reads import RANKING, same
from portfolio.insight import Agreement, Discussion
from portfolio.insight.agreement_words import cell_name, cell_sentence, differs_most, w_text
from portfolio.model import Portfolio
from portfolio.model.amounts import UNKNOWN, number_text
from portfolio.model.text import plural, quoted

#: Cells listed before it is known what they could change.
_LISTED = 60


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell worth discussing.

    Attributes:
        cell: initiative id and criterion id.
        title: which cell, and how far its ratings lie apart.
        words: what it could change.
        moves: whether it could change the plan.
    """

    cell: tuple[str, str]
    title: str
    words: str
    moves: bool = False


@dataclass(frozen=True, slots=True)
class RaterRow:
    """One rater against the others, as text and as numbers to sort by.

    Attributes:
        key: id.
        name: of the rater; a number where names are hidden.
        weight: their say; 0 is none.
        rated: share of the cells that they have rated, 0 to 1.
        distance: points from the others' median, on average; NaN when it is not known.
        usual: the same of the others on the same cells; NaN when it is not known.
        tau: agreement of their order with that of the others; NaN when it is not known.
        without: W of the others; NaN when it is not known.
        farthest: whether nobody differs more on the cells that are shared.
    """

    key: str
    name: str
    role: str
    weight: float
    rated: float
    rated_text: str
    distance: float
    usual: float
    tau: float
    without: float
    without_text: str
    farthest: bool = False


def same_agreement(before: Portfolio, after: Portfolio) -> bool:
    """Whether the raters agree as they did: all that is compared is equal."""
    return same(RANKING, before, after)


def same_discussion(before: Portfolio, after: Portfolio) -> bool:
    """Whether the cells worth discussing are the same, where the plan is."""
    limit = before.settings.discuss_from == after.settings.discuss_from
    return limit and same_agreement(before, after)


def cell_lines(
    portfolio: Portfolio, found: Agreement, looked: Discussion | None, *, hidden: bool
) -> list[CellLine]:
    """Return the cells worth discussing in the order in which to discuss them.

    Args:
        portfolio: names and units.
        found: how the raters agree.
        looked: what each could change; None as long as that is not known: then the widest
            come first.
        hidden: whether to leave out who said what.
    """
    if looked is None:
        return _widest(portfolio, found)
    return [
        CellLine(
            (cell.initiative_id, cell.criterion_id),
            _title(portfolio, cell.initiative_id, cell.criterion_id, cell.spread),
            cell_sentence(portfolio, cell, hidden=hidden),
            cell.moves_plan,
        )
        for cell in looked.cells
        if cell.initiative_id in portfolio.initiatives and cell.criterion_id in portfolio.criteria
    ]


def _title(portfolio: Portfolio, initiative: str, criterion: str, spread: float) -> str:
    name, apart = cell_name(portfolio, initiative, criterion), number_text(round(spread, 1))
    return f"{name}: spread {apart} points"


def _widest(portfolio: Portfolio, found: Agreement) -> list[CellLine]:
    spread = np.where(found.wide(portfolio.settings.discuss_from), found.spread, -1.0)
    order = np.argsort(-spread, axis=None, kind="stable")[:_LISTED]
    lines = []
    for flat in order.tolist():
        row, column = divmod(flat, spread.shape[1])
        if spread[row, column] < 0:
            break
        cell = found.opinions.initiative_ids[row], found.opinions.criterion_ids[column]
        words = f"{plural(int(found.counts[row, column]), 'rater')}."
        lines.append(CellLine(cell, _title(portfolio, *cell, float(spread[row, column])), words))
    return lines


def rater_rows(portfolio: Portfolio, found: Agreement, *, hidden: bool) -> list[RaterRow]:
    """Return every rater in screen order."""
    farthest = differs_most(found)
    rows = []
    for number, one in enumerate(found.raters, start=1):
        record = portfolio.raters[one.rater_id]
        share = one.rated / one.of if one.of else 0.0
        rows.append(
            RaterRow(
                key=one.rater_id,
                name=f"Rater {number}" if hidden else record.name,
                role="" if hidden else record.role,
                weight=record.weight,
                rated=share,
                rated_text=f"{one.rated:,} of {one.of:,}" if one.rated else "nothing yet",
                distance=one.distance,
                usual=one.usual,
                tau=one.tau,
                without=one.without,
                without_text=_change(one.without, found.overall.w),
                farthest=one is farthest,
            )
        )
    return rows


def _change(without: float, w: float) -> str:
    """Return W without a rater, and by how much that differs."""
    if math.isnan(without):
        return UNKNOWN
    change = round(without - w, 2)
    said = number_text(change, signed=True, decimals=2) if change else "the same"
    return f"{w_text(without)} ({said})"


def criterion_words(portfolio: Portfolio, found: Agreement) -> str:
    """Name the criterion with the least agreement, and its W; empty without any."""
    known = [
        (one.w, key)
        for key, one in zip(found.opinions.criterion_ids, found.by_criterion, strict=True)
        if not one.trouble
    ]
    if not known:
        return ""
    least, key = min(known)
    name = quoted(portfolio.criteria[key].name)
    return f"Least agreement is on {name}, W = {w_text(least)}."


def joined_words(portfolio: Portfolio) -> str:
    """Say how several ratings become the one that is ranked by."""
    weighted = len({record.weight for record in portfolio.raters.values()}) > 1
    if portfolio.settings.aggregation == "median":
        silent = " with a say" if weighted else ""
        return f"The ranking takes the median of the raters{silent}, each counting once."
    if weighted:
        return "The ranking takes the mean of the raters, each by their weight."
    return "The ranking takes the mean of the raters, all with the same weight."

"""Each rater against the others, as a table in which their weight can be changed."""

from __future__ import annotations

import math

from portfolio.edit import set_rater
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio
from portfolio.model.amounts import UNKNOWN, number_text
from portfolio.model.text import quoted
from portfolio.report.agreement_rows import RaterRow
from ui.context import Context
from ui.pages.initiatives_parts.fields import typed
from ui.tables import Column, Subject, TableEdits, TableView


def _write_weight(portfolio: Portfolio, rater: str, weight: float | None) -> Portfolio:
    if weight is not None and weight < 0:
        raise PortfolioError(
            what="A weight cannot be below 0.",
            where=f"Rater {quoted(portfolio.raters[rater].name)}",
            remedy="Type 1 for an ordinary say, or 0 for none.",
        )
    return set_rater(portfolio, rater, weight=1.0 if weight is None else weight)


def _number(value: float, digits: int) -> str:
    return UNKNOWN if math.isnan(value) else number_text(round(value, digits), decimals=digits)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def rater_columns() -> list[Column[RaterRow]]:
    """Return the columns; the weight can be edited."""
    return [*_who(), *_apart(), *_in_order()]


def _who() -> list[Column[RaterRow]]:
    return [
        Column("name", "Rater", lambda row: row.name, width=24, searched=True),
        Column("role", "Role", lambda row: row.role, width=34),
        Column(
            "weight",
            "Weight",
            lambda row: number_text(row.weight),
            "number",
            sort=lambda row: row.weight,
            parse=typed("rating"),
            write=_write_weight,
            about="Their say in the mean, 0 or more; with 0 they are not heard at all",
            width=8,
        ),
        Column(
            "rated",
            "Rated",
            lambda row: row.rated_text,
            "number",
            sort=lambda row: row.rated,
            about="Cells that they have rated, of all that there are",
            width=16,
        ),
    ]


def _apart() -> list[Column[RaterRow]]:
    return [
        Column(
            "distance",
            "Apart",
            lambda row: _number(row.distance, 1),
            "number",
            sort=lambda row: _known(row.distance),
            tone=lambda row: "warning" if row.farthest else "",
            unit="points",
            about="Mean distance from the median of the others, over the cells they share",
            width=10,
        ),
        Column(
            "usual",
            "Others there",
            lambda row: _number(row.usual, 1),
            "number",
            sort=lambda row: _known(row.usual),
            unit="points",
            about="How far the others are apart on the very same cells: what Apart is to be held "
            "against",
            width=11,
        ),
    ]


def _in_order() -> list[Column[RaterRow]]:
    return [
        Column(
            "tau",
            "Same order",
            lambda row: _number(row.tau, 2),
            "number",
            sort=lambda row: _known(row.tau),
            unit="tau",
            about="Kendall's tau-b of their order of the initiatives with that of the others: "
            "1 for the same order, −1 for the reverse",
            width=11,
        ),
        Column(
            "without",
            "W without them",
            lambda row: row.without_text,
            "number",
            sort=lambda row: _known(row.without),
            about="Kendall's W of the others, over the same initiatives, and the change",
            width=15,
        ),
    ]


class RaterTable(TableView):
    """Raters down; editing a weight is one undo step."""

    def __init__(self, context: Context) -> None:
        super().__init__(rater_columns(), context.theme)
        self.edits = TableEdits(self, context, Subject("", "rater", _name))
        self.setAccessibleName("Raters: weight, how many they rated, how far they differ")


def _name(portfolio: Portfolio, rater: str) -> str:
    return portfolio.raters[rater].name

"""``ai-portfolio agreement``: where the raters lie apart, how well they agree, who differs."""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Iterator
from itertools import groupby, islice

from portfolio.errors import Tick
from portfolio.files import load
from portfolio.insight import Agreement, Discussion, Question, agreement, discussion
from portfolio.insight.agreement_words import meaning_sentence, w_text
from portfolio.model import Portfolio
from portfolio.model.amounts import UNKNOWN, amount_text, number_text, percent_text
from portfolio.report.agreement_document import (
    agreement_document,
    cell_rows,
    sealed_note,
    standing_rows,
    summary,
)
from portfolio.report.agreement_rows import cell_lines
from portfolio.report.answer import Answer
from portfolio.report.grid import bullets, cell, grid, paragraph, titled
from portfolio.report.rows import Row

_CELLS = ["Criterion", "Raters", "Lowest", "Median", "Highest", "IQR"]
_RATERS = ["Rater", "Rated", "Distance", "Tau-b", "W without"]
_IQR = (
    "IQR is the interquartile range in points of value, 0 to 100, quartiles as QUARTILE.INC of "
    "spreadsheets gives them. Distance is that from the others’ median, in points on average."
)


def raters_agree(options: Namespace) -> Answer:
    """Say how the raters of a file agree; sealed ballots are not read."""
    opened = load(options.file)
    found, looked = looked_into(opened.portfolio, options.tick)
    if options.json:
        return Answer(agreement_document(opened.portfolio, found, looked), opened.notes)
    return Answer(agreement_lines(opened.portfolio, found, looked, options.width), opened.notes)


def looked_into(portfolio: Portfolio, tick: Tick | None = None) -> tuple[Agreement, Discussion]:
    """Return how the raters agree, and the last word on the cells worth discussing.

    Raises:
        PortfolioError: weights, anchors, a rater's weight or a rating cannot be used.
    """
    found = agreement(portfolio)
    (looked,) = deque(discussion(portfolio, Question(tick=tick)), maxlen=1)
    return found, looked


def agreement_lines(
    portfolio: Portfolio, found: Agreement, looked: Discussion, width: int
) -> list[str]:
    """Return ``agreement``: W, the raters, the cells worth discussing, then every rated cell."""
    worth = [
        f"{line.title}. {line.words}" for line in cell_lines(portfolio, found, looked, hidden=False)
    ]
    said = [*summary(portfolio, found), meaning_sentence(found.overall)]
    notes = [*looked.sentences[:2], *looked.notes, *sealed_note(portfolio), _IQR]
    raters = [_rater(row) for row in standing_rows(portfolio, found)]
    return [
        cell(portfolio.title, width),
        *(line for one in said if one for line in paragraph(one, width=width)),
        *titled("Raters", grid(_RATERS, raters, right=" rrrr") if raters else []),
        *titled("Worth discussing", bullets(worth, width=width)),
        *titled("Notes", bullets(notes, width=width)),
        *titled("Cells", list(_cells(cell_rows(portfolio, found)))),
    ]


def _cells(rows: list[Row]) -> Iterator[str]:
    """Yield one table, with the name of each initiative over its cells."""
    table = grid(_CELLS, [_cell(row) for row in rows], right=" rrrrr") if rows else []
    lines = (f"  {line}" for line in table)
    yield from islice(lines, 2)
    for _, own in groupby(rows, lambda row: row["initiative"]):
        cells = list(own)
        yield cell(str(cells[0]["initiative_name"]))
        yield from islice(lines, len(cells))


def _rater(row: Row) -> list[str]:
    return [
        str(row["name"]),
        percent_text(_float(row["rated"])),
        _number(row["distance"]),
        _w(row["tau"]),
        _w(row["w_without"]),
    ]


def _cell(row: Row) -> list[str]:
    unit = str(row["unit"])
    levels = (amount_text(_float(row[name]), unit) for name in ("low", "median", "high"))
    return [str(row["criterion_name"]), str(row["n"]), *levels, _number(row["iqr"])]


def _number(value: object) -> str:
    return UNKNOWN if value is None else number_text(round(_float(value), 1))


def _w(value: object) -> str:
    return UNKNOWN if value is None else w_text(_float(value))


def _float(value: object) -> float:
    return value if isinstance(value, float) else float("nan")

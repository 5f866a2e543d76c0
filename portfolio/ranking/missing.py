"""The rule for missing ratings: never 0, and always said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portfolio.model.text import listed, plural, quoted
from portfolio.ranking.result import BoolArray, FloatArray

_NAMED = 4


def filled(table: FloatArray) -> FloatArray:
    """Return the table with each gap filled by the median of its column.

    Args:
        table: ``(n, m)``; every column has at least one number.
    """
    gaps = np.isnan(table)
    if not gaps.any():
        return table
    return np.where(gaps, np.nanmedian(table, axis=0), table)


def missing_notes(
    known: BoolArray,
    rows: BoolArray,
    columns: BoolArray,
    *,
    fill: str,
    names: tuple[Sequence[str], Sequence[str]],
) -> tuple[str, ...]:
    """Say which ratings are missing and what was done about it.

    Args:
        known: ``(n, m)``, where there is a rating.
        rows: ``(n,)``, the initiatives that are ranked.
        columns: ``(m,)``, the criteria that count.
        fill: why the median is used (a clause that starts with a comma, or nothing), or
            ``"weights"`` when the weights of the rated criteria are scaled to 100 %.
        names: of the initiatives and of the criteria.
    """
    initiatives, criteria = names
    notes = [
        f"{quoted(criteria[column])} has no rating yet and does not count."
        for column in np.flatnonzero(columns & ~known.any(axis=0)).tolist()
    ]
    gaps = ~known & columns & known.any(axis=0)
    partial = np.flatnonzero(gaps.any(axis=1) & rows)
    if partial.size:
        some = plural(int(gaps[partial].sum()), "rating is", "ratings are")
        who = listed((quoted(initiatives[row]) for row in partial.tolist()), _NAMED)
        rule = (
            "Such an initiative is scored on the criteria that are rated, their weights scaled "
            "to 100 %."
            if fill == "weights"
            else f"The median of the other initiatives stands in{fill}."
        )
        notes.append(f"{some} missing ({who}). {rule}")
    unrated = np.flatnonzero(~rows)
    if unrated.size:
        who = listed((quoted(initiatives[row]) for row in unrated.tolist()), _NAMED)
        notes.append(f"Not ranked, because no criterion that counts is rated: {who}.")
    return tuple(notes)

"""How the raters agree, as rows and as a document whose keys stay as they are."""

from __future__ import annotations

import math
from collections.abc import Iterator

from portfolio.insight import Agreement, Concordance, Discussion, DisputedCell, End
from portfolio.insight.agreement_words import (
    cell_sentence,
    chance_sentence,
    differs_sentence,
    overall_sentence,
)
from portfolio.model import Portfolio
from portfolio.model.text import plural
from portfolio.report.agreement_rows import rater_rows
from portfolio.report.rows import Row, known


def agreement_document(portfolio: Portfolio, found: Agreement, looked: Discussion) -> Row:
    """Return ``agreement --json``.

    ``portfolio``, ``title``; ``summary``, sentences; ``overall`` and, with ``id`` and ``name``,
    ``criteria``: ``w`` (Kendall's W, 0 to 1), ``chi_square``, ``p``, ``raters``,
    ``initiatives`` and ``trouble`` (why there is no W, else empty); ``cells`` (see
    ``cell_rows``); ``raters`` (see ``standing_rows``); ``discuss`` (see ``discussed_rows``) and
    ``discuss_from``, the interquartile range in points from which on; ``notes``.
    """
    pairs = zip(found.opinions.criterion_ids, found.by_criterion, strict=True)
    return {
        "portfolio": portfolio.id,
        "title": portfolio.title,
        "summary": list(summary(portfolio, found)),
        "overall": _concordance(found.overall),
        "criteria": [
            {"id": key, "name": portfolio.criteria[key].name, **_concordance(one)}
            for key, one in pairs
        ],
        "cells": cell_rows(portfolio, found),
        "raters": standing_rows(portfolio, found),
        "discuss_from": looked.beyond,
        "discuss": discussed_rows(portfolio, looked),
        "notes": [*looked.sentences, *looked.notes, *sealed_note(portfolio)],
    }


def summary(portfolio: Portfolio, found: Agreement) -> Iterator[str]:
    """Yield how well the raters agree, how likely that is by chance, and who differs most."""
    said = (
        overall_sentence(found.overall),
        chance_sentence(found.overall),
        differs_sentence(portfolio, found),
    )
    yield from filter(None, said)


def sealed_note(portfolio: Portfolio) -> Iterator[str]:
    """Yield that ballots are sealed; nothing without any."""
    if portfolio.ballots:
        ballots = plural(len(portfolio.ballots), "ballot")
        yield f"{ballots} still sealed: what is in them does not count here."


def _concordance(one: Concordance) -> Row:
    return {
        "w": known(one.w),
        "chi_square": known(one.chi_square),
        "p": known(one.p),
        "raters": one.raters,
        "initiatives": one.initiatives,
        "trouble": one.trouble,
    }


def cell_rows(portfolio: Portfolio, found: Agreement) -> list[Row]:
    """Return one row a cell that somebody with a say has rated, in screen order.

    ``initiative``, ``criterion`` (ids), ``initiative_name``, ``criterion_name``; ``n`` raters;
    ``low``, ``lower``, ``median``, ``upper`` and ``high`` (lowest, quartiles and highest) in
    ``unit``; ``iqr``, the interquartile range in points of value, 0 to 100, None with one
    rater; ``discuss``, whether it is worth discussing.
    """
    opinions, wide = found.opinions, found.wide(portfolio.settings.discuss_from)
    rows: list[Row] = []
    for place, key in enumerate(opinions.initiative_ids):
        for column, name in enumerate(opinions.criterion_ids):
            count = int(found.counts[place, column])
            if not count:
                continue
            low, lower, median, upper, high = found.levels[:, place, column].tolist()
            rows.append(
                {
                    "initiative": key,
                    "criterion": name,
                    "initiative_name": portfolio.initiatives[key].name,
                    "criterion_name": portfolio.criteria[name].name,
                    "unit": portfolio.criteria[name].unit,
                    "n": count,
                    "low": low,
                    "lower": lower,
                    "median": median,
                    "upper": upper,
                    "high": high,
                    "iqr": known(float(found.spread[place, column])),
                    "discuss": bool(wide[place, column]),
                }
            )
    return rows


def standing_rows(portfolio: Portfolio, found: Agreement) -> list[Row]:
    """Return one row a rater, in screen order.

    ``id``, ``name``; ``weight``: their say; ``rated``: share of the cells, 0 to 1;
    ``distance``: points from the others' median on average; ``tau``: Kendall's tau-b of their
    order with that of the others; ``w_without``: W of the others; ``farthest``: whether nobody
    differs more. None where it is not known.
    """
    return [
        {
            "id": one.key,
            "name": one.name,
            "weight": one.weight,
            "rated": one.rated,
            "distance": known(one.distance),
            "usual": known(one.usual),
            "tau": known(one.tau),
            "w_without": known(one.without),
            "farthest": one.farthest,
        }
        for one in rater_rows(portfolio, found, hidden=False)
    ]


def discussed_rows(portfolio: Portfolio, looked: Discussion) -> list[Row]:
    """Return one row a cell worth discussing, those that could change most first.

    ``initiative``, ``criterion`` (ids); ``iqr`` in points; ``rank`` of today, None when not
    ranked; ``moves_plan``, None where that is not known; ``low`` and ``high``: what follows if
    the lowest or the highest rating is right (``level``, ``raters`` who gave it, ``rank``,
    ``enters``, ``leaves``, ``resized``); ``words``: the same as a sentence.
    """
    still = looked.power == "ranking"  # Then no rating can move the plan.
    return [_discussed(portfolio, cell, still=still) for cell in looked.cells]


def _discussed(portfolio: Portfolio, cell: DisputedCell, *, still: bool) -> Row:
    is_known = still or cell.planned or cell.moves_plan
    return {
        "initiative": cell.initiative_id,
        "criterion": cell.criterion_id,
        "iqr": cell.spread,
        "rank": cell.rank or None,
        "moves_plan": cell.moves_plan if is_known else None,
        "low": _end(cell.low),
        "high": _end(cell.high),
        "words": cell_sentence(portfolio, cell),
    }


def _end(end: End) -> Row:
    return {
        "level": end.level if math.isfinite(end.level) else None,
        "raters": list(end.rater_ids),
        "rank": end.rank or None,
        "enters": list(end.enters),
        "leaves": list(end.leaves),
        "resized": list(end.resized),
    }

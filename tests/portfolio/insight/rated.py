"""Portfolios made of ratings alone, from tables."""

from __future__ import annotations

import math

from portfolio.model import Criterion, FrozenMap, Initiative, Portfolio, Rater, Rating, Settings


def rated(tables, *, says=None, settings=None, criteria=None):
    """One table a rater: initiatives down, criteria across, NaN for missing.

    Ids are ``i00``, ``c0`` and ``u0`` in order; every criterion runs from 0 to 100 points.
    """
    rows, columns = len(tables[0]), len(tables[0][0])
    ids = [f"i{row:02}" for row in range(rows)]
    names = [f"c{column}" for column in range(columns)]
    plain = {name: Criterion(name=name.upper(), order=name) for name in names}
    raters = {
        f"u{place}": Rater(
            f"Rater {place}", f"{place:02}", weight=1.0 if says is None else says[place]
        )
        for place in range(len(tables))
    }
    return Portfolio(
        id="rated",
        settings=settings or Settings(),
        criteria=FrozenMap(criteria or plain),
        initiatives=FrozenMap({key: Initiative(f"Item {key}", key) for key in ids}),
        raters=FrozenMap(raters),
        ratings=FrozenMap(
            {
                rater: FrozenMap(
                    {
                        key: FrozenMap(
                            {
                                name: Rating(float(value))
                                for name, value in zip(names, row, strict=True)
                                if not math.isnan(value)
                            }
                        )
                        for key, row in zip(ids, table, strict=True)
                    }
                )
                for rater, table in zip(raters, tables, strict=True)
            }
        ),
    )

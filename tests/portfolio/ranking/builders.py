"""Small portfolios from plain tables, for the tests of this room."""

from __future__ import annotations

import numpy as np

from portfolio.model import (
    Anchor,
    Criterion,
    FrozenMap,
    Initiative,
    Portfolio,
    Rater,
    Rating,
    Settings,
)
from portfolio.ranking import Live, build_matrix, method_named


def portfolio_of(table, weights=None, senses=None, anchors=None, **settings):
    """One rater's table; NaN is no rating. Initiatives A0, A1, ..., criteria C0, C1, ..."""
    table = np.asarray(table, dtype=float)
    width = table.shape[1] if table.ndim == 2 else len(weights)
    weights = np.ones(width) if weights is None else weights
    senses = np.ones(width) if senses is None else senses
    anchors = [span(table[:, j], senses[j]) for j in range(width)] if anchors is None else anchors
    criteria = {
        f"c{j:03}": Criterion(
            f"C{j}",
            f"{j:03}",
            direction="max" if senses[j] > 0 else "min",
            weight=float(weights[j]),
            anchors=tuple(Anchor(float(level), float(points)) for level, points in anchors[j]),
        )
        for j in range(width)
    }
    ballot = {
        f"i{i:05}": FrozenMap(
            {f"c{j:03}": Rating(float(x)) for j, x in enumerate(row) if not np.isnan(x)}
        )
        for i, row in enumerate(table)
    }
    return Portfolio(
        "p",
        settings=Settings(**settings),
        criteria=FrozenMap(criteria),
        initiatives=FrozenMap({key: Initiative(f"A{int(key[1:])}", key) for key in ballot}),
        raters=FrozenMap({"r": Rater("Ann", "a")}),
        ratings=FrozenMap({"r": FrozenMap(ballot)}),
    )


def span(column, sense):
    """Anchors at the lowest and the highest rating of a column, the better one worth 100."""
    known = column[~np.isnan(column)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    high = high if high > low else low + max(1.0, abs(low))
    return [(low, 0), (high, 100)] if sense > 0 else [(low, 100), (high, 0)]


def ranking_of(method, table, weights=None, senses=None, anchors=None, **settings):
    """A table ranked by a method, through a portfolio."""
    portfolio = portfolio_of(table, weights, senses, anchors, **settings)
    matrix = build_matrix(portfolio)
    live = Live(matrix, method_named(method), portfolio.settings.missing)
    return live.rerank(matrix.weights)


def assert_ranking(ranking, scores, ranks, tolerance):
    """Scores as published, and the ranks that follow from them."""
    np.testing.assert_allclose(ranking.scores, scores, rtol=0, atol=tolerance)
    assert ranking.ranks.tolist() == ranks

"""Weights in force, whether stated for the criteria or joined from those of the raters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model import Portfolio, in_order
from portfolio.model.rater_weights import joined_weights, weighing_raters
from portfolio.model.text import listed, plural, quoted
from portfolio.ranking.result import FloatArray
from portfolio.ranking.weights import stated_weights


def weights_in_force(portfolio: Portfolio) -> tuple[FloatArray, tuple[str, ...]]:
    """Return the weights by which a portfolio is ranked, and what to say of them.

    The raters' own weights are joined by ``settings.aggregation``, see
    ``model.rater_weights``; the others are ``weights.stated_weights``.

    Returns:
        Shape ``(n_criteria,)`` in screen order, 0 to 1 with sum 1.

    Raises:
        PortfolioError: no weights follow.
    """
    criteria = in_order(portfolio.criteria)
    if portfolio.settings.weighting != "raters" or not criteria:
        return stated_weights([record for _, record in criteria], portfolio.settings.weighting)
    joined = joined_weights(portfolio)
    if not joined:
        raise _none(portfolio)
    return np.array([joined[key] for key, _ in criteria]), tuple(_notes(portfolio))


def _none(portfolio: Portfolio) -> PortfolioError:
    if weighing_raters(portfolio):
        return PortfolioError(
            what="The raters’ weights have no common middle: every median is 0.",
            where="Weights",
            remedy="Join them by their mean, or use direct weights.",
        )
    return PortfolioError(
        what="The raters’ own weights are to be used, but none of them has given any.",
        where="Weights",
        remedy="Ask for weights in the ballots and reveal them, or use direct weights.",
    )


def _notes(portfolio: Portfolio) -> Iterator[str]:
    given = weighing_raters(portfolio)
    middle = "mean" if portfolio.settings.aggregation == "mean" else "median"
    yield (
        f"The weights are the {middle} of those of {plural(len(given), 'rater')}."
        if len(given) > 1
        else f"The weights are those of {quoted(portfolio.raters[next(iter(given))].name)} alone."
    )
    # What the checks say stands among the raters as well, and has no place of its own.
    others = [
        quoted(record.name)
        for key, record in in_order(portfolio.raters)
        if key not in given and record.order
    ]
    if others:
        yield f"No weights that count: {listed(others)}."
    for key, record in in_order(portfolio.criteria):
        if not any(shares[key] for shares in given.values()):
            yield f"Nobody has weighed {quoted(record.name)}, so it carries no weight."

"""Weights that follow from judgments about the criteria, each kind with what to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np

from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import number_text
from portfolio.model.text import listed, plural, quoted
from portfolio.ranking.best_worst import best_worst_weights
from portfolio.ranking.matrix import build_matrix
from portfolio.ranking.objective_weights import critic_weights, entropy_weights
from portfolio.ranking.pairwise import priorities
from portfolio.ranking.result import FloatArray
from portfolio.ranking.weights import rank_order_centroid

_TOLERATED = 0.1


@dataclass(frozen=True, slots=True)
class Elicited:
    """Weights and what to know about them.

    Attributes:
        weights: criterion id to its share, 0 to 1 with sum 1, in screen order.
        remark: where they come from and how far the judgments agree, in sentences.
    """

    weights: Mapping[str, float]
    remark: str


class Judgments(Protocol):
    """What somebody said about the criteria of a portfolio."""

    def elicit(self, portfolio: Portfolio) -> Elicited:
        """Return the weights that follow.

        Raises:
            PortfolioError: none follow from these judgments.
        """


@dataclass(frozen=True, slots=True)
class Order:
    """Places by importance, 1 for the most important; criteria may share one.

    Attributes:
        places: criterion id to its place.
    """

    places: Mapping[str, int]

    def elicit(self, portfolio: Portfolio) -> Elicited:
        """Return rank order centroid weights, see ``weights.rank_order_centroid``."""
        weights = rank_order_centroid([self.places[key] for key, _ in in_order(portfolio.criteria)])
        return _elicited(portfolio, weights, "The center of all weights that respect this order.")


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many times one criterion is more important than another.

    Attributes:
        times: of pairs of criterion ids, each pair once; above 0, and below 1 when the
            second is the more important. A pair that is left out counts as equal.
    """

    times: Mapping[tuple[str, str], float]

    def elicit(self, portfolio: Portfolio) -> Elicited:
        """Return weights by the analytic hierarchy process, see ``pairwise.priorities``."""
        keys = [key for key, _ in in_order(portfolio.criteria)]
        table = np.ones((len(keys), len(keys)))
        for (one, other), times in self.times.items():
            row, column = keys.index(one), keys.index(other)
            table[row, column], table[column, row] = times, 1 / times
        found = priorities(table)
        remark = _agreement(found.consistency_ratio)
        ratio = found.consistency_ratio
        if found.worst_triad is not None and (ratio is None or ratio > _TOLERATED):
            names = [portfolio.criteria[keys[place]].name for place in found.worst_triad]
            remark += f" Look again at {listed(map(quoted, names))} first."
        return _elicited(portfolio, found.weights, remark)


@dataclass(frozen=True, slots=True)
class BestWorst:
    """Comparisons with the most and with the least important criterion, 1 (equal) to 9.

    Attributes:
        best_to_others: criterion id to how many times the best is more important.
        others_to_worst: criterion id to how many times it is more important than the worst.
    """

    best_to_others: Mapping[str, float]
    others_to_worst: Mapping[str, float]

    def elicit(self, portfolio: Portfolio) -> Elicited:
        """Return weights by the best-worst method, see ``best_worst.best_worst_weights``."""
        keys = [key for key, _ in in_order(portfolio.criteria)]
        found = best_worst_weights(
            [self.best_to_others[key] for key in keys], [self.others_to_worst[key] for key in keys]
        )
        return _elicited(portfolio, found.weights, _agreement(found.consistency_ratio))


@dataclass(frozen=True, slots=True)
class ReadOff:
    """Nothing was asked: the weights are read off the ratings, on the anchored scales.

    Attributes:
        way: ``entropy`` goes by how unequal a criterion is over the list, ``critic`` by
            its spread and its conflict with the others.
    """

    way: Literal["entropy", "critic"]

    def elicit(self, portfolio: Portfolio) -> Elicited:
        """Return objective weights of the initiatives without gaps, see ``objective_weights``."""
        # The weights in force play no part, and may be unusable.
        even = {key: replace(record, weight=1.0) for key, record in portfolio.criteria.items()}
        settings = replace(portfolio.settings, weighting="direct")
        criteria = portfolio.criteria.with_all(even)
        values = build_matrix(replace(portfolio, criteria=criteria, settings=settings)).values
        full = values[np.isfinite(values).all(axis=1)]
        senses = np.ones(values.shape[1])
        weights = (
            entropy_weights(full) if self.way == "entropy" else critic_weights(full, senses=senses)
        )
        remark = (
            f"Read off {plural(len(full), 'initiative')} rated on every criterion: this says how "
            "the list differs, not what matters."
        )
        return _elicited(portfolio, weights, remark)


def _elicited(portfolio: Portfolio, weights: FloatArray, remark: str) -> Elicited:
    keys = [key for key, _ in in_order(portfolio.criteria)]
    return Elicited(dict(zip(keys, weights.tolist(), strict=True)), remark)


def _agreement(ratio: float | None) -> str:
    if ratio is None:
        return "Whether so many judgments agree cannot be told."
    shown = number_text(round(ratio, 3))
    if ratio <= _TOLERATED:
        return f"The judgments agree well enough: consistency ratio {shown}, at most 0.1."
    return f"The judgments contradict one another: consistency ratio {shown}, more than 0.1."

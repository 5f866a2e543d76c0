"""The raters' own weights, joined into one: each person's priorities, then their middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from statistics import median

from portfolio.model.criterion import Rater
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio


def own_shares(record: Rater, criteria: Iterable[str]) -> dict[str, float]:
    """Return criterion id to a rater's share of the weight, 0 to 1 with sum 1.

    Empty when the rater has given no usable weights: none at all, all of them 0, or one
    that is negative or not a finite number. A criterion that the rater has not weighed
    has the share 0.
    """
    given = {key: record.weights.get(key, 0.0) for key in criteria}
    largest = max(given.values(), default=0.0)
    if not largest > 0 or not all(0 <= weight < inf for weight in given.values()):
        return {}
    scaled = {key: weight / largest for key, weight in given.items()}
    total = sum(scaled.values())
    return {key: weight / total for key, weight in scaled.items()}


def weighing_raters(portfolio: Portfolio) -> dict[str, dict[str, float]]:
    """Return rater id to own shares, in screen order: those with a say and usable weights."""
    shares = {
        key: own_shares(record, portfolio.criteria)
        for key, record in in_order(portfolio.raters)
        if 0 < record.weight < inf
    }
    return {key: each for key, each in shares.items() if each}


def joined_weights(portfolio: Portfolio) -> dict[str, float]:
    """Return criterion id to its share of the raters' joined weight, 0 to 1 with sum 1.

    ``mean``: ``w_j = sum_k s_k w_kj / sum_k s_k`` over the raters who have given weights,
    with each rater's weights ``w_k`` of sum 1 and ``s_k = Rater.weight``. ``median``: the
    middle of ``w_kj`` over the same raters, each counting once, divided by the sum. This
    is the aggregation of individual priorities of Forman and Peniwati, Aggregating
    Individual Judgments and Priorities with the Analytic Hierarchy Process, European
    Journal of Operational Research 108(1), 1998.

    Raters without a say or without usable weights are passed over. Empty when nobody is
    left, or when all medians are 0.
    """
    given = weighing_raters(portfolio)
    if not given:
        return {}
    says = [portfolio.raters[key].weight for key in given]
    columns = {key: [shares[key] for shares in given.values()] for key in portfolio.criteria}
    if portfolio.settings.aggregation == "median":
        raw = {key: median(column) for key, column in columns.items()}
    else:
        raw = {key: _mean(column, says) for key, column in columns.items()}
    total = sum(raw.values())
    return {key: weight / total for key, weight in raw.items()} if total > 0 else {}


def _mean(values: Sequence[float], says: Sequence[float]) -> float:
    largest = max(says)
    scaled = [say / largest for say in says]
    return sum(map(float.__mul__, values, scaled)) / sum(scaled)

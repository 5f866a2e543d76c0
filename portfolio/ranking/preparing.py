"""What each method's paper asks to be done to the table first.

Each takes a case whose columns lie within -1 to 1 and returns the one the library gets.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from portfolio.ranking.library import Case
from portfolio.ranking.result import FloatArray, Scales
from portfolio.ranking.scaling import (
    by_best,
    by_norm,
    by_range,
    by_sum,
    costs_inverted,
    divided,
)


def as_rated(case: Case) -> Case:
    """Return the case as it is."""
    return case


def _as_benefits(case: Case, table: FloatArray) -> Case:
    """Return the case with a table in which more is better everywhere."""
    return dataclasses.replace(case, table=table, senses=np.ones_like(case.senses))


def shares(case: Case) -> Case:
    """Shares of the column total."""
    return dataclasses.replace(case, table=by_sum(case.table))


def inverted_shares(case: Case) -> Case:
    """Shares of the column total, costs as ``1 / x``."""
    return _as_benefits(case, by_sum(costs_inverted(case.table, case.senses)))


def shares_beside_an_ideal(case: Case) -> Case:
    """Shares of a column total that counts an ideal initiative as well, costs as ``1 / x``."""
    return _beside(case, costs_inverted(case.table, case.senses).max(axis=0))


def shares_beside_the_anchors(case: Case) -> Case:
    """The same, with the levels that the anchors call the best as the ideal initiative."""
    more = case.senses > 0
    level = np.where(more, case.scales.ideal_high, case.scales.ideal_low)
    ideal = np.where(more, level, case.table.min(axis=0) / np.where(level == 0, np.nan, level))
    return _beside(case, ideal)


def _beside(case: Case, ideal: FloatArray) -> Case:
    benefits = costs_inverted(case.table, case.senses)
    total = benefits.sum(axis=0) + ideal
    beside = _as_benefits(case, divided(benefits, total))
    return dataclasses.replace(beside, options={"ideal": divided(ideal, total)})


def shares_with_reference(case: Case) -> Case:
    """Shares of the column total, with the share that a level worth 50 points would have."""
    total = case.table.sum(axis=0)
    reference = divided(case.scales.neutral, total)
    return dataclasses.replace(
        case, table=by_sum(case.table), options={"reference_points": reference}
    )


def ratios_to_best(case: Case) -> Case:
    """``x / max`` where more is better, ``min / x`` where less is."""
    return _as_benefits(case, by_best(case.table, case.senses))


def shares_of_range(case: Case) -> Case:
    """0 for the worst and 1 for the best of each column."""
    return _as_benefits(case, by_range(case.table, case.senses))


def unit_columns(case: Case) -> Case:
    """Columns of length 1."""
    return dataclasses.replace(case, table=by_norm(case.table))


def unit_columns_unweighted(case: Case) -> Case:
    """Columns of length 1, for a method that gives every criterion the same say."""
    return dataclasses.replace(unit_columns(case), weights=np.ones_like(case.weights))


def turned_unit_columns(case: Case) -> Case:
    """Columns of length 1, costs negated: distances stay, and more is better everywhere."""
    return _as_benefits(case, by_norm(case.table) * case.senses)


def above_zero(case: Case) -> Case:
    """Columns moved to 1 to 2, for a method that looks at shares of the range only."""
    low, high = case.table.min(axis=0), case.table.max(axis=0)
    return dataclasses.replace(case, table=1.0 + divided(case.table - low, high - low))


def varying(case: Case) -> Case:
    """Without columns in which all are equal: they add nothing, and would be divided by 0."""
    columns = case.table.min(axis=0) != case.table.max(axis=0)
    return Case(
        case.table[:, columns],
        case.weights[columns],
        case.senses[columns],
        case.scales.part(columns),
    )


def between_anchors(table: FloatArray, scales: Scales) -> tuple[FloatArray, Scales]:
    """Return ratings and scales as shares of the way from the lowest to the highest anchor.

    Ratings beyond the ends count as the ends, as they do for the value function.

    Returns:
        The table ``(n, m)``, 0 to 1, and the scales in the same unit.
    """
    # Halves, so that the difference of two very large levels stays finite.
    start, length = scales.low / 2, scales.high / 2 - scales.low / 2

    def share(levels: FloatArray) -> FloatArray:
        return (np.clip(levels, scales.low, scales.high) / 2 - start) / length

    ends = np.zeros_like(length), np.ones_like(length)
    inner = share(scales.ideal_low), share(scales.ideal_high), share(scales.neutral)
    return share(table), Scales(*ends, *inner)


def reference_ideal(case: Case) -> Case:
    """The anchors' ends as range, the levels worth the most points as ideal."""
    scales = case.scales
    return dataclasses.replace(
        case,
        options={
            "ranges": _pairs(scales.low, scales.high),
            "ref_ideals": _pairs(scales.ideal_low, scales.ideal_high),
        },
    )


def stable_ideal(case: Case) -> Case:
    """The anchors' ends as bounds, the best level in the criterion's direction as ideal."""
    scales = case.scales
    return dataclasses.replace(
        case,
        options={
            "bounds": np.column_stack((scales.low, scales.high)),
            "isp": np.where(case.senses > 0, scales.ideal_high, scales.ideal_low),
        },
    )


def _pairs(low: FloatArray, high: FloatArray) -> list[tuple[float, float]]:
    return [(float(one), float(other)) for one, other in zip(low, high, strict=True)]

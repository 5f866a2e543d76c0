"""What a table must fulfil before a method can read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model.text import listed, quoted
from portfolio.ranking.result import BoolArray, FloatArray

_REMEDY = "Change these ratings, give the criterion weight 0, or use additive value."


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition on a table.

    Attributes:
        text: what is needed and why, as the end of a sentence that starts with the
            method's title.
        broken: the criteria that do not fulfil it, shape ``(m,)``, from the table
            ``(n, m)`` and the senses ``(m,)``.
        per_criterion: name the criteria; False when it concerns the whole table.
    """

    text: str
    broken: Callable[[FloatArray, FloatArray], BoolArray]
    per_criterion: bool = True


def _any_negative(table: FloatArray, senses: FloatArray) -> BoolArray:
    del senses
    return np.asarray((table < 0).any(axis=0))


def _any_not_positive(table: FloatArray, senses: FloatArray) -> BoolArray:
    del senses
    return np.asarray((table <= 0).any(axis=0))


def _cost_not_positive(table: FloatArray, senses: FloatArray) -> BoolArray:
    return _any_not_positive(table, senses) & (senses < 0)


def _no_cost(table: FloatArray, senses: FloatArray) -> BoolArray:
    return np.full(table.shape[1], not (senses < 0).any())


def _unbounded(table: FloatArray, senses: FloatArray) -> BoolArray:
    alone = table.shape[1] < 2 or int((senses > 0).sum()) == 1
    return np.full(table.shape[1], alone)


NOT_NEGATIVE = Requirement(
    "compares ratings by their proportions, so none may be negative.", _any_negative
)
POSITIVE = Requirement(
    "multiplies or divides by ratings, so each must be above 0.", _any_not_positive
)
POSITIVE_COSTS = Requirement(
    "divides by ratings where less is better, so each of those must be above 0.",
    _cost_not_positive,
)
HAS_COST = Requirement(
    "sets benefits against costs, so it needs a criterion where less is better.",
    _no_cost,
    per_criterion=False,
)
BOUNDED = Requirement(
    "solves one linear program for each criterion, with the others as limits; it needs two or "
    "more criteria where more is better, or only criteria where less is.",
    _unbounded,
    per_criterion=False,
)


def check(
    requirements: Sequence[Requirement],
    table: FloatArray,
    senses: FloatArray,
    *,
    title: str,
    names: Sequence[str],
) -> None:
    """Refuse a table that breaks a requirement.

    Args:
        requirements: of the method.
        table: ``(n, m)`` without gaps.
        senses: ``(m,)``.
        title: of the method.
        names: of the criteria, ``(m,)``.

    Raises:
        PortfolioError: naming the method, the reason and the criteria.
    """
    for requirement in requirements:
        broken = requirement.broken(table, senses)
        if not broken.any():
            continue
        where = ""
        if requirement.per_criterion:
            columns = np.flatnonzero(broken).tolist()
            noun = "Criterion" if len(columns) == 1 else "Criteria"
            where = f"{noun} {listed(quoted(names[column]) for column in columns)}"
        raise PortfolioError(what=f"{title} {requirement.text}", where=where, remedy=_REMEDY)

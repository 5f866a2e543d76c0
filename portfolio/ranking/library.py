"""The one door to scikit-criteria: scaled floats in, one finite score a row out."""

from __future__ import annotations

import contextlib
import importlib
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from portfolio.ranking.result import FloatArray, Scales
from portfolio.ranking.scaling import exponents

_PACKAGE = "skcriteria"


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """One decision problem on its way into the library.

    Attributes:
        table: ``(n, m)`` without gaps.
        weights: ``(m,)``, above 0, sum 1.
        senses: ``(m,)``, 1 where more is better, -1 where less is.
        scales: what the anchors say, in the unit of the table as it came in.
        options: further arguments of the library's ``evaluate``.
    """

    table: FloatArray
    weights: FloatArray
    senses: FloatArray
    scales: Scales
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Recipe:
    """How one method of the library is called.

    Attributes:
        module: in ``skcriteria.agg``.
        name: of the class.
        score: under which name the result holds the score.
        prepare: scales the table as the method's paper asks, and adds options.
        settings: of the class.
        prints: the library writes to standard output on the way.
    """

    module: str
    name: str
    score: str
    prepare: Callable[[Case], Case]
    settings: Mapping[str, object] = field(default_factory=dict)
    prints: bool = False


def warm_up() -> None:
    """Import the library, which takes more than a second the first time."""
    importlib.import_module(f"{_PACKAGE}.core.data")


def score(
    recipe: Recipe,
    table: FloatArray,
    *,
    weights: FloatArray,
    senses: FloatArray,
    scales: Scales,
) -> FloatArray:
    """Return the score that a method of scikit-criteria gives each row, ``(n,)``.

    Columns are divided by powers of two first, which changes no result and keeps very
    large ratings within the range of numbers. Always floats, always normalized weights;
    ranks are made from the score, not taken from the library.

    Args:
        recipe: which method, and how.
        table: ``(n, m)`` ratings without gaps.
        weights: ``(m,)``, above 0, sum 1.
        senses: ``(m,)``, 1 or -1.
        scales: what the anchors say, in the unit of the ratings.

    Raises:
        ValueError: the library refuses the table.
        ArithmeticError: the library divides by 0.
    """
    answer = evaluated(recipe, table, weights=weights, senses=senses, scales=scales)
    return np.asarray(answer[recipe.score], dtype=np.float64)


def evaluated(
    recipe: Recipe,
    table: FloatArray,
    *,
    weights: FloatArray,
    senses: FloatArray,
    scales: Scales,
) -> Any:  # noqa: ANN401 - the library's own bunch of named results
    """Return everything that the library says about a case, under the library's names."""
    with np.errstate(all="ignore"):
        case = recipe.prepare(_tamed(Case(table, weights, senses, scales)))
        return _call(recipe, case)


def _tamed(case: Case) -> Case:
    powers = -exponents(case.table)
    scales = Scales(
        *(
            np.ldexp(levels, powers)
            for levels in (
                case.scales.low,
                case.scales.high,
                case.scales.ideal_low,
                case.scales.ideal_high,
                case.scales.neutral,
            )
        )
    )
    return Case(np.ldexp(case.table, powers), case.weights, case.senses, scales)


def _call(recipe: Recipe, case: Case) -> Any:  # noqa: ANN401 - as ``evaluated``
    from skcriteria.core.data import mkdm

    module = importlib.import_module(f"{_PACKAGE}.agg.{recipe.module}")
    # Its advice on how to scale is for those who call it by hand. A filter by module may
    # stay for good; one that is taken back would not be safe in a thread.
    for library in (_PACKAGE, "pulp"):
        warnings.filterwarnings("ignore", module=library)
    matrix = mkdm(
        case.table,
        case.senses.astype(int),
        weights=case.weights,
        alternatives=np.arange(len(case.table)),
        criteria=np.arange(len(case.weights)),
    )
    method = getattr(module, recipe.name)(**recipe.settings)
    silence = contextlib.redirect_stdout(io.StringIO()) if recipe.prints else None
    with silence or contextlib.nullcontext():
        return method.evaluate(matrix, **case.options).extra_

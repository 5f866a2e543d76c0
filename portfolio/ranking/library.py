"""The one door to scikit-criteria: scaled floats in, one finite score a row out."""

from __future__ import annotations

import contextlib
import importlib
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from portfolio.ranking.parameters import Values
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
    """How one method of the library is called; a ``Scorer``.

    Attributes:
        module: in ``skcriteria.agg``.
        name: of the class.
        score: under which name the result holds the score.
        prepare: scales the table as the method's paper asks, and adds options.
        settings: of the class, from the method's parameters by our names.
        prints: the library writes to standard output on the way.
    """

    module: str
    name: str
    score: str
    prepare: Callable[[Case], Case]
    settings: Callable[[Values], Mapping[str, object]] = dict
    prints: bool = False

    def __call__(
        self,
        table: FloatArray,
        *,
        weights: FloatArray,
        senses: FloatArray,
        scales: Scales,
        **parameters: float,
    ) -> FloatArray:
        """Return the score that a method of scikit-criteria gives each row, ``(n,)``.

        Columns are divided by powers of two first, which changes no result and keeps very
        large ratings within the range of numbers. Always floats, always normalized weights;
        ranks are made from the score, not taken from the library.

        Args:
            table: ``(n, m)`` ratings without gaps.
            weights: ``(m,)``, above 0, sum 1.
            senses: ``(m,)``, 1 or -1.
            scales: what the criteria say, in the unit of the ratings.
            parameters: of the method; the library's defaults for those not given.

        Raises:
            ValueError: the library refuses the table.
            ArithmeticError: the library divides by 0.
        """
        case = Case(table, weights, senses, scales)
        answer = evaluated(self, case, parameters)
        return np.asarray(answer[self.score], dtype=np.float64)


def renamed(**names: str) -> Callable[[Values], Mapping[str, object]]:
    """Return settings that hand each parameter on under the library's name for it."""
    return lambda parameters: {names.get(name, name): parameters[name] for name in parameters}


def minkowski(parameters: Values) -> dict[str, object]:
    """Settings with the distance of the ``exponent``: 1 city blocks, 2 straight lines."""
    exponent = parameters.get("exponent", 2.0)
    named = {1.0: "cityblock", 2.0: "euclidean"}
    if exponent in named:
        return {"metric": named[exponent]}
    from scipy.spatial import distance

    return {"metric": partial(distance.minkowski, p=exponent)}


def warm_up() -> None:
    """Import the library, which takes more than a second the first time."""
    importlib.import_module(f"{_PACKAGE}.core.data")


def evaluated(recipe: Recipe, case: Case, parameters: Values | None = None) -> Any:  # noqa: ANN401 - the library's own bunch of named results
    """Return everything that the library says about a case, under the library's names."""
    with np.errstate(all="ignore"):
        return _call(recipe, recipe.prepare(_tamed(case)), parameters or {})


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


def _call(recipe: Recipe, case: Case, parameters: Values) -> Any:  # noqa: ANN401 - as ``evaluated``
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
    method = getattr(module, recipe.name)(**recipe.settings(parameters))
    silence = contextlib.redirect_stdout(io.StringIO()) if recipe.prints else None
    with silence or contextlib.nullcontext():
        return method.evaluate(matrix, **case.options).extra_

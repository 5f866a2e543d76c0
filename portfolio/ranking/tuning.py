"""A method with the parameters that the document states."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from portfolio.errors import PortfolioError
from portfolio.model.amounts import number_text
from portfolio.model.text import listed
from portfolio.ranking.method import Method, Scorer
from portfolio.ranking.parameters import Misset, Values, completed, missettings
from portfolio.ranking.result import FloatArray


def faults_of(method: Method, stated: Values) -> Iterator[Misset]:
    """Yield what is wrong with the values stated for a method."""
    return missettings(method.title, method.parameters, stated)


def tuned(method: Method, stated: Values) -> Method:
    """Return the method with the stated values in place of its defaults.

    Raises:
        PortfolioError: a parameter that the method does not have, or a value out of range.
    """
    for fault in faults_of(method, stated):
        raise PortfolioError(what=fault.what, where="Settings", remedy=fault.remedy)
    if not method.parameters:
        return method
    values = completed(method.parameters, stated)
    score = cast("Callable[..., FloatArray]", method.score)
    keep = cast("Callable[..., Any] | None", method.keep)
    return dataclasses.replace(
        method,
        score=cast("Scorer", partial(score, **values)),
        keep=None if keep is None else partial(keep, **values),
    )


def tuning_notes(method: Method, stated: Values) -> tuple[str, ...]:
    """Say which values differ from the defaults; nothing when none does."""
    changed = [
        f"{each.name} = {number_text(stated[each.name])}"
        for each in method.parameters
        if each.name in stated and stated[each.name] != each.default
    ]
    return (f"{method.title} is used with {listed(changed)}.",) if changed else ()

"""Rank reversal in words: whether the list could turn its own order."""

from __future__ import annotations

from portfolio.errors import Tick, silent
from portfolio.model import MissingRule
from portfolio.model.text import plural, quoted
from portfolio.ranking.method import LIST_DEPENDENT, Method
from portfolio.ranking.result import Matrix
from portfolio.ranking.reversal import Reversal, reversal

_ALL_TRIED = 100


def reversal_sentence(
    matrix: Matrix,
    method: Method,
    missing: MissingRule,
    tick: Tick = silent,
) -> str:
    """Return what dropping initiatives does to the order of the others.

    Each initiative is dropped in turn; only the last one where there are more than a
    hundred, or where the method is slow (it has a ``limit``). For a method whose order
    cannot turn it is the method's label, and nothing is tried.

    Raises:
        PortfolioError: there is no ranking with all initiatives in the list.
    """
    if method.label != LIST_DEPENDENT:
        return method.label
    every = len(matrix.initiative_ids) <= _ALL_TRIED and method.limit is None
    names = dict(zip(matrix.initiative_ids, matrix.initiative_names, strict=True))
    found = reversal(matrix, method, missing=missing, every=every, tick=tick)
    return " ".join((_outcome(found, names), *_unanswered(found, names)))


def _outcome(found: Reversal, names: dict[str, str]) -> str:
    if not found.tried:
        return "There are too few ranked initiatives for one to be dropped."
    one = len(found.tried) == 1
    last = quoted(names[found.tried[0]])
    if not found.swaps:
        tried = f"the last initiative, {last}," if one else f"any one of the {len(found.tried):,}"
        return f"No rank reversal: dropping {tried} leaves the order of the others as it is."
    swap = found.swaps[0]
    tried = (
        f"the last initiative, {last},"
        if one
        else f"{len(found.turning):,} of the {len(found.tried):,}, one at a time,"
    )
    return (
        f"Rank reversal: dropping {tried} turns {plural(found.pairs, 'pair')} of others. For "
        f"example, without {quoted(names[swap.dropped])}, {quoted(names[swap.behind])} comes "
        f"before {quoted(names[swap.ahead])}."
    )


def _unanswered(found: Reversal, names: dict[str, str]) -> tuple[str, ...]:
    if not found.undefined:
        return ()
    more = len(found.undefined) - 1
    others = f", nor without {plural(more, 'other')}" if more else ""
    return (f"Without {quoted(names[found.undefined[0]])} the method has no answer{others}.",)

"""Whether dropping an initiative turns the order of others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from portfolio.errors import PortfolioError, Tick, silent
from portfolio.model import MissingRule
from portfolio.ranking.live import Live
from portfolio.ranking.method import Method
from portfolio.ranking.result import IntArray, Matrix

_LISTED = 50
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Swap:
    """Without ``dropped``, ``behind`` comes before ``ahead``; with it, the other way round."""

    dropped: str
    ahead: str
    behind: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """What dropping single initiatives did to the order of the others.

    Attributes:
        method: name of the method.
        tried: ids of the initiatives that were dropped, one at a time.
        turning: those of them whose dropping turned a pair of others.
        undefined: those of them without which the method has no answer.
        pairs: how many pairs were turned, over all drops.
        swaps: the turned pairs, the first fifty.
    """

    method: str
    tried: tuple[str, ...]
    turning: tuple[str, ...]
    undefined: tuple[str, ...]
    pairs: int
    swaps: tuple[Swap, ...]


def reversal(
    matrix: Matrix,
    method: Method,
    *,
    missing: MissingRule = "rated_only",
    every: bool = False,
    tick: Tick = silent,
) -> Reversal:
    """Drop initiatives one at a time and report which others change places.

    A pair is turned when one is strictly ahead before and strictly behind after (Belton and
    Gear, Omega 11(3), 1983). Under additive value that never happens, unless medians fill gaps.

    Args:
        matrix: the table, with its weights.
        method: how to rank.
        missing: what to do about gaps.
        every: drop each ranked initiative in turn, instead of the last one only.
        tick: called with the fraction done and a phrase; may raise ``Cancelled``.

    Raises:
        PortfolioError: there is no ranking with all initiatives in the list.
    """
    whole = Live(matrix, method, missing).rerank(matrix.weights).ranks
    drops = _drops(whole, every=every)
    found: dict[str, list[Swap]] = {}
    for number, drop in enumerate(drops):
        tick(number / len(drops), "Dropping initiatives one at a time")
        fewer = without(matrix, drop)
        ranks = _ranks(fewer, method, missing)
        if ranks is not None:
            name, ids = matrix.initiative_ids[drop], fewer.initiative_ids
            found[name] = list(_turned(np.delete(whole, drop), ranks, ids, name))
    return _report(method, tuple(matrix.initiative_ids[drop] for drop in drops), found)


def _report(method: Method, tried: tuple[str, ...], found: dict[str, list[Swap]]) -> Reversal:
    """Put the turned pairs of each drop together; a drop that is not there had no answer."""
    return Reversal(
        method=method.name,
        tried=tried,
        turning=tuple(name for name, swaps in found.items() if swaps),
        undefined=tuple(name for name in tried if name not in found),
        pairs=sum(map(len, found.values())),
        swaps=tuple(chain.from_iterable(found.values()))[:_LISTED],
    )


def _ranks(matrix: Matrix, method: Method, missing: MissingRule) -> IntArray | None:
    try:
        return Live(matrix, method, missing).rerank(matrix.weights).ranks
    except PortfolioError:
        return None


def _drops(ranks: IntArray, *, every: bool) -> list[int]:
    ranked = np.flatnonzero(ranks > 0)
    if len(ranked) < 3:
        return []
    if every:
        return [int(row) for row in ranked]
    return [int(ranked[np.argmax(ranks[ranked])])]


def without(matrix: Matrix, row: int) -> Matrix:
    """Return the table without one initiative."""
    keep = np.arange(len(matrix.initiative_ids)) != row
    ids = zip(matrix.initiative_ids, matrix.initiative_names, keep, strict=True)
    left = [(key, name) for key, name, kept in ids if kept]
    return dataclasses.replace(
        matrix,
        initiative_ids=tuple(key for key, _ in left),
        initiative_names=tuple(name for _, name in left),
        ratings=matrix.ratings[keep],
        values=matrix.values[keep],
        spread=matrix.spread[keep],
        counts=matrix.counts[keep],
    )


def _turned(
    before: IntArray, after: IntArray, ids: tuple[str, ...], dropped: str
) -> Iterator[Swap]:
    """Yield the pairs that are ``ahead`` and ``behind`` before, and turned after."""
    both = np.flatnonzero((before > 0) & (after > 0))
    order = both[np.lexsort((after[both], before[both]))]
    first, second = before[order], after[order]
    if (np.diff(second) >= 0).all():
        return
    for start in range(0, len(order), _CHUNK):
        part = slice(start, start + _CHUNK)
        turned = (first[part, np.newaxis] < first) & (second[part, np.newaxis] > second)
        for row, column in np.argwhere(turned).tolist():
            yield Swap(dropped, ids[order[start + row]], ids[order[column]])

"""A second method worth looking at beside the one in force."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.errors import PortfolioError
from portfolio.lessons.feed import fed
from portfolio.model import Portfolio
from portfolio.ranking import METHODS, Live, Ranking, build_matrix, method_named, rank
from portfolio.ranking.compare import Moves, moves


@dataclass(frozen=True, slots=True)
class Beside:
    """Another method's ranking of the same initiatives.

    Attributes:
        second: the other ranking.
        farthest: name of the cheap method that differs most from the first; empty when
            none could rank.
        moved: how many initiatives that method ranks differently.
    """

    second: Ranking
    farthest: str
    moved: int


def beside(portfolio: Portfolio, first: Ranking, wanted: str = "") -> Beside:
    """Return the ranking by a wanted method, or by the cheap one that differs most.

    Args:
        portfolio: that was ranked.
        first: its ranking.
        wanted: name of a method; empty for the one that differs most.

    Raises:
        PortfolioError: the wanted method, or every cheap one, cannot rank this.
    """
    found = _farthest(portfolio, first)
    if found is None:
        return Beside(rank(portfolio, method=wanted or first.method), "", 0)
    farthest, compared = found
    second = rank(portfolio, method=wanted) if wanted else farthest
    return Beside(second, farthest.method, _moved(compared))


def _farthest(portfolio: Portfolio, first: Ranking) -> tuple[Ranking, Moves] | None:
    """Return the ranking least like the first, by tau-b and then by who moves; ties as in the menu.

    Only methods that answer while a weight is dragged are tried: they take milliseconds.
    """
    matrix, missing = build_matrix(fed(portfolio)), portfolio.settings.missing
    best: tuple[Ranking, Moves] | None = None
    for method in METHODS:
        if method.keep is None or method.name == first.method:
            continue
        try:
            other = Live(matrix, method_named(method.name), missing).rerank(matrix.weights)
        except PortfolioError:  # It cannot rank this table; others may.
            continue
        compared = moves(first, other)
        if best is None or _likeness(compared) < _likeness(best[1]):
            best = (other, compared)
    return best


def _likeness(compared: Moves) -> tuple[float, int]:
    return 1.0 if compared.tau_b is None else compared.tau_b, -_moved(compared)


def _moved(compared: Moves) -> int:
    return sum(move.up != 0 for move in compared.moves)

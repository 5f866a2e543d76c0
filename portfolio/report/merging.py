"""A merge followed through: demand derived anew, and what is wrong only since the merge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from portfolio.edit import rederived
from portfolio.errors import PortfolioError
from portfolio.files.merging import Merge, Side, following, merge, resolved
from portfolio.model import Portfolio, Problem, problems
from portfolio.model.text import plural

Preference = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Joined:
    """A merged document that can be worked on.

    Attributes:
        portfolio: merged, with derived demand as it follows now.
        problems: what is missing or contradictory in it and was not so on either side, such
            as a circle of rules that both sides closed together.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]


def joined(
    base: Portfolio | None,
    ours: Portfolio,
    theirs: Portfolio,
    *,
    mine: Side | None = None,
    other: Side | None = None,
) -> tuple[Merge, Joined]:
    """Return what merging comes to, and the document until the conflicts are decided.

    As ``files.merging.merge``, but nobody is asked about demand that follows from other
    figures in any case.

    Raises:
        PortfolioError: they are no versions of one document.
    """
    found = merge(base, ours, theirs, mine=mine or Side(), other=other or Side())
    found = following(found, rederived)
    return found, answered(found, found.preset)


def answered(found: Merge, theirs: Collection[int]) -> Joined:
    """Return the document as a person decided; ``theirs`` as for ``files.merging.resolved``."""
    portfolio = _followed(found, theirs)
    _, *sides = found.sources
    known = {_mark(each) for side in sides if side is not None for each in problems(side)}
    new = (each for each in problems(portfolio) if _mark(each) not in known)
    return Joined(portfolio, tuple(new))


def merged(
    base: Portfolio | None, ours: Portfolio, theirs: Portfolio, *, prefer: Preference | None
) -> Portfolio:
    """Return two versions as one where nobody need be asked; see ``portfolio.merge``.

    Raises:
        PortfolioError: somebody has to be, with every place.
    """
    found, result = joined(base, ours, theirs)
    if not found.conflicts:
        return result.portfolio
    if prefer is None:
        places = [each.sentence for each in found.conflicts]
        raise PortfolioError(
            f"{plural(len(places), 'conflict')}: {' '.join(places)}",
            remedy="Say whose value is taken: prefer “ours” or “theirs”.",
        )
    chosen = range(len(found.conflicts)) if prefer == "theirs" else ()
    return answered(found, chosen).portfolio


def _mark(problem: Problem) -> tuple[str, str, str, str]:
    """Return what a problem is about, whatever numbers its sentence holds."""
    return (problem.code, problem.kind, problem.record, problem.field)


def _followed(found: Merge, theirs: Collection[int]) -> Portfolio:
    portfolio = found.portfolio if theirs == found.preset else resolved(found, theirs)
    return rederived(portfolio)

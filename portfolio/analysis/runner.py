"""The order of the stages, and what happens between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portfolio.analysis.result import Results
from portfolio.model import Portfolio

Tick = Callable[[float, str], None]


class Analysis:
    """Analyzes snapshots of one document, remembering what the last ones gave.

    ``run`` belongs to one worker thread. ``quick`` may be called meanwhile from
    another: neither changes what the other reads, each publishes by a single
    assignment, so there is nothing to lock.
    """

    def __init__(self) -> None:
        self._latest: Results | None = None

    def run(self, portfolio: Portfolio, revision: int, tick: Tick) -> Iterator[Results]:
        """Yield results that grow from stage to stage; the last has nothing stale.

        Parts that an earlier snapshot gave and that this one does not change are
        there from the first results on. Parts still to come are carried over from
        the previous snapshot and named in ``stale``.

        Args:
            portfolio: the snapshot.
            revision: handed back in every result.
            tick: called with the fraction done (0 to 1) and a phrase for the user;
                may raise ``Cancelled``, which then leaves this generator.
        """
        tick(0.0, "Checking")
        self._latest = Results(revision=revision, portfolio=portfolio)
        yield self._latest

    def quick(self, portfolio: Portfolio, revision: int) -> Results:
        """Return within milliseconds what can be known while a slider moves.

        The ranking is made anew where the method allows it, the plan by a fast
        heuristic (then ``provisional``) where what it reads has changed; everything
        else is carried over and named in ``stale``.
        """
        return Results(revision=revision, portfolio=portfolio)

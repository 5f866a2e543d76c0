"""The stage that finds what would bring each cut initiative in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from portfolio.analysis.known import Known, Pulled, Recent, still_told
from portfolio.analysis.turns import Interest, Turns
from portfolio.errors import Tick
from portfolio.funding import Lever, levers_for
from portfolio.funding.explain import PRICED_UP_TO
from portfolio.funding.solver import Control
from portfolio.model import FrozenMap
from portfolio.model.text import quoted

#: Seconds for all levers of one initiative; what is not found by then is left out.
_TIME_LIMIT_S = 5.0


class LeverStage:
    """Levers, the initiative nearest to coming in first, shown as they are found.

    Args:
        interest: whose levers are wanted before the others'.
    """

    text = "Looking for what would bring the others in"

    def __init__(self, interest: Interest) -> None:
        self._interest = interest
        self._recent: Recent[Pulled] = Recent()

    def find(self, known: Known) -> bool:
        """Find the levers of the same plan in the same words."""
        if known.pulled is None and known.solved is not None:
            known.pulled = self._recent.find(lambda entry: still_told(entry, known))
        return known.pulled is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Find the levers of every cut initiative, up to ``PRICED_UP_TO`` initiatives."""
        answer, portfolio = known.solved, known.portfolio
        if answer is None:
            return
        found: dict[str, tuple[Lever, ...]] = {}
        finder = None
        if answer.plan is not None and len(portfolio.initiatives) <= PRICED_UP_TO:
            lines = known.explained.lines if known.explained is not None else None
            finder = levers_for(portfolio, answer.plan, scores=answer.scores, lines=lines)
        if finder is not None:
            cut = finder.by_interest()
            turns = Turns(cut, self._interest)
            for done, key in turns:
                name = quoted(portfolio.initiatives[key].name)
                say = partial(tick, done / len(cut), f"Looking for what would bring {name} in")
                say()
                found[key] = finder.of(key, _control(say))
                if turns.due(key):
                    known.pulled = Pulled(portfolio, answer, FrozenMap(found))
                    yield
        known.pulled = self._recent.add(Pulled(portfolio, answer, FrozenMap(found)))
        yield


def _control(say: Callable[[], None]) -> Control:
    """Return a control that can be cancelled; the solver's own progress is not shown."""
    return Control(lambda _fraction, _text: say(), time.monotonic() + _TIME_LIMIT_S)

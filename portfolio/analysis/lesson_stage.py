"""The stage that holds every initiative against the five lessons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from portfolio.analysis.known import Judged, Known, Recent
from portfolio.analysis.reads import LESSONS, same
from portfolio.errors import Tick
from portfolio.lessons import judge
from portfolio.model import FrozenMap


class LessonMemory:
    """The boards of the last snapshots, and the day of today."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.today = today
        self.recent: Recent[Judged] = Recent()


class LessonStage:
    """Lights at once, and again when the plan says what is funded and what forcing costs.

    Args:
        memory: shared by the two turns of the stage.
        planned: whether this turn waits for the plan; the lights of the other are shown
            until then.
    """

    text = "Checking the five lessons"

    def __init__(self, memory: LessonMemory, *, planned: bool) -> None:
        self._memory = memory
        self._planned = planned

    def find(self, known: Known) -> bool:
        """Find the board of a snapshot that reads the same, on the same day."""
        if not self._planned:
            return known.judged is not None
        if known.explained is None or (known.judged is not None and known.judged.planned):
            return known.judged is not None and known.judged.planned
        funded, cost, today = _funded(known), force_cost(known), self._memory.today()
        entry = self._memory.recent.find(
            lambda e: (
                same(LESSONS, e.portfolio, known.portfolio)
                and e.board.today == today
                and e.board.population.funded == funded
                and e.board.population.force_cost == cost
            )
        )
        if entry is None:
            return False
        if not entry.planned:  # There is no plan, or it funds nothing.
            entry = self._memory.recent.add(replace(entry, planned=True))
        known.judged = entry
        return True

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Judge; rows that did not change are taken from the last board."""
        tick(0.0, self.text)
        last = self._memory.recent.find(lambda e: e.portfolio.id == known.portfolio.id)
        before = None if last is None else last.board
        if self._planned:
            funded, cost = _funded(known), force_cost(known)
        else:
            funded = frozenset() if before is None else before.population.funded
            cost = FrozenMap() if before is None else before.population.force_cost
        board = judge(
            known.portfolio,
            today=self._memory.today(),
            funded=funded,
            force_cost=cost,
            before=before,
        )
        known.judged = self._memory.recent.add(Judged(known.portfolio, board, self._planned))
        yield


def _funded(known: Known) -> frozenset[str]:
    plan = None if known.solved is None else known.solved.plan
    return frozenset() if plan is None else frozenset(plan.chosen)


def force_cost(known: Known) -> FrozenMap[str, float]:
    """Return initiative id to the share of the plan's value that forcing it in costs.

    Where it is worth nothing without the force either, there is no share.
    """
    plan = None if known.solved is None else known.solved.plan
    if plan is None or known.explained is None:
        return FrozenMap()
    shares = {}
    for key in plan.forced_in & known.explained.lines.keys():
        price = known.explained.lines[key].price
        if price is not None and plan.value - price > 0:
            shares[key] = max(0.0, -price) / (plan.value - price)
    return FrozenMap(shares)

"""The three-way squeeze: what is short when, what more of it buys, what trades for what."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from portfolio.funding.result import Floats
from portfolio.insight.base import Base, Question
from portfolio.insight.blocks import Blocks
from portfolio.insight.squeeze_result import BlockStep, Brake, CellGain, Exchange, MoreOf, Squeeze
from portfolio.insight.squeeze_words import squeeze_sentences
from portfolio.model import Portfolio

#: Steps of one block that are solved for each resource.
MOST_BLOCKS = 8


def squeeze(
    portfolio: Portfolio,
    question: Question,
    *,
    blocks: Mapping[str, float] | None = None,
    most_blocks: int = MOST_BLOCKS,
) -> Iterator[Squeeze]:
    """Yield what one more block of each capacity buys, from exact re-solves.

    First each resource in each period; then, again by resource, one block less, one, two
    and more blocks, and how many help at all before another limit takes over; then, for
    every pair, how many blocks of one make up for one block less of the other. Between two
    blocks nothing is interpolated: a gain of 0 for one block may become one for two.

    Args:
        portfolio: the document.
        question: scores, the plan where it is known, and whom to tell.
        blocks: resource id to the size of a block, in place of ``blocks.block_size``.
        most_blocks: steps for each resource.

    Raises:
        PortfolioError: a block that is not above 0, or as ``funding.plan`` does.
        Cancelled: ``question.tick`` asked to stop.
    """
    yield from _Press(portfolio, question, blocks).run(most_blocks)


class _Press:
    def __init__(
        self, portfolio: Portfolio, question: Question, sizes: Mapping[str, float] | None
    ) -> None:
        self.base = Base(portfolio, question)
        self.blocks = Blocks(self.base, sizes)
        self._x: Floats | None = None
        self._cells: list[CellGain] = []
        self._resources: list[MoreOf] = []
        self._exchanges: list[Exchange] = []

    def run(self, most_blocks: int) -> Iterator[Squeeze]:
        """Yield ever fuller results."""
        self._x = self.base.today().x
        if self._x is None:
            yield self._result(final=True)
            return
        for done, resource_id in enumerate(self.blocks.sizes):
            self._say(0.3 * done / len(self.blocks.sizes), resource_id)
            self._press_cells(resource_id)
            yield self._result(final=False)
        for done, resource_id in enumerate(self.blocks.sizes):
            self._say(0.3 + 0.4 * done / len(self.blocks.sizes), resource_id)
            self._resources.append(self._more_of(resource_id, most_blocks))
            yield self._result(final=False)
        for done, more in enumerate(self._resources):
            self._say(0.7 + 0.3 * done / len(self._resources), more.resource_id)
            self._trade(more)
            yield self._result(final=done + 1 == len(self._resources))
        if not self._resources:
            yield self._result(final=True)

    def _say(self, fraction: float, resource_id: str) -> None:
        amount = self.blocks.words(resource_id, 1, "more or less")
        self.blocks.control = self.base.held(fraction, f"Solving with {amount}")

    @property
    def _today(self) -> float:
        return -math.inf if self._x is None else self.base.value(self._x)

    def _press_cells(self, resource_id: str) -> None:
        tables = self.base.problem.tables
        limits = tables.capacity[tables.resource_ids.index(resource_id)]
        for column in np.flatnonzero(~np.isnan(limits)).tolist():
            x = self.base.solved(self.blocks.cell(resource_id, column), self.blocks.control).x
            gain, enters, leaves = self._against(x, self._x)
            period_id = tables.period_ids[column]
            self._cells.append(CellGain(resource_id, period_id, gain, enters, leaves))
        self._cells.sort(key=lambda cell: -cell.gain)

    def _against(
        self, x: Floats | None, before: Floats | None
    ) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
        """Return what a choice is worth more than another, who enters and who leaves.

        Where it is worth no more, nobody does: the plan can stay as it is.
        """
        if x is None or before is None:
            return 0.0, (), ()
        gain = self.base.value(self.base.problem.completed(x)) - self.base.value(before)
        if gain <= self.base.step / 2:
            return 0.0, (), ()
        old, new = self.base.funded(before), self.base.funded(x)
        enters = tuple(i for i in new if i not in old)
        return gain, enters, tuple(i for i in old if i not in new)

    def _more_of(self, resource_id: str, most_blocks: int) -> MoreOf:
        ceiling = max(self._today, self.blocks.value({resource_id: math.inf}))
        useful = self._least(resource_id, ceiling, {})
        less = self.blocks.value({resource_id: -1})
        brake, next_limit = self._brake(resource_id, ceiling)
        return MoreOf(
            resource_id=resource_id,
            block=self.blocks.sizes[resource_id],
            once=self.blocks.once(resource_id),
            steps=tuple(self._steps(resource_id, min(useful, most_blocks))),
            loss=None if less == -math.inf else max(0.0, self._today - less),
            ceiling=ceiling,
            useful_blocks=useful,
            first_blocks=_first(lambda n: self._gains({resource_id: n}), useful) if useful else 0,
            brake=brake,
            next_limit=next_limit,
        )

    def _steps(self, resource_id: str, count: int) -> Iterator[BlockStep]:
        before = self._x
        for blocks in range(1, count + 1):
            x = self.blocks.answer({resource_id: blocks}).x
            found = None if x is None else self.base.problem.completed(x)
            gain, enters, leaves = self._against(found, before)
            before = before if gain == 0 else found
            value = self._today if before is None else self.base.value(before)
            amount = blocks * self.blocks.sizes[resource_id]
            yield BlockStep(blocks, amount, value, value - self._today, enters, leaves)

    def _least(self, resource_id: str, value: float, others: Mapping[str, float]) -> int:
        """Return the least number of blocks that reaches a value which no limit would allow."""
        x = self.blocks.answer({**others, resource_id: math.inf}).x
        high = 0 if x is None else self._enough(resource_id, x, others)

        def reached(blocks: int) -> bool:
            return self._reaches(self.blocks.value({**others, resource_id: blocks}), value)

        return _first(reached, high)

    def _enough(self, resource_id: str, x: Floats, others: Mapping[str, float]) -> int:
        """Return blocks with which a choice fits, whatever it lacks else: that others give."""
        high = self.blocks.enough(resource_id, x)
        rows = self.base.problem.rows
        while True:
            change = self.blocks.change({**others, resource_id: high})
            upper = rows.upper.copy()
            upper[list(change.upper)] = list(change.upper.values())
            if (rows.activity(x) <= upper + rows.slack).all():
                return high
            high = max(1, 2 * high)

    def _gains(self, blocks: Mapping[str, float]) -> bool:
        return not self._reaches(self._today, self.blocks.value(blocks))

    def _reaches(self, value: float, wanted: float) -> bool:
        return value >= wanted - max(self.base.step / 2, 1e-9 * abs(wanted))

    def _brake(self, resource_id: str, ceiling: float) -> tuple[Brake, str]:
        """Return what holds once this resource does not: by one block more of each other."""
        others = [each for each in self.blocks.sizes if each != resource_id]
        for count in (1.0, math.inf):
            gains = {
                other: self.blocks.value({resource_id: math.inf, other: count}) - ceiling
                for other in others
            }
            best = max(others, key=lambda other: gains[other], default="")
            if best and gains[best] > max(self.base.step / 2, 1e-9 * abs(ceiling)):
                return "resource", best
        free = self.blocks.value(dict.fromkeys(self.blocks.sizes, math.inf))
        if not self._reaches(ceiling, free):
            return "resource", ""
        gain = self.base.problem.worth.gain
        whole = self.base.problem.offset + math.fsum(gain[gain > 0].tolist())
        return ("list", "") if self._reaches(ceiling, whole) else ("rules", "")

    def _trade(self, lost: MoreOf) -> None:
        if lost.loss is None or lost.loss <= self.base.step / 2:
            return
        less = {lost.resource_id: -1.0}
        for other in self.blocks.sizes:
            if other == lost.resource_id:
                continue
            free = self.blocks.value({**less, other: math.inf})
            if self._reaches(free, self._today):
                count = self._least(other, self._today, less)
                size = self.blocks.sizes[other]
                self._exchanges.append(
                    Exchange(
                        lost_id=lost.resource_id,
                        by_id=other,
                        loss=lost.loss,
                        blocks=count,
                        lost_amount=lost.block,
                        amount=count * size,
                    )
                )

    def _result(self, *, final: bool) -> Squeeze:
        worth = self.base.problem.worth
        result = Squeeze(
            value=None if self._x is None else self._today,
            value_unit=worth.unit,
            objective_name=worth.name,
            cells=tuple(self._cells),
            resources=tuple(self._resources),
            exchanges=tuple(self._exchanges),
            final=final,
            notes=self.base.problem.notes,
        )
        return dataclasses.replace(result, sentences=squeeze_sentences(self.blocks, result))


def _first(holds: Callable[[int], bool], high: int) -> int:
    """Return the least number from 0 to ``high`` for which something holds, as it does from
    there on and at ``high``.
    """
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high

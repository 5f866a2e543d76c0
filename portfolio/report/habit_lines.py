"""What planning by hand would lose, way by way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.funding import habits
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import visible

if TYPE_CHECKING:
    from portfolio.analysis import Results


@dataclass(frozen=True, slots=True)
class HabitLine:
    """One way to plan by hand.

    Attributes:
        title: of the way.
        question: what those who plan like this go by, as a sentence.
        lost: what it loses, as text with the unit; ``–`` when it cannot keep every rule.
        kept: its value as a share of the best plan's, 0 to 1.
        sentence: what it loses, in words.
    """

    title: str
    question: str
    lost: str
    kept: float
    sentence: str


def habit_lines(results: Results) -> tuple[HabitLine, ...]:
    """Return what each way of planning by hand loses; empty without a plan to compare with.

    Takes as long as three plans down a list: do not call it where a person waits.
    """
    plan = results.plan
    if plan is None or plan.status == "infeasible" or plan.value <= 0:
        return ()
    found = habits(results.portfolio, plan, ranked_order(results), scores=results.scores)
    return tuple(
        HabitLine(
            title=visible(habit.title),
            question=visible(habit.question),
            lost=_lost(habit.lost, plan.value, plan.unit),
            kept=0.0 if math.isinf(habit.lost) else max(0.0, 1.0 - habit.lost / plan.value),
            sentence=habit.sentence,
        )
        for habit in found
    )


def ranked_order(results: Results) -> Sequence[str]:
    """Return the ids of ranked initiatives, best first, ties in the order of the ranking."""
    ranking = results.ranking
    if ranking is None:
        return ()
    pairs = zip(ranking.ranks.tolist(), ranking.initiative_ids, strict=True)
    known = results.portfolio.initiatives
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return tuple(key for rank, key in ordered if rank > 0 and key in known)


def _lost(lost: float, best: float, unit: str) -> str:
    if math.isinf(lost):
        return "cannot keep every rule"
    if lost == 0:
        return "as good"
    return f"{amount_text(-lost, unit)} ({percent_text(lost / best)})"

"""VIKOR's verdict: whether the best initiative may stand alone as the compromise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.model.text import listed, quoted
from portfolio.ranking.ordering import TIE
from portfolio.ranking.result import BoolArray, FloatArray, IntArray

_NAMED = 6


@dataclass(frozen=True, eq=False, slots=True)
class Leaders:
    """The rows that make up a compromise.

    Attributes:
        rows: ``(n,)``, those in the compromise set.
        advantage: condition C1 holds.
        stability: condition C2 holds.
    """

    rows: BoolArray
    advantage: bool
    stability: bool


def leaders(index: FloatArray, majority: FloatArray, regret: FloatArray) -> Leaders:
    """Return the compromise set and whether its two conditions hold.

    With ``DQ = 1 / (n - 1)`` and the initiatives in the order of Q:

    * C1, acceptable advantage: ``Q(second) - Q(first) >= DQ``.
    * C2, acceptable stability: the first is also the best by S or by R.

    Both hold: the first alone. Only C2 fails: the first and the second. C1 fails: all with
    ``Q - Q(first) < DQ`` (Opricovic and Tzeng, European Journal of Operational Research
    156(2), 2004, pages 448 and 449). Several that are tied for first have no advantage over
    one another, so C1 fails; whoever is tied for second counts as the second.

    Args:
        index: ``(n,)``, Q, less is better; ``n >= 2``.
        majority: ``(n,)``, S, less is better.
        regret: ``(n,)``, R, less is better.
    """
    step = 1 / (len(index) - 1)
    ahead = index - index.min()
    first = ahead <= TIE
    second = float(np.partition(ahead, 1)[1])
    advantage = second >= step - TIE
    best = (majority <= majority.min() + TIE) | (regret <= regret.min() + TIE)
    stability = bool(best[first].all())
    if not advantage:
        rows = ahead < step - TIE
    elif stability:
        rows = first
    else:
        rows = ahead <= second + TIE
    return Leaders(rows | first, advantage, stability)


def leading(found: Leaders, ranks: IntArray) -> list[int]:
    """Return the rows of the compromise, the best first; ``ranks`` is ``(n,)``."""
    rows = np.flatnonzero(found.rows)
    return [int(row) for row in rows[np.argsort(ranks[rows], kind="stable")]]


def compromise_text(found: Leaders, ranks: IntArray, names: Sequence[str]) -> str:
    """Return the verdict as a sentence.

    Args:
        found: the compromise.
        ranks: ``(n,)``, 1 for the best.
        names: of all rows, ``(n,)``.
    """
    who = listed((quoted(names[row]) for row in leading(found, ranks)), _NAMED)
    if found.advantage and found.stability:
        return (
            f"The compromise is {who} alone: its lead is large enough (C1), and it is also the "
            "best for the majority or in its largest regret (C2)."
        )
    broken = []
    if not found.advantage:
        broken.append("the lead is too small (C1 does not hold)")
    if not found.stability:
        broken.append(
            "the first is the best neither for the majority nor in its largest regret (C2 does "
            "not hold)"
        )
    return f"The compromise is {who} together, because {', and '.join(broken)}."

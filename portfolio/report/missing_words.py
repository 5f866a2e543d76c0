"""The number that is most worth finding out, as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.lessons import Board, most_valuable_missing
from portfolio.model.text import plural, quoted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find out first.

    Attributes:
        sentence: what it is, and what it would judge.
        initiative: id of the first initiative that lacks it.
        name: of the figure; empty for an answer.
    """

    sentence: str
    initiative: str
    name: str


def most_wanted(board: Board) -> Wanted | None:
    """Return what to find out first; None where no light is open for want of one thing alone."""
    gap = most_valuable_missing(board)
    if gap is None:
        return None
    first = gap.initiatives[0]
    whom = quoted(board.portfolio.initiatives[first].name)
    others = len(gap.initiatives) - 1
    said = f"{whom} and {plural(others, 'other')}" if others else whom
    lights = plural(gap.checks, "light that waits", "lights that wait")
    text = f"Most worth finding out: {gap.title} of {said}. It would judge {lights}."
    return Wanted(text, first, gap.name)

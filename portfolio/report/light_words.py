"""Lights of the five lessons in one line, for pages that are about something else."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.lessons import CHECK, Board
from portfolio.lessons.feed import FEED
from portfolio.model import Criterion, Portfolio, Problem
from portfolio.model.text import listed, plural, quoted
from portfolio.report.flag_rows import flag_rows

#: Code of the line on red lights among what needs attention.
RED_LIGHTS = "red_lights"


def red_lights(board: Board | None, portfolio: Portfolio) -> tuple[Problem, ...]:
    """Return a line on the red lights of all initiatives; none while no light is red."""
    rows = [] if board is None else flag_rows(board, portfolio)
    flagged = sorted((row for row in rows if row.reds), key=lambda row: -row.reds)
    if not flagged:
        return ()
    first = flagged[0]
    count = plural(sum(row.reds for row in flagged), "red light")
    where = f"on {plural(len(flagged), 'initiative')}, {first.reds} of them on "
    text = f"{count} {where if len(flagged) > 1 else 'on '}{quoted(first.name)}."
    remedy = "Open Lessons to see what would turn them green."
    return (Problem(RED_LIGHTS, "warning", "initiative", first.key, "", text, remedy),)


def attention_words(counts: str, lights: Sequence[Problem], problems: Sequence[Problem]) -> str:
    """Return the counts of problems, behind the red lights that are listed with them.

    Args:
        counts: of the problems in the input, as a sentence.
        lights: from ``red_lights``: not counted, since they are no fault of the input.
        problems: in the input.
    """
    if not lights:
        return counts
    return f"Red lights and {counts}" if problems else "Red lights."


def lights_line(board: Board | None, initiative: str) -> str:
    """Return the red lights of one initiative as a sentence; empty when it has none."""
    if board is None or initiative not in board.ids:
        return ""
    reds = [check for check in CHECK.values() if board.status(initiative, check.code) == "red"]
    names = listed(f"{check.code} {check.title.lower()}" for check in reds)
    return f"{plural(len(reds), 'red light')}: {names}." if reds else ""


def criterion_name(criterion: Criterion) -> str:
    """Return the name of a criterion, and the check that scores it in place of people."""
    if criterion.check not in FEED:
        return criterion.name
    return f"{criterion.name} (from check {criterion.check})"


def scorer(check: str) -> str:
    """Return what scores a criterion: people, or a check of the lessons by name."""
    return f"Check {check}: {CHECK[check].title}" if check in FEED else "Ratings by people"

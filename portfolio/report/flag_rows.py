"""The flag board as rows: one for each initiative, a light for each check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portfolio.lessons import CHECKS, LESSONS, Board, Check, Lesson, Status
from portfolio.lessons.focus_numbers import going_on
from portfolio.lessons.lights import STATUSES
from portfolio.model import Portfolio
from portfolio.model.text import plural, quoted

#: A light is a shape before it is a color.
MARKS: dict[Status, str] = {
    "red": "✕",
    "amber": "▲",
    "missing": "?",
    "green": "✓",
    "does not apply": "·",
}
#: One word for each check, at the head of its narrow column.
WORDS = {
    "1a": "Margin",
    "1b": "Yield",
    "1c": "Share",
    "1d": "Scale",
    "2a": "Stay",
    "2b": "Decay",
    "2c": "Habit",
    "2d": "Hype",
    "3a": "Price",
    "3b": "Payers",
    "3c": "Free",
    "3d": "Time",
    "4a": "Law",
    "4b": "Rights",
    "4c": "Origin",
    "4d": "Misuse",
    "4e": "Risk",
    "5a": "Force",
    "5b": "Load",
    "5c": "Kill",
}
KEY = (
    f"{MARKS['red']} red   {MARKS['amber']} amber   {MARKS['missing']} a number is missing   "
    f"{MARKS['green']} green   {MARKS['does not apply']} does not apply"
)


_LESSONS = [check.lesson for check in CHECKS]
#: Lesson to where its checks stand, side by side, among all.
_PLACES = {
    lesson: slice(_LESSONS.index(lesson), _LESSONS.index(lesson) + _LESSONS.count(lesson))
    for lesson in LESSONS
}


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One initiative on the board.

    Attributes:
        lights: its status for each of ``CHECKS``.
        active: whether it is running or funded, and not being retired.
    """

    key: str
    name: str
    code: str
    kind: str
    stage: str
    lights: tuple[Status, ...]
    active: bool = False

    @property
    def reds(self) -> int:
        """How many lights are red."""
        return self.lights.count("red")

    @property
    def missing(self) -> int:
        """How many lights wait for a number."""
        return self.lights.count("missing")

    def count(self, status: Status, places: Iterable[int]) -> int:
        """Return how many of some checks, by their places in ``CHECKS``, have a status."""
        return sum(self.lights[place] == status for place in places)

    @property
    def silent(self) -> bool:
        """Whether nothing at all was stated: no light is red, amber or green."""
        return not any(light in ("red", "amber", "green") for light in self.lights)

    def of(self, lesson: Lesson | None) -> tuple[Status, ...]:
        """Return the lights of one lesson; all of them without one."""
        return self.lights if lesson is None else self.lights[_PLACES[lesson]]


def flag_rows(board: Board, portfolio: Portfolio) -> list[FlagRow]:
    """Return the rows of a board, with names and stages as ``portfolio`` has them now.

    Initiatives that are gone since the board was made are left out.
    """
    rows = []
    active = going_on(portfolio, board.population.funded)
    for key, lights in zip(board.ids, board.lights.tolist(), strict=True):
        record = portfolio.initiatives.get(key)
        if record is not None:
            kind = record.facts.kind if record.facts is not None else None
            statuses = tuple(STATUSES[light] for light in lights)
            about = record.name, record.code, kind or "", record.stage
            rows.append(FlagRow(key, *about, statuses, key in active))
    return rows


def shown_checks(lesson: Lesson | None) -> tuple[Check, ...]:
    """Return the checks of one lesson, or all of them."""
    return tuple(check for check in CHECKS if lesson is None or check.lesson == lesson)


def lesson_counts(rows: Sequence[FlagRow]) -> dict[Lesson, int]:
    """Return lesson to how many lights are red."""
    return {lesson: sum(row.of(lesson).count("red") for row in rows) for lesson in LESSONS}


def board_answer(rows: Sequence[FlagRow]) -> str:
    """Return what the board says, as a sentence."""
    if not rows:
        return "There is nothing to judge yet."
    flagged = sorted((row for row in rows if row.reds), key=lambda row: -row.reds)
    if all(row.silent for row in rows):
        return "No light is on: nothing has been stated yet of what the five lessons ask."
    if not flagged:
        waiting = sum(row.missing for row in rows)
        rest = f", {plural(waiting, 'light')} wait for a number" if waiting else ""
        return f"No light is red{rest}."
    counts = lesson_counts(rows)
    worst = max(LESSONS, key=lambda lesson: counts[lesson])
    first = flagged[0]
    return (
        f"{plural(len(flagged), 'initiative')} of {len(rows):,} "
        f"{'has' if len(flagged) == 1 else 'have'} a red light, most often on "
        f"{LESSONS[worst].lower()}; {quoted(first.name)} has {first.reds}."
    )

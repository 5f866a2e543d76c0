"""Focus: how much is going on at once, as numbers and lead by lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.lesson_view import LessonView, not_yet
from portfolio.charts.number_tiles import Tile
from portfolio.charts.text import shown
from portfolio.lessons import THRESHOLDS
from portfolio.lessons.focus_numbers import FocusNumbers, focus_numbers, going_on
from portfolio.lessons.thresholds import in_force
from portfolio.model import in_order
from portfolio.model.amounts import UNKNOWN, number_text, percent_text
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.lessons import Board

_LIMIT = THRESHOLDS["5b.amber"]
_NAMED = 6
NOTHING = Finding(
    "Nothing is running or funded yet.",
    "Focus is counted over what is running and what the plan funds.",
)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead.

    Attributes:
        key: id of the first of their initiatives.
        count: of their initiatives that are running or funded.
        over: whether these are more than the limit.
        words: who it is and what they lead.
        selected: whether the selected initiative is one of them.
    """

    key: str
    name: str
    count: int
    over: bool
    words: str
    selected: bool = False


def numbers_of(board: Board) -> FocusNumbers:
    """Return the numbers of a board: of what runs, and what its plan funds."""
    return focus_numbers(board.portfolio, board.population.funded)


def lead_limit(board: Board) -> float:
    """Return above how many initiatives a lead has too many."""
    return in_force(_LIMIT, board.portfolio.settings)


def lead_rows(board: Board, selected: str = "") -> tuple[LeadRow, ...]:
    """Return who leads most first; among equals the first of the screen."""
    led: dict[str, list[tuple[str, str]]] = {}
    active = going_on(board.portfolio, board.population.funded)
    for key, record in in_order(board.portfolio.initiatives):
        if key in active and record.owner.strip():
            led.setdefault(record.owner.strip(), []).append((key, record.name))
    limit = lead_limit(board)
    rows = [
        LeadRow(
            works[0][0],
            shown(owner),
            len(works),
            len(works) > limit,
            f"{shown(owner)} leads {listed((quoted(name) for _, name in works), _NAMED)}",
            any(key == selected for key, _ in works),
        )
        for owner, works in led.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.count))


def focus_finding(view: LessonView) -> Finding:
    """Say how much is going on for how many people, and who has too much at once."""
    gap = not_yet(view)
    if gap is not None or view.board is None:
        return gap or NOTHING
    numbers = numbers_of(view.board)
    if not numbers.started:
        return NOTHING
    verb = "is" if numbers.started == 1 else "are"
    headline = f"{plural(numbers.started, 'initiative')} {verb} going on at once"
    if numbers.per_person:
        headline += f", {_per_person(numbers.per_person)}"
    if numbers.people_share is not None and numbers.people_share > 1:
        asks = "asks" if numbers.started == 1 else "ask"
        share = percent_text(numbers.people_share)
        headline += f", and {asks} for {share} of the people where it is tightest"
    return Finding(f"{headline}.", _lead_words(view.board))


def is_focus_drawn(view: LessonView) -> bool:
    """Whether anything is going on."""
    board = view.board
    return board is not None and bool(going_on(board.portfolio, board.population.funded))


def focus_tiles(numbers: FocusNumbers) -> tuple[Tile, ...]:
    """Return what is started, per person, the share of the top five and that of the people."""
    people = "people are not stated"
    if numbers.people:
        people = f"started, for {number_text(round(numbers.people, 1))} FTE"
    per = _tile_per_person(numbers)
    share = numbers.people_share
    return (
        Tile(f"{numbers.started:,}", "running or funded"),
        Tile(per, people),
        _share_tile(numbers.top_share, "of their compute, for the five largest", 1.0),
        _share_tile(share, "of the people, where it is tightest", 1.0),
    )


def _share_tile(share: float | None, caption: str, most: float) -> Tile:
    if share is None:
        return Tile(UNKNOWN, f"{caption}: not known", "missing")
    return Tile(percent_text(share), caption, "amber" if share > most else "green")


def _tile_per_person(numbers: FocusNumbers) -> str:
    per = numbers.per_person
    if not per:
        return UNKNOWN
    return f"{number_text(per)} each" if per >= 1 else f"1 per {number_text(round(1 / per))}"


def _per_person(per_person: float) -> str:
    if per_person >= 1:
        return f"{number_text(per_person)} for each person"
    return f"one for every {number_text(round(1 / per_person))} people"


def _lead_words(board: Board) -> str:
    rows, limit = lead_rows(board), number_text(lead_limit(board))
    if not rows:
        return "None of them has an owner, so nobody can tell who leads how many."
    over = [row for row in rows if row.over]
    if not over:
        return f"No lead has more than {limit} at once."
    first = f"{over[0].name} has {over[0].count}"
    if len(over) == 1:
        return f"{first} at once, more than the limit of {limit}."
    return f"{len(over):,} leads have more than {limit} at once; {first}."

"""What the charts of the lessons are drawn from, and how they show a light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.page import Shape
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.charts.waiting import NO_INITIATIVES
from portfolio.lessons import CHECKS, Status
from portfolio.lessons.lights import RED, STATUSES

if TYPE_CHECKING:
    from portfolio.lessons import Board, FirstRed

CHECKING = Finding(
    "The five lessons are being asked.", "The picture appears as soon as they are answered."
)


@dataclass(frozen=True, slots=True)
class LessonView:
    """What a chart of the lessons shows.

    Attributes:
        board: the lights; None while there are none.
        selected: id of the initiative to be highlighted; empty for none.
        firsts: when its lights could have come on; None while that is not worked out.
        outdated: whether the document has changed since.
    """

    board: Board | None
    selected: str = ""
    firsts: tuple[FirstRed, ...] | None = None
    outdated: bool = False

    @property
    def one(self) -> str:
        """Id of the initiative that a chart of a single one is about.

        The selected one, else the one with the most red lights, the first of the screen
        among equals; empty where there is none.
        """
        board = self.board
        if board is None or not board.ids:
            return ""
        if self.selected in board.ids:
            return self.selected
        return board.ids[int((board.lights == RED).sum(axis=1).argmax())]


def not_yet(view: LessonView) -> Finding | None:
    """Return why there is nothing to draw for anybody; None when there are lights."""
    if view.board is None:
        return CHECKING
    return None if view.board.ids else NO_INITIATIVES


def name_of(board: Board, initiative: str) -> str:
    """Return the name of an initiative as one line that can be drawn."""
    return shown(board.portfolio.initiatives[initiative].name) or "(no name)"


def lights_of(board: Board, code: str) -> dict[str, Status]:
    """Return initiative id to the light of one check."""
    place = [check.code for check in CHECKS].index(code)
    column = board.lights[:, place].tolist()
    return {key: STATUSES[light] for key, light in zip(board.ids, column, strict=True)}


def mark_of(status: Status, style: Style) -> tuple[Shape, str]:
    """Return the shape and the color of a light; shapes are those of the flag board."""
    if status == "red":
        return "x", style.over
    if status == "amber":
        return "^", style.warning
    return "o", style.cut

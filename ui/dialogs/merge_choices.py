"""What two people changed differently, line by line, and which side is taken. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Line:
    """One value that both sides changed.

    Attributes:
        record: what it belongs to, as a heading: *Initiative “Claims triage”*.
        field: which value of it: *Owner*.
        before: what both began with; empty when that is not known.
        mine, theirs: what each side has made of it.
        mine_by, theirs_by: who did so, and when, as far as that is known.
        marked: the side that is taken until somebody decides.
    """

    record: str
    field: str
    before: str
    mine: str
    theirs: str
    mine_by: str = ""
    theirs_by: str = ""
    marked: Side = "mine"


class Choices:
    """Which side each line takes: the marked one, and not settled until it was looked at."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self._sides: list[Side] = [line.marked for line in self.lines]
        self._looked = [False] * len(self.lines)

    def side(self, line: int) -> Side:
        """Return the side that a line takes as things stand."""
        return self._sides[line]

    def looked_at(self, line: int) -> bool:
        """Whether somebody has seen the line or chosen for it."""
        return self._looked[line]

    def look(self, line: int) -> bool:
        """Take note that a line was seen; return whether that is news."""
        news = not self._looked[line]
        self._looked[line] = True
        return news

    def choose(self, line: int, side: Side) -> None:
        """Take one side for one line."""
        self._sides[line] = side
        self._looked[line] = True

    def choose_all(self, side: Side) -> None:
        """Take one side for every line."""
        self._sides = [side] * len(self.lines)
        self._looked = [True] * len(self.lines)

    @property
    def left(self) -> int:
        """How many lines nobody has looked at."""
        return self._looked.count(False)

    @property
    def theirs(self) -> frozenset[int]:
        """The lines that take the other side."""
        return frozenset(line for line, side in enumerate(self._sides) if side == "theirs")

    def state(self, line: int) -> str:
        """Return in a word or three how a line stands."""
        if not self._looked[line]:
            return "Not looked at"
        return "Mine" if self._sides[line] == "mine" else "Theirs"


def left_words(choices: Choices) -> str:
    """Return how far the settling is, as a sentence."""
    count, left, theirs = len(choices.lines), choices.left, len(choices.theirs)
    taken = f"{count - theirs:,} mine, {theirs:,} theirs."
    if left == count:
        return f"None of {count:,} looked at yet. Until then each keeps the marked side."
    if left:
        return f"{left:,} of {count:,} not looked at. {taken}"
    return f"All looked at. {taken}"


def apply_words(choices: Choices) -> str:
    """Return the label of the button that ends it: it says what nobody has looked at."""
    left = choices.left
    if not left:
        return "Apply"
    return f"Apply with {left:,} not looked at"

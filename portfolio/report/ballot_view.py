"""What a rater sees of a ballot paper: one initiative, its cells in words, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from portfolio.edit.ballots import counting_criteria
from portfolio.edit.ballots_marking import (
    asked_cells,
    asked_criteria,
    given_before,
    open_counts,
    own_row,
    paper_of,
    standing_of,
)
from portfolio.model import (
    Anchor,
    BallotPaper,
    Confidence,
    Criterion,
    FrozenMap,
    Initiative,
    Portfolio,
    Rating,
)
from portfolio.model.amounts import amount_text
from portfolio.model.days import day_text
from portfolio.model.text import capitalized, plural, quoted

CellState = Literal["open", "rated", "left out"]
#: Steps from one end of a scale to the other, for the arrow keys and for the slider.
KEY_STEPS, SLIDER_STEPS = 20, 100
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion, and what the rater has said on it of one initiative.

    Attributes:
        anchors: of the scale, by rising level.
        levels: of the anchors in words, with the unit.
        said: what the rating means, on one line.
    """

    key: str
    name: str
    about: str
    unit: str
    anchors: tuple[Anchor, ...]
    levels: tuple[str, ...]
    state: CellState
    value: float | None
    confidence: Confidence | None
    comment: str
    said: str

    @property
    def low(self) -> float:
        """The lowest level of the scale."""
        return self.anchors[0].level

    @property
    def high(self) -> float:
        """The highest level of the scale."""
        return self.anchors[-1].level


@dataclass(frozen=True, slots=True)
class Entry:
    """One initiative on the list of a paper; ``open`` counts what has not been said yet."""

    key: str
    name: str
    open: int


def cells(portfolio: Portfolio, initiative: str) -> tuple[Cell, ...]:
    """Return every criterion that a paper asks about, with what is said of one initiative."""
    paper = paper_of(portfolio)
    row = own_row(portfolio, initiative)
    unable = paper.left_out.get(initiative, ())
    return tuple(
        _cell(paper, portfolio.criteria[key], (key, row.get(key)), unable=key in unable)
        for key in asked_criteria(portfolio, paper.asked)
    )


def _cell(
    paper: BallotPaper, record: Criterion, given: tuple[str, Rating | None], *, unable: bool
) -> Cell:
    key, rating = given
    anchors = tuple(sorted(record.anchors, key=lambda anchor: anchor.level))
    state: CellState = "rated" if rating else "left out" if unable else "open"
    said = {"open": "not rated yet", "left out": "cannot judge"}.get(state, "")
    if rating is not None:
        as_before = "as before, " if given_before(paper, rating) else ""
        said = f"{as_before}{meaning(rating.value, record.unit, anchors)}"
    return Cell(
        key=key,
        name=record.name,
        about=" · ".join(part for part in (record.group, record.description) if part.strip()),
        unit=record.unit,
        anchors=anchors,
        levels=tuple(amount_text(anchor.level, record.unit) for anchor in anchors),
        state=state,
        value=rating.value if rating else None,
        confidence=rating.confidence if rating else None,
        comment=rating.comment if rating else "",
        said=said,
    )


def meaning(value: float, unit: str, anchors: tuple[Anchor, ...]) -> str:
    """Return a rating with what it stands for: the anchor, or the two around it."""
    shown = amount_text(value, unit)
    for anchor in anchors:
        if anchor.level == value:
            return f"{shown}: {anchor.text}" if anchor.text.strip() else shown
    for below, above in pairwise(anchors):
        if below.level < value < above.level and below.text.strip() and above.text.strip():
            return f"{shown}, between {quoted(below.text)} and {quoted(above.text)}"
    return shown


def stepped(cell: Cell, steps: int) -> float:
    """Return the level that so many arrow keys lead to, from the middle while nothing is said."""
    width = cell.high - cell.low
    start = cell.value if cell.value is not None else cell.low + width / 2
    return _within(cell, start + steps * width / KEY_STEPS)


def level_at(cell: Cell, place: int) -> float:
    """Return the level at a place of the slider, 0 to ``SLIDER_STEPS``."""
    return _within(cell, cell.low + place * (cell.high - cell.low) / SLIDER_STEPS)


def place_of(cell: Cell) -> int:
    """Return where the slider stands: in the middle while nothing is said."""
    width = cell.high - cell.low
    if cell.value is None or width <= 0:
        return SLIDER_STEPS // 2
    return round((min(max(cell.value, cell.low), cell.high) - cell.low) / width * SLIDER_STEPS)


def _within(cell: Cell, level: float) -> float:
    """Return a level on the scale, as short as it can be written."""
    return min(max(float(f"{level:.{_DIGITS}g}"), cell.low), cell.high)


def facts_line(record: Initiative) -> str:
    """Return what there is to know of an initiative on one line."""
    people = [("owner", record.owner), ("sponsor", record.sponsor)]
    parts = [record.code, record.category, record.unit, capitalized(record.stage)]
    parts += [f"{role} {name}" for role, name in people if name.strip()]
    parts += ["running already"] if record.status == "running" else []
    return " · ".join(part.strip() for part in parts if part.strip())


def entries(portfolio: Portfolio) -> tuple[Entry, ...]:
    """Return the initiatives of a paper, in the order in which they are asked about."""
    return tuple(
        Entry(key, portfolio.initiatives[key].name, count)
        for key, count in open_counts(portfolio).items()
    )


def progress_words(listed: Sequence[Entry]) -> str:
    """Return how far a paper is, by its initiatives: ``7 of 24 initiatives done``."""
    done = sum(not entry.open for entry in listed)
    return f"{done:,} of {plural(len(listed), 'initiative')} done"


def weights_open(portfolio: Portfolio) -> bool:
    """Whether a paper asks for weights that have not been given yet."""
    paper = paper_of(portfolio)
    record = portfolio.raters.get(paper.rater)
    return bool(paper.asked.weighing) and not (record is not None and record.weights)


def head_words(portfolio: Portfolio, file: Path | None = None) -> str:
    """Return what stands above a paper: how it goes on, what the facilitator wrote, by when.

    Args:
        portfolio: the paper.
        file: that it is saved in as it is; None while it is not.
    """
    paper = paper_of(portfolio)
    if paper.handed_in is not None:
        day = day_text(paper.handed_in.astimezone().date())
        left = "Save it and send it back."
        if file is not None:
            folder = f" in the folder {quoted(file.parent.name)}" if file.parent.name else ""
            left = f"It is saved{folder}: send {quoted(file.name)} back."
        return f"Handed in on {day}. {left}"
    due = paper.asked.due
    parts = [paper.asked.note.strip(), f"Please hand it in by {day_text(due)}." if due else ""]
    if not missing_words(portfolio):
        parts.insert(0, "Everything is said: hand it in when you are content.")
    parts.insert(0, as_before_words(portfolio))
    return " ".join(part for part in parts if part)


def as_before_words(portfolio: Portfolio) -> str:
    """Return how many ratings a paper began with and still has, as a sentence; else empty."""
    paper = paper_of(portfolio)
    rows = portfolio.ratings.get(paper.rater, FrozenMap()).values()
    given = [rating for row in rows for rating in row.values()]
    kept = sum(given_before(paper, rating) for rating in given)
    if not kept:
        return ""
    which = f"{kept:,} of {plural(len(given), 'rating')}" if kept < len(given) else "All ratings"
    return f"{which} are those of last time: please look at each again."


def missing_words(portfolio: Portfolio) -> str:
    """Return what a paper still leaves open, as a sentence; empty when nothing."""
    parts = []
    left = standing_of(portfolio).open
    if left:
        parts.append(plural(left, "rating"))
    if weights_open(portfolio):
        parts.append("the weights")
    if not parts:
        return ""
    verb = "is" if len(parts) == 1 and (left == 1) else "are"
    return f"{capitalized(' and '.join(parts))} {verb} still open."


def next_open(portfolio: Portfolio, after: str, criterion: str = "") -> tuple[str, str] | None:
    """Return the next cell with nothing said, initiative and criterion; None when all is said.

    Args:
        portfolio: the paper.
        after: id of the initiative to begin at; those before it come last.
        criterion: id of the criterion to begin behind; empty to begin with the first one.
    """
    paper = paper_of(portfolio)
    listed = list(asked_cells(portfolio, paper.asked))
    here = (after, criterion)
    if here in listed:
        start = listed.index(here) + 1
    else:
        start = next((place for place, (key, _) in enumerate(listed) if key == after), 0)
    for key, name in (*listed[start:], *listed[:start]):
        if name not in own_row(portfolio, key) and name not in paper.left_out.get(key, ()):
            return key, name
    return None


def swing_points(portfolio: Portfolio) -> dict[str, float]:
    """Return criterion id to the points that the rater of a paper gave its swing, 0 to 100."""
    record = portfolio.raters.get(paper_of(portfolio).rater)
    given = record.weights if record is not None else FrozenMap[str, float]()
    return {key: min(100.0, max(0.0, given.get(key, 0.0))) for key in counting_criteria(portfolio)}

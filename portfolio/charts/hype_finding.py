"""The hype gap: who is compared, and the sentence about the one that is furthest ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.lesson_view import LessonView, lights_of, name_of, not_yet
from portfolio.lessons import THRESHOLDS, Status
from portfolio.lessons.hype import LEAST_COMPARED, hype_points
from portfolio.lessons.thresholds import in_force
from portfolio.model.amounts import amount_text, number_text
from portfolio.model.text import plural, quoted

if TYPE_CHECKING:
    from portfolio.lessons import Board

CODE = "2d"
_ORDINALS = ("", "second ", "third ")
_STATE = (
    "State how many people each reaches, and retention on day 30, seats active in a week or how "
    "far it is part of the work."
)
NONE_STATED = Finding("No initiative states its reach and whether its use lasts.", _STATE)


@dataclass(frozen=True, slots=True)
class HypeMark:
    """One initiative on the quadrant.

    Attributes:
        reach: people, 0 or more.
        retained: how much its use lasts, 0 to 100.
        gap: percentile of reach less that of lasting use, −100 to 100 points.
        status: its light.
    """

    key: str
    name: str
    reach: float
    retained: float
    gap: float
    status: Status
    selected: bool = False

    @property
    def words(self) -> str:
        """Everything about it, with its name in full."""
        return f"{self.name}: {self.told}"

    @property
    def told(self) -> str:
        """Everything about it but its name."""
        gap = f"gap {gap_text(self.gap)} points"
        return (
            f"reaches {amount_text(self.reach, 'people')}, use that lasts "
            f"{number_text(round(self.retained))} of 100, "
            f"{'not judged' if self.status == 'does not apply' else gap}"
        )


@dataclass(frozen=True, slots=True)
class HypePicture:
    """All that are compared.

    Attributes:
        marks: the largest gap first; equal ones in the order of the screen.
        middle: the median reach and the median of lasting use; None while too few are compared
            for percentiles to say anything.
        amber: gap from which a light is amber; ``red`` from which it is red.
    """

    marks: tuple[HypeMark, ...]
    middle: tuple[float, float] | None
    amber: float
    red: float


def hype_picture(board: Board, selected: str = "") -> HypePicture:
    """Return where every initiative that states both stands."""
    lights, settings = lights_of(board, CODE), board.portfolio.settings
    marks = [
        HypeMark(
            point.initiative,
            name_of(board, point.initiative),
            point.reach,
            point.retained,
            point.gap,
            lights[point.initiative],
            point.initiative == selected,
        )
        for point in hype_points(board.portfolio)
    ]
    middle = None
    if len(marks) >= LEAST_COMPARED:
        middle = median(mark.reach for mark in marks), median(mark.retained for mark in marks)
    amber, red = (in_force(THRESHOLDS[f"{CODE}.{light}"], settings) for light in ("amber", "red"))
    ranked = tuple(sorted(marks, key=lambda mark: -mark.gap))
    return HypePicture(ranked, middle, amber, red)


def hype_finding(view: LessonView) -> Finding:
    """Say whose reach runs furthest ahead of use that lasts, and how many more there are."""
    gap = not_yet(view)
    if gap is not None or view.board is None:
        return gap or NONE_STATED
    picture = hype_picture(view.board, view.selected)
    marks = picture.marks
    if not marks:
        return NONE_STATED
    count, told = len(marks), _selected_words(marks)
    if picture.middle is None:
        verb = "states" if count == 1 else "state"
        headline = (
            f"{plural(count, 'initiative')} {verb} both reach and whether use lasts: it takes "
            f"{LEAST_COMPARED} to compare them."
        )
        return Finding(headline, told)
    judged = [mark for mark in marks if mark.status != "does not apply"]
    if not judged or judged[0].status not in {"red", "amber"}:
        most = f": the largest gap is {gap_text(judged[0].gap)} points" if judged else ""
        headline = f"Nobody's reach runs ahead of use that lasts{most}."
        return Finding(headline, _joined(f"{count:,} are compared.", told))
    return Finding(_worst_words(judged[0], marks), _joined(_counts(picture), told))


def is_hype_drawn(view: LessonView) -> bool:
    """Whether anybody states both."""
    return view.board is not None and bool(view.board.population.compared_reach)


def gap_text(gap: float) -> str:
    """Return a gap as whole points with its sign."""
    return number_text(round(gap), signed=True)


def _worst_words(worst: HypeMark, marks: Sequence[HypeMark]) -> str:
    above = sum(mark.reach > worst.reach for mark in marks)
    below = sum(mark.retained < worst.retained for mark in marks)
    others = len(marks) - 1
    if above < len(_ORDINALS):
        reaches = f"reaches the {_ORDINALS[above]}most people"
    else:
        reaches = f"reaches more people than {others - above:,} of {others:,} others"
    if below < len(_ORDINALS):
        tied = sum(mark.retained == worst.retained for mark in marks) > 1
        keeps = f"keeps the {_ORDINALS[below]}fewest{', with others' if tied else ''}"
    else:
        keeps = f"keeps fewer than {others - below:,} of {others:,} others"
    points = number_text(round(worst.gap))
    return f"{quoted(worst.name)} {reaches} and {keeps}: a gap of {points} points."


def _counts(picture: HypePicture) -> str:
    lights = Counter(mark.status for mark in picture.marks)
    counts = ((lights["red"], picture.red), (lights["amber"], picture.amber))
    said = [
        f"{count:,} {'is' if count == 1 else 'are'} above {number_text(limit)}"
        for count, limit in counts
        if count
    ]
    return f"Of {len(picture.marks):,} compared, {' and '.join(said)} points."


def _selected_words(marks: Sequence[HypeMark]) -> str:
    return next(
        (f"Selected: {quoted(mark.name)} {mark.told}." for mark in marks if mark.selected), ""
    )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))

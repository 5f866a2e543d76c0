"""When the lights of one initiative could have come on: months, launch, dates of its figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.lesson_view import LessonView, not_yet
from portfolio.charts.text import shown
from portfolio.lessons import Check
from portfolio.model import FIGURE
from portfolio.model.days import day_text, month_text
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.lessons.subject import Subject

NOBODY = Finding("There is no initiative to look back on.")
LOOKING_BACK = Finding(
    "Going back through its months.", "Each is judged by what was known at its end."
)
NO_DATES = "Give figures the date they hold for, and a launch date, to see when lights came on."
#: What the picture counts, and how.
METHOD = (
    "Each month is judged by the figures dated until then. Answers have no date and count from "
    "the first month; so do figures without one."
)
_YEAR = 12
_SOON = 2


@dataclass(frozen=True, slots=True)
class DatedFigures:
    """Figures that hold for one day, as phrases."""

    day: date
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """One initiative, looked back on.

    Attributes:
        initiative: its id.
        lit: checks that could have been red and their months, the first month first.
        never: how many could not.
        launched: when people could first use it; None where that is not stated.
        figures: their dates, the earliest first.
        caveats: notes of the document, where figures are reported by outsiders; else empty.
    """

    initiative: str
    lit: tuple[tuple[Check, date], ...]
    never: int
    launched: date | None
    figures: tuple[DatedFigures, ...]
    caveats: str

    @property
    def first(self) -> date | None:
        """The earliest day that is known; None without any."""
        days = [month for _, month in self.lit] + [each.day for each in self.figures]
        return min([*days, *([self.launched] if self.launched else [])], default=None)

    @property
    def last(self) -> date | None:
        """The latest day that is known; None without any."""
        days = [month for _, month in self.lit] + [each.day for each in self.figures]
        return max([*days, *([self.launched] if self.launched else [])], default=None)


def history_of(view: LessonView) -> History | None:
    """Return the past of the initiative that is shown; None while it is not worked out."""
    if view.board is None or not view.one or view.firsts is None:
        return None
    subject = view.board.subject(view.one)
    lit = [(each.check, each.month) for each in view.firsts if each.month is not None]
    facts, today = subject.facts, view.board.today
    launched = facts.launched if facts.launched is not None and facts.launched <= today else None
    return History(
        subject.id,
        tuple(sorted(lit, key=lambda pair: pair[1])),
        len(view.firsts) - len(lit),
        launched,
        _dated(subject),
        caveats_of(subject, view.board.portfolio.notes),
    )


def caveats_of(subject: Subject, notes: str) -> str:
    """Return the notes of a document where figures are reported by outsiders; else nothing."""
    figures = subject.facts.figures.values()
    return notes.strip() if any(each.label == "reported estimate" for each in figures) else ""


def first_lights_finding(view: LessonView) -> Finding:
    """Say when the first light could have come on, and how many soon after the launch."""
    gap = not_yet(view)
    if gap is not None or view.board is None or not view.one:
        return gap or NOBODY
    history = history_of(view)
    if history is None:
        return LOOKING_BACK
    name = quoted(view.board.portfolio.initiatives[view.one].name)
    if history.first is None:
        return Finding(f"No figure of {name} has a date.", NO_DATES)
    never = f"{plural(history.never, 'light')} could not have been red. " if history.never else ""
    if not history.lit:
        return Finding(f"No light of {name} could have been red.", METHOD)
    return Finding(_headline(name, history), f"{never}{METHOD}")


def is_first_lights_drawn(view: LessonView) -> bool:
    """Whether any light could have come on."""
    history = history_of(view)
    return history is not None and bool(history.lit)


def months_between(earlier: date, later: date) -> int:
    """Return how many months lie between the months of two days; below 0 if it is before."""
    return (later.year - earlier.year) * _YEAR + later.month - earlier.month


def since_launch(history: History, month: date) -> str:
    """Return ``2 months after launch``; empty where no launch is known."""
    if history.launched is None:
        return ""
    count = months_between(history.launched, month)
    if count == 0:
        return "month of the launch"
    return f"{plural(abs(count), 'month')} {'after' if count > 0 else 'before'} the launch"


def _headline(name: str, history: History) -> str:
    count, first = len(history.lit), history.lit[0][1]
    lights = plural(count, "light")
    if history.launched is None:
        return f"{lights} of {name} could have come on, the first in {month_text(first)}."
    soon = sum(months_between(history.launched, month) <= _SOON for _, month in history.lit)
    if soon == count:
        return f"{lights} of {name} could have come on within {_SOON} months of its launch."
    if not soon:
        return f"{lights} of {name} could have come on, the first {since_launch(history, first)}."
    return f"{soon} of {count} lights of {name} could have come on within 2 months of its launch."


def _dated(subject: Subject) -> tuple[DatedFigures, ...]:
    """Return the days for which figures hold, now or earlier, until today."""
    days: defaultdict[date, dict[str, None]] = defaultdict(dict)
    for name, figure in subject.facts.figures.items():
        kind = FIGURE.get(name)
        title = name if kind is None else kind.title
        for day in (figure.as_of, *(reading.as_of for reading in figure.earlier)):
            if day is not None and day <= subject.today:
                days[day][title] = None
    return tuple(DatedFigures(day, tuple(days[day])) for day in sorted(days))


def figure_words(figures: DatedFigures) -> str:
    """Return the day and what holds for it."""
    return f"{day_text(figures.day)}: {shown(listed(figures.titles))}"


def light_words(history: History, check: Check, month: date) -> str:
    """Return what a row says in full."""
    when = since_launch(history, month)
    known = [each for each in history.figures if months_between(each.day, month) == 0]
    news = f" New then: {listed([t for each in known for t in each.titles])}." if known else ""
    after = f", {when}" if when else ""
    return f"{check.code} {check.title}: {month_text(month)}{after}. {check.question}{news}"

"""Unit economics of one initiative: what can be said, and what would have to be stated first."""

from __future__ import annotations

from math import ceil, isfinite, isinf, isnan

import numpy as np

from portfolio.charts.chart import Finding
from portfolio.charts.lesson_view import LessonView, not_yet
from portfolio.charts.month_curve import is_drawable
from portfolio.charts.number_tiles import Tile
from portfolio.lessons import CHECK, PARTS, Economics, Measure, Status, economics
from portfolio.lessons.derived import TARGET_MARGIN
from portfolio.lessons.lights import STATUSES, codes_of
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import in_force
from portfolio.model.amounts import UNKNOWN, number_text, percent_text
from portfolio.model.text import listed, plural, quoted

NOBODY = Finding("There is no initiative whose use could be drawn.")
_MEASURES = {part.name: part for part in PARTS if isinstance(part, Measure)}
_WITHOUT_PRICE = ("price_per_unit", "unit_cost")
_TIMES = 2.0


def subject_of(view: LessonView) -> Subject | None:
    """Return the initiative that is shown, as its checks see it; None where there is none."""
    return None if view.board is None or not view.one else view.board.subject(view.one)


def drawable_economics(subject: Subject) -> Economics | None:
    """Return the course of the margin; None where it does not apply or is not known."""
    if CHECK["1a"].applies(subject):
        return None
    found = economics(subject)
    return found if is_drawable(found.margin) else None


def economics_finding(view: LessonView) -> Finding:
    """Say what a use earns today and when it no longer loses money, or which figure is missing."""
    gap, subject = not_yet(view), subject_of(view)
    if gap is not None or subject is None:
        return gap or NOBODY
    name, reason = quoted(subject.initiative.name), CHECK["1a"].applies(subject)
    if reason:
        return Finding(f"Unit economics do not apply to {name}.", reason)
    found = economics(subject)
    if found.missing:
        return Finding(f"The margin of {name} cannot be drawn yet.", _missing(found))
    if not is_drawable(found.margin):
        return Finding(
            f"Every use of {name} costs, and none brings anything in.",
            "At a price of 0 there is no margin, whatever happens to the cost.",
        )
    return Finding(_margin_words(name, found), _band_words(found))


def is_economics_drawn(view: LessonView) -> bool:
    """Whether the margin of the one that is shown is known."""
    subject = subject_of(view)
    return subject is not None and drawable_economics(subject) is not None


def missing_fact(view: LessonView) -> str:
    """Return the name of the first figure that the margin lacks; empty when it lacks none."""
    subject = subject_of(view)
    if subject is None or CHECK["1a"].applies(subject) or not economics(subject).missing:
        return ""
    return next((name for name in _WITHOUT_PRICE if not subject.states(name)), _WITHOUT_PRICE[0])


def economics_tiles(subject: Subject, found: Economics) -> tuple[Tile, ...]:
    """Return margin, break-even, required conversion and free subsidy, of today."""
    margin = float(found.margin.likely[0])
    return (
        Tile(
            percent_text(margin),
            "of the price is what a use leaves today",
            _light("1a.margin", margin, subject),
        ),
        _break_even_tile(found),
        _tile(subject, "3b.conversion", float(found.conversion.likely[0])),
        _tile(subject, "3c.free", float(found.subsidy.likely[0])),
    )


def break_even_text(found: Economics) -> str:
    """Return ``40 months``, ``now`` for a use that pays already, or ``never``."""
    months = found.break_even[0]
    if isnan(months):
        return UNKNOWN
    if isinf(months):
        return "never"
    return plural(ceil(months), "month") if months > 0 else "now"


def target_margin(subject: Subject) -> float:
    """Return the margin to be reached, a share."""
    return in_force(TARGET_MARGIN, subject.settings)


def _missing(found: Economics) -> str:
    return f"Not stated: {listed(found.missing)}."


def _margin_words(name: str, found: Economics) -> str:
    margin, months = float(found.margin.likely[0]), found.break_even[0]
    if margin >= 0:
        return f"A use of {name} leaves {percent_text(margin)} of its price today."
    lost = f"A use of {name} loses {percent_text(-margin)} of its price today"
    if isinf(months):
        return f"{lost}, and never pays for itself at this price and this fall of cost."
    if isnan(months):
        return f"{lost}."
    return f"{lost}, and pays for itself in {plural(ceil(months), 'month')}."


def _band_words(found: Economics) -> str:
    _, early, late = found.break_even
    said = []
    if isfinite(early) and early != late:
        said.append(f"Within the stated ranges that takes {_range(early, late)}.")
    conversion, subsidy = float(found.conversion.likely[0]), float(found.subsidy.likely[0])
    if isfinite(conversion):
        said.append(f"{percent_text(conversion)} of its users would have to pay.")
    if isfinite(subsidy):
        said.append(f"Free use costs {_subsidy_text(subsidy)} the revenue.")
    return " ".join(said)


def _break_even_tile(found: Economics) -> Tile:
    months, early, late = found.break_even
    if months == 0:
        return Tile("now", "a use pays for itself")
    band = ""
    if isfinite(early) and early != late:
        band = f" ({ceil(early)} to {ceil(late) if isfinite(late) else 'never'})"
    return Tile(break_even_text(found), f"until a use pays for itself{band}")


def _range(early: float, late: float) -> str:
    if isinf(late):
        return f"{plural(ceil(early), 'month')} or for ever"
    return f"{ceil(early)} to {plural(ceil(late), 'month')}"


def _tile(subject: Subject, name: str, value: float) -> Tile:
    """Return a number of lesson 3, or why there is none."""
    paying = name.startswith("3b")
    what = "of its users would have to pay" if paying else "the revenue, spent on free use"
    reason = CHECK[name[:2]].applies(subject)
    if reason:
        return Tile(UNKNOWN, reason, "does not apply")
    if not isfinite(value):
        lacking = "share of users who would have to pay" if paying else "cost of free use"
        return Tile(UNKNOWN, f"{lacking}: not known", "missing")
    text = percent_text(value) if paying else _subsidy_text(value)
    return Tile(text, what, _light(name, value, subject))


def _subsidy_text(share: float) -> str:
    if share >= _TIMES:
        return f"{number_text(share)}×"
    return f"{percent_text(share)} of"


def _light(name: str, value: float, subject: Subject) -> Status:
    codes = codes_of(_MEASURES[name], np.array([value]), subject.settings)
    return STATUSES[int(codes[0])]

"""The first month in which each light could have come on, from the dates of the facts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portfolio.lessons.board import Board
from portfolio.lessons.check import Check
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import RED, light
from portfolio.lessons.registry import CHECKS
from portfolio.model import Facts, Figure, FrozenMap

#: Longer histories are looked at from this many months before their end.
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class FirstRed:
    """When a check could have been red for the first time.

    Attributes:
        check: that was asked.
        month: its first day; None when it was never red.
    """

    check: Check
    month: date | None


def timeline(board: Board, initiative: str) -> tuple[FirstRed, ...]:
    """Return when each check of one initiative could first have been red.

    Every month from the first date to the last is judged at its end by what was known then:
    figures and earlier readings dated until that day, and answers, which have no date, from
    the first month on. A figure without a date is known all the time. What is held against
    the other initiatives is held against them as they are on the board.

    Returns:
        One entry a check, in the order of the board; no month at all without any date.
    """
    subject = board.subject(initiative)
    months = list(_months(subject.facts, board.today))
    first: dict[str, date] = {}
    for month in months:
        day = min(month.replace(day=monthrange(month.year, month.month)[1]), board.today)
        then = replace(subject, facts=facts_at(subject.facts, day), today=day)
        inputs = Inputs([then], samples=0)
        for check in CHECKS:
            if check.code not in first and light(check, inputs).light[0] == RED:
                first[check.code] = month
    return tuple(FirstRed(check, first.get(check.code)) for check in CHECKS)


def facts_at(facts: Facts, day: date) -> Facts:
    """Return what was known of an initiative on a day: see ``timeline``."""
    known = ((name, _figure_at(figure, day)) for name, figure in facts.figures.items())
    return replace(facts, figures=FrozenMap((n, f) for n, f in known if f is not None))


def _figure_at(figure: Figure, day: date) -> Figure | None:
    earlier = sorted((r for r in figure.earlier if r.as_of <= day), key=lambda r: r.as_of)
    if figure.as_of is None or figure.as_of <= day:
        return replace(figure, earlier=tuple(earlier))
    if not earlier:
        return None
    last = earlier.pop()
    return replace(
        figure,
        likely=last.likely,
        low=last.low,
        high=last.high,
        as_of=last.as_of,
        source=last.source or figure.source,
        earlier=tuple(earlier),
    )


def _months(facts: Facts, today: date) -> Iterator[date]:
    """First days of the months from the first date of the facts to the last until today."""
    days = [figure.as_of for figure in facts.figures.values() if figure.as_of is not None]
    days += [each.as_of for figure in facts.figures.values() for each in figure.earlier]
    days += [day for day in (facts.launched,) if day is not None]
    if facts.kill.date is not None and facts.kill.date < today:
        days.append(facts.kill.date + timedelta(days=1))
    days = [day for day in days if day <= today]
    if not days:
        return
    start, last = (day.year * 12 + day.month - 1 for day in (min(days), max(days)))
    for number in range(max(start, last - MOST_MONTHS + 1), last + 1):
        yield date(number // 12, number % 12 + 1, 1)

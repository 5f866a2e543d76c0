"""When an initiative can start, how long it works, and what a late start costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portfolio.model.checks.problem import Fault
from portfolio.model.initiative import Initiative
from portfolio.model.text import listed, plural, quoted


@dataclass(frozen=True, slots=True)
class Span:
    """The work of one initiative, counted in periods.

    Attributes:
        first: index of the first period with a stated demand, 0 without any.
        stated: from the first to the last stated demand; 0 without any.
        length: periods of work: ``stated`` or the duration, whichever is longer; all
            periods, and at least one, where neither says how many.
        starts: indices of the periods in which it may start as entered, rising, never
            empty.
    """

    first: int
    stated: int
    length: int
    starts: tuple[int, ...]

    def open_starts(self, record: Initiative, count: int) -> tuple[int, ...]:
        """Return the starts from which the work of ``record`` ends within ``count`` periods.

        All of them when it may go on afterwards. The start as stated is always open to it,
        and the only one when no other is.
        """
        if self.starts == (self.first,):
            return self.starts
        fits = (
            start
            for start in self.starts
            if record.open_ended or start == self.first or start + self.length <= count
        )
        return tuple(fits) or (self.first,)


def span_of(record: Initiative, periods: Sequence[str]) -> Span:
    """Return when an initiative works.

    Args:
        record: the initiative.
        periods: all ids, in order.
    """
    stated = {period for row in record.demand.values() for period in row}
    found = [place for place, period in enumerate(periods) if period in stated]
    first, last = (found[0], found[-1]) if found else (0, -1)
    places = {period: place for place, period in enumerate(periods)}
    return span_from(record, (first, last - first + 1), places)


def span_from(record: Initiative, stated: tuple[int, int], places: Mapping[str, int]) -> Span:
    """Return when an initiative works whose demand has been looked up already.

    Args:
        record: the initiative.
        stated: index of the first period with a stated demand, and how many there are up
            to the last; 0 and 0 without any.
        places: all period ids, in order, to their indices.
    """
    first, count = stated
    starts: tuple[int, ...] = ()
    if record.starts:
        starts = tuple(sorted({places[key] for key in record.starts if key in places}))
    length = max(count, record.duration or 0) or max(len(places), 1)
    return Span(first, count, length, starts or (first,))


def timing_faults(record: Initiative, periods: dict[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with starts, duration and the loss through a late start.

    Args:
        record: the initiative.
        periods: id to name, in order.
    """
    span = span_of(record, list(periods))
    yield from _starts(record, span, periods)
    yield from _duration(record, span)
    if not 0 <= record.late_loss <= 1:
        yield (
            "late_loss_range",
            "error",
            "late_loss",
            "what each later period costs of the benefit is not between 0 % and 100 %",
            "Enter a share of the benefit from 0 % to 100 %.",
        )


def _starts(record: Initiative, span: Span, periods: dict[str, str]) -> Iterator[Fault]:
    if any(period not in periods for period in record.starts):
        yield (
            "unknown_period",
            "warning",
            "starts",
            "it may start in a period that is not in the portfolio; that start is ignored",
            "Add the period again, or choose others.",
        )
    if not set(span.open_starts(record, len(periods))) & set(span.starts):
        names = list(periods.values())
        chosen = listed((quoted(names[start]) for start in span.starts), most=3)
        text = (
            f"it lasts {plural(span.length, 'period')} and cannot finish in time when it "
            f"starts in {chosen}, so only {quoted(names[span.first])} is open to it"
        )
        remedy = "Allow an earlier start, shorten it, or say that it may go on afterwards."
        yield "starts_too_late", "warning", "starts", text, remedy


def _duration(record: Initiative, span: Span) -> Iterator[Fault]:
    duration = record.duration
    if duration is None:
        return
    if duration < 1:
        yield (
            "duration_range",
            "error",
            "duration",
            "it lasts less than one period",
            "Enter 1 or more whole periods, or clear it.",
        )
    elif duration < span.stated:
        text = (
            f"it is said to last {plural(duration, 'period')}, but its demand is stated over "
            f"{span.stated}, so it counts as lasting {span.stated}"
        )
        remedy = "Correct the duration, or clear the demand after it."
        yield "duration_short", "warning", "duration", text, remedy

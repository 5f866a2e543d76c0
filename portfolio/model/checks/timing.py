"""When an initiative can start, how long it works, and what a late start costs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
        length: periods of work: ``stated`` or the duration, whichever is longer.
        starts: indices of the periods in which it may start, rising, never empty.
    """

    first: int
    stated: int
    length: int
    starts: tuple[int, ...]

    def finishes(self, start: int, count: int) -> bool:
        """Whether work that starts in one of ``count`` periods ends within them."""
        return start + self.length <= count


def span_of(record: Initiative, periods: Collection[str]) -> Span:
    """Return when an initiative works.

    Args:
        record: the initiative.
        periods: all ids, in order.
    """
    stated = {period for row in record.demand.values() for period in row}
    places = [place for place, period in enumerate(periods) if period in stated]
    first, last = (places[0], places[-1]) if places else (0, -1)
    wanted = set(record.starts)
    starts = tuple(place for place, period in enumerate(periods) if period in wanted)
    length = max(last - first + 1, record.duration or 0)
    return Span(first, last - first + 1, length, starts or (first,))


def timing_faults(record: Initiative, periods: dict[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with starts, duration and the loss through a late start.

    Args:
        record: the initiative.
        periods: id to name, in order.
    """
    span = span_of(record, periods)
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
    known = any(period in periods for period in record.starts)
    count = len(periods)
    if known and not record.open_ended and span.first not in span.starts:
        names = list(periods.values())
        if not any(span.finishes(start, count) for start in span.starts):
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

"""When each initiative can start, how long it works, and how its demand moves with the start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.cell_tables import Bools
from portfolio.funding.result import Floats
from portfolio.funding.tables import Tables
from portfolio.funding.wording import names_of
from portfolio.model import Initiative, Portfolio
from portfolio.model.checks.timing import span_from
from portfolio.model.text import plural, quoted

#: Years between two periods that do not both have a first day: a quarter.
_PERIOD_YEARS = 0.25
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Profile:
    """The work of one initiative over the periods.

    Attributes:
        stated: period index in which its demand starts as entered; 0 without demand.
        length: periods of work, 1 or more; all periods when nothing says how many.
        starts: period indices in which it may start, rising, never empty.
    """

    stated: int
    length: int
    starts: tuple[int, ...]

    def last(self, start: int) -> int:
        """Return the period index of its last work; may lie beyond the planned periods."""
        return start + self.length - 1


def read_profiles(portfolio: Portfolio, tables: Tables) -> tuple[list[Profile], list[str]]:
    """Return the profile of every initiative of ``tables``, and notes on starts left out.

    A start that would not let the work end within the planned periods is left out,
    unless the initiative is ``open_ended`` or it is the start as stated. When none is
    left, the start as stated remains.

    Raises:
        PortfolioError: a duration below one period.
    """
    place = {period_id: index for index, period_id in enumerate(tables.period_ids)}
    first, stated = _spans(tables)
    profiles: list[Profile] = []
    narrowed: list[str] = []
    for index, initiative_id in enumerate(tables.initiative_ids):
        record = portfolio.initiatives[initiative_id]
        _check_duration(record)
        span = span_from(record, (first[index], stated[index]), place)
        starts = span.open_starts(record, len(place))
        if starts != span.starts:
            narrowed.append(initiative_id)
        profiles.append(Profile(span.first, span.length, starts))
    return profiles, list(_notes(portfolio, narrowed))


def _spans(tables: Tables) -> tuple[list[int], list[int]]:
    """Return the first period with a stated demand, and how many there are up to the last.

    0 and 0 where none is stated.
    """
    count = len(tables.period_ids)
    if count == 0:
        return [0] * len(tables.initiative_ids), [0] * len(tables.initiative_ids)
    stated: Bools = np.asarray(tables.stated.any(axis=1))
    first = stated.argmax(axis=1)
    last = count - 1 - stated[:, ::-1].argmax(axis=1)
    return first.tolist(), np.where(stated.any(axis=1), last - first + 1, 0).tolist()


def _check_duration(record: Initiative) -> None:
    if record.duration is not None and record.duration < 1:
        raise PortfolioError(
            what=f"A duration of {record.duration} periods cannot be planned with.",
            where=quoted(record.name),
            remedy="Enter 1 or more periods, or clear it.",
        )


def _notes(portfolio: Portfolio, narrowed: Sequence[str]) -> Iterator[str]:
    if narrowed:
        yield (
            f"{plural(len(narrowed), 'initiative')} ({names_of(portfolio, narrowed)}) could not "
            "finish within the planned periods from some of the starts that are open to "
            f"{'it' if len(narrowed) == 1 else 'them'}; those starts were left out."
        )


def moved(demand: Floats, shift: int) -> Floats:
    """Return a demand, ``(..., n_periods)``, that starts ``shift`` periods later.

    What moves beyond the last period is not planned here; a negative shift moves it
    earlier.
    """
    if shift == 0:
        return demand
    result = np.zeros_like(demand)
    count = demand.shape[-1]
    if abs(shift) < count:
        if shift > 0:
            result[..., shift:] = demand[..., :-shift]
        else:
            result[..., :shift] = demand[..., -shift:]
    return result


def period_years(portfolio: Portfolio, period_ids: Sequence[str]) -> Floats:
    """Return the years from the first period to the start of each, ``(n_periods,)``.

    By their first days; a quarter where one of two neighbors has none.
    """
    days = [portfolio.periods[key].start for key in period_ids]
    steps = [
        (after - before).days / _DAYS_A_YEAR
        if before is not None and after is not None and after > before
        else _PERIOD_YEARS
        for before, after in pairwise(days)
    ]
    return np.concatenate([[0.0], np.cumsum(steps)])[: len(period_ids)]

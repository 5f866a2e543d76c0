"""The funding path: who enters, leaves and comes back as one capacity grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from portfolio.funding.wording import name_of, names_of
from portfolio.insight.base import Base, Question
from portfolio.insight.frontier import MOST_SOLVES, Sweep
from portfolio.insight.frontier_result import EfficientPlan, Frontier
from portfolio.insight.limits import Limit
from portfolio.model import Portfolio
from portfolio.model.text import plural

#: So many who leave and come back are told one by one, those nearest to today's capacity.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shares of today's capacity in which an initiative is funded.

    Attributes:
        start: share from which on.
        end: share from which on no longer; None when it stays to the end of the range.
        instead: ids that enter where it leaves.
    """

    start: float
    end: float | None
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One initiative along the path: its stretches, by rising share; none when never funded."""

    initiative_id: str
    stretches: tuple[Stretch, ...]

    @property
    def returns(self) -> bool:
        """Whether it leaves and comes back."""
        return len(self.stretches) > 1


@dataclass(frozen=True, slots=True, eq=False)
class FundingPath:
    """Who is funded at which capacity.

    Attributes:
        frontier: the efficient plans that the path follows.
        tracks: all initiatives: first those that are funded from the least on, then by
            id; the never funded last.
        final: whether this is the last and best result.
        sentences: what to take away.
    """

    frontier: Frontier
    tracks: tuple[Track, ...]
    final: bool
    sentences: tuple[str, ...]

    @property
    def returning(self) -> tuple[str, ...]:
        """Ids that leave and come back."""
        return tuple(track.initiative_id for track in self.tracks if track.returns)


def funding_path(
    portfolio: Portfolio, question: Question, *, most_solves: int = MOST_SOLVES
) -> Iterator[FundingPath]:
    """Yield the path along the frontier of one capacity while that grows.

    An initiative is funded from the share of an efficient plan with it to that of the next
    without it. Arguments and errors as those of ``frontier``.
    """
    sweep = Sweep(portfolio, question)
    for frontier in sweep.run(most_solves):
        yield path_along(sweep.base, sweep.limit, frontier)


def path_along(base: Base, limit: Limit, frontier: Frontier) -> FundingPath:
    """Return the path along a frontier that is known."""
    found: dict[str, list[Stretch]] = {i: [] for i in base.problem.tables.initiative_ids}
    for plan in frontier.plans:
        for initiative_id in plan.enters:
            found[initiative_id].append(Stretch(plan.share, None))
        for initiative_id in plan.leaves:
            begun = found[initiative_id].pop()
            found[initiative_id].append(Stretch(begun.start, plan.share, plan.enters))
    tracks = [Track(i, tuple(stretches)) for i, stretches in found.items()]
    tracks.sort(key=_first_funded)
    sentences = tuple(_sentences(base, limit, frontier, tracks))
    return FundingPath(frontier, tuple(tracks), frontier.final, sentences)


def _first_funded(track: Track) -> tuple[float, str]:
    first = track.stretches[0].start if track.stretches else float("inf")
    return first, track.initiative_id


def _sentences(base: Base, limit: Limit, frontier: Frontier, tracks: list[Track]) -> Iterator[str]:
    if not frontier.plans:
        yield from frontier.sentences
        return
    yield from _steady(base, limit, frontier.plans, tracks)
    returning = sorted((track for track in tracks if track.returns), key=_nearest)
    if not returning:
        yield f"Nothing that more of {limit.name} brings in leaves and comes back."
    for track in returning[:_TOLD]:
        yield _return_words(base, limit, track)
    if len(returning) > _TOLD:
        yield f"{len(returning) - _TOLD:,} more leave and come back."
    if not frontier.complete:
        yield "Between the points that were solved there may be more changes."


def _steady(
    base: Base, limit: Limit, plans: tuple[EfficientPlan, ...], tracks: list[Track]
) -> Iterator[str]:
    first = plans[0].share
    always = [t for t in tracks if t.stretches and t.stretches[0] == Stretch(first, None)]
    never = [t for t in tracks if not t.stretches]
    swaps = sum(bool(plan.leaves) for plan in plans)
    if always:
        verb = "is" if len(always) == 1 else "are"
        names = names_of(base.portfolio, [t.initiative_id for t in always])
        least = f"at every capacity from {limit.words(first)} on" if first else "at any capacity"
        yield f"{names} {verb} funded {least}."
    if never:
        verb = "is" if len(never) == 1 else "are"
        names = names_of(base.portfolio, [t.initiative_id for t in never])
        yield f"{names} {verb} not funded at any capacity up to 150 %."
    if swaps:
        yield (
            f"In {swaps:,} of {plural(len(plans), 'step')} something that was funded gives way to "
            "something better."
        )


def _return_words(base: Base, limit: Limit, track: Track) -> str:
    """Say where it is missing nearest to today, and how often it is."""
    name = name_of(base.portfolio, track.initiative_id)
    gone, back = min(_gaps(track), key=_distance)
    place = f" for {names_of(base.portfolio, gone.instead)}" if gone.instead else ""
    left = limit.words(gone.end or 0.0)
    words = f"{name} leaves at {left}{place} and comes back at {limit.words(back.start)}"
    times = len(track.stretches) - 1
    return f"{words}." if times == 1 else f"{words}; it comes back {times:,} times in all."


def _gaps(track: Track) -> list[tuple[Stretch, Stretch]]:
    return list(pairwise(track.stretches))


def _distance(gap: tuple[Stretch, Stretch]) -> tuple[float, float]:
    """How far a gap lies from today's capacity, then from the least."""
    left, back = gap[0].end or 0.0, gap[1].start
    return max(left - 1.0, 1.0 - back, 0.0), left


def _nearest(track: Track) -> tuple[float, float, str]:
    return (*min(_distance(gap) for gap in _gaps(track)), track.initiative_id)

"""What a roadmap shows: who works from when to when, and what falls due on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from portfolio.analysis.worth import worth_by_id
from portfolio.charts.text import shown
from portfolio.model import Decision, Portfolio, Rule
from portfolio.model.days import day_text
from portfolio.model.decided import held_decisions
from portfolio.model.kill import decided_kill

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

DueKind = Literal["gate", "condition", "kill", "review"]
_QUARTER_DAYS = 91.3


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due.

    Attributes:
        kind: a gate to be met; of a decision a condition, the day on which its kill criterion
            is judged, or its review.
        at: when, in periods from the first one on; 1.5 is the middle of the second. May
            lie before or after the planned periods.
        text: in words, with the date.
        done: whether it is settled: a gate met or overridden, a condition met, a kill
            criterion judged.
    """

    kind: DueKind
    at: float
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One initiative on the roadmap.

    Attributes:
        stated, start, last: period indices: where it would start as stated, where it
            does, and its last planned one; ``start`` is -1 for one that is not funded.
        goes_on: whether it works on after the planned periods.
        running: whether it is at work already.
        worth: what it adds at full size, 0 when it is not known.
        rule: that decides about it, or empty.
        kill: the criterion of the latest decision by which it is stopped, or empty.
    """

    key: str
    name: str
    stated: int
    start: int
    last: int
    goes_on: bool
    running: bool
    level: str
    worth: float
    rule: str
    dues: tuple[Due, ...] = ()
    kill: str = ""

    @property
    def deferred(self) -> bool:
        """Whether it starts later than stated."""
        return self.start > self.stated


def works(results: Results, plan: Plan) -> list[Work]:
    """Return what is funded, and what an open gate keeps waiting, the most valuable first."""
    portfolio = results.portfolio
    worth = worth_by_id(results)
    decisions = held_decisions(portfolio)
    gates = _gates(portfolio)
    ids = [key for key in portfolio.initiatives if key in plan.chosen or _waits(gates.get(key, []))]
    found = [_work((portfolio, plan), key, worth.get(key, 0.0), gates, decisions) for key in ids]
    return sorted(found, key=lambda work: (work.start < 0, -work.worth, work.key))


def _waits(gates: Sequence[Rule]) -> bool:
    return any(rule.state == "open" for rule in gates)


def _gates(portfolio: Portfolio) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in portfolio.rules.values():
        if rule.kind == "gate" and rule.active:
            for key in rule.initiatives:
                found.setdefault(key, []).append(rule)
    return found


def _work(
    whole: tuple[Portfolio, Plan],
    key: str,
    worth: float,
    gates: dict[str, list[Rule]],
    decisions: dict[str, Decision],
) -> Work:
    portfolio, plan = whole
    record, span = portfolio.initiatives[key], plan.spans.get(key)
    level = record.levels.get(plan.chosen.get(key, ""))
    decision = decisions.get(key)
    start = plan.period_ids.index(span.start) if span is not None else -1
    return Work(
        key=key,
        name=shown(record.name) or "(no name)",
        stated=start - max(span.shift, 0) if span is not None else -1,
        start=start,
        last=plan.period_ids.index(span.last) if span is not None else -1,
        goes_on=span is not None and span.goes_on,
        running=record.status == "running",
        level=shown(level.name) if level is not None else "",
        worth=worth,
        rule=plan.origin(key),
        dues=tuple(_dues(portfolio, plan, gates.get(key, []), decision)),
        kill=shown(decided_kill(decision)) if decision is not None else "",
    )


def _dues(
    portfolio: Portfolio, plan: Plan, gates: Sequence[Rule], decision: Decision | None
) -> Iterator[Due]:
    # The plan may be older than the edit that deleted a period.
    periods = [portfolio.periods.get(key) for key in plan.period_ids]
    starts = [None if period is None else period.start for period in periods]
    for rule in gates:
        at = None if rule.due is None else place_of(rule.due, starts)
        if at is None and rule.period in plan.period_ids:
            at = float(plan.period_ids.index(rule.period))
        if at is not None:
            what = shown(rule.value) or "its gate"
            when = f", due {day_text(rule.due)}" if rule.due is not None else ""
            state = "" if rule.state == "open" else f" ({rule.state})"
            yield Due("gate", at, f"Gate: {what}{when}{state}", rule.state != "open")
    if decision is not None:
        yield from _decided_dues(decision, starts)


def _decided_dues(decision: Decision, starts: Sequence[date | None]) -> Iterator[Due]:
    dated: list[tuple[DueKind, date | None, str, bool]] = [
        ("condition", term.due, f"Condition: {shown(term.text)}, due", term.state == "met")
        for term in decision.terms
    ]
    kill = decision.kill
    if kill is not None:
        judged = kill.outcome != "not judged"
        dated.append(("kill", kill.date, f"{shown(kill.metric)} is judged on", judged))
    dated.append(("review", decision.review, "Review on", False))
    for kind, day, words, done in dated:
        at = None if day is None else place_of(day, starts)
        if day is not None and at is not None:
            yield Due(kind, at, f"{words} {day_text(day)}", done)


def place_of(day: date, starts: Sequence[date | None]) -> float | None:
    """Return where a day lies, in periods from the first one on; None when no period has a day.

    Between the first days of two periods in proportion; before the first and in the last
    one by quarters of a year.
    """
    known = [(place, start) for place, start in enumerate(starts) if start is not None]
    if not known:
        return None
    for (place, start), (after, end) in pairwise(known):
        if day < end:
            days = max((end - start).days, 1)
            return place + (day - start).days / days * (after - place)
    place, start = known[-1]
    return place + (day - start).days / _QUARTER_DAYS

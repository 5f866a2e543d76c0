"""A verdict in a few words: what becomes of an initiative, from when, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.funding.result import Origin, Verdict
from portfolio.model.text import visible

if TYPE_CHECKING:
    from portfolio.funding import Plan
    from portfolio.model import Portfolio

__all__ = ["UNDECIDED", "Fate", "Fated", "Origin", "fated"]

Fate = Verdict


@dataclass(frozen=True, slots=True)
class Fated:
    """What a plan does with one initiative.

    Attributes:
        fate: funded, deferred (funded from a later start than stated) or cut; None when
            no plan fits, so that nothing is decided.
        origin: the rule that decided it, or that holds it while no plan fits; empty when
            the plan was free to choose.
        level: name of the size it is funded at; empty for full size or when cut.
        start: name of the period in which it starts; empty when cut, when the document
            has no periods, and when it starts in the first one.
        running: whether it is at work already, so that it is continued or stopped.
    """

    fate: Fate | None = None
    origin: Origin = ""
    level: str = ""
    start: str = ""
    running: bool = False

    @property
    def word(self) -> str:
        """The verdict alone: ``Funded``, ``Deferred to Q3``, ``Continue``, ``Stop``."""
        if self.fate is None:
            return ""
        if self.fate == "defer":
            return f"Deferred to {self.start}"
        if self.fate == "cut":
            return "Stop" if self.running else "Cut"
        if self.running:
            return "Continue"
        return f"Funded from {self.start}" if self.start else "Funded"

    @property
    def words(self) -> str:
        """Word, size and rule: ``Funded (Pilot), mandated``; empty when nothing is decided."""
        if self.fate is None:
            return f"{self.origin.capitalize()}; no plan fits" if self.origin else ""
        size = f" ({visible(self.level)})" if self.level else ""
        return f"{self.word}{size}, {self.origin}" if self.origin else f"{self.word}{size}"


UNDECIDED = Fated()


def fated(portfolio: Portfolio, plan: Plan | None, key: str) -> Fated:
    """Return what a plan does with one initiative of the document."""
    record = portfolio.initiatives[key]
    running = record.status == "running"
    if plan is None:
        return Fated(running=running)
    origin = plan.origin(key)
    if plan.status == "infeasible":
        return Fated(origin=origin, running=running)
    level = record.levels.get(plan.chosen.get(key, ""))
    return Fated(
        fate=plan.verdict(key),
        origin=origin,
        level=level.name if level is not None else "",
        start=_start(portfolio, plan, key),
        running=running,
    )


def _start(portfolio: Portfolio, plan: Plan, key: str) -> str:
    span = plan.spans.get(key)
    if span is None or span.start == plan.period_ids[0]:
        return ""
    period = portfolio.periods.get(span.start)
    return visible(period.name) if period is not None else ""

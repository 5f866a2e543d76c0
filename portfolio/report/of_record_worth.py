"""What a plan of record is worth as decided: of what its lines fund, not of the best plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.funding import Pick, judge
from portfolio.model import FrozenMap, PlannedLine, PlanOfRecord, Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import quoted, visible

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Judged, Plan

_MOST_BREAKS = 3
#: Values this close, as a share of the larger one, are the same.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Worth:
    """Value and fit of the lines of a plan of record.

    Attributes:
        objective, unit, value, gap, best, breaks: as those of ``PlanOfRecord``.
        decided: whether a decision did otherwise than the plan.
    """

    objective: str
    unit: str
    value: float
    gap: float
    best: float | None
    breaks: tuple[str, ...]
    decided: bool


def worth_as_decided(results: Results, plan: Plan, lines: Mapping[str, PlannedLine]) -> Worth:
    """Return what lines are worth, and what they break.

    Where all is as planned that is the plan itself. ``gap`` is the bound of the plan less the
    value, as a share of the larger of the two; 0 where the lines are worth more than any plan
    that fits.

    Args:
        results: with the scores that the plan was made from.
        plan: the best plan.
        lines: from ``planned_lines``.
    """
    if not deviates(lines):
        value = plan.value
        return Worth(plan.objective_name, plan.unit, value, plan.gap, value, (), decided=False)
    judged = judged_lines(results.portfolio, lines, results.scores)
    value = judged.plan.value
    breaks = (
        *(each.sentence for each in judged.breaches),
        *_replaced(results.portfolio, lines, judged.plan),
    )
    gap = _missing(value, plan.bound)
    return Worth(plan.objective_name, plan.unit, value, gap, plan.value, breaks, decided=True)


def worth_of(record: PlanOfRecord) -> Worth:
    """Return what was frozen of that."""
    return Worth(
        record.objective,
        record.unit,
        record.value,
        record.gap,
        record.best,
        record.breaks,
        decided=deviates(record.lines),
    )


def deviates(lines: Mapping[str, PlannedLine]) -> bool:
    """Whether a decision did otherwise than the plan."""
    return any(line.planned is not None for line in lines.values())


def judged_lines(
    portfolio: Portfolio, lines: Mapping[str, PlannedLine], scores: Mapping[str, float]
) -> Judged:
    """Return the lines of a plan of record as a plan, with the limits and rules it breaks.

    Args:
        portfolio: what they followed from.
        lines: initiative id to what becomes of it; ids that are gone are ignored.
        scores: initiative id to additive value, as the plan was made from.
    """
    picks = {
        key: Pick(line.level or "", line.start or "") for key, line in lines.items() if line.in_plan
    }
    return judge(portfolio, FrozenMap(picks), scores=scores)


def worth_sentences(worth: Worth) -> tuple[str, ...]:
    """Return what it is worth against the best plan, then whether it fits; a sentence each."""
    amount = f"{amount_text(worth.value, worth.unit)} of {visible(worth.objective)}"
    if not worth.decided:
        proof = "proven best" if worth.gap <= 0 else f"within {percent_text(worth.gap)} of the best"
        return (f"Worth {amount}, {proof}.",)
    against = _against_best(worth)
    return (f"As decided: worth {amount}{f', {against}' if against else ''}.", _fit(worth))


def _against_best(worth: Worth) -> str:
    """Return ``€5M less than the best plan``; empty where the best plan is not known."""
    if worth.best is None:
        return ""
    lost = worth.best - worth.value
    found = "" if worth.gap <= _missing(worth.value, worth.best) + _SAME else " found"
    plan = f"the best plan{found}"
    if abs(lost) <= _SAME * max(abs(worth.best), abs(worth.value)):
        return f"as much as {plan}"
    if lost > 0:
        return f"{amount_text(lost, worth.unit)} less than {plan}"
    fits = " that fits" if worth.breaks else ""
    return f"{amount_text(-lost, worth.unit)} more than {plan}{fits}"


def _fit(worth: Worth) -> str:
    broken = worth.breaks
    if not broken:
        return "It breaks no limit and no rule."
    more = len(broken) - _MOST_BREAKS
    rest = [f"And {more:,} more."] if more > 0 else []
    # Stored in the file: they may hold hidden characters.
    told = " ".join([*map(visible, broken[:_MOST_BREAKS]), *rest])
    return f"It does not keep every limit and rule: {told}"


def _missing(value: float, top: float) -> float:
    """Return what a value lacks to a higher one, as a share of the larger, 0 to 2."""
    return (top - value) / max(abs(top), abs(value)) if top > value else 0.0


def _replaced(portfolio: Portfolio, lines: Mapping[str, PlannedLine], plan: Plan) -> Iterator[str]:
    """Yield whose size or start cannot be had, so that another one was counted."""
    for key, level in plan.chosen.items():
        line, span = lines[key], plan.spans.get(key)
        name = quoted(portfolio.initiatives[key].name)
        if level != (line.level or ""):
            yield f"{name} cannot have the size that was decided; its first one was counted."
        if span is not None and line.start is not None and span.start != line.start:
            start = portfolio.periods.get(line.start)
            when = f"in {visible(start.name)}" if start is not None else "as decided"
            counted = visible(portfolio.periods[span.start].name)
            yield f"{name} cannot start {when}; {counted} was counted."

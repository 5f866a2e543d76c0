"""What a plan of record is worth as decided: of what its lines fund, not of the best plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portfolio.funding import Pick, judge
from portfolio.model import FrozenMap, PlannedLine, PlanOfRecord, Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.decided import held_decisions
from portfolio.model.text import quoted, uncapitalized, visible
from portfolio.report.decided_amounts import granted_otherwise, shortfalls
from portfolio.report.decision_draft import Amounts

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
        decided: whether a decision did otherwise than the plan, or granted what does not fit.
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

    Where all is as planned that is the plan itself. Limits are held against what decisions
    grant, and against the need where they state no amount; what is granted short of the need
    is told as well, and does not lower the worth. ``gap`` is the bound of the plan less the
    value, as a share of the larger of the two; 0 where the lines are worth more than any plan
    that fits.

    Args:
        results: with the scores that the plan was made from.
        plan: the best plan.
        lines: from ``planned_lines``.
    """
    portfolio, grants = results.portfolio, granted_otherwise(results.portfolio, lines)
    best = Worth(
        plan.objective_name, plan.unit, plan.value, plan.gap, plan.value, (), decided=False
    )
    if not deviates(lines) and not grants:
        return best
    judged = judged_lines(portfolio, lines, results.scores)
    needed = [each.sentence for each in judged.breaches]
    breaks = (
        *(_overdrawn(results, lines, grants, needed) if grants else needed),
        *_replaced(portfolio, lines, judged.plan),
        *_shortfalls(portfolio, lines, grants),
    )
    if not deviates(lines):
        return replace(best, breaks=breaks, decided=bool(breaks))
    value = judged.plan.value
    gap = _missing(value, plan.bound)
    return replace(best, value=value, gap=gap, breaks=breaks, decided=True)


def worth_of(record: PlanOfRecord) -> Worth:
    """Return what was frozen of that."""
    return Worth(
        record.objective,
        record.unit,
        record.value,
        record.gap,
        record.best,
        record.breaks,
        decided=deviates(record.lines) or bool(record.breaks),
    )


def deviates(lines: Mapping[str, PlannedLine]) -> bool:
    """Whether a decision did otherwise than the plan."""
    return any(line.planned is not None for line in lines.values())


def judged_lines(
    portfolio: Portfolio,
    lines: Mapping[str, PlannedLine],
    scores: Mapping[str, float],
    grants: Mapping[str, Amounts] | None = None,
) -> Judged:
    """Return the lines of a plan of record as a plan, with the limits and rules it breaks.

    Args:
        portfolio: what they followed from.
        lines: initiative id to what becomes of it; ids that are gone are ignored.
        scores: initiative id to additive value, as the plan was made from.
        grants: initiative id to amounts that count in place of the need.
    """
    picks = {
        key: Pick(line.level or "", line.start or "") for key, line in lines.items() if line.in_plan
    }
    return judge(portfolio, FrozenMap(picks), scores=scores, grants=grants)


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
    return f"Not everything fits: {told}"


def _missing(value: float, top: float) -> float:
    """Return what a value lacks to a higher one, as a share of the larger, 0 to 2."""
    return (top - value) / max(abs(top), abs(value)) if top > value else 0.0


def _overdrawn(
    results: Results,
    lines: Mapping[str, PlannedLine],
    grants: Mapping[str, Amounts],
    needed: Sequence[str],
) -> Iterator[str]:
    """Yield what is broken as granted; what the need alone does not break says so."""
    for each in judged_lines(results.portfolio, lines, results.scores, grants).breaches:
        known = each.sentence in needed
        yield each.sentence if known else f"As granted, {uncapitalized(each.sentence)}"


def _shortfalls(
    portfolio: Portfolio, lines: Mapping[str, PlannedLine], grants: Collection[str]
) -> Iterator[str]:
    held = held_decisions(portfolio)
    for key in grants:
        line = lines[key]
        for each in shortfalls(portfolio, held[key], line.level, line.start):
            yield f"{quoted(portfolio.initiatives[key].name)} {each}."


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

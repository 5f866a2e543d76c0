"""The plan of one scenario, and all of them side by side with the base case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portfolio.analysis import Results, analyze
from portfolio.charts.scenario_grid import ScenarioCell, ScenarioColumn, ScenarioGrid, ScenarioRow
from portfolio.edit import apply_scenario
from portfolio.errors import Tick
from portfolio.funding import Plan, PlanChange, plan_change
from portfolio.model import Portfolio, in_order
from portfolio.model.verdict_marks import verdict_mark
from portfolio.report.plan_reads import same_plan
from portfolio.report.summary import Summary, summarize
from portfolio.report.verdict_words import Fated, fated

BASE = ""
_VERDICTS = 1_000
_NOTHING = ScenarioCell()


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What was found out about one scenario.

    Attributes:
        portfolio: as the scenario sees it.
        plan: its best plan; None when there is none that can be made.
        trouble: why there is no plan that fits; empty when there is one.
        summary: value, counts and use in words.
        cells: initiative id to what the plan does with it.
    """

    portfolio: Portfolio
    plan: Plan | None
    trouble: str
    summary: Summary
    cells: Mapping[str, ScenarioCell]


@dataclass(frozen=True, slots=True)
class Entry:
    """One column to be.

    Attributes:
        key: id of the scenario; ``BASE`` for the base case.
        outcome: None while there is none.
        outdated: the outcome is that of an earlier state.
    """

    key: str
    name: str
    outcome: Outcome | None = None
    outdated: bool = False


def outcome_of(results: Results) -> Outcome:
    """Return what results say about the portfolio that they are for."""
    plan, summary = results.plan, summarize(results)
    trouble = "" if summary.fits else summary.headline
    cells = {
        key: _cell(fated(results.portfolio, plan, key)) if summary.fits else _NOTHING
        for key in results.portfolio.initiatives
    }
    return Outcome(results.portfolio, plan if summary.fits else None, trouble, summary, cells)


def plan_scenario(base: Portfolio, key: str, tick: Tick | None = None) -> Outcome:
    """Plan one scenario over a base case.

    Args:
        base: the document.
        key: id of a scenario, or ``BASE``.
        tick: told the progress; may raise ``Cancelled``, which then leaves this function.
    """
    portfolio = apply_scenario(base, key) if key else base
    return outcome_of(analyze(portfolio, upto="plan", tick=tick))


def still_holds(outcome: Outcome, base: Portfolio, key: str) -> bool:
    """Whether an outcome is that of a scenario as it is now."""
    portfolio = apply_scenario(base, key) if key else base
    plan = outcome.plan
    by_benefit = plan is not None and plan.objective == "benefit"
    return same_plan(outcome.portfolio, portfolio, by_benefit=by_benefit)


def scenario_grid(portfolio: Portfolio, entries: Sequence[Entry]) -> ScenarioGrid:
    """Return scenarios side by side, rows that differ first.

    Args:
        portfolio: the document, for names and order.
        entries: the base case, then the scenarios.
    """
    base = entries[0].outcome if entries else None
    columns = tuple(_column(portfolio, entry, base) for entry in entries)
    planned = [n for n, column in enumerate(columns) if column.planned]
    maps = [entry.outcome.cells if entry.outcome is not None else {} for entry in entries]
    whole = len(planned) == len(columns)
    rows = []
    for key, record in in_order(portfolio.initiatives):
        cells = tuple([found.get(key, _NOTHING) for found in maps])
        seen = cells if whole else [cells[n] for n in planned]
        rows.append(_row(key, record.name, cells, seen))
    rows.sort(key=lambda row: (not row.differs, -row.count))
    unit = next((e.outcome.plan.unit for e in entries if e.outcome and e.outcome.plan), "")
    return ScenarioGrid(columns, tuple(rows), unit)


def change_against(base: Outcome | None, outcome: Outcome) -> PlanChange | None:
    """Return what an outcome does differently from the base case; None without two plans.

    Sums of scores under other weights are no values to subtract: then nothing is gained.
    """
    if base is None or base.plan is None or outcome.plan is None:
        return None
    return plan_change(base.plan, outcome.plan)


def comparable(base: Outcome, outcome: Outcome) -> bool:
    """Whether the values of two plans are measured by the same yardstick."""
    by_benefit = outcome.plan is not None and outcome.plan.objective == "benefit"
    return by_benefit or base.portfolio.criteria == outcome.portfolio.criteria


def _column(portfolio: Portfolio, entry: Entry, base: Outcome | None) -> ScenarioColumn:
    outcome = entry.outcome
    if outcome is None:
        return ScenarioColumn(entry.key, entry.name, waiting=True)
    change = change_against(base, outcome) if entry.key else None
    compared = change is not None and base is not None and comparable(base, outcome)
    names = {key: record.name for key, record in portfolio.initiatives.items()}
    return ScenarioColumn(
        key=entry.key,
        name=entry.name,
        value=None if outcome.plan is None else outcome.plan.value,
        gained=change.gained if change is not None and compared else None,
        share=change.share if change is not None and compared else None,
        enters=() if change is None else _named(change.enters, names),
        leaves=() if change is None else _named(change.leaves, names),
        funded=0 if outcome.plan is None else len(outcome.plan.chosen),
        trouble=outcome.trouble,
        waiting=entry.outdated,
        outdated=entry.outdated,
    )


def _named(keys: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[key] for key in keys if key in names)


def _row(
    key: str, name: str, cells: tuple[ScenarioCell, ...], seen: Sequence[ScenarioCell]
) -> ScenarioRow:
    count = sum([cell.funded for cell in seen])
    first = seen[0].what if seen else ""
    return ScenarioRow(
        key=key,
        name=name,
        cells=cells,
        differs=any(cell.what != first for cell in seen),
        everywhere=bool(seen) and count == len(seen),
        count=count,
    )


@lru_cache(maxsize=_VERDICTS)
def _cell(found: Fated) -> ScenarioCell:
    size = f" ({found.level})" if found.level else ""
    late = f"from {found.start}" if found.start else ""
    funded = found.fate in ("fund", "defer")
    return ScenarioCell(
        mark=verdict_mark(found.fate, found.origin),
        text=found.words,
        what=f"{found.word}{size}",
        short=", ".join(word for word in (found.level, late) if word) if funded else "",
        funded=funded,
    )

"""What scenarios side by side show: what matters most, and who is funded whatever comes."""

from __future__ import annotations

from portfolio.charts.chart import Finding
from portfolio.charts.scenario_grid import ScenarioColumn, ScenarioGrid
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import capitalized, listed, plural, quoted

_COUNTS = (
    "none",
    "one",
    "both",
    *(f"all {n}" for n in ["three", "four", "five", "six", "seven", "eight", "nine"]),
)
_NAMED = 3
_NO_SCENARIO = Finding(
    "No scenarios yet.",
    "A scenario is a named set of changes to the base case, such as a fifth less compute.",
)
_ONE_PLAN = Finding("The plans are being worked out.", "The picture grows as they are found.")


def scenario_finding(grid: ScenarioGrid) -> Finding:
    """Say what the scenario that matters most does, and who is funded in all of them."""
    if len(grid.columns) < 2:
        return _NO_SCENARIO
    if grid.planned < 2:
        return _no_plans(grid)
    value = _value_clause(grid)
    who = robust_clause(grid)
    return Finding(f"{value}; {who}.", _rest(grid))


def matrix_finding(grid: ScenarioGrid) -> Finding:
    """Say who is funded in all scenarios, and how many depend on which one comes true."""
    if len(grid.columns) < 2:
        return _NO_SCENARIO
    if grid.planned < 2:
        return _no_plans(grid)
    differ = sum(row.differs for row in grid.rows)
    depends = "depends" if differ == 1 else "depend"
    count = (
        f"{plural(differ, 'initiative')} {depends} on the scenario" if differ else "none differs"
    )
    return Finding(f"{capitalized(robust_clause(grid))}; {count}.", _rest(grid))


def values_finding(grid: ScenarioGrid) -> Finding:
    """Say which scenario costs or gains most against the base case."""
    if len(grid.columns) < 2:
        return _NO_SCENARIO
    if grid.planned < 2:
        return _no_plans(grid)
    return Finding(f"{_value_clause(grid)}.", _rest(grid))


def robust_clause(grid: ScenarioGrid) -> str:
    """Return for example ``“Agents” and “Claims triage” are funded in all five``."""
    names = [quoted(row.name) for row in grid.rows if row.everywhere]
    every = in_all(grid.planned)
    if not names:
        return f"nothing is funded in {every}"
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(names, most=_NAMED)} {verb} funded in {every}"


def in_all(count: int) -> str:
    """Return ``both``, ``all three`` … ``all 12``."""
    return _COUNTS[count] if count < len(_COUNTS) else f"all {count}"


def gain_words(column: ScenarioColumn, unit: str) -> str:
    """Return the difference to the base case: ``−$700M (−18 %)``; empty when there is none."""
    if not column.key or column.gained is None:
        return ""
    if not column.gained:
        return "the same value"
    text = amount_text(column.gained, unit, signed=True)
    return text if column.share is None else f"{text} ({percent_text(column.share, signed=True)})"


def _value_clause(grid: ScenarioGrid) -> str:
    compared = [c for c in grid.columns[1:] if c.planned and c.gained is not None]
    if not compared:
        return "The scenarios maximize something else than the base case"
    most = max(compared, key=lambda column: abs(column.gained or 0.0))
    if not most.gained:
        return _no_gain(grid, compared)
    verb = "costs" if most.gained < 0 else "adds"
    amount = amount_text(abs(most.gained), grid.unit)
    share = "" if most.share is None else f" ({percent_text(abs(most.share))})"
    return f"{quoted(most.name)} {verb} {amount}{share}{_moves(most)}"


def _no_gain(grid: ScenarioGrid, compared: list[ScenarioColumn]) -> str:
    moved = [column for column in compared if column.enters or column.leaves]
    subject = "The scenario changes" if len(grid.columns) == 2 else "No scenario changes"
    if len(grid.columns) == 2:
        return f"{subject} {'who is funded, not the value' if moved else 'nothing in the plan'}"
    return f"{subject} the value of the plan"


def _moves(column: ScenarioColumn) -> str:
    cuts = f"cuts {_who(column.leaves)}" if column.leaves else ""
    brings = f"brings in {_who(column.enters)}" if column.enters else ""
    if cuts and brings:
        return f", {cuts} and {brings}"
    return f" and {cuts or brings}" if cuts or brings else " with the same initiatives"


def _who(names: tuple[str, ...]) -> str:
    return quoted(names[0]) if len(names) == 1 else f"{len(names)}"


def _rest(grid: ScenarioGrid) -> str:
    """Return what is not in the picture: plans that are missing, or that do not exist."""
    waiting = sum(column.waiting for column in grid.columns)
    none = [quoted(column.name) for column in grid.columns if column.trouble]
    words = [
        f"{plural(waiting, 'plan is', 'plans are')} still to come." if waiting else "",
        f"There is no plan in {listed(none, most=_NAMED)}." if none else "",
        "Outdated columns are grey." if grid.outdated else "",
    ]
    return " ".join(word for word in words if word)


def _no_plans(grid: ScenarioGrid) -> Finding:
    if any(column.waiting for column in grid.columns):
        return _ONE_PLAN
    first = next((column for column in grid.columns if column.trouble), None)
    where = "" if first is None else f" {quoted(first.name)}: {first.trouble}"
    return Finding("There are no two plans to compare.", where.strip())

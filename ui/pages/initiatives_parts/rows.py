"""The rows of the table of initiatives: lines with their problems marked in the right cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from portfolio.model import FrozenMap, Initiative, Portfolio, Problem
from portfolio.report.initiative_lines import (
    InitiativeLine,
    initiative_lines,
    problems_by_initiative,
)
from ui.tables import Mark, Row

if TYPE_CHECKING:
    from portfolio.analysis import Results

_COLUMNS = {
    "benefit/amount": "benefit",
    "benefit/unit": "benefit",
    "benefit/probability": "probability",
    "benefit/delay_years": "benefit_delay",
    "facts/kill": "facts/kill/metric",
}
_RANKS = {"error": 0, "warning": 1, "note": 2}
_NO_MARKS: Mapping[str, Mark] = {}
_WHOLE_NAME = "name"


class RowMaker:
    """Makes rows from results, keeping the marks while the problems stay the same."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._marks: dict[str, Mapping[str, Mark]] = {}

    def rows(self, results: Results) -> list[Row[InitiativeLine]]:
        """Return one row an initiative, in the order of the screen."""
        if results.problems is not self._problems:
            self._problems = results.problems
            found = problems_by_initiative(results.problems)
            self._marks = {
                key: marks_of(problems, results.portfolio, key) for key, problems in found.items()
            }
        return [
            Row(line.key, line, self._marks.get(line.key, _NO_MARKS))
            for line in initiative_lines(results)
        ]


def marks_of(problems: Iterable[Problem], portfolio: Portfolio, key: str) -> dict[str, Mark]:
    """Return column id to the worst problem of one initiative there; notes mark nothing."""
    record = portfolio.initiatives.get(key)
    marks: dict[str, Mark] = {}
    for problem in sorted(problems, key=lambda found: _RANKS[found.severity]):
        if problem.severity == "note" or record is None:
            continue
        mark = Mark(problem.severity, f"{problem.text} {problem.remedy}")
        for column in _columns(problem, record, portfolio):
            marks.setdefault(column, mark)
    return marks


def _columns(problem: Problem, record: Initiative, portfolio: Portfolio) -> list[str]:
    """Return the columns in which a problem shows."""
    if problem.kind == "rating":
        return ["score"]
    head, _, resource = problem.field.partition("/")
    if head in ("stop_cost", "spent", "facts") and resource:
        return [_COLUMNS.get(problem.field, problem.field)]
    if head != "demand":
        return [_COLUMNS.get(problem.field, head or _WHOLE_NAME)]
    resources = [resource] if resource else list(portfolio.resources)
    columns = [f"demand/{each}" for each in resources]
    blank = problem.code == "demand_not_stated"
    for each in resources:
        row = record.demand.get(each, FrozenMap())
        columns += [
            f"demand/{each}/{period}"
            for period in portfolio.periods
            if not blank or period not in row
        ]
    return columns

"""Scenarios side by side as a table: numbers first, then one line an initiative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from portfolio.charts.scenario_finding import gain_words
from portfolio.charts.scenario_grid import ScenarioCell, ScenarioColumn, ScenarioGrid, ScenarioRow
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import listed
from portfolio.model.verdict_marks import GLYPHS
from portfolio.report.scenario_plans import Entry, Outcome
from portfolio.report.summary import ResourceUse

Tone = Literal["", "muted", "funded", "forced", "warning"]
_WAITING = "…"
_VERDICTS = 1_000
_NONE = "–"


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in one cell, its color by role, and what its tooltip adds."""

    text: str
    tone: Tone = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line.

    Attributes:
        key: id of the initiative or resource; a word for the other numbers.
        label: the title where it stands beside its like, shorter.
        initiative: whether it is about an initiative.
        differs: the scenarios do not all say the same.
    """

    key: str
    title: str
    cells: tuple[TableCell, ...]
    initiative: bool
    differs: bool
    label: str = ""


def scenario_lines(
    grid: ScenarioGrid, entries: Sequence[Entry], *, only_differences: bool = False
) -> list[TableLine]:
    """Return value, against base, funded, use of each resource, what binds; then initiatives.

    Args:
        grid: of the same entries.
        entries: the base case, then the scenarios.
        only_differences: leave out initiatives with which all do the same.
    """
    lines = list(_numbers(grid, entries))
    differ = [row for row in grid.rows if row.differs]
    same = [row for row in grid.rows if not row.differs]
    if grid.planned > 1 and differ:
        lines.append(_section(grid, "differ", f"{len(differ):,} that differ"))
    lines.extend(_initiative(grid, row) for row in differ)
    if same and not only_differences:
        if grid.planned > 1:
            lines.append(_section(grid, "same", f"{len(same):,} the same in all"))
        lines.extend(_initiative(grid, row) for row in same)
    return lines


def block_of_lines(grid: ScenarioGrid, lines: Sequence[TableLine]) -> list[list[str]]:
    """Return heading and lines as texts, for a spreadsheet."""
    head = ["", *(column.name for column in grid.columns)]
    return [head, *([line.title, *(cell.text for cell in line.cells)] for line in lines)]


def _section(grid: ScenarioGrid, key: str, title: str) -> TableLine:
    blank = (TableCell(""),) * len(grid.columns)
    return TableLine(f"section/{key}", title, blank, initiative=False, differs=False)


def _initiative(grid: ScenarioGrid, row: ScenarioRow) -> TableLine:
    cells = tuple(map(_verdict, grid.columns, row.cells))
    return TableLine(row.key, row.name, cells, initiative=True, differs=row.differs)


def _numbers(grid: ScenarioGrid, entries: Sequence[Entry]) -> Iterator[TableLine]:
    columns, outcomes = grid.columns, [entry.outcome for entry in entries]
    yield _line("value", "Value of the plan", [_value(column, grid.unit) for column in columns])
    yield _line("gain", "Against the base case", [_gain(column, grid.unit) for column in columns])
    funded = [_fitting(column, f"{column.funded:,}") for column in columns]
    yield _line("funded", "Funded", funded)
    names = {u.resource_id: u.name for o in outcomes if o is not None for u in o.summary.uses}
    for key, name in names.items():
        line = _line(f"use/{key}", f"{name}, peak use", [_use(o, key) for o in outcomes])
        yield replace(line, label=name)
    yield _line("binds", "What binds", [_binds(outcome) for outcome in outcomes])


def _line(key: str, title: str, cells: list[TableCell]) -> TableLine:
    differs = len({cell.text for cell in cells}) > 1
    return TableLine(key, title, tuple(cells), initiative=False, differs=differs)


def _fitting(column: ScenarioColumn, text: str, tip: str = "") -> TableCell:
    """Return a text about a plan; without one, what is known instead."""
    if column.planned:
        return TableCell(text, "", tip)
    return TableCell("no plan" if column.trouble else _WAITING, "muted", column.trouble)


def _value(column: ScenarioColumn, unit: str) -> TableCell:
    return _fitting(column, "" if column.value is None else amount_text(column.value, unit))


def _gain(column: ScenarioColumn, unit: str) -> TableCell:
    if not column.key:
        return TableCell(_NONE, "muted")
    swap = [
        f"Cuts {listed(column.leaves)}." if column.leaves else "",
        f"Brings in {listed(column.enters)}." if column.enters else "",
    ]
    words = gain_words(column, unit) or "not comparable"
    return _fitting(column, words, " ".join(word for word in swap if word))


def _use(outcome: Outcome | None, key: str) -> TableCell:
    use = _use_of(outcome, key)
    if use is None:
        return TableCell(_WAITING if outcome is None else _NONE, "muted")
    if use.share is None:
        return TableCell("no limit" if not use.binding else _NONE, "muted", use.amount)
    when = f" in {use.period}" if use.period else ""
    tone: Tone = "warning" if use.binding else ""
    return TableCell(f"{percent_text(use.share)}{when}", tone, use.amount)


def _use_of(outcome: Outcome | None, key: str) -> ResourceUse | None:
    uses = outcome.summary.uses if outcome is not None and outcome.plan is not None else ()
    return next((use for use in uses if use.resource_id == key), None)


def _binds(outcome: Outcome | None) -> TableCell:
    if outcome is None:
        return TableCell(_WAITING, "muted")
    if outcome.plan is None:
        return TableCell("no plan", "muted", outcome.trouble)
    names = [use.name for use in outcome.summary.uses if use.binding]
    return TableCell(listed(names) or "nothing", "", outcome.summary.binds)


def _verdict(column: ScenarioColumn, cell: ScenarioCell) -> TableCell:
    if cell.mark is None:
        return TableCell(_NONE if column.trouble else _WAITING, "muted", column.trouble)
    return _marked(cell)


@lru_cache(maxsize=_VERDICTS)
def _marked(cell: ScenarioCell) -> TableCell:
    """Return the one cell that all verdicts in the same words share."""
    tones: dict[str, Tone] = {"held in": "forced", "held out": "forced", "cut": "muted"}
    mark = "cut" if cell.mark is None else cell.mark
    return TableCell(f"{GLYPHS[mark]} {cell.text}", tones.get(mark, "funded"))

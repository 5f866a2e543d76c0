"""Scenarios planned, put side by side, and told in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.analysis import analyze
from portfolio.charts.scenario_finding import scenario_finding
from portfolio.edit import apply_scenario, set_notes
from portfolio.edit.scenario_changes import add_scenario, set_change
from portfolio.files import load
from portfolio.model import Change, in_order
from portfolio.report.scenario_plans import (
    BASE,
    Entry,
    outcome_of,
    plan_scenario,
    scenario_grid,
    still_holds,
)
from portfolio.report.scenario_table import block_of_lines, scenario_lines
from portfolio.report.scenario_words import (
    amount_words,
    change_words,
    changes_words,
    commit_preview,
    targets,
)

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


@pytest.fixture(scope="module")
def base():
    return load(SAMPLES / "tutorial_8.portfolio").portfolio


@pytest.fixture(scope="module")
def entries(base):
    pairs = [(BASE, "Base case"), *((key, one.name) for key, one in in_order(base.scenarios))]
    return [Entry(key, name, plan_scenario(base, key)) for key, name in pairs]


@pytest.fixture(scope="module")
def grid(base, entries):
    return scenario_grid(base, entries)


def test_each_column_is_the_plan_of_the_scenario_applied(base, entries, grid):
    for entry, column in zip(entries, grid.columns, strict=True):
        seen = apply_scenario(base, entry.key) if entry.key else base
        plan = analyze(seen, upto="plan").plan
        assert column.value == pytest.approx(plan.value)
        assert column.funded == len(plan.chosen)
        funded = {row.key for n, row in enumerate(grid.rows)
                  if row.cells[grid.columns.index(column)].funded}  # fmt: skip
        assert funded == set(plan.chosen)


def test_what_is_gained_is_the_difference_to_the_base_case(grid):
    base, *others = grid.columns
    assert base.gained is None
    for column in others:
        assert column.gained == pytest.approx(column.value - base.value)


def test_rows_that_differ_come_first_and_robust_ones_are_funded_everywhere(grid, entries):
    differ = [row.differs for row in grid.rows]
    assert differ == sorted(differ, reverse=True)
    assert any(differ)
    plans = [entry.outcome.plan.chosen for entry in entries]
    robust = {row.key for row in grid.rows if row.everywhere}
    assert robust == set.intersection(*(set(chosen) for chosen in plans))
    assert "funded in all three" in str(scenario_finding(grid))


def test_the_table_has_numbers_then_initiatives_and_can_leave_out_what_is_the_same(grid, entries):
    lines = scenario_lines(grid, entries)
    titles = [line.title for line in lines]
    assert titles[:3] == ["Value of the plan", "Against the base case", "Funded"]
    assert "Compute, peak use" in titles
    assert lines[1].cells[0].text == "–"
    assert sum(line.initiative for line in lines) == len(grid.rows)
    few = scenario_lines(grid, entries, only_differences=True)
    assert [line.key for line in few if line.initiative] == [r.key for r in grid.rows if r.differs]
    block = block_of_lines(grid, few)
    assert block[0] == ["", *(column.name for column in grid.columns)]
    assert {len(row) for row in block} == {len(grid.columns) + 1}
    marks = {cell.text[0] for line in few if line.initiative for cell in line.cells}
    assert marks <= set("✓✕◆◇◷")


def test_a_plan_that_is_missing_or_impossible_is_told(base, entries):
    first = next(iter(base.resources))
    none = add_scenario(base, "s9", "Nothing left", (Change("capacity_factor", first, 0.0),))
    impossible = plan_scenario(none, "s9")
    assert impossible.plan is None
    assert impossible.trouble
    some = [entries[0], Entry("s9", "Nothing left", impossible), Entry("s8", "Later")]
    found = scenario_grid(none, some)
    assert [column.planned for column in found.columns] == [True, False, False]
    lines = scenario_lines(found, some)
    assert [cell.text for cell in lines[0].cells[1:]] == ["no plan", "…"]


def test_an_outcome_holds_until_what_it_was_made_from_changes(base):
    key = next(iter(base.scenarios))
    outcome = plan_scenario(base, key)
    assert still_holds(outcome, set_notes(base, "other words"), key)
    assert not still_holds(outcome, set_change(base, key, 0, target="gone"), key)


def test_sums_under_other_weights_are_not_compared(base):
    criterion = next(iter(base.criteria))
    settings = replace(base.settings, objective="value", weighting="direct")
    by_value = replace(base, settings=settings)
    changed = add_scenario(by_value, "s9", "Other weights", (Change("weight", criterion, 90.0),))
    some = [Entry(BASE, "Base case", outcome_of(analyze(changed, upto="plan"))),
            Entry("s9", "Other weights", plan_scenario(changed, "s9"))]  # fmt: skip
    assert scenario_grid(changed, some).columns[1].gained is None


def test_changes_in_words(base):
    resource, other = tuple(base.resources)[:2]
    name = base.resources[resource].name
    period = next(key for key, _ in in_order(base.periods))
    member = next(iter(base.initiatives))
    told = base.initiatives[member].name
    words = [
        change_words(base, change)
        for change in (
            Change("capacity_factor", resource, 0.8),
            Change("capacity_factor", resource, 1.1, period),
            Change("capacity_delay", other, 2.0),
            Change("force_out", member),
            Change("benefit_factor", member, 0.5),
            Change("demand_factor", "gone", 1.5),
        )
    ]
    assert words == [
        f"{name} −20 %",
        f"{name} +10 % in {base.periods[period].name}",
        f"{base.resources[other].name} 2 periods later",
        f"“{told}” forced out",
        f"benefit of “{told}” −50 %",
        "demand of “a deleted one” +50 %",
    ]
    assert amount_words(Change("weight", "c", 30.0)) == "30"
    assert set(targets(base, "weight")) == set(base.criteria)
    empty = replace(next(iter(base.scenarios.values())), changes=())
    assert changes_words(base, empty) == "no changes yet"


def test_the_preview_of_a_commit_says_what_the_plan_would_do(base, entries):
    for entry in entries[1:]:
        said = commit_preview(base, base.scenarios[entry.key], entries[0].outcome, entry.outcome)
        assert "The plan then: drops “" in said
        assert said.endswith(").")

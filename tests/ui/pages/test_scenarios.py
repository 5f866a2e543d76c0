"""The page with the scenarios side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from portfolio.edit import apply_scenario, force, set_level, set_scenario
from portfolio.edit.what_if import with_factor
from portfolio.model import Change, FundingLevel, Problem, Rule, Scenario
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import open_page
from ui.messages import Answer
from ui.pages.scenarios_changes import change_rows


def document():
    """Three initiatives of which two fit, and a scenario with half of one resource."""
    portfolio = small_portfolio()
    resource = next(iter(portfolio.resources))
    half = Scenario("Half", "a", (Change("capacity_factor", resource, 0.5),), notes="Why not")
    return set_scenario(portfolio, "s1", half)


@pytest.fixture
def page(qtbot, context):
    context.document.replace(document(), None)
    context.analyst.warm_up()
    page = open_page(qtbot, context, "scenarios")
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    def done():
        analyst = page.context.analyst
        return (
            analyst.results is not None
            and not analyst.working
            and not page._runs.working
            and not page._runs._missing()
        )

    qtbot.waitUntil(done, timeout=30_000)


def table(page):
    grid = page._comparison._table.table.grid
    return {
        key: [grid.text(n, column) for column in range(len(grid.columns))]
        for n, key in enumerate(grid.keys)
    }


def press(page, text):
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    button.click()


def test_the_plans_stand_side_by_side_and_the_finding_is_said(page, context):
    assert page._words.headline.text().startswith("“Half” costs $")
    assert "funded in both" in page._words.headline.text()
    rows = table(page)
    base, half = context.analyst.results.plan, page._runs.outcome("s1").plan
    assert rows["funded"][1:] == [str(len(base.chosen)), str(len(half.chosen))]
    for key in context.document.portfolio.initiatives:
        assert rows[key][1].startswith("✓") == (key in base.chosen)
        assert rows[key][2].startswith("✓") == (key in half.chosen)
    assert rows["gain"][2].startswith("−$")


def test_only_differences_leaves_out_the_rest(page):
    whole = table(page)
    page._comparison._only.setChecked(True)
    few = table(page)
    assert set(few) < set(whole)
    differ = {row.key for row in page._comparison._grid.rows if row.differs}
    assert {key for key in few if key.startswith("i")} == differ


def test_the_table_is_copied_for_a_spreadsheet(page, messages):
    press(page, "Copy table")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "\tBase case\tHalf"
    assert lines[1].startswith("Value of the plan\t$")
    assert "Copied the table" in messages.notices[-1]


def test_a_new_scenario_is_named_chosen_and_changed(page, context, messages, qtbot):
    messages.answers.append("More money")
    press(page, "New scenario…")
    key = page._key
    assert context.document.portfolio.scenarios[key].name == "More money"
    page._editor._add_change("capacity_factor")
    assert context.document.portfolio.scenarios[key].changes[0].amount == 0.8
    assert context.document.undo_stack.undoText().startswith("Add to scenario “More money”: ")
    settle(qtbot, page)
    assert len(page._comparison._grid.columns) == 3
    page._editor._table.selected.select(f"{key}/0")
    press(page, "Remove change")
    assert context.document.portfolio.scenarios[key].changes == ()
    for _ in range(3):
        context.document.undo_stack.undo()
    assert list(context.document.portfolio.scenarios) == ["s1"]


def test_a_change_forces_in_at_a_size(page, context, messages):
    key, record = next(iter(context.document.portfolio.initiatives.items()))
    edited = set_level(context.document.portfolio, key, "l1", FundingLevel("Pilot", "a", 0.5))
    edited = set_level(edited, key, "l2", FundingLevel("Full", "b"))
    context.document.apply("Edit", edited)
    context.selection.select(key)
    messages.answers.extend([None, Answer(" Board ", (1,))])
    assert page._verbs.add_change("s1", "force_in") == -1
    number = page._verbs.add_change("s1", "force_in")
    change = context.document.portfolio.scenarios["s1"].changes[number]
    assert change == Change("force_in", key, reason="Board", level="l1")
    row = change_rows(context.document.portfolio, "s1")[number].value
    assert (row.target, row.amount, row.place) == (record.name, "at “Pilot”", "Board")
    page._editor._edits.type_cell(f"s1/{number}", "target", record.name)
    assert context.document.portfolio.scenarios["s1"].changes[number] == change
    other = list(context.document.portfolio.initiatives.values())[1].name
    page._editor._edits.type_cell(f"s1/{number}", "target", other)
    assert context.document.portfolio.scenarios["s1"].changes[number].level is None


def type_into(page, column, text):
    page._editor._edits.type_cell("s1/0", column, text)


def test_cells_of_a_change_are_typed_into(page, context, messages):
    def change():
        return context.document.portfolio.scenarios["s1"].changes[0]

    type_into(page, "amount", "−30 %")
    assert change().amount == pytest.approx(0.7)
    type_into(page, "amount", "+25")
    assert change().amount == pytest.approx(1.25)
    period, record = next(iter(context.document.portfolio.periods.items()))
    type_into(page, "place", record.name)
    assert change().period == period
    type_into(page, "place", "")
    assert change().period is None
    other, resource = list(context.document.portfolio.resources.items())[1]
    type_into(page, "target", resource.name.upper())
    assert change().target == other
    type_into(page, "kind", "capacity later")
    assert (change().kind, change().amount) == ("capacity_delay", 1.0)
    type_into(page, "amount", "2 periods")
    assert change().amount == 2.0
    type_into(page, "kind", "Force in")
    assert change().target in context.document.portfolio.initiatives
    type_into(page, "place", "Because")
    assert change().reason == "Because"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("amount", "lots"),
        ("amount", "−120 %"),
        ("target", "Nobody"),
        ("place", "Never"),
        ("kind", "Magic"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_told(page, context, messages, column, text):
    before = context.document.portfolio
    type_into(page, column, text)
    assert context.document.portfolio is before
    assert messages.notices


def test_the_what_if_becomes_a_scenario_and_the_base_case_is_back(page, context, messages, qtbot):
    base = context.document.portfolio
    resource = next(iter(base.resources))
    context.document.try_out(resource, "Try", with_factor(base, base, resource, 0.4))
    rule = Rule("force_in", ("i0",), reason="Because")
    tried = force(context.document.portfolio, "x9", rule)
    context.document.apply("Force in", tried)
    settle(qtbot, page)
    assert "differs from the file" in page._words.detail.text()
    messages.answers.append("Tried")
    press(page, "Keep as scenario…")
    now = context.document.portfolio
    assert replace(now, scenarios=base.scenarios) == base
    key = next(key for key, one in now.scenarios.items() if one.name == "Tried")
    assert page._key == key
    seen = apply_scenario(now, key)
    assert seen.resources == tried.resources
    assert [rule.initiatives for rule in seen.rules.values()] == [("i0",)]
    context.document.undo_stack.undo()
    assert context.document.portfolio == tried


def test_without_a_what_if_there_is_nothing_to_keep(page):
    assert not page._from_what_if[0].isEnabled()


def test_committing_tells_what_changes_and_is_one_step(page, context, messages, qtbot):
    before = context.document.portfolio
    messages.answers.append("Cancel")
    press(page, "Commit…")
    assert context.document.portfolio is before
    messages.answers.append("Commit")
    press(page, "Commit…")
    asked = messages.questions[-1]
    assert asked.text == "Make “Half” the base case?"
    assert "−50 %. The plan then: drops “" in asked.detail
    assert not context.document.portfolio.scenarios
    assert context.document.undo_stack.count() == 1
    context.document.undo_stack.undo()
    assert context.document.portfolio == before
    settle(qtbot, page)


def test_scenarios_are_duplicated_renamed_annotated_and_deleted(page, context, qtbot):
    press(page, "Duplicate")
    key = page._key
    assert context.document.portfolio.scenarios[key].name == "Half (copy)"
    page._editor._rename("Other")
    assert context.document.undo_stack.undoText() == "Rename scenario “Half (copy)” to “Other”"
    page._editor._annotate("Some notes")
    assert context.document.portfolio.scenarios[key].notes == "Some notes"
    qtbot.keyClick(page._list, Qt.Key.Key_Delete)
    assert list(context.document.portfolio.scenarios) == ["s1"]
    for _ in range(4):
        context.document.undo_stack.undo()
    assert context.document.portfolio == document()


def test_a_scenario_that_is_not_compared_leaves_the_table(page, context, qtbot):
    press(page, "Duplicate")
    settle(qtbot, page)
    assert len(page._comparison._grid.columns) == 3
    page._list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert [column.key for column in page._comparison._grid.columns] == ["", "s1"]


def test_plans_are_kept_and_found_again_after_undo(page, context, qtbot):
    first = page._runs.outcome("s1")
    type_into(page, "amount", "−10 %")
    assert page._list.item(0).text().endswith("funded")
    assert "updating…" in page._list.item(0).text()
    settle(qtbot, page)
    assert page._runs.outcome("s1") is not first
    context.document.undo_stack.undo()
    assert page._runs.outcome("s1") is first
    settle(qtbot, page)


def test_planning_is_stopped_and_goes_on_when_asked(page, context, qtbot):
    # Connected after the page, so it is called when the page has just begun to plan.
    context.analyst.results_changed.connect(lambda _: page._runs.working and page._runs.stop())
    type_into(page, "amount", "−10 %")
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=30_000)
    qtbot.waitUntil(lambda: page._runs.left_out == 1, timeout=30_000)
    assert not page._runs.working
    assert page._go_on.isVisible()
    assert page._go_on.text() == "Make 1 more plan"
    page._go_on.click()
    settle(qtbot, page)
    assert not page._go_on.isVisible()


def test_what_is_pressed_or_typed_too_late_changes_nothing(page, context, messages):
    page._verbs.delete("s1")
    gone = context.document.portfolio
    page._verbs.delete("s1")
    assert page._verbs.duplicate("s1") == ""
    assert not page._verbs.commit("s1", None, None)
    page._verbs.remove_changes("s1", (0,))
    page._editor._rename("Too late")
    page._editor._annotate("Too late")
    page._editor._add_change("capacity_factor")
    assert context.document.portfolio is gone


def test_choosing_a_row_selects_the_initiative_everywhere(page, context):
    view = page._comparison._table
    row = view.table.grid.row_of("i1")
    view.setCurrentIndex(view.table.index(row, 1))
    assert context.selection.current == "i1"
    context.selection.select("i2")
    assert view.selected.keys()[0] == "i2"


def test_pictures_of_the_comparison(page):
    page._comparison._tabs.setCurrentIndex(1)
    assert page._comparison._matrix.shown[0].name == "scenario_matrix"
    page._comparison._tabs.setCurrentIndex(2)
    assert page._comparison._values.shown[0].name == "scenario_values"


def test_without_scenarios_the_page_offers_to_make_one(qtbot, analyzed, messages):
    page = open_page(qtbot, analyzed, "scenarios")
    messages.answers.append("First")
    press(page, "New scenario…")
    names = [one.name for one in analyzed.document.portfolio.scenarios.values()]
    assert names == ["First"]
    settle(qtbot, page)


@pytest.mark.parametrize(("kind", "name"), [("scenario", "scenarios"), ("rule", "rules")])
def test_a_problem_leads_from_the_overview_to_its_page(qtbot, context, kind, name):
    overview = open_page(qtbot, context, "overview")
    asked = []
    context.requests.page_requested.connect(asked.append)
    problem = Problem("a", "warning", kind, "s1", "", "It changes nothing.", "Delete it.")
    overview._problems.problem_chosen.emit(problem)
    assert asked == [name]

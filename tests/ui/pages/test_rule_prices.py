"""The page with the price of every rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from portfolio.edit import add_rule, force, set_notes, set_resource
from portfolio.funding import priced_rules
from portfolio.model import FrozenMap, Rule
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import open_page


def ruled():
    """Six initiatives, of which two fit; the worst is forced in, and one waits at a gate."""
    portfolio = small_portfolio(tuple(f"Project {n}" for n in range(6)))
    portfolio = force(portfolio, "x1", Rule("force_in", ("i0",), reason="Reach", author="Ada"))
    gate = Rule("gate", ("i5",), value="rights are cleared")
    portfolio = add_rule(portfolio, "x2", gate)
    return add_rule(portfolio, "x3", Rule("excludes", ("i0", "i1"), active=False))


@pytest.fixture
def page(qtbot, context):
    context.document.replace(ruled(), None)
    context.analyst.warm_up()
    page = open_page(qtbot, context, "rules")
    qtbot.waitUntil(lambda: priced(page), timeout=30_000)
    return page


def priced(page):
    results = page.context.analyst.results
    if results is None or page.context.analyst.working or page._search.searching:
        return False
    known = set(page._search.prices)
    return not page._search.outdated and known == set(priced_rules(results.portfolio))


def cells(page, column):
    grid = page._table.table.grid
    place = grid.column_of(column)
    return {key: grid.text(n, place) for n, key in enumerate(grid.keys)}


def press(page, text):
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    button.click()


def test_the_finding_is_said_and_every_rule_has_its_price(page):
    assert page._finding.headline.text().startswith(
        ("The force-in of “Project 0” costs $", "The gate")
    )
    prices = cells(page, "price")
    assert prices["x1"].startswith("$")
    assert prices["x3"] == "–"
    assert cells(page, "state") == {"x1": "in force", "x2": "gate open", "x3": "switched off"}
    chart, shown = page._chart.shown
    assert chart.name == "rule_prices"
    assert {bar.key for bar in shown.bars} == {"x1", "x2"}


def test_choosing_a_rule_selects_its_initiatives_and_tells_the_swap(page, context):
    page._choose("x1")
    assert context.selection.chosen == ("i0",)
    assert "Project 0" in page._detail.text()
    assert "would come in" in page._detail.text()
    assert cells(page, "goes")["x1"] == "Project 0"


def test_switching_off_and_on_is_undone_step_by_step(page, context):
    page._choose("x1")
    press(page, "Switch off")
    assert not context.document.portfolio.rules["x1"].active
    assert context.document.undo_stack.undoText() == "Switch off the rule (“Project 0” forced in)"
    page._choose("x1")
    press(page, "Switch on")
    assert context.document.portfolio.rules["x1"].active
    context.document.undo_stack.undo()
    assert not context.document.portfolio.rules["x1"].active


def test_a_forced_one_is_released_and_comes_back_with_undo(page, context, messages):
    page._choose("x1")
    press(page, "Release")
    assert "x1" not in context.document.portfolio.rules
    assert messages.notices[-1].endswith("Ctrl+Z brings it back.")
    context.document.undo_stack.undo()
    assert "x1" in context.document.portfolio.rules


def test_delete_removes_the_chosen_rule(page, context, qtbot):
    page._choose("x3")
    qtbot.keyClick(page._table, Qt.Key.Key_Delete)
    assert "x3" not in context.document.portfolio.rules


def test_a_gate_is_overridden_with_reason_and_name_and_then_brings(page, context, messages, qtbot):
    page._choose("x2")
    messages.answers.extend(["The board accepts it", "Ada"])
    press(page, "Override…")
    rule = context.document.portfolio.rules["x2"]
    assert (rule.state, rule.reason, rule.author) == ("overridden", "The board accepts it", "Ada")
    qtbot.waitUntil(lambda: priced(page), timeout=30_000)
    assert cells(page, "state")["x2"] == "gate overridden"
    assert (
        cells(page, "price")["x2"].startswith("brings ") or cells(page, "price")["x2"] == "nothing"
    )


def test_edit_goes_to_the_initiative(page, context):
    asked = []
    context.requests.page_requested.connect(asked.append)
    page._choose("x2")
    press(page, "Edit")
    assert asked == ["initiatives"]
    assert context.selection.current == "i5"


def test_edit_opens_the_section_of_the_rules(page, context, qtbot):
    form = open_page(qtbot, context, "initiatives")._form
    form._sections["Rules"].open(shown=False)
    page._verbs.edit("x2")
    assert form._sections["Rules"].is_open
    head = form._sections["Rules"].head
    qtbot.waitUntil(lambda: head.visibleRegion().boundingRect().height() > 0)


def test_a_rule_is_added_about_the_selected_initiative_or_the_first(page, context):
    context.selection.select("")
    page._verbs.add()
    first = context.selection.current
    assert first in context.document.portfolio.initiatives
    context.selection.select("i5")
    page._verbs.add()
    assert context.selection.current == "i5"


def test_another_plan_greys_the_prices_until_they_are_found_anew(page, context, qtbot):
    portfolio = context.document.portfolio
    key = next(iter(portfolio.resources))
    tight = FrozenMap(dict.fromkeys(portfolio.resources[key].capacity, 50.0))
    before = cells(page, "price")
    context.document.apply("Tighten", set_resource(portfolio, key, capacity=tight))
    assert page._search.outdated
    assert page._chart.shown[1].outdated
    assert cells(page, "price") == before
    qtbot.waitUntil(lambda: priced(page), timeout=30_000)
    assert not page._chart.shown[1].outdated
    context.document.undo_stack.undo()
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=30_000)
    assert cells(page, "price") == before


def test_notes_change_no_price(page, context, qtbot):
    found = page._search.prices
    context.document.apply("Notes", set_notes(context.document.portfolio, "written"))
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=30_000)
    assert page._search.prices == found
    assert not page._search.outdated


def test_a_stopped_search_goes_on_when_asked(page, context, qtbot):
    document = context.document
    first = document.portfolio.rules["x1"]
    document.apply("Again", add_rule(document.portfolio, "x1", replace(first, reason="Other")))
    qtbot.waitUntil(lambda: page._search.searching, timeout=30_000)
    page._search.stop()
    assert page._search.left_out > 0
    assert page._rest.isVisible()
    page._rest.click()
    qtbot.waitUntil(lambda: priced(page), timeout=30_000)
    assert not page._rest.isVisible()


def test_without_rules_the_page_says_what_they_are_for(qtbot, analyzed):
    page = open_page(qtbot, analyzed, "rules")
    asked = []
    analyzed.requests.page_requested.connect(asked.append)
    press(page, "Add a rule")
    assert asked == ["initiatives"]

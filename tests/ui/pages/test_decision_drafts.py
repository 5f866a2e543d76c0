"""What was entered on a decision and not recorded is there again, whatever happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from portfolio.files.drafts import keep_drafts, read_drafts
from tests.ui.conftest import small_portfolio
from tests.ui.pages.deciding import (
    button,
    cut_one,
    decisions,
    decisions_page,
    funded_one,
    press,
    reason,
    record,
    select,
    settle,
)
from tests.ui.pages.scenes import open_page


@pytest.fixture
def page(qtbot, analyzed):
    return decisions_page(qtbot, analyzed)


def drafts(page):
    context = page.context
    return read_drafts(context.filing.drafts_folder, context.document.portfolio.id)


def enter(qtbot, page, key, why="Too early."):
    """Choose to defer an initiative, and say why."""
    select(page, key)
    press(qtbot, page, Qt.Key.Key_D)
    reason(page, why)


def leave(qtbot, page):
    page.hide()
    settle(qtbot, page)


def said_in_table(page, key):
    grid = page._views.decide.table.table.grid
    return grid.text(grid.row_of(key), grid.column_of("decision"))


def test_a_draft_outlives_the_app(qtbot, page, context):
    key = funded_one(page)
    enter(qtbot, page, key)
    leave(qtbot, page)
    later = open_page(qtbot, context, "decisions", (1240, 760))
    settle(qtbot, later)
    assert said_in_table(later, key) == "✎ draft: defer"
    select(later, key)
    fields = later._views.decide.panel.fields
    assert fields.reason.toPlainText() == "Too early."
    assert fields.option.pressed.text() == "Defer"
    assert "Not recorded yet." in later._views.decide.panel._status.text()


def test_a_draft_is_written_without_anybody_leaving(qtbot, page):
    key = funded_one(page)
    enter(qtbot, page, key)
    qtbot.waitUntil(lambda: drafts(page).get(key, None) is not None)
    qtbot.waitUntil(lambda: drafts(page)[key].reason == "Too early.")


def test_a_draft_of_another_day_says_so(qtbot, page, context):
    key = funded_one(page)
    enter(qtbot, page, key)
    leave(qtbot, page)
    before = drafts(page)[key]
    early = replace(before, at=before.at - timedelta(days=400))
    folder, document = context.filing.drafts_folder, context.document.portfolio.id
    keep_drafts(folder, document, {key: early})
    later = open_page(qtbot, context, "decisions", (1240, 760))
    settle(qtbot, later)
    select(later, key)
    status = later._views.decide.panel._status.text()
    assert f"{early.at.astimezone().year}, not recorded." in status


def test_a_draft_that_was_recorded_or_discarded_is_gone(qtbot, page):
    first, other = funded_one(page), cut_one(page)
    for key in (first, other):
        enter(qtbot, page, key)
    select(page, first)
    record(qtbot, page)
    select(page, other)
    button(page, "Discard").click()
    leave(qtbot, page)
    assert decisions(page)[first].reason == "Too early."
    assert drafts(page) == {}


def test_the_drafts_of_a_document_are_not_those_of_another(qtbot, page, context):
    key = funded_one(page)
    enter(qtbot, page, key)
    mine = context.document.portfolio
    context.document.replace(replace(small_portfolio(), id="another"), None)
    settle(qtbot, page)
    assert said_in_table(page, key) == "undecided"
    context.document.replace(mine, None)
    settle(qtbot, page)
    assert said_in_table(page, key) == "✎ draft: defer"


def test_a_decision_that_is_being_changed_is_told_beside_the_one_that_holds(qtbot, page):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    enter(qtbot, page, key)
    assert said_in_table(page, key) == "✓ Fund; ✎ draft: defer"
    chip = page._views.decide.filters.chips["draft"]
    assert (chip.text(), chip.isVisible()) == ("Drafts 1", True)
    chip.click()
    assert page._views.decide.table.table.grid.keys == [key]


def test_where_drafts_cannot_be_kept_that_is_said_once(qtbot, page, context, messages):
    context.filing.drafts_folder.write_text("in the way")
    for key in (funded_one(page), cut_one(page)):
        enter(qtbot, page, key)
        page._views.decide._drafts.store()
        settle(qtbot, page)
    assert len([each for each in messages.notices if "could not be kept" in each]) == 1
    context.filing.drafts_folder.unlink()
    leave(qtbot, page)
    assert len(drafts(page)) == 2


def test_a_board_that_was_named_is_proposed_for_the_next_one(qtbot, page):
    first, second, third = page._views.decide.table.table.grid.keys
    for key, typed in ((first, "The board"), (second, "")):
        select(page, key)
        press(qtbot, page, Qt.Key.Key_D)
        reason(page, "Too early.")
        if typed:
            enter_decider(qtbot, page, typed)
        record(qtbot, page)
    assert {key: d.decided_by for key, d in decisions(page).items()} == {
        first: "The board",
        second: "The board",
    }
    select(page, third)
    assert page._views.decide.panel.fields.decided_by.text() == "The board"
    # Another decision on one that is decided is made by whoever chooses it.
    select(page, first)
    press(qtbot, page, Qt.Key.Key_X)
    assert page._views.decide.panel.fields.decided_by.text() == "Ada"


def test_a_name_that_was_typed_and_discarded_is_proposed_nowhere(qtbot, page):
    first, second = page._views.decide.table.table.grid.keys[:2]
    select(page, first)
    enter_decider(qtbot, page, "The board")
    page._views.decide._discard()
    record(qtbot, page)
    select(page, second)
    assert page._views.decide.panel.fields.decided_by.text() == "Ada"


def enter_decider(qtbot, page, name):
    field = page._views.decide.panel.fields.decided_by
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)

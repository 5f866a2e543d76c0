"""Room for what is read aloud while one decides: columns that stay, fields that are not cut."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from portfolio.edit import set_initiative
from portfolio.model import KillCriterion
from tests.ui.pages.deciding import (
    decisions,
    decisions_page,
    funded_one,
    press,
    record,
    select,
    settle,
)
from ui.pages.decision_parts.filters import DecisionFilters
from ui.pages.decision_parts.panel import DecisionPanel

LONG = "Gain over the last model on the internal suite of work that customers pay for"


@pytest.fixture
def page(qtbot, analyzed):
    return decisions_page(qtbot, analyzed)


def shown(page):
    table = page._views.decide.table
    return [table.table.grid.columns[n].id for n in table.header.visible_columns()]


def test_no_column_comes_or_goes_while_decisions_come_in(qtbot, page):
    page.resize(1066, 660)
    select(page, funded_one(page))
    before = shown(page)
    assert before == ["name", "plan", "decision", "owner", "money"]
    press(qtbot, page, Qt.Key.Key_C)
    row = page._views.decide.panel.fields._terms._rows[0]
    qtbot.keyClicks(row.text, "Half")
    qtbot.keyClick(row.text, Qt.Key.Key_Return)
    record(qtbot, page)
    assert shown(page) == before


def test_what_a_narrow_table_has_no_column_for_is_in_its_tooltip(qtbot, page):
    key = funded_one(page)
    select(page, key)
    press(qtbot, page, Qt.Key.Key_C)
    row = page._views.decide.panel.fields._terms._rows[0]
    qtbot.keyClicks(row.text, "Half")
    qtbot.keyClick(row.text, Qt.Key.Key_Return)
    record(qtbot, page)
    table = page._views.decide.table.table
    at = table.index(table.grid.row_of(key), table.grid.column_of("decision"))
    assert "Conditions: 1 open" in at.data(Qt.ItemDataRole.ToolTipRole)


def test_in_a_wide_table_owners_and_votes_are_not_cut(qtbot, page):
    page.resize(1700, 900)
    table = page._views.decide.table
    letter = table.fontMetrics().averageCharWidth()
    for name in ("owner", "votes"):
        assert table.header.sectionSize(table.table.grid.column_of(name)) >= 18 * letter


def test_a_wide_window_gives_its_room_to_the_table(qtbot, page, context):
    select(page, funded_one(page))
    table, panel = page._views.decide.table, page._views.decide.panel
    for size in (1.0, 1.5):
        context.theme.apply("light", size)
        page.resize(1700, 900)
        most = 72 * panel.fontMetrics().averageCharWidth()
        qtbot.waitUntil(lambda most=most: panel.width() <= most)
        assert table.width() > panel.width()
    context.theme.apply("light", 1.0)


def test_a_kill_criterion_is_entered_and_read_in_full(qtbot, page):
    key = funded_one(page)
    select(page, key)
    panel = page._views.decide.panel
    panel.go_to("kill")
    lines = panel.fields._kill._lines
    qtbot.keyClicks(lines["metric"], f"{LONG} ")
    assert lines["metric"].verticalScrollBar().maximum() == 0
    tops = [lines[name].mapTo(panel, QPoint()) for name in lines]
    assert len({top.x() for top in tops}) == 1
    assert sorted({top.y() for top in tops}) == [top.y() for top in tops]
    for name in ("floor", "action"):
        qtbot.keyClicks(lines[name], name)
    qtbot.keyClicks(panel.fields._kill._date, "31 Mar 2027")
    qtbot.keyClick(panel.fields._kill._date, Qt.Key.Key_Return)
    record(qtbot, page)
    made = decisions(page)[key].kill
    assert made == KillCriterion(LONG, "floor", date(2027, 3, 31), "action")


def test_what_to_decide_stays_in_sight_however_large_the_type(qtbot, page, context):
    context.theme.apply("light", 1.5)
    page.resize(1010, 600)
    select(page, funded_one(page))
    settle(qtbot, page)
    panel = page._views.decide.panel
    option, scroll = panel.fields.option, panel._scroll
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    for button in option.buttons.values():
        assert button.visibleRegion().boundingRect() == button.rect()
    assert option.geometry().bottom() < scroll.geometry().top()
    context.theme.apply("light", 1.0)


def test_while_the_form_is_being_made_that_is_said(qtbot, context):
    panel = DecisionPanel(context.theme)
    qtbot.addWidget(panel)
    panel.show()
    assert panel._nothing.isVisible()
    assert panel._nothing.text() == "The form comes in a moment."


def test_the_hint_does_not_jump_when_the_rows_are_there(qtbot):
    filters = DecisionFilters()
    qtbot.addWidget(filters)
    filters.show()
    assert not any(chip.isVisible() for chip in filters.chips.values())
    filters.show_rows([])
    assert [name for name, chip in filters.chips.items() if chip.isVisible()] == ["undecided"]


def test_several_are_counted_in_the_title_and_named_in_full_on_the_tooltip(qtbot, page, context):
    keys = tuple(context.document.portfolio.initiatives)
    for number, key in enumerate(keys):
        edited = set_initiative(context.document.portfolio, key, name=f"<b>{number}")
        context.document.apply("Edit", edited)
    settle(qtbot, page)
    select(page, *keys)
    panel = page._views.decide.panel
    assert panel._title.text() == "3 initiatives"
    assert panel._status.toolTip() == "“&lt;b&gt;0”, “&lt;b&gt;1” and “&lt;b&gt;2”."
    select(page, keys[0])
    assert panel._status.toolTip() == ""

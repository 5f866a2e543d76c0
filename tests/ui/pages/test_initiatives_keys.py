"""Into the form of an initiative, through tables and out of them, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.pages.initiatives import InitiativesPage
from ui.pages.ranking import RankingPage

_MOST_STEPS = 120


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    analyzed.selection.select("i0")
    return page


def walk(key):
    """Return the names of the widgets that a key leads to, from where the keyboard is."""
    names = []
    for _ in range(_MOST_STEPS):
        widget = QApplication.focusWidget()
        name = widget.accessibleName() or widget.text()
        if name not in names[-1:]:
            names.append(name)
        QTest.keyClick(widget, key)
    return names


def in_this_order(names, wanted):
    places = [names.index(name) for name in wanted]
    return places == sorted(places)


def test_f6_begins_at_the_name_and_tab_goes_down_the_form(page, analyzed):
    analyzed.requests.pane_requested.emit()
    names = walk(Qt.Key.Key_Tab)
    assert names[0] == "Initiative"
    wanted = ["Category", "Goal", "Benefit, section", "Benefit ($M)", "Probability (%)"]
    wanted += ["Demand, section", "Demand: periods down, resources across"]
    wanted += ["Ratings: raters down, criteria across", "Add a rater…", "New comment"]
    assert in_this_order(names, wanted)


def test_shift_and_tab_goes_up_through_the_tables(page, analyzed):
    page._form.findChildren(type(page._form._parts[3]))[0]._add.setFocus()
    names = walk(Qt.Key.Key_Backtab)
    assert in_this_order(
        names,
        [
            "Ratings: raters down, criteria across",
            "Demand: periods down, resources across",
            "Benefit ($M)",
            "Initiative",
        ],
    )


def test_f6_comes_back_to_where_it_was_in_the_form(page, analyzed):
    field = page._form._grids["Benefit"].widget("benefit")
    field.setFocus()
    analyzed.requests.pane_requested.emit()
    assert page._view.hasFocus()
    analyzed.selection.select("i1")
    analyzed.requests.pane_requested.emit()
    assert field.hasFocus()


def test_tab_leaves_a_table_that_cannot_be_typed_in_at_once(qtbot, analyzed):
    page = RankingPage(analyzed)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_results(analyzed.analyst.results)
    page._table.setFocus()
    QTest.keyClick(page._table, Qt.Key.Key_Tab)
    assert not page._table.hasFocus()


@pytest.mark.parametrize("begun", ["overview", "initiatives", "a cell"])
def test_what_is_typed_right_after_adding_is_the_name(qtbot, analyzed, window, begun):
    window.show()
    window.show_page("initiatives" if begun == "a cell" else begun)
    if begun == "a cell":
        window.findChild(InitiativesPage)._view.edit_cell("i0", "name")
        QTest.keyClicks(window.focusWidget(), "Half typed")
    analyzed.requests.action_requested.emit("initiative.add")
    QTest.keyClicks(window.focusWidget(), "Named at once")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    initiatives = analyzed.document.portfolio.initiatives
    assert "Named at once" in [record.name for record in initiatives.values()]
    assert initiatives["i0"].name == ("Half typed" if begun == "a cell" else "Claims triage")

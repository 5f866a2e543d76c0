"""Starts, durations, stop costs and sunk amounts in the form and in the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from portfolio.edit import set_initiative
from portfolio.model import Estimate, in_order
from ui.pages.initiatives import InitiativesPage


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    analyzed.selection.select("i0")
    return page


def record(context):
    return context.document.portfolio.initiatives["i0"]


def change(context, **fields):
    edited = set_initiative(context.document.portfolio, "i0", **fields)
    context.document.apply("Edit", edited)


def test_periods_are_checked_one_by_one(qtbot, page, analyzed):
    timing = page._form._parts[6]
    periods = [key for key, _ in in_order(analyzed.document.portfolio.periods)]
    assert timing._said.isVisibleTo(timing)
    for period in periods[:2]:
        qtbot.keyClick(timing._boxes[period], Qt.Key.Key_Space)
    assert set(record(analyzed).starts) == set(periods[:2])
    assert not timing._said.isVisibleTo(timing)
    assert analyzed.document.undo_stack.undoText() == "Set the starts of “Claims triage”"
    timing._boxes[periods[0]].click()
    assert record(analyzed).starts == (periods[1],)
    assert timing._wrong.isVisibleTo(timing) is False


def test_what_cannot_finish_is_said_beside_the_boxes(qtbot, page, analyzed):
    timing = page._form._parts[6]
    last = in_order(analyzed.document.portfolio.periods)[-1][0]
    timing._boxes[last].click()
    qtbot.waitUntil(lambda: "cannot finish in time" in timing._wrong.text(), timeout=10_000)
    timing._open_ended.click()
    assert record(analyzed).open_ended
    qtbot.waitUntil(lambda: not timing._wrong.text(), timeout=10_000)


def test_duration_and_loss_are_typed_in_the_form(qtbot, page, analyzed):
    for name, text in (("duration", "5"), ("late_loss", "7.5")):
        field = page._form._grids["Timing"].widget(name)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (record(analyzed).duration, record(analyzed).late_loss) == (5, 0.075)
    field = page._form._grids["Timing"].widget("duration")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "1.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "1, 2, 3" in field.accessibleDescription()
    assert record(analyzed).duration == 5


def test_stopping_is_shown_of_running_efforts_alone(page, analyzed):
    section, ending = page._form._sections["If stopped"], page._form._parts[7]
    assert not section.isVisibleTo(page._form)
    change(analyzed, status="running")
    assert section.isVisibleTo(page._form)
    resource, period = (
        in_order(getattr(analyzed.document.portfolio, name))[0][0]
        for name in ("resources", "periods")
    )
    ending.table.edits.type_cell(resource, "spent", "900")
    ending.table.edits.type_cell(resource, f"stop/{period}", "30")
    assert record(analyzed).spent[resource] == 900.0
    assert record(analyzed).stop_cost[resource][period] == Estimate(30.0)
    assert "sunk" in ending._hint.text()
    ending.table.edits.type_cell(resource, f"stop/{period}", "")
    assert resource not in record(analyzed).stop_cost


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("duration", "3", "duration", 3),
        ("late_loss", "10 %", "late_loss", 0.1),
        ("late_loss", "", "late_loss", 0.0),
        ("open_ended", "Yes", "open_ended", True),
        ("open_ended", "", "open_ended", False),
    ],
)
def test_the_table_has_them_hidden(page, analyzed, column, text, field, value):
    columns = {each.id: each for each in page._view.table.grid.columns}
    assert columns[column].hidden
    page._edits.type_cell("i0", column, text)
    assert getattr(record(analyzed), field) == value


def test_starts_are_typed_as_names(page, analyzed):
    periods = in_order(analyzed.document.portfolio.periods)
    (first, one), (second, two) = periods[:2]
    page._edits.type_cell("i0", "starts", f"{two.name}; {one.name.lower()}")
    assert set(record(analyzed).starts) == {first, second}
    page._edits.type_cell("i0", "starts", "Q9 1999")
    assert set(record(analyzed).starts) == {first, second}
    page._edits.type_cell("i0", "starts", "")
    assert record(analyzed).starts == ()

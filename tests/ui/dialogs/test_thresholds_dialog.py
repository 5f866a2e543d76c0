"""The dialog of thresholds: typing, going back, undo."""

from __future__ import annotations

import pytest

from ui.actions import ACTIONS
from ui.dialogs.thresholds_dialog import ThresholdsDialog


@pytest.fixture
def dialog(qtbot, context):
    dialog = ThresholdsDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def own(context):
    return dict(context.document.portfolio.settings.lessons.thresholds)


def cell(dialog, name, column):
    grid = dialog._table.table.grid
    return dialog._table.table.index(grid.row_of(name), grid.column_of(column))


def type_in(dialog, name, text):
    dialog._table.table.setData(cell(dialog, name, "value"), text)


def test_a_typed_value_is_an_undo_step_and_is_shown_as_changed(dialog, context):
    type_in(dialog, "1a.red", "10 %")
    assert own(context) == {"1a.red": 0.1}
    assert cell(dialog, "1a.red", "value").data() == "10 %"
    assert cell(dialog, "1a.red", "default").data() == "20 %"
    assert cell(dialog, "1a.red", "changed").data() == "changed"
    assert dialog._said.text() == "1 changed in this portfolio."
    assert "Red below this margin" in context.document.undo_stack.undoText()
    context.document.undo_stack.undo()
    assert own(context) == {}
    assert cell(dialog, "1a.red", "changed").data() == ""


def test_delete_goes_back_to_the_default(dialog, context):
    type_in(dialog, "1a.red", "10 %")
    dialog._table.setCurrentIndex(cell(dialog, "1a.red", "value"))
    dialog._table.clear_requested.emit("Clear")
    assert own(context) == {}


def test_all_go_back_at_once(dialog, context):
    type_in(dialog, "1a.red", "10 %")
    type_in(dialog, "2d.red", "40")
    dialog._all.click()
    assert own(context) == {}
    assert not dialog._all.isEnabled()


def test_what_cannot_be_read_stays_and_is_told(dialog, context):
    type_in(dialog, "1a.red", "soon")
    assert own(context) == {}
    assert "Red below this margin" in dialog._said.text()


def test_red_before_amber_is_marked(dialog, context):
    type_in(dialog, "1a.red", "60 %")
    grid = dialog._table.table.grid
    assert "nothing is amber" in grid.rows[grid.row_of("1a.red")].marks["value"].text


def test_it_is_on_the_menu_with_a_shortcut():
    action = next(each for each in ACTIONS if each.id == "edit.thresholds")
    assert (action.menu, action.shortcut) == ("Edit", "Ctrl+Shift+T")

from PySide6.QtCore import Qt

from tests.ui.tables.small_table import COLUMNS, LINES, rows_of
from ui.tables import Row, TableView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def shown(context, qtbot):
    view = TableView(COLUMNS, context.theme)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show_rows(rows_of(LINES))
    with qtbot.waitExposed(view):
        view.show()
    return view


def middle(view, row):
    return view.visualRect(view.table.index(row, 0)).center()


def click(qtbot, view, row, modifiers):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, middle(view, row))


def test_the_end_of_a_table_is_selected_when_it_is_gone_to(qtbot, context):
    view = shown(context, qtbot)
    view.selected.select("b")
    told = []
    view.selected.keys_selected.connect(lambda *values: told.append(values))
    qtbot.keyClick(view, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(view, Qt.Key.Key_Home, CONTROL)
    assert list(dict.fromkeys(told)) == [("d", ("d",)), ("a", ("a",))], "never half of it"


def test_shift_goes_on_from_where_the_selection_began(qtbot, context):
    view = shown(context, qtbot)
    view.selected.select("b")
    qtbot.keyClick(view, Qt.Key.Key_End, CONTROL | SHIFT)
    assert view.selected.keys() == ("d", ("b", "c", "d"))


def test_shift_and_enter_goes_up_without_selecting_more(qtbot, context):
    view = shown(context, qtbot)
    view.selected.select("c")
    qtbot.keyPress(view, Qt.Key.Key_Shift, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Return, SHIFT)
    assert view.selected.keys() == ("b", ("b",))


def test_a_row_taken_out_of_the_selection_is_not_current_any_more(qtbot, context):
    view = shown(context, qtbot)
    view.selected.select("a", ("a", "b", "d"))
    click(qtbot, view, 3, CONTROL)
    click(qtbot, view, 0, CONTROL)
    assert view.selected.keys() == ("b", ("b",))
    click(qtbot, view, 1, CONTROL)
    assert view.selected.keys() == ("b", ("b",)), "the last one stays selected"


def test_the_row_that_takes_the_place_of_a_deleted_one_is_selected(qtbot, context):
    view = shown(context, qtbot)
    view.selected.select("b")
    view.show_rows(Row(key, line) for key, line in LINES.items() if key != "b")
    current, chosen = view.selected.keys()
    assert chosen == (current,)
    assert current in ("a", "c")


def test_a_table_that_is_entered_selects_where_its_cursor_is(qtbot, context):
    view = shown(context, qtbot)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.selected.keys() == ("a", ("a",)))

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyleOptionHeader

from portfolio.model import in_order
from tests.ui.tables.small_table import COLUMNS, LINES, rows_of
from ui.tables import Row, TableView
from ui.tables.column_chooser import ColumnChooser

# A list of choices under a cell asks for the keyboard, which the offscreen platform has not.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
Select = QItemSelectionModel.SelectionFlag


def go(table, row, column):
    table.setCurrentIndex(table.table.index(row, column))


def select(table, top, left, bottom, right):
    go(table, top, left)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            at = table.table.index(row, column)
            table.selectionModel().select(at, Select.Select)


def heard(signal):
    """A list that collects what a signal tells.

    To wait for a signal disconnects while it is being told, and PySide 6.11 has been seen
    to lock itself up in that.
    """
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def editor_of(table):
    return table.indexWidget(table.currentIndex())


def press(qtbot, table, key):
    """Press a key where the cursor is, and let an editor that it ends close."""
    editor = editor_of(table)
    qtbot.keyClick(editor or table, key)
    if editor is not None:
        qtbot.waitUntil(lambda: not table.editing)


def type_in(qtbot, table, text):
    qtbot.keyClick(table, text[0])
    if text[1:]:
        qtbot.keyClicks(editor_of(table), text[1:])


def names(context):
    return [record.name for record in context.document.portfolio.initiatives.values()]


def test_typing_starts_an_edit_and_enter_goes_down(qtbot, table, context):
    go(table, 0, 2)
    type_in(qtbot, table, "Ada")
    press(qtbot, table, Qt.Key.Key_Return)
    assert context.document.portfolio.initiatives["i0"].owner == "Ada"
    assert context.document.undo_stack.undoText() == "Set owner of “Claims triage”"
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)


def test_tab_goes_right_and_enter_returns_to_where_the_tabs_began(qtbot, table, context):
    go(table, 0, 1)
    type_in(qtbot, table, "Triage")
    press(qtbot, table, Qt.Key.Key_Tab)
    type_in(qtbot, table, "Grace")
    press(qtbot, table, Qt.Key.Key_Return)
    record = context.document.portfolio.initiatives["i0"]
    assert (record.name, record.owner) == ("Triage", "Grace")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)


def test_f2_keeps_the_text_and_escape_takes_the_typing_back(qtbot, table, context):
    go(table, 0, 1)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert editor_of(table).text() == "Claims triage"
    qtbot.keyClicks(editor_of(table), "xyz")
    press(qtbot, table, Qt.Key.Key_Escape)
    assert not context.document.unsaved


def test_an_editor_in_which_nothing_was_typed_never_writes(qtbot, table, context):
    go(table, 0, 2)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    newer = context.document.portfolio
    edits = table.edits
    edits.type_cell("i0", "owner", "Newer")
    assert context.document.portfolio is not newer
    press(qtbot, table, Qt.Key.Key_Return)
    assert context.document.portfolio.initiatives["i0"].owner == "Newer"


def test_unreadable_text_is_marked_while_typing_and_refused_in_a_sentence(
    qtbot, table, context, messages
):
    go(table, 0, 3)
    type_in(qtbot, table, "1,200")
    editor = editor_of(table)
    assert editor.property("invalid") is True
    assert "1200 or 1.2" in editor.toolTip()
    press(qtbot, table, Qt.Key.Key_Return)
    assert not context.document.unsaved
    (notice,) = messages.notices
    assert notice.startswith("1 cell stayed as before. “Claims triage”, Benefit: “1,200” may be")


def test_typing_in_one_cell_again_is_one_undo_step(qtbot, table, context):
    for text in ("Ada", "Bea"):
        go(table, 0, 2)
        type_in(qtbot, table, text)
        press(qtbot, table, Qt.Key.Key_Return)
    assert context.document.undo_stack.count() == 1
    context.document.undo_stack.undo()
    assert not context.document.unsaved


def test_delete_empties_the_selected_cells_in_one_step(qtbot, table, context):
    select(table, 0, 0, 1, 3)
    press(qtbot, table, Qt.Key.Key_Delete)
    records = context.document.portfolio.initiatives
    assert (records["i0"].name, records["i1"].benefit.amount) == ("", None)
    assert context.document.undo_stack.undoText() == "Clear 6 cells in 2 rows"
    context.document.undo_stack.undo()
    assert not context.document.unsaved


def test_copying_gives_a_rectangle_that_spreadsheets_take(qtbot, table, context):
    select(table, 0, 1, 1, 3)
    table.copy()
    assert QGuiApplication.clipboard().text() == ("Claims triage\t\t10.0\nFraud graph\t\t11.0\n")


def test_copied_formulas_are_defused_but_come_back_as_they_were(qtbot, table, context):
    table.edits.type_cell("i0", "name", "=1+1")
    go(table, 0, 1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "'=1+1\n"
    go(table, 1, 1)
    table.paste()
    assert names(context)[1] == "=1+1"


def test_cutting_copies_and_clears(qtbot, table, context):
    go(table, 0, 1)
    table.cut()
    assert QGuiApplication.clipboard().text() == "Claims triage\n"
    assert context.document.undo_stack.undoText() == "Cut name of “Claims triage”"
    assert names(context)[0] == ""


def test_pasting_lays_a_block_from_the_current_cell_and_adds_rows(qtbot, table, context):
    go(table, 2, 1)
    text = "".join(f"Name {n}\tOwner {n}\t{n},5 M$\n" for n in range(50))
    added = heard(table.edits.rows_added)
    table.edits.paste(text)
    assert len(added[0][0]) == 49
    records = list(context.document.portfolio.initiatives.values())
    assert len(records) == 52
    assert (records[-1].name, records[-1].owner) == ("Name 49", "Owner 49")
    assert records[-1].benefit.amount.likely == 49.5
    assert context.document.undo_stack.count() == 1
    assert context.document.undo_stack.undoText() == "Paste 150 cells in 50 rows"
    context.document.undo_stack.undo()
    assert not context.document.unsaved


def test_pasted_cells_that_cannot_be_read_are_listed_and_stay(table, context, messages):
    go(table, 0, 3)
    table.edits.paste("12\nabout 5\n1,200\n")
    benefits = [r.benefit.amount.likely for r in context.document.portfolio.initiatives.values()]
    assert benefits == [12.0, 11.0, 12.0]
    assert messages.notices[0].startswith("2 cells stayed as before. “Fraud graph”, Benefit:")
    assert "“Chat video”, Benefit: “1,200” may be 1200 or 1.2" in messages.notices[0]


def test_pasting_one_cell_fills_the_selection(table, context):
    select(table, 0, 2, 2, 2)
    table.edits.paste("Ada")
    owners = {record.owner for record in context.document.portfolio.initiatives.values()}
    assert owners == {"Ada"}


def test_which_rows_were_written_is_told_once_they_are(table, context):
    written = heard(table.edits.rows_written)
    go(table, 1, 1)
    table.edits.paste("A\nB\nC\n")
    keys = tuple(key for key, _ in in_order(context.document.portfolio.initiatives))
    assert [args[0] for args in written] == [keys[1:]]
    assert len(keys) == 4


def test_columns_that_do_not_fit_are_told(table, context, messages):
    go(table, 0, 3)
    table.edits.paste("5\tx\ty\n")
    assert "2 columns of the pasted cells did not fit at the right." in messages.notices[0]


def test_a_block_with_headings_is_looked_at_first(qtbot, table, context, messages):
    text = "Name\tOwner\nA\tAda\n"
    messages.answers.append("Look at it first…")
    asked = heard(table.edits.preview_requested)
    table.edits.paste(text)
    assert asked == [(text,)]
    assert not context.document.unsaved
    go(table, 0, 1)
    messages.answers.append("Paste as cells")
    table.edits.paste(text)
    assert names(context)[:2] == ["Name", "A"]


def test_fill_down_copies_the_first_row_in_one_step(qtbot, table, context):
    table.edits.type_cell("i0", "owner", "Ada")
    select(table, 0, 2, 2, 3)
    table.fill_down()
    records = context.document.portfolio.initiatives.values()
    assert [(r.owner, r.benefit.amount.likely) for r in records] == [("Ada", 10.0)] * 3
    context.document.undo_stack.undo()
    assert context.document.undo_stack.undoText() == "Set owner of “Claims triage”"


def test_filling_one_cell_takes_the_one_above(table, context, messages):
    go(table, 1, 3)
    table.fill_down()
    assert context.document.portfolio.initiatives["i1"].benefit.amount.likely == 10.0
    go(table, 0, 3)
    table.fill_down()
    assert "nothing to fill down" in messages.notices[-1]


def test_a_paste_of_thousands_of_cells_runs_in_the_background(qtbot, table, context):
    go(table, 0, 1)
    table.edits.paste("".join(f"N{n}\tO{n}\t{n}\n" for n in range(1_200)))
    qtbot.waitUntil(lambda: len(context.document.portfolio.initiatives) == 1_200, timeout=10_000)
    assert names(context)[-1] == "N1199"
    assert table.table.rowCount() == 1_200


def test_rows_that_arrive_while_typing_wait(qtbot, table, context):
    go(table, 0, 1)
    type_in(qtbot, table, "T")
    table.show_rows([*table.table.grid.every(), *rows_of(LINES)])
    assert table.table.rowCount() == 3
    press(qtbot, table, Qt.Key.Key_Escape)
    assert table.table.rowCount() == 7


@pytest.mark.parametrize("typed", ["", "T"])
def test_other_cells_are_brought_up_to_date_while_typing(qtbot, table, context, typed):
    go(table, 0, 1)
    table.edit(table.currentIndex())
    editor = editor_of(table)
    qtbot.keyClicks(editor, typed)
    before = editor.text(), editor.selectedText()
    rows = [Row(row.key, replace(row.value, owner="Eve")) for row in table.table.grid.every()]
    table.show_rows(rows)
    assert {table.table.index(n, 2).data() for n in range(3)} == {"Eve"}
    assert table.editing
    assert (editor.text(), editor.selectedText()) == before


def test_typing_ends_when_its_row_is_gone(qtbot, table, context):
    before = context.document.portfolio
    go(table, 0, 1)
    type_in(qtbot, table, "T")
    table.show_rows(rows_of(LINES))
    assert not table.editing
    assert table.table.rowCount() == 4
    assert context.document.portfolio is before


def test_selection_goes_by_key_and_survives_sorting(qtbot, table):
    table.selected.select("i2", ("i2", "i0"))
    assert table.selected.keys() == ("i2", ("i0", "i2"))
    table.header.setSortIndicator(3, Qt.SortOrder.DescendingOrder)
    assert table.selected.keys() == ("i2", ("i2", "i0"))
    told = heard(table.selected.keys_selected)
    go(table, 1, 1)
    assert told[-1] == ("i1", ("i1",))


def test_a_row_asked_for_before_it_is_there_is_selected_when_it_comes(qtbot, table):
    table.selected.select("z")
    table.show_rows([Row("z", LINES["a"]), *rows_of(LINES)])
    assert table.selected.keys() == ("z", ("z",))


def test_selecting_from_outside_is_not_told_back(qtbot, table):
    with qtbot.assertNotEmitted(table.selected.keys_selected):
        table.selected.select("i1")
        table.selected.select("")
    assert table.selected.keys() == ("", ())


def test_a_click_on_a_header_sorts_up_down_and_back(qtbot, table):
    header = table.header
    spot = QPoint(header.sectionViewportPosition(3) + 10, header.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        orders.append(list(table.table.grid.keys))
    assert orders == [["i0", "i1", "i2"], ["i2", "i1", "i0"], ["i0", "i1", "i2"]]


def test_columns_hidden_moved_and_resized_are_remembered(qtbot, table, context):
    table.header.remember_in(context.settings, "test")
    table.header.show_column("owner", shown=False)
    table.header.moveSection(3, 0)
    table.header.resizeSection(1, 222)
    table.header.save_now()
    other = TableView(COLUMNS, context.theme)
    qtbot.addWidget(other)
    other.header.remember_in(context.settings, "test")
    shown = [COLUMNS[n].id for n in other.header.visible_columns()]
    assert shown == ["worth", "number", "name"]
    assert other.header.sectionSize(1) == 222
    other.header.forget()
    assert len(other.header.visible_columns()) == 4


def test_the_last_column_cannot_be_hidden(table):
    for column in COLUMNS:
        table.header.show_column(column.id, shown=False)
    assert len(table.header.visible_columns()) == 1


def test_a_table_that_cannot_be_edited_activates_rows(qtbot, table, context):
    table.table.editable = False
    go(table, 1, 1)
    told = heard(table.row_activated)
    press(qtbot, table, Qt.Key.Key_Return)
    assert told == [("i1",)]
    qtbot.keyClick(table, "x")
    assert editor_of(table) is None


def test_choices_are_offered_while_typing(qtbot, table):
    go(table, 0, 2)
    type_in(qtbot, table, "gr")
    completer = editor_of(table).completer()
    assert completer.currentCompletion() == "Grace"
    press(qtbot, table, Qt.Key.Key_Escape)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_theme_change_repaints(table, context, theme):
    context.theme.apply(theme, 1.0)
    table.grab()
    assert table.table.data(table.table.index(0, 0), Qt.ItemDataRole.DisplayRole) == "13"
    color = context.theme.tokens.muted
    table.table.show_stale(["number"])
    assert table.table.data(table.table.index(0, 0), Qt.ItemDataRole.ForegroundRole).name() == color


def test_a_header_shows_title_over_unit_and_elides_each_line(table):
    model = table.table
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Benefit\n$M"
    option = QStyleOptionHeader()
    table.header.resizeSection(3, 45)
    table.header.initStyleOptionForIndex(option, 3)
    first, second = option.text.split("\n")
    assert first.endswith("…")
    assert second == "$M"


def test_columns_are_chosen_searched_and_reset_in_a_dialog(qtbot, table):
    chooser = ColumnChooser(table)
    qtbot.addWidget(chooser)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    items = [chooser._list.item(n) for n in range(4)]
    items[2].setCheckState(Qt.CheckState.Unchecked)
    assert len(table.header.visible_columns()) == 3
    chooser._field.setText("OWN")
    assert [item.isHidden() for item in items] == [True, True, False, True]
    chooser._reset.click()
    assert len(table.header.visible_columns()) == 4

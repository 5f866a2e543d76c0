from PySide6.QtCore import QPersistentModelIndex, Qt

from tests.ui.tables.small_table import COLUMNS, LINES, rows_of
from ui.tables import Mark, Row, TableModel
from ui.theme import DARK, LIGHT


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, qapp):
    model = TableModel(COLUMNS, LIGHT)
    qtmodeltester.check(model)
    model.show_rows(rows_of(LINES))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.search("item")
    model.search("")
    model.filter(lambda line: line.worth)
    model.filter(None)
    model.show_rows(rows_of(dict(list(LINES.items())[1:])))
    model.show_columns(COLUMNS[:2])
    assert model.rowCount() == 3
    assert model.rowCount(model.index(0, 0)) == 0


def test_the_order_moves_persistent_indexes_with_their_rows(qapp):
    model = TableModel(COLUMNS, LIGHT)
    model.show_rows(rows_of(LINES))
    kept = QPersistentModelIndex(model.index(2, 1))
    model.sort(1)
    assert (kept.row(), model.grid.keys[0]) == (0, "c")


def test_marks_color_and_explain_their_cell(qapp):
    model = TableModel(COLUMNS, LIGHT)
    mark = Mark("error", "The <b>benefit</b> is missing.")
    model.show_rows([Row("a", LINES["a"], {"worth": mark}), Row("b", LINES["b"])])
    cell, other = model.index(0, 3), model.index(1, 3)
    assert model.data(cell, Qt.ItemDataRole.BackgroundRole).name() == LIGHT.error_soft
    assert not model.data(cell, Qt.ItemDataRole.DecorationRole).isNull()
    assert "&lt;b&gt;benefit" in model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert "missing" in model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(other, Qt.ItemDataRole.BackgroundRole) is None
    model.show_theme(DARK)
    assert model.data(cell, Qt.ItemDataRole.BackgroundRole).name() == DARK.error_soft


def test_stale_columns_are_pale(qapp):
    model = TableModel(COLUMNS, LIGHT)
    model.show_rows(rows_of(LINES))
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.show_stale(["worth"])
    assert told == [(n, n) for n in range(4)]
    assert model.data(model.index(0, 3), Qt.ItemDataRole.ForegroundRole).name() == LIGHT.muted
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is None

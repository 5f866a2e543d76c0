"""The column of names stays at the left, and is one with its rows in everything."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QToolTip

from tests.ui.tables.small_table import LINES
from ui.tables import Column, Mark, Row

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
NAME, OWNER, WORTH = 1, 2, 3
LEFT = Qt.MouseButton.LeftButton


def give_widths(table):
    table.resize(330, 300)
    for column, width in enumerate((80, 120, 170, 170)):
        table.header.resizeSection(column, width)


@pytest.fixture
def scrolled(qtbot, table):
    """The table, with the column before the names and part of them out of sight."""
    give_widths(table)
    bar = table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() >= 130)
    bar.setValue(bar.maximum())
    assert table.stuck_width == 120
    return table


def cell(table, row, column):
    return table.visualRect(table.table.index(row, column))


def test_the_names_stay_in_line_with_their_rows(scrolled):
    for row in range(3):
        name, worth = cell(scrolled, row, NAME), cell(scrolled, row, WORTH)
        assert name.left() == 0
        assert (name.top(), name.height()) == (worth.top(), worth.height())
        assert scrolled.indexAt(name.center()) == scrolled.table.index(row, NAME)
    assert not scrolled.indexAt(QPoint(10, 290)).isValid()


def test_the_names_go_back_to_their_place(scrolled):
    scrolled.horizontalScrollBar().setValue(0)
    assert scrolled.stuck_width == 0
    assert cell(scrolled, 0, NAME).left() == scrolled.columnViewportPosition(NAME) > 0


def test_wide_names_leave_room_to_scroll(scrolled):
    scrolled.header.resizeSection(NAME, 900)
    scrolled.horizontalScrollBar().setValue(scrolled.horizontalScrollBar().maximum())
    assert 0 < scrolled.stuck_width <= 0.6 * scrolled.viewport().width()


def test_a_name_that_stays_looks_as_in_its_place(qtbot, table):
    give_widths(table)
    table.header.show_column("number", shown=False)
    table.setCurrentIndex(table.table.index(2, NAME))
    bar = table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() >= 130)
    area = QRect(0, 0, 119, cell(table, 2, NAME).bottom() + 1)
    before = table.viewport().grab(area).toImage()
    bar.setValue(bar.maximum())
    assert table.stuck_width
    assert table.viewport().grab(area).toImage() == before


def test_clicks_reach_the_name_that_is_seen(qtbot, scrolled):
    qtbot.mouseClick(
        scrolled.viewport(), LEFT, pos=QPoint(20, cell(scrolled, 1, NAME).center().y())
    )
    assert scrolled.currentIndex() == scrolled.table.index(1, NAME)
    qtbot.mouseClick(scrolled.viewport(), LEFT, pos=cell(scrolled, 2, WORTH).center())
    assert scrolled.currentIndex() == scrolled.table.index(2, WORTH)


def test_a_name_is_edited_where_it_stays(qtbot, scrolled, context):
    before = scrolled.horizontalScrollBar().value()
    scrolled.setCurrentIndex(scrolled.table.index(1, NAME))
    qtbot.keyClick(scrolled, Qt.Key.Key_F2)
    editor = scrolled.indexWidget(scrolled.currentIndex())
    assert editor.geometry() == cell(scrolled, 1, NAME)
    editor.selectAll()
    qtbot.keyClicks(editor, "Renamed")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not scrolled.editing)
    assert [r.name for r in context.document.portfolio.initiatives.values()][1] == "Renamed"
    assert scrolled.horizontalScrollBar().value() == before
    assert scrolled.currentIndex() == scrolled.table.index(2, NAME)


def test_the_cell_beside_the_names_is_brought_out_from_below_them(qtbot, scrolled):
    scrolled.setCurrentIndex(scrolled.table.index(0, NAME))
    qtbot.keyClick(scrolled, Qt.Key.Key_Right)
    assert scrolled.currentIndex().column() == OWNER
    assert cell(scrolled, 0, OWNER).left() >= scrolled.stuck_width


def test_filling_down_in_names_that_stay(scrolled, context):
    selection = scrolled.selectionModel()
    scrolled.setCurrentIndex(scrolled.table.index(0, NAME))
    for row in range(3):
        selection.select(scrolled.table.index(row, NAME), selection.SelectionFlag.Select)
    scrolled.fill_down()
    assert len({r.name for r in context.document.portfolio.initiatives.values()}) == 1


def test_a_drag_from_the_names_selects_to_where_it_goes(qtbot, scrolled):
    viewport = scrolled.viewport()
    qtbot.mousePress(viewport, LEFT, pos=cell(scrolled, 0, NAME).center())
    qtbot.mouseMove(viewport, cell(scrolled, 2, NAME).center())
    qtbot.mouseRelease(viewport, LEFT, pos=cell(scrolled, 2, NAME).center())
    assert scrolled.selected.rows() == [0, 1, 2]
    assert scrolled.selected.columns() == [NAME]


def test_the_heading_that_stays_sorts_explains_and_is_resized(qtbot, scrolled, monkeypatch):
    header, told = scrolled.header, []
    viewport = header.viewport()
    middle = viewport.height() // 2
    assert header.section_at(5) == NAME
    qtbot.mouseClick(viewport, LEFT, pos=QPoint(40, middle))
    assert header.sortIndicatorSection() == NAME
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_rest: told.append(text))
    where = QPoint(40, middle)
    header.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, where, viewport.mapToGlobal(where)))
    assert "Name" in told[0]
    qtbot.mouseMove(viewport, QPoint(118, middle))
    qtbot.mousePress(viewport, LEFT, pos=QPoint(118, middle))
    qtbot.mouseMove(viewport, QPoint(138, middle))
    qtbot.mouseRelease(viewport, LEFT, pos=QPoint(138, middle))
    assert header.sectionSize(NAME) == 140


def test_a_cell_with_an_error_has_a_red_edge_also_in_names_that_stay(qtbot, scrolled, context):
    mark = Mark("error", "It is negative.")
    scrolled.show_rows([Row("a", LINES["a"], {"name": mark, "worth": mark, "gone": mark})])
    error = QColor(context.theme.tokens.error)
    for column in (NAME, WORTH):
        image = scrolled.viewport().grab().toImage()
        rect = cell(scrolled, 0, column)
        assert image.pixelColor(rect.left() + 1, rect.center().y()) == error
    rect = cell(scrolled, 0, OWNER)
    assert image.pixelColor(rect.right() - 1, rect.center().y()) != error


def test_the_tooltip_of_a_heading_begins_with_the_heading():
    plain = Column("x", "Compute", read=str, unit="h")
    about = Column("x", "Compute", read=str, unit="h", about="Demand for compute")
    same = Column("x", "Compute", read=str, about="Compute in hours")
    assert plain.explained == "Compute (h)"
    assert about.explained == "Compute (h)\nDemand for compute"
    assert same.explained == "Compute in hours"

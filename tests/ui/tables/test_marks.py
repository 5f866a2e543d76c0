"""Columns of marks: tiles with a tint, gaps between groups, headings that give way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ui.tables import Column, Row, TableView
from ui.tables.marks import GROUP_GAP, MarkDelegate
from ui.theme import LIGHT, Theme

COLUMNS = (
    Column("name", "Name", lambda row: row[0]),
    Column("a", "A", lambda row: row[1], "mark", tint=lambda row: row[2], head=("1a", "Margin")),
    Column("b", "B", lambda _row: "·", "mark", head=("2a", "Stay"), starts_group=True),
)


@pytest.fixture
def view(qtbot, qapp):
    theme = Theme()
    theme.apply("light", 1.0)
    view = TableView(COLUMNS, theme)
    view.setItemDelegate(MarkDelegate(view))
    qtbot.addWidget(view)
    plain, red = Row("plain", ("Y", "·", "")), Row("red", ("X", "✕", "error_soft"))
    # The first row is current, and has a tint of its own.
    view.show_rows([Row("first", ("Z", "·", "")), plain, red])
    view.resize(500, 300)
    view.show()
    return view


def color_at(view, key, column, across=4):
    cell = view.visualRect(view.table.index(view.table.grid.row_of(key), column))
    picture = view.viewport().grab().toImage()
    return picture.pixelColor(cell.left() + across, cell.center().y()).name()


def test_a_tint_is_behind_the_mark_and_only_where_there_is_one(view):
    role = Qt.ItemDataRole.BackgroundRole
    assert view.table.index(2, 1).data(role).name() == LIGHT.error_soft
    assert view.table.index(1, 1).data(role) is None
    assert color_at(view, "red", 1) == LIGHT.error_soft
    assert color_at(view, "plain", 1) == LIGHT.surface


def test_marks_stand_in_the_middle(view):
    role = Qt.ItemDataRole.TextAlignmentRole
    assert view.table.index(0, 1).data(role) == int(Qt.AlignmentFlag.AlignCenter.value)


def test_a_group_begins_with_a_gap(view):
    view.table.show_columns([COLUMNS[0], replace(COLUMNS[1], starts_group=True)])
    assert color_at(view, "red", 1, across=GROUP_GAP - 2) == LIGHT.surface
    assert color_at(view, "red", 1, across=GROUP_GAP + 4) == LIGHT.error_soft


def test_a_selected_mark_looks_otherwise(view):
    view.setCurrentIndex(view.table.index(1, 2))
    before = color_at(view, "red", 1)
    view.setCurrentIndex(view.table.index(2, 1))
    assert color_at(view, "red", 1) != before


def test_headings_give_up_their_words(view):
    words = view.header.grab().toImage()
    view.header.terse = True
    assert view.header.grab().toImage() != words


def test_widths_that_are_fitted_leave_those_of_the_user(view):
    view.header.fit({"a": 60, "b": 70})
    assert (view.columnWidth(1), view.columnWidth(2)) == (60, 70)
    view.header.resizeSection(1, 90)
    view.header.fit({"a": 30, "b": 30})
    assert (view.columnWidth(1), view.columnWidth(2)) == (90, 30)
    assert view.header.layout_now.widths == {"a": 90}

"""What a table shows as current is what commands act on, in every table of the app."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
)

from tests.ui.pages.scenes import open_page, put
from ui.pages import PAGES

NAMES = [spec.name for spec in PAGES]
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
KEYS = [
    (Qt.Key.Key_End, CONTROL),
    (Qt.Key.Key_Home, CONTROL),
    (Qt.Key.Key_Down, CONTROL),
    (Qt.Key.Key_Up, CONTROL),
    (Qt.Key.Key_PageDown, CONTROL),
    (Qt.Key.Key_PageUp, CONTROL),
    (Qt.Key.Key_Down, NONE),
    (Qt.Key.Key_End, NONE),
]


def press(view, key, modifiers):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, key, modifiers))


def in_a_popup(view):
    """Whether a view is the list of a combo box, which has no selection of its own."""
    return any(isinstance(parent, QComboBox) for parent in parents(view))


def parents(widget):
    while (widget := widget.parent()) is not None:
        yield widget


def tables(page):
    found = page.findChildren(QAbstractItemView)
    return [
        view
        for view in found
        if not isinstance(view, QHeaderView)
        and not in_a_popup(view)
        and view.model() is not None
        and view.model().rowCount() > 1
        and view.selectionMode() != QAbstractItemView.SelectionMode.NoSelection
    ]


def selected_rows(view):
    return {index.row() for index in view.selectedIndexes()}


@pytest.mark.parametrize("name", NAMES)
def test_keys_that_move_the_current_row_move_the_selection(qtbot, context, results_of, name):
    put(context, results_of("tutorial"))
    page = open_page(qtbot, context, name, (1080, 690))
    for view in tables(page):
        view.setCurrentIndex(view.model().index(0, 0))
        for key, modifiers in KEYS:
            press(view, key, modifiers)
            here = view.currentIndex().row()
            told = f"{view.accessibleName()}: {key.name} with {modifiers.name}"
            assert selected_rows(view) == {here}, told

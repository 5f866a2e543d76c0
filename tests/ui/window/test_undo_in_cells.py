"""Undo in a cell that nothing was typed into is the undo of the document."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.app import open_window
from ui.tables import TableView


def test_ctrl_z_in_an_untouched_cell_takes_back_the_new_row(context, qtbot):
    window = open_window(context)
    qtbot.waitUntil(lambda: context.analyst.results is not None, timeout=30_000)
    window.activateWindow()
    context.requests.action_requested.emit("initiative.add")
    qtbot.waitUntil(lambda: any(view.editing for view in window.findChildren(TableView)))
    view = next(view for view in window.findChildren(TableView) if view.editing)
    (editor,) = view.viewport().findChildren(QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(context.document.portfolio.initiatives) == 3)
    context.jobs.stop_all(10)
    context.document.replace(context.document.portfolio, None)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not context.document.unsaved
    window.deleteLater()

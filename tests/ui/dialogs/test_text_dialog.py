"""The dialog that shows a text: sentences look like those of the window, columns stand in line."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from ui.dialogs.text_dialog import TextDialog


@pytest.mark.parametrize("columns", [False, True])
def test_only_columns_are_in_a_fixed_width(qtbot, columns):
    dialog = TextDialog("Title", "Text", columns=columns)
    qtbot.addWidget(dialog)
    metrics = dialog.findChild(QPlainTextEdit).fontMetrics()
    assert (metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")) is columns


def test_the_text_can_be_read_and_not_changed(qtbot):
    dialog = TextDialog("Title", "First\nSecond")
    qtbot.addWidget(dialog)
    field = dialog.findChild(QPlainTextEdit)
    assert (field.toPlainText(), field.isReadOnly()) == ("First\nSecond", True)

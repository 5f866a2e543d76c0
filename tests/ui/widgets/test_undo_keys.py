import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets.amount_field import AmountField
from ui.widgets.form_field import LineField, TextField
from ui.widgets.points_field import PointsField

CTRL = Qt.KeyboardModifier.ControlModifier
FIELDS = {
    "line": lambda: LineField("Name", lambda _text: ""),
    "text": lambda: TextField("Notes"),
    "amount": lambda: AmountField("Capacity", "FTE"),
    "points": PointsField,
}


@pytest.fixture(params=list(FIELDS))
def field(qtbot, request):
    """A field with the keyboard, in a window where Ctrl+Z and Ctrl+Shift+Z are shortcuts."""
    window, field = QWidget(), FIELDS[request.param]()
    QVBoxLayout(window).addWidget(field)
    window.taken_back = []
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(lambda keys=keys: window.taken_back.append(keys))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return field


def test_undo_in_an_untouched_field_is_that_of_the_document(qtbot, field):
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert field.window().taken_back == ["Ctrl+Z", "Ctrl+Shift+Z"]


def test_undo_while_typing_takes_back_what_was_typed(qtbot, field):
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.window().taken_back == []
    text = field.toPlainText() if isinstance(field, TextField) else field.text()
    assert "7" not in text

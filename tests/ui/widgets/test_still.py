"""The wheel scrolls what a control stands in, and does not change the control by accident."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.preferences import PreferencesDialog
from ui.pages import PAGES
from ui.settings import Preferences
from ui.widgets.drag_slider import DragSlider
from ui.widgets.still import OpeningCombo, StillCombo, StillSpin


def wheel(widget):
    """Turn the wheel by one notch over a widget; whether it kept it to itself."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def combo():
    box = StillCombo()
    box.addItems(["One", "Two"])
    return box, box.currentIndex


def spin():
    box = StillSpin()
    box.setValue(50)
    return box, box.value


def slider():
    box = DragSlider(100, step=1, page=10)
    box.setValue(50)
    return box, box.value


@pytest.mark.parametrize(("make", "follows"), [(combo, False), (spin, True), (slider, True)])
def test_the_wheel_scrolls_past_and_changes_nothing(qtbot, make, follows):
    control, value = make()
    area, inside = QScrollArea(), QWidget()
    inside.setMinimumSize(200, 2_000)
    QVBoxLayout(inside).addWidget(control)
    area.setWidget(inside)
    qtbot.addWidget(area)
    area.resize(240, 300)
    with qtbot.waitExposed(area):
        area.show()
    area.setFocus()
    before = value()
    assert not wheel(control)
    assert value() == before
    control.setFocus()
    wheel(control)
    assert (value() != before) == follows


def test_every_control_of_every_page_is_a_still_one(qtbot, analyzed, window):
    window.resize(900, 600)
    window.show()
    for spec in PAGES:
        window.show_page(spec.name)
    dialog = PreferencesDialog(vars_of(Preferences()))
    qtbot.addWidget(dialog)
    for parent in (window, dialog):
        for box in parent.findChildren(QComboBox):
            assert isinstance(box, StillCombo), box.accessibleName()
        for box in parent.findChildren(QSpinBox):
            assert isinstance(box, StillSpin), box.accessibleName()


def vars_of(preferences):
    return {name: getattr(preferences, name) for name in preferences.__dataclass_fields__}


def test_a_long_entry_does_not_widen_what_a_choice_stands_in(qtbot):
    box = StillCombo()
    qtbot.addWidget(box)
    box.addItems(["A very long entry that goes on and on, and on, and on"])
    assert box.minimumSizeHint().width() <= 16 * box.fontMetrics().averageCharWidth()
    assert box.sizeHint().width() > box.minimumSizeHint().width()


def test_enter_opens_the_entries_and_leaves_the_button_of_the_dialog_alone(qtbot, monkeypatch):
    dialog, box, pressed = QDialog(), OpeningCombo(), []
    make = QPushButton("Make", dialog)
    make.setDefault(True)
    make.clicked.connect(lambda: pressed.append(1))
    box.addItems(["One", "Two"])
    layout = QVBoxLayout(dialog)
    layout.addWidget(box)
    layout.addWidget(make)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    opened = []

    def show_popup(combo):
        opened.append(combo)

    monkeypatch.setattr(OpeningCombo, "showPopup", show_popup)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (opened, pressed) == ([box], [])
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Two"

"""What the portfolio assumes about compute, asked in a dialog."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from portfolio.model import Figure, FrozenMap, LessonSettings, Settings
from ui.actions import ACTIONS
from ui.dialogs.compute_assumptions import ComputeAssumptions


@pytest.fixture
def opened(qtbot):
    def opened(settings=Settings()):  # noqa: B008 - frozen
        dialog = ComputeAssumptions(settings)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return opened


def enter(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def result(qtbot, dialog):
    with qtbot.waitSignal(dialog.assumptions_set) as given:
        dialog.set.click()
    return given.args[0]


@pytest.mark.parametrize(
    "lessons",
    [
        LessonSettings(),
        LessonSettings(
            "rented",
            Figure(3.0, 2.0, 4.0, as_of=date(2026, 11, 1), source="Bill", label="measured"),
            0.3,
            4.0,
            0.1,
            FrozenMap({"B200": 2.0, "Own": 0.5}),
            FrozenMap({"1a.green": 0.6}),
        ),
    ],
)
def test_what_is_not_touched_comes_back_as_it_was(qtbot, opened, lessons):
    settings = replace(Settings(), lessons=lessons)
    assert result(qtbot, opened(settings)) == lessons


def test_everything_can_be_set(qtbot, opened):
    dialog = opened()
    dialog.mode.setCurrentIndex(dialog.mode.findData("rented"))
    for name, text in (("utilization", "30 %"), ("peak_factor", "3"), ("cost_fall", "45")):
        enter(qtbot, dialog.amounts[name], text)
    enter(qtbot, dialog.price, "$2.90")
    dialog.as_of.setText("2026-11-01")
    dialog.source.setText("Our contract")
    dialog.label.setCurrentText("measured")
    enter(qtbot, dialog.ratios["B200"], "2.1")
    dialog.chip.setText("Own chip")
    enter(qtbot, dialog.chip_ratio, "0.7")
    assert result(qtbot, dialog) == LessonSettings(
        "rented",
        Figure(2.9, as_of=date(2026, 11, 1), source="Our contract", label="measured"),
        0.3,
        3.0,
        0.45,
        FrozenMap({"B200": 2.1, "Own chip": 0.7}),
    )


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("utilization", "0", "above 0"),
        ("utilization", "120", "above 0"),
        ("utilization", "", "above 0"),
        ("peak_factor", "0.5", "1 or more"),
        ("cost_fall", "100", "below 100"),
        ("cost_fall", "lots", "cannot be read"),
    ],
)
def test_what_cannot_be_is_said_and_the_dialog_stays(qtbot, opened, name, text, word):
    dialog = opened()
    enter(qtbot, dialog.amounts[name], text)
    with qtbot.assertNotEmitted(dialog.assumptions_set):
        dialog.set.click()
    assert word in dialog._problem.text()
    assert dialog.isVisible()


def test_a_price_ratio_and_date_that_cannot_be(qtbot, opened):
    dialog = opened()
    enter(qtbot, dialog.price, "2")
    dialog.as_of.setText("soon")
    dialog.set.click()
    assert "not a date" in dialog._problem.text()
    dialog.as_of.setText("")
    enter(qtbot, dialog.ratios["A100"], "0")
    dialog.set.click()
    assert "above 0" in dialog._problem.text()
    enter(qtbot, dialog.ratios["A100"], "")
    dialog.chip.setText("<b>Mine</b>")
    dialog.set.click()
    assert "“<b>Mine</b>”" in dialog._problem.text()
    assert dialog._problem.textFormat() == Qt.TextFormat.PlainText


def test_a_blank_price_says_what_holds_instead(opened):
    assert "2.35 (reported estimate, 1 Mar 2026)" in opened()._price_hint()
    assert "knows no price in EUR" in opened(Settings(currency="EUR"))._price_hint()


def test_the_action_makes_it_one_step(qtbot, analyzed, window):
    analyzed.messages.parent_window = window
    next(action for action in ACTIONS if action.id == "edit.compute").run(analyzed)
    dialog = window.findChildren(ComputeAssumptions)[-1]
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    enter(qtbot, dialog.amounts["utilization"], "30")
    dialog.set.click()
    assert analyzed.document.portfolio.settings.lessons.utilization == 0.3
    assert analyzed.document.undo_stack.undoText() == "Set the compute assumptions"

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSlider

from portfolio.model import Problem
from ui.theme import DARK, LIGHT, Theme
from ui.theme.controls import controls_sheet, picture
from ui.widgets.anchor_table import AnchorRow, AnchorTable
from ui.widgets.capacity_sliders import CapacityRow, CapacitySliders
from ui.widgets.drag_slider import DragSlider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.points_field import PointsField
from ui.widgets.problem_list import ProblemList
from ui.widgets.rule_list import RuleList, RuleRow
from ui.widgets.splitter import split
from ui.widgets.weight_list import WeightList, WeightRow

NASTY = "<img src=x> & <b>bold</b> &lt; " + "long " * 60


@pytest.fixture
def shown(qtbot, qapp):
    def shown(widget, width=300, height=200):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return shown


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_arrow_of_combo_boxes_is_there_in_the_color_of_the_theme(tokens):
    path = Path(picture("chevron", tokens))
    assert tokens.muted in path.read_text()
    assert str(path) in controls_sheet(tokens, 8)


def test_a_long_text_is_cut_and_told_on_the_tooltip(shown):
    label = shown(ElidedLabel(NASTY), 120, 20)
    assert label.elided
    assert label.toolTip().startswith("&lt;img src=x&gt; &amp; &lt;b&gt;")
    assert label.minimumSizeHint().width() < 120
    label.show_text("Short")
    assert (label.elided, label.toolTip()) == (False, "")


@pytest.mark.parametrize("points", [9.0, 10.0, 11.5, 13.3, 15.0])
def test_a_text_is_whole_in_the_room_that_it_asks_for(shown, points):
    label = shown(ElidedLabel("No initiatives yet · Ctrl+Return adds the first one"))
    label.setStyleSheet(f"font-size: {points}pt")
    metrics, room = label.fontMetrics(), label.sizeHint().width()
    line = label.text()
    assert metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) == line


class Frame(QFrame):
    """Counts how often it is laid out anew."""

    layouts = 0

    def event(self, event):
        self.layouts += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


def test_a_number_that_changes_under_a_slider_lays_nothing_out_anew(shown):
    frame, label = Frame(), ElidedLabel("80 funded")
    QHBoxLayout(frame).addWidget(label)
    shown(frame, 200, 40)
    QApplication.sendPostedEvents()
    frame.layouts, width = 0, frame.sizeHint().width()
    label.show_text("79 funded")
    QApplication.sendPostedEvents()
    assert (label.text(), label.accessibleName()) == ("79 funded", "79 funded")
    assert frame.layouts == 0
    label.show_text("100 funded")
    QApplication.sendPostedEvents()
    assert frame.layouts == 1
    assert frame.sizeHint().width() > width


@pytest.mark.parametrize(
    ("typed", "points"), [("12.5", 12.5), ("12,5 %", 12.5), ("0", 0.0), ("100", 100.0)]
)
def test_points_are_read_as_people_type_them(qtbot, shown, typed, points):
    field = shown(PointsField())
    field.show_points(40, " %")
    field.selectAll()
    qtbot.keyClicks(field, typed)
    with qtbot.waitSignal(field.points_entered) as entered:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == [points]
    assert field.text() == f"{points:.1f} %"


@pytest.mark.parametrize("typed", ["lots", "101", "-3", "1.2.3", "١٢", ""])
def test_points_that_cannot_be_read_stay_and_are_marked(qtbot, shown, typed):
    field = shown(PointsField())
    field.show_points(40, " %")
    field.selectAll()
    field.del_()
    field.insert(typed)
    with qtbot.assertNotEmitted(field.points_entered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") == "true"
    assert field.accessibleDescription() == "Enter a number from 0 to 100."
    assert field.toolTip() == "Enter a number from 0 to 100."
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.property("invalid")) == ("40.0 %", "false")
    assert not field.accessibleDescription()


@pytest.mark.parametrize(
    ("key", "points"), [(Qt.Key.Key_Up, 99.9 + 0.1), (Qt.Key.Key_PageDown, 89.5)]
)
def test_arrow_keys_step_within_the_range(qtbot, shown, key, points):
    field = shown(PointsField())
    field.show_points(99.5, "")
    with qtbot.waitSignal(field.points_entered) as entered:
        qtbot.keyClick(field, key)
    assert entered.args == [pytest.approx(points)]


def test_the_wheel_moves_a_slider_only_with_the_focus(qtbot, qapp, shown):
    slider = shown(DragSlider(100, step=1, page=10))
    shown(QLabel("elsewhere"))
    slider.setValue(50)
    slider.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(slider, wheel)
    assert slider.value() == 50


def test_every_way_to_move_a_slider_has_an_end(qtbot, shown):
    slider = shown(DragSlider(100, step=1, page=10))
    for end in (
        lambda: qtbot.keyClick(slider, Qt.Key.Key_Right),
        lambda: qtbot.mouseClick(slider, Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(slider.movement_ended):
            end()


def weights(count, swing):
    return [
        WeightRow(f"c{n}", f"Criterion {n}", "Value" if n else NASTY, 0.5, 40.0, n)
        for n in range(count)
    ], swing


def test_weights_tell_what_is_moved_and_chosen(qtbot, shown):
    lines = shown(WeightList(Theme()), 420, 200)
    rows, _ = weights(2, swing=False)
    lines.show_weights(rows, "c0", swing=False)
    slider = lines.findChildren(QSlider)[1]
    assert slider.accessibleName() == "Weight of “Criterion 1”"
    with qtbot.waitSignal(lines.criterion_chosen) as chosen:
        slider.setFocus()
    assert chosen.args == ["c1"]
    with qtbot.waitSignal(lines.weight_moved) as moved:
        slider.setValue(750)
    assert moved.args == ["c1", 75.0]


def test_a_weight_under_the_hand_is_left_alone(shown):
    lines = shown(WeightList(Theme()), 420, 200)
    rows, _ = weights(2, swing=True)
    lines.show_weights(rows, "c0", swing=True)
    slider = lines.findChildren(QSlider)[0]
    slider.setSliderDown(True)
    slider.setValue(777)
    lines.show_weights(rows, "c0", swing=True)
    assert slider.value() == 777
    slider.setSliderDown(False)
    lines.show_weights(rows, "c0", swing=True)
    assert slider.value() == 400


def capacity(factor):
    return CapacityRow("r1", NASTY, factor, "200 FTE in all", "98 % used", binding=True)


def test_capacities_move_and_go_back(qtbot, shown):
    sliders = shown(CapacitySliders())
    sliders.show_capacities([capacity(1.0)])
    slider = sliders.findChild(QSlider)
    assert not sliders._reset.isEnabled()
    with qtbot.waitSignal(sliders.capacity_moved) as moved:
        slider.setValue(80)
    assert moved.args == ["r1", 0.8]
    sliders.show_capacities([capacity(0.8)])
    sliders.show_ways("Compute −20 %", "Compute −20 %, “Vivid” forced in")
    assert sliders._tried.text().startswith("What if: Compute −20")
    assert "Vivid" in sliders._reset.toolTip()
    assert sliders._reset.isEnabled()
    assert sliders._keep.isEnabled()
    sliders.show_ways("", "")
    assert not sliders._tried.isVisible()
    assert not sliders._reset.isEnabled()
    sliders.show_capacities([])
    assert sliders._hint.isVisible()


def problem(severity, text="The demand is not stated."):
    return Problem("x", severity, "initiative", "i1", "demand", text, "State it.")


def test_problems_come_worst_first_as_plain_text(qtbot, shown):
    problems = shown(ProblemList(Theme()))
    problems.show_problems([problem("note"), problem("error", NASTY), problem("warning")])
    assert problems.item(0).text() == NASTY
    assert "&lt;img" in problems.item(0).toolTip()
    assert "State it." in problems.item(0).toolTip()
    with qtbot.waitSignal(problems.problem_chosen) as chosen:
        problems.setCurrentRow(1)
        problems.setFocus()
        qtbot.keyClick(problems, Qt.Key.Key_Return)
    assert chosen.args[0].severity == "warning"


def test_a_long_list_of_problems_says_how_many_more(shown):
    problems = shown(ProblemList(Theme()))
    problems.show_problems([problem("note")] * 230)
    assert problems.item(problems.count() - 1).text() == "… and 30 more"


def test_sentences_get_the_lines_they_need(shown):
    problems = shown(ProblemList(Theme()), 200, 400)
    problems.show_problems([problem("note", "Short."), problem("note", "Words " * 20)])
    short, tall = (problems.item(n).sizeHint().height() for n in (0, 1))
    assert tall > 2 * short
    problems.resize(2400, 400)
    assert problems.item(1).sizeHint().height() == short


def test_rules_are_switched_and_removed(qtbot, shown):
    rules = shown(RuleList())
    rules.show_rules([RuleRow("u1", NASTY, active=True), RuleRow("u2", "Second.", active=False)])
    with qtbot.waitSignal(rules.rule_switched) as switched:
        rules.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert switched.args == ["u1", False]
    rules.setCurrentRow(1)
    with qtbot.waitSignal(rules.removal_requested) as removed:
        qtbot.keyClick(rules, Qt.Key.Key_Delete)
    assert removed.args == ["u2"]
    assert "<img" not in rules.item(0).toolTip()


def test_a_splitter_gives_each_part_its_share_and_closes_none(shown):
    left, right = QLabel("left"), QLabel("right")
    splitter = shown(split(Qt.Orientation.Horizontal, "across", (left, 30), (right, 70)), 408, 100)
    assert splitter.objectName() == "across"
    assert splitter.sizes()[0] == pytest.approx(120, abs=3)
    splitter.moveSplitter(0, 1)
    assert splitter.sizes()[0] > 0


ANCHORS = [AnchorRow("0", "0", "None"), AnchorRow("50", "40", NASTY), AnchorRow("100", "100", "")]


def test_anchors_are_edited_added_and_removed(qtbot, shown):
    table = shown(AnchorTable(), 500, 300)
    table.show_anchors(ANCHORS, "<b>points</b>")
    assert "<img" not in table._table.item(1, 2).toolTip()
    with qtbot.waitSignal(table.cell_edited) as edited:
        table._table.item(1, 1).setText("45")
    assert edited.args == [1, 1, "45"]
    table.show_again()
    assert table._table.item(1, 1).text() == "40"
    table._table.setCurrentCell(1, 2)
    with qtbot.waitSignal(table.remove_requested) as removed:
        qtbot.keyClick(table._table, Qt.Key.Key_Delete)
    assert removed.args == [1]
    with qtbot.waitSignal(table.add_requested):
        table._add.click()


def test_the_last_two_anchors_stay(shown):
    table = shown(AnchorTable())
    table.show_anchors(ANCHORS[:2], "")
    assert not table._remove.isEnabled()


def test_no_style_names_a_picture_that_is_missing():
    for tokens in (LIGHT, DARK):
        for path in re.findall(r'url\("([^"]+)"\)', controls_sheet(tokens, 8)):
            assert Path(path).exists()

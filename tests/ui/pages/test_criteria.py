import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSlider, QStyle, QStyleOptionSlider

from portfolio.edit import delete_criterion, set_criterion, set_settings, set_weights, weight_shares
from portfolio.model import in_order
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import open_page, put
from ui.pages.criteria import weight_rows
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.points_field import PointsField
from ui.widgets.ranked_bars import RankedBars

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, analyzed):
    return open_page(qtbot, analyzed, "criteria")


def test_nothing_of_the_document_before_is_left_in_the_ranking(page, analyzed, results_of):
    bars = page.findChild(RankedBars)
    assert bars.isVisible()
    put(analyzed, results_of("empty"))
    assert not bars.isVisible()
    assert "Add initiatives first" in page._rule.text()


def part(page, kind, starts):
    return next(w for w in page.findChildren(kind) if w.accessibleName().startswith(starts))


def button(page, text):
    return next(w for w in page.findChildren(QPushButton) if w.text() == text)


def handle(slider):
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    return (
        slider.style()
        .subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
        )
        .center()
    )


def first_slider(page, portfolio):
    _, record = in_order(portfolio.criteria)[0]
    return part(page, QSlider, f"Weight of “{record.name}”")


def test_dragging_a_weight_is_one_undo_step_and_reranks_at_once(qtbot, page, analyzed):
    document = analyzed.document
    before = document.portfolio
    slider = first_slider(page, before)
    start = handle(slider)
    qtbot.mousePress(slider, LEFT, pos=start)
    seen = []
    for step in (20, 40, 60):
        qtbot.mouseMove(slider, start + QPoint(step, 0))
        results = analyzed.analyst.results
        assert results.portfolio is document.portfolio
        assert "ranking" not in results.stale
        seen.append(results.ranking.scores.tolist())
    qtbot.mouseRelease(slider, LEFT, pos=start + QPoint(60, 0))
    assert seen[0] != seen[-1]
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText().startswith("Set the weight of “")
    assert sum(weight_shares(document.portfolio).values()) == pytest.approx(1)
    document.undo_stack.undo()
    assert document.portfolio == before


def test_the_others_give_way_in_proportion(qtbot, page, analyzed):
    (key, _), *others = in_order(analyzed.document.portfolio.criteria)
    before = weight_shares(analyzed.document.portfolio)
    field = part(page, PointsField, "Weight of")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "50 %")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    after = weight_shares(analyzed.document.portfolio)
    assert after[key] == pytest.approx(0.5)
    rest = 0.5 / (1 - before[key])
    assert all(after[other] == pytest.approx(before[other] * rest) for other, _ in others)


def test_arrows_tell_the_moves_since_the_drag_began(qtbot, page, analyzed):
    bars = part(page, RankedBars, "Ranked initiatives")
    slider = first_slider(page, analyzed.document.portfolio)
    start = handle(slider)
    ranks = dict(enumerate(analyzed.analyst.results.ranking.ranks.tolist()))
    qtbot.mousePress(slider, LEFT, pos=start)
    moved = {}
    for step in range(-200, 300, 25):
        qtbot.mouseMove(slider, start + QPoint(step, 0))
        rows = [bars._rows.row(n) for n in range(3)]
        now = analyzed.analyst.results.ranking
        for row in rows:
            place = now.initiative_ids.index(row.key)
            assert row.moved == ranks[place] - int(now.ranks[place])
            moved[row.key] = moved.get(row.key) or row.moved
    assert any(moved.values())
    qtbot.mouseRelease(slider, LEFT, pos=start)
    analyzed.analyst.analyze_again()
    assert not any(bars._rows.row(n).moved for n in range(3))


def test_a_group_whose_only_weight_is_dragged_to_zero_keeps_the_slider_under_the_hand(
    qtbot, analyzed
):
    key = in_order(analyzed.document.portfolio.criteria)[0][0]
    alone = set_criterion(analyzed.document.portfolio, key, group="Alone")
    analyzed.document.apply("Set a group", alone)
    page = open_page(qtbot, analyzed, "criteria")
    slider = first_slider(page, alone)
    start = handle(slider)
    qtbot.mousePress(slider, LEFT, pos=start)
    qtbot.mouseMove(slider, start - QPoint(400, 0))
    assert weight_shares(analyzed.document.portfolio)[key] == 0.0
    assert "Alone · not counted" in [label.text() for label in page.findChildren(ElidedLabel)]
    qtbot.mouseMove(slider, start)
    assert weight_shares(analyzed.document.portfolio)[key] > 0.0
    assert "Alone" in [label.text() for label in page.findChildren(ElidedLabel)]
    qtbot.mouseRelease(slider, LEFT, pos=start)


def test_two_presses_of_a_key_are_two_steps(qtbot, page, analyzed):
    slider = first_slider(page, analyzed.document.portfolio)
    slider.setFocus()
    for _ in range(2):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert analyzed.document.undo_stack.count() == 2


def test_swing_points_start_from_the_direct_weights(page, analyzed):
    box = part(page, QComboBox, "How weights are set")
    before = weight_shares(analyzed.document.portfolio)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert analyzed.document.portfolio.settings.weighting == "swing"
    after = weight_shares(analyzed.document.portfolio)
    assert all(after[key] == pytest.approx(before[key], abs=0.01) for key in before)
    assert max(record.swing for record in analyzed.document.portfolio.criteria.values()) == 100


def test_equal_weights(page, analyzed):
    button(page, "Equal weights").click()
    shares = weight_shares(analyzed.document.portfolio)
    assert list(shares.values()) == pytest.approx([1 / len(shares)] * len(shares))


def test_a_criterion_is_added_named_and_deleted(qtbot, page, analyzed):
    document = analyzed.document
    count = len(document.portfolio.criteria)
    button(page, "Add criterion").click()
    name = part(page, QLineEdit, "Name of the criterion")
    assert name.text() == "New criterion"
    name.selectAll()
    qtbot.keyClicks(name, "Reach")
    assert "Reach" in [record.name for record in document.portfolio.criteria.values()]
    button(page, "Delete criterion").click()
    assert len(document.portfolio.criteria) == count
    document.undo_stack.undo()
    assert "Reach" in [record.name for record in document.portfolio.criteria.values()]


def test_all_weights_zero_is_told_and_the_last_ranking_is_greyed(page, analyzed):
    bars = part(page, RankedBars, "Ranked initiatives")
    for field in page.findChildren(PointsField):
        field.points_entered.emit(0.0)
    box = part(page, QComboBox, "How weights are set")
    box.activated.emit(1)
    for field in page.findChildren(PointsField):
        field.points_entered.emit(0.0)
    assert analyzed.analyst.results.ranking_error is not None
    assert page._rule.property("role") == "error"
    assert "weights are 0" in page._rule.text()
    assert bars._pale
    assert len(bars._rows.keys) == 3


@pytest.mark.parametrize("count", [0, 1])
def test_a_scale_that_came_without_its_ends_can_be_mended(page, analyzed, count):
    form, document = page._form, analyzed.document
    key = form._key
    kept = document.portfolio.criteria[key].anchors[:count]
    document.apply("Load", set_criterion(document.portfolio, key, anchors=kept))
    for _ in range(2 - count):
        form._anchors.add_requested.emit()
    assert len(document.portfolio.criteria[key].anchors) == 2
    assert document.undo_stack.undoText().startswith("Add an anchor of criterion “")


def test_an_anchor_that_cannot_be_read_is_refused_with_a_reason(page, analyzed):
    form = page._form
    table = form._anchors._table
    before = analyzed.document.portfolio
    table.item(0, 0).setText("lots")
    assert analyzed.document.portfolio == before
    assert form._problem.isVisible()
    assert table.item(0, 0).text() == "0"
    table.item(0, 2).setText("Nobody asked for it")
    assert not form._problem.isVisible()
    key = in_order(analyzed.document.portfolio.criteria)[0][0]
    assert analyzed.document.portfolio.criteria[key].anchors[0].text == "Nobody asked for it"


def test_choosing_a_bar_selects_the_initiative_everywhere(qtbot, page, analyzed):
    bars = part(page, RankedBars, "Ranked initiatives")
    qtbot.mouseClick(bars.viewport(), LEFT, pos=QPoint(90, 5))
    assert analyzed.selection.current == bars._rows.keys[0]
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert analyzed.selection.current == bars._rows.keys[1]


def test_a_plan_by_benefit_says_that_weights_do_not_move_it(qtbot, page, analyzed):
    assert page._plan_note.isVisible()
    assert "not the plan" in page._plan_note.text()
    document = analyzed.document
    document.apply("Value", set_settings(document.portfolio, objective="value"))
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=20_000)
    assert not page._plan_note.isVisible()


def test_a_group_says_whether_it_counts():
    portfolio = small_portfolio()
    first, *rest = portfolio.criteria
    for key in portfolio.criteria:
        portfolio = set_criterion(portfolio, key, group="Watched" if key == first else "Core")
    unweighted = set_weights(portfolio, {first: 0.0, **dict.fromkeys(rest, 1.0)})
    groups = {row.key: row.group for row in weight_rows(unweighted)}
    assert groups[first] == "Watched · not counted"
    assert {groups[key] for key in rest} == {"Core"}
    counted = set_weights(portfolio, dict.fromkeys(portfolio.criteria, 1.0))
    assert {row.group for row in weight_rows(counted)} == {"Watched", "Core"}


def test_tab_goes_from_a_weight_to_the_form_of_the_same_criterion(page):
    keys = list(page._weights._lines)
    page._weights.criterion_chosen.emit(keys[2])
    line = page._weights._lines[keys[2]]
    stops = [stop for stop in tab_stops(line.slider) if page._form.isAncestorOf(stop)]
    assert tab_stops(line.slider)[:2] == [line.slider, line.field]
    assert tab_stops(line.slider)[2] is stops[0] is page._form._fields["name"]
    for key in keys:
        kept = page._weights._lines[key].slider.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert bool(kept) == (key == keys[2])
    assert page._current == keys[2]


def tab_stops(first):
    """Return what Tab reaches from a widget on, in order."""
    found, widget = [first], first.nextInFocusChain()
    while widget is not first:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_up_and_down_on_a_slider_go_from_criterion_to_criterion(page, analyzed):
    keys = list(page._weights._lines)
    before = analyzed.document.portfolio
    page._weights._lines[keys[0]].slider.setFocus()
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(page.focusWidget(), key)
        assert page.focusWidget() is page._weights._lines[keys[place]].slider
        assert page._current == keys[place]
    QTest.keyClick(page._weights._lines[keys[0]].slider, Qt.Key.Key_Up)
    assert analyzed.document.portfolio == before
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert analyzed.document.portfolio != before


def test_lines_that_were_taken_away_say_nothing_more(page, analyzed):
    key, line = next(iter(page._weights._lines.items()))
    analyzed.document.apply("Delete", delete_criterion(analyzed.document.portfolio, key))
    before = analyzed.document.portfolio
    line.slider.setValue(line.slider.value() + 100)
    line.field.points_entered.emit(50.0)
    assert not line.isVisible()
    assert analyzed.document.portfolio is before

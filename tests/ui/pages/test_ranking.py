import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox

from portfolio.edit import set_settings, set_weights
from portfolio.ranking import METHODS, rank
from tests.ui.pages.scenes import open_page
from ui.pages.method_picker import MethodPicker

KEY = Qt.ItemDataRole.UserRole


@pytest.fixture
def page(qtbot, analyzed):
    return open_page(qtbot, analyzed, "ranking")


def settled(qtbot, context):
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=20_000)


def test_every_method_stands_under_its_family(page):
    picker, heading, found = page._method, "", {}
    for n in range(picker.count()):
        name = picker.itemData(n, KEY)
        if name:
            found[name] = heading
        else:
            assert picker.itemText(n) not in found.values()
            heading = picker.itemText(n)
    assert found == {method.name: method.family for method in METHODS}


def test_choosing_a_method_reranks_and_says_its_question_and_label(qtbot, page, analyzed):
    page._method.show_method("topsis")
    page._method.activated.emit(page._method.currentIndex())
    settled(qtbot, analyzed)
    topsis = next(method for method in METHODS if method.name == "topsis")
    assert analyzed.document.portfolio.settings.method == "topsis"
    assert page._question.text() == f"{topsis.question} {topsis.label}"
    expected = rank(analyzed.document.portfolio, method="topsis")
    best = expected.initiative_ids[int(expected.ranks.argmin())]
    assert page._bars._rows.keys[0] == best


def test_the_rule_for_missing_ratings_is_a_choice(qtbot, page, analyzed):
    boxes = {box.accessibleName(): box for box in page.findChildren(QComboBox)}
    boxes["What is done about missing ratings"].activated.emit(1)
    boxes["How several raters become one rating"].activated.emit(1)
    settings = analyzed.document.portfolio.settings
    assert (settings.missing, settings.aggregation) == ("median", "median")
    assert analyzed.document.undo_stack.count() == 2
    settled(qtbot, analyzed)


def test_an_error_is_a_sentence_over_the_last_good_ranking(qtbot, page, analyzed):
    shown = list(page._bars._rows.keys)
    portfolio = analyzed.document.portfolio
    zero = set_weights(portfolio, dict.fromkeys(portfolio.criteria, 0.0))
    analyzed.document.apply("Zero", zero)
    settled(qtbot, analyzed)
    assert page._notes.property("role") == "error"
    assert "All weights are 0" in page._notes.text()
    assert page._bars._pale
    assert page._bars._rows.keys == shown
    analyzed.document.undo_stack.undo()
    settled(qtbot, analyzed)
    assert not page._bars._pale
    assert page._notes.property("role") == "muted"


def test_the_table_shows_ranks_and_ratings(page, analyzed):
    page._tabs.setCurrentIndex(1)
    grid = page._table.table.grid
    ranking = analyzed.analyst.results.ranking
    for row, key in enumerate(grid.keys):
        place = ranking.initiative_ids.index(key)
        assert grid.text(row, grid.column_of("rank")) == str(int(ranking.ranks[place]))
    assert len(grid.columns) == 4 + len(analyzed.document.portfolio.criteria)


def test_two_methods_side_by_side(qtbot, page):
    page._tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page._moves.shown is not None, timeout=20_000)
    chart, value = page._moves.shown
    assert chart.name == "method_moves"
    assert (value.first.method, value.second.method) == ("additive", "topsis")
    other = next(w for w in page.findChildren(MethodPicker) if w is not page._method)
    other.show_method("promethee2")
    other.activated.emit(other.currentIndex())
    qtbot.waitUntil(lambda: page._moves.shown[1].second.method == "promethee2", timeout=20_000)
    qtbot.waitUntil(lambda: not page.context.jobs.running, timeout=20_000)


def test_selection_goes_both_ways(qtbot, page, analyzed):
    key = page._bars._rows.keys[2]
    analyzed.selection.select(key)
    assert page._bars._current == key
    qtbot.mouseClick(page._bars.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 6))
    assert analyzed.selection.current == page._bars._rows.keys[0]


def test_a_method_of_a_newer_version_is_an_error_not_a_crash(qtbot, page, analyzed):
    unknown = set_settings(analyzed.document.portfolio, method="oracle")
    analyzed.document.apply("Oracle", unknown)
    settled(qtbot, analyzed)
    assert "no ranking method “oracle”" in page._notes.text()

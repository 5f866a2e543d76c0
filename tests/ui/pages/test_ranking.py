from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox

from portfolio.edit import add_initiatives, set_rating, set_settings, set_weights
from portfolio.model import Rating
from portfolio.ranking import METHODS, rank
from portfolio.report.other_method import beside
from tests.ui.pages.scenes import open_page

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


def test_the_table_begins_with_the_best_and_ends_with_what_is_not_ranked(qtbot, page, analyzed):
    added = add_initiatives(analyzed.document.portfolio, {"i9": "Nobody rated this"})
    first = next(iter(added.initiatives))
    for criterion in added.criteria:
        added = set_rating(added, "u0", first, criterion, Rating(1.0))
    page._tabs.setCurrentIndex(1)
    analyzed.document.apply("Add", added)
    grid = page._table.table.grid
    qtbot.waitUntil(lambda: len(grid.keys) == 4 and not analyzed.analyst.working, timeout=20_000)
    ranks = [grid.text(row, grid.column_of("rank")) for row in range(4)]
    assert ranks == ["1", "2", "3", "–"]
    assert (grid.keys[2], grid.keys[3]) == (first, "i9")


def compared(page):
    return page._two._moves.shown[1]


def pick(page, name):
    other = page._two._other
    other.show_method(name)
    other.activated.emit(other.currentIndex())


def opened(qtbot, page):
    page._tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page._two._moves.shown is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not page.context.jobs.running, timeout=20_000)


def test_two_methods_open_on_the_one_that_differs_most(qtbot, page):
    opened(qtbot, page)
    found = beside(page.context.document.portfolio, compared(page).first)
    assert compared(page).first.method == "additive"
    assert compared(page).second.method == found.farthest
    assert not page._two._offer.isVisible()


def test_another_method_is_compared_and_the_farthest_offered(qtbot, page):
    opened(qtbot, page)
    farthest = compared(page).second.method
    near = next(name for name in ("topsis", "promethee2") if name != farthest)
    pick(page, near)
    qtbot.waitUntil(lambda: compared(page).second.method == near, timeout=20_000)
    assert page._two._offer.isVisible()
    page._two._offer.click()
    qtbot.waitUntil(lambda: compared(page).second.method == farthest, timeout=20_000)
    qtbot.waitUntil(lambda: not page.context.jobs.running, timeout=20_000)


def test_a_method_that_fails_says_why_in_place_of_the_chart(qtbot, page, analyzed):
    opened(qtbot, page)
    document = analyzed.document
    edited = set_settings(document.portfolio, missing="rated_only")
    pick(page, "ocra")
    first = next(iter(edited.criteria))
    for rater in edited.raters:
        for key in edited.initiatives:
            edited = set_rating(edited, rater, key, first, Rating(0.0))
    document.apply("Zero", edited)
    qtbot.waitUntil(page._two._failure.isVisible, timeout=20_000)
    assert "OCRA" in page._two._failure.text()
    assert not page._two._moves.isVisible()
    pick(page, "topsis")
    qtbot.waitUntil(page._two._moves.isVisible, timeout=20_000)
    assert not page._two._failure.isVisible()
    qtbot.waitUntil(lambda: not page.context.jobs.running, timeout=20_000)


def test_moves_before_the_last_change_are_greyed(qtbot, page, analyzed):
    opened(qtbot, page)
    page.show_results(replace(analyzed.analyst.results, stale=frozenset({"ranking"})))
    assert compared(page).outdated


def test_vikor_names_its_compromise(qtbot, page, analyzed):
    document = analyzed.document
    document.apply("Method", set_settings(document.portfolio, method="vikor"))
    qtbot.waitUntil(lambda: "compromise is “" in page._notes.text(), timeout=20_000)
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

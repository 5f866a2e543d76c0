"""The flag board: lights, chips, search, and the number that is most worth finding out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from portfolio.analysis import analyze
from portfolio.edit import set_criterion, set_initiative
from portfolio.lessons import CHECKS
from portfolio.lessons.focus_numbers import going_on
from portfolio.model import Facts, Figure, FrozenMap
from tests.ui.pages.scenes import empty, open_page, publish, put, sample
from ui.pages.rating_table import rated_columns

DEAR = Facts(
    kind="social or video app",
    figures=FrozenMap(
        {
            "price_per_unit": Figure(1.0),
            "unit_cost": Figure(1.3, source="An analyst", label="reported estimate"),
            "retention_day30": Figure(0.01),
        }
    ),
)


@pytest.fixture(scope="module")
def results():
    portfolio = sample("tutorial_8")
    vivid = next(key for key, r in portfolio.initiatives.items() if "Vivid" in r.name)
    return analyze(set_initiative(portfolio, vivid, facts=DEAR), upto="lessons")


@pytest.fixture
def vivid(results):
    return next(k for k, r in results.portfolio.initiatives.items() if "Vivid" in r.name)


@pytest.fixture
def page(qtbot, context, results):
    put(context, results)
    return open_page(qtbot, context, "lessons")


@pytest.fixture
def board(page):
    return page._board


def shown(board):
    return board.table.table.grid.keys


def cells(board, column):
    at = board.table.table.grid.column_of(column)
    return [board.table.table.index(row, at).data() for row in range(len(shown(board)))]


def chip(board, words):
    chips = [*board.filters._lessons.values(), *board.filters._chips.values()]
    return next(each for each in chips if words in each.text())


def test_the_worst_is_first_and_has_its_marks(page, board, vivid):
    assert shown(board)[0] == vivid
    assert cells(board, "1a")[0] == "✕"
    assert "red light" in page._answer.text()


def test_every_check_has_a_column_and_each_lesson_begins_with_a_gap(board):
    columns = [c for c in board.table.table.grid.columns if c.kind == "mark"]
    assert [column.id for column in columns] == [check.code for check in CHECKS]
    assert [c.id for c in columns if c.starts_group] == ["1a", "2a", "3a", "4a", "5a"]


@pytest.mark.parametrize(("width", "terse"), [(1080, True), (1900, False)])
def test_headings_say_a_word_where_there_is_room(page, board, width, terse):
    page.resize(width, 690)
    assert board.table.header.terse is terse
    assert not board.table.horizontalScrollBar().isVisibleTo(page)


def test_a_light_can_be_sorted_by(board, vivid):
    header, grid = board.table.header, board.table.table.grid
    header.setSortIndicator(grid.column_of("3a"), board.table.header.sortIndicatorOrder())
    order = ["✕", "▲", "?", "✓", "·"]
    marks = [order.index(mark) for mark in cells(board, "3a")]
    assert marks == sorted(marks, reverse=True)


def test_a_lesson_narrows_the_columns_and_a_second_click_shows_all(board):
    focus = chip(board, "Focus")
    focus.click()
    assert board.table.table.grid.column_of("5c") >= 0
    assert board.table.table.grid.column_of("1a") == -1
    chip(board, "Lasting value").click()
    assert not focus.isChecked()
    assert board.table.table.grid.column_of("2a") >= 0
    chip(board, "Lasting value").click()
    assert board.table.table.grid.column_of("1a") >= 0


def test_chips_count_the_reds_of_a_lesson(board):
    reds = sum(cells(board, code).count("✕") for code in ("1a", "1b", "1c", "1d"))
    assert reds
    assert chip(board, "Compute economics").text().endswith(f"✕ {reds}")


def test_chips_keep_what_is_red_missing_or_going_on(board, results, vivid):
    chip(board, "red light").click()
    reds = shown(board)
    assert vivid in reds
    assert len(reds) < len(results.portfolio.initiatives)
    chip(board, "red light").click()
    chip(board, "Running or funded").click()
    active = set(going_on(results.portfolio, results.plan.chosen))
    assert set(shown(board)) == active
    chip(board, "missing number").click()
    assert set(shown(board)) <= active


def test_words_narrow_the_board(qtbot, board):
    board.filters._field.setText("vivid")
    qtbot.waitUntil(lambda: len(shown(board)) == 1)


def test_a_chosen_light_is_told_below_the_board(page, board, vivid):
    table = board.table
    table.setCurrentIndex(table.table.index(0, table.table.grid.column_of("1a")))
    assert "1a Unit margin of “Vivid" in board._said.text()
    assert "−30 %" in board._said.text()
    assert page._card.opened == "1a"
    assert "−30 %" in board.tip(vivid, "1a")
    assert board.tip("nobody", "1a") == ""


def test_the_model_of_the_board_keeps_the_rules(qtmodeltester, board):
    qtmodeltester.check(board.table.table)


def test_lights_that_are_older_than_the_document_are_pale(page, board, context, results):
    at = board.table.table.index(0, board.table.table.grid.column_of("1a"))
    fresh = at.data(Qt.ItemDataRole.ForegroundRole)
    publish(context, replace(results, stale=frozenset({"lessons"})))
    pale = at.data(Qt.ItemDataRole.ForegroundRole)
    assert pale != fresh
    assert pale.name() == context.theme.tokens.muted
    publish(context, results)
    assert at.data(Qt.ItemDataRole.ForegroundRole) == fresh


def test_enter_opens_the_card(page, board, vivid):
    board.table.row_activated.emit(vivid)
    assert page._tabs.currentWidget() is page._card


def test_the_board_is_copied_with_its_headings(board):
    board._run("copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + len(shown(board))
    assert lines[0].startswith("Initiative\tReds\t1a Unit margin")
    assert "\tred\t" in lines[1]


def test_the_missing_number_leads_to_its_field(qtbot, page, board, context):
    asked, pages = [], []
    context.requests.fact_requested.connect(asked.append)
    context.requests.page_requested.connect(pages.append)
    wanted = board._missing._wanted
    assert wanted.sentence in board._missing._words.text()
    board._missing._button.click()
    assert (pages, asked) == (["initiatives"], [wanted.name])
    assert context.selection.current == wanted.initiative


def test_thresholds_are_asked_for(page, board, context):
    asked = []
    context.requests.action_requested.connect(asked.append)
    board.filters._thresholds.click()
    assert asked == ["edit.thresholds"]


def test_steps_follow_the_board(board, context, vivid):
    context.selection.select(vivid)
    board.step(1)
    assert context.selection.current == shown(board)[1]
    board.step(-5)
    assert context.selection.current == vivid


def test_an_empty_document_says_that_there_is_nothing(qtbot, context):
    put(context, analyze(empty(), upto="lessons"))
    page = open_page(qtbot, context, "lessons")
    assert page._answer.text() == "There is nothing to judge yet."
    assert page._board._missing.isHidden()


def test_a_board_of_before_does_not_show_what_is_gone(board, context, results, vivid):
    left = replace(results.portfolio, initiatives=results.portfolio.initiatives.without(vivid))
    put(context, replace(results, portfolio=left, stale=frozenset({"lessons"})))
    assert vivid not in shown(board)


def test_the_overview_leads_to_the_red_lights(qtbot, context, results, vivid):
    put(context, results)
    page, asked = open_page(qtbot, context, "overview"), []
    context.requests.page_requested.connect(asked.append)
    lights = next(p for p in page._problems._problems if p.code == "red_lights")
    assert "red light" in page._problems.item(page._problems._problems.index(lights)).text()
    page._problems.problem_chosen.emit(lights)
    assert (asked, context.selection.current) == (["lessons"], vivid)


def test_funding_says_the_red_lights_of_the_selected_initiative(qtbot, context, results, vivid):
    put(context, results)
    page = open_page(qtbot, context, "funding")
    context.selection.select(vivid)
    assert "red lights: 1a unit margin" in page._why._reason.text()


def test_the_ranking_says_which_check_scores_a_criterion(qtbot, context, results):
    key = next(iter(results.portfolio.criteria))
    fed = analyze(set_criterion(results.portfolio, key, check="1a"), upto="ranking")
    put(context, fed)
    page = open_page(qtbot, context, "ranking")
    assert any(name.endswith("(from check 1a)") for name in page._bars._part_names)
    heads = [column.title for column in rated_columns(fed)]
    assert sum("(from check 1a)" in head for head in heads) == 1

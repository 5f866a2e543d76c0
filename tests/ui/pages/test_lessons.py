"""The flag board and the health card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.edit import set_initiative
from portfolio.model import Facts, Figure, FrozenMap
from tests.ui.pages.scenes import empty, open_page, put, sample

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


def cells(page, column):
    grid = page._table.table.grid
    at = grid.column_of(column)
    return [str(page._table.table.index(row, at).data()) for row in range(len(grid.keys))]


def test_the_worst_is_first_and_has_its_marks(page, vivid):
    assert page._table.table.grid.keys[0] == vivid
    assert cells(page, "1a")[0] == "✕"
    assert "red light" in page._answer.text()


def test_selecting_elsewhere_shows_its_card(page, context, vivid):
    context.selection.select(vivid, (vivid,))
    assert "red" in page._card._counts.text()
    heads = [row._head.text() for row in page._card._rows if not row.isHidden()]
    assert heads[0].startswith("✕")


def test_a_light_that_is_chosen_is_told_in_full(page, context, vivid):
    table = page._table
    at = table.table.index(0, table.table.grid.column_of("1a"))
    table.setCurrentIndex(at)
    page._select(vivid, (vivid,))
    assert page._card.opened == "1a"
    shown = [row._more.text() for row in page._card._rows if not row._more.isHidden()]
    assert len(shown) == 1
    assert "An analyst" in shown[0]
    assert "WHAT WOULD TURN IT GREEN" in shown[0]


def test_one_lesson_at_a_time(page):
    page._lesson.setCurrentIndex(5)
    assert page._table.table.grid.column_of("5c") >= 0
    assert page._table.table.grid.column_of("1a") == -1
    assert page._table.table.grid.keys


def test_search_narrows_the_board(page):
    page._search.setText("vivid")
    assert len(page._table.table.grid.keys) == 1


def test_tips_tell_what_a_light_found(page, vivid):
    assert "−30 %" in page._tip(vivid, "1a")
    assert page._tip("nobody", "1a") == ""


def test_an_empty_document_says_that_there_is_nothing(qtbot, context):
    put(context, analyze(empty(), upto="lessons"))
    page = open_page(qtbot, context, "lessons")
    assert page._answer.text() == "There is nothing to judge yet."


def test_a_board_of_before_does_not_show_what_is_gone(page, context, results, vivid):
    left = replace(results.portfolio, initiatives=results.portfolio.initiatives.without(vivid))
    put(context, replace(results, portfolio=left, stale=frozenset({"lessons"})))
    assert vivid not in page._table.table.grid.keys

"""The raters' own weights on the criteria page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from portfolio.analysis import analyze
from portfolio.edit import add_rater, set_rater, set_settings
from portfolio.model import FrozenMap, in_order
from portfolio.report.rater_weight_rows import rater_weights
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import NASTY, open_page, put
from tests.ui.pages.test_contract import seen
from ui.pages.rater_weights import RaterWeightTable


def weighed():
    portfolio = add_rater(small_portfolio(), "u1", NASTY)
    portfolio = add_rater(portfolio, "u2", "Cy")
    keys = [key for key, _ in in_order(portfolio.criteria)]
    for rater, heavy in {"u0": 0, "u1": 1}.items():
        given = {key: 3.0 if n == heavy else 1.0 for n, key in enumerate(keys)}
        portfolio = set_rater(portfolio, rater, weights=FrozenMap(given))
    return set_settings(portfolio, weighting="raters")


def test_the_table_says_who_gave_what_and_who_gave_nothing():
    shown = rater_weights(weighed())
    assert len(shown.raters) == 2
    assert shown.rows[0][2:] == ("22 %", ("33 %", "11 %"))
    assert "2 raters joined by mean by their say" in shown.remark
    assert "Without weights or say: “Cy”" in shown.remark
    nobody = rater_weights(set_settings(small_portfolio(), weighting="raters"))
    assert "No rater has given weights yet" in nobody.remark
    assert {row[2] for row in nobody.rows} == {"–"}


@pytest.fixture
def page(qtbot, context):
    put(context, analyze(weighed()))
    return open_page(qtbot, context, "criteria")


def test_the_page_shows_the_table_in_place_of_sliders_and_goes_back(page, context):
    table = page.findChild(RaterWeightTable)
    assert table.isVisible()
    assert table.rowCount() == len(context.document.portfolio.criteria)
    equal = next(b for b in seen(page, QPushButton) if b.text() == "Equal weights")
    assert not equal.isEnabled()
    table.selectRow(2)
    name = in_order(context.document.portfolio.criteria)[2][1].name
    assert page._form.isVisible()
    assert page._current == in_order(context.document.portfolio.criteria)[2][0], name
    assert any("2 raters joined" in label.text() for label in seen(page, QLabel))
    box = next(b for b in seen(page, QComboBox) if b.accessibleName() == "How weights are set")
    assert box.currentText() == "Raters’ own weights"
    box.activated.emit(0)
    assert context.document.portfolio.settings.weighting == "direct"


def test_without_any_weights_the_page_says_what_to_do(qtbot, context):
    put(context, analyze(set_settings(small_portfolio(), weighting="raters")))
    page = open_page(qtbot, context, "criteria")
    said = " ".join(label.text() for label in seen(page, QLabel))
    assert "No rater has given weights yet" in said
    assert "none of them has given any" in said


def test_the_weights_of_few_raters_take_the_room_there_is(qtbot, page):
    table = page.findChild(RaterWeightTable)
    header = table.horizontalHeader()
    assert header.length() >= table.viewport().width() - 1
    table.setFixedWidth(200)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)

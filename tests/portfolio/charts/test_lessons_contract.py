"""Every chart of the lessons draws every view, in every size and style, with readable labels."""

from __future__ import annotations

import dataclasses
import functools

import pytest

from portfolio.charts import DARK, LESSON_CHARTS, LIGHT, render_png, render_svg
from portfolio.charts.render import drawn
from portfolio.lessons import CHECK
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.lessons import VIEWS
from tests.portfolio.charts.test_color import unreadable
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping

BARE = dataclasses.replace(LIGHT, titled=False)
SIZES = {(900, 600): BARE, (1200, 675): LIGHT, (500, 360): DARK}
SMALL = (500, 360)
ALL_SIZES = {"lab", "hostile"}
CASES = [
    (chart, name, size)
    for chart in LESSON_CHARTS
    for name in VIEWS
    for size in SIZES
    if name in ALL_SIZES or size == SMALL
]
every_chart = pytest.mark.parametrize("chart", LESSON_CHARTS, ids=lambda chart: chart.name)


@functools.cache
def view_named(name):
    return VIEWS[name]()


@pytest.mark.parametrize(
    ("chart", "name", "size"), CASES, ids=lambda value: getattr(value, "name", str(value))
)
def test_labels_stay_apart_and_inside(chart, name, size):
    figure = figure_of(chart, view_named(name), SIZES[size], size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


@every_chart
@pytest.mark.parametrize("name", VIEWS)
def test_the_sentence_is_whole(chart, name):
    said = chart.describe(view_named(name))
    assert said.endswith(".")
    assert "nan" not in said.lower().split()
    assert "  " not in said


@every_chart
@pytest.mark.parametrize("name", ["lab", "hostile"])
def test_what_can_be_clicked_is_an_initiative_and_on_the_page(chart, name):
    view = view_named(name)
    _, spots = drawn(chart, view, LIGHT, (900, 600))
    assert spots
    assert {spot.key for spot in spots} <= {*view.board.ids, *CHECK}
    for spot in spots:
        assert spot.text
        assert spot.x >= 0
        assert spot.y >= 0
        assert spot.x + spot.width <= 1 + 1e-9
        assert spot.y + spot.height <= 1 + 1e-9


@every_chart
def test_the_same_view_is_the_same_file(chart):
    view = view_named("lab")
    first = render_png(chart, view, LIGHT, (600, 400)), render_svg(chart, view, LIGHT)
    render_svg(LESSON_CHARTS[0], view_named("ties"), LIGHT)
    assert (render_png(chart, view, LIGHT, (600, 400)), render_svg(chart, view, LIGHT)) == first


@every_chart
@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("outdated", [False, True])
def test_every_label_can_be_read_where_it_stands(chart, style, outdated):
    view = dataclasses.replace(view_named("lab"), outdated=outdated)
    assert unreadable(figure_of(chart, view, style, (760, 480))) == []


@every_chart
def test_what_is_older_than_the_document_says_so(chart):
    view = dataclasses.replace(view_named("lab"), outdated=True)
    texts = [text for text, _ in boxes_of(figure_of(chart, view, LIGHT, (900, 600)))]
    assert any(text.startswith("Being recalculated") for text in texts)


@every_chart
def test_an_order_of_records_changes_no_sentence(chart):
    view = view_named("lab")
    portfolio = view.board.portfolio
    turned = type(portfolio.initiatives)(reversed(tuple(portfolio.initiatives.items())))
    board = dataclasses.replace(
        view.board, portfolio=dataclasses.replace(portfolio, initiatives=turned)
    )
    assert chart.describe(dataclasses.replace(view, board=board)) == chart.describe(view)

"""The map of spread and the ratings of one cell: readable with few, many, none, and odd names."""

from __future__ import annotations

import dataclasses
import functools
import math
from datetime import UTC, datetime

import numpy as np
import pytest

from portfolio.charts import (
    DARK,
    LIGHT,
    RATINGS_OF_CELL,
    RATINGS_OF_INITIATIVE,
    SPREAD_MAP,
    AgreementView,
    agreement_rows,
    agreement_strip,
    render_png,
)
from portfolio.charts.agreement_map import spread_color, widest_first
from portfolio.charts.agreement_rows import initiative_finding
from portfolio.charts.agreement_view import cell_finding, key_of, map_finding, said_of
from portfolio.charts.render import SCREEN_DPI, drawn
from portfolio.edit import set_rating
from portfolio.insight import agreement
from portfolio.model import FrozenMap, PastRating, Rating
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.insight.rated import rated

BARE = dataclasses.replace(LIGHT, titled=False)
SIZES = {(900, 600): BARE, (1200, 675): LIGHT, (500, 360): DARK}
ALL = (SPREAD_MAP, RATINGS_OF_CELL, RATINGS_OF_INITIATIVE)
each_chart = pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.name)


def view_of(portfolio, **more):
    found = agreement(portfolio)
    spread = np.nan_to_num(found.spread, nan=-1.0)
    row, column = divmod(int(spread.argmax()), max(spread.shape[1], 1))
    chosen = found.opinions.initiative_ids[row], found.opinions.criterion_ids[column]
    return AgreementView(portfolio, found, chosen, **more)


def tables(raters, rows, columns, seed=5):
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 101, (raters, rows, columns)).astype(float)
    table[rng.random(table.shape) < 0.1] = np.nan
    return table


def hostile():
    portfolio = rated(tables(9, 12, 6))

    def renamed(records, field):
        pairs = zip(records.items(), HOSTILE * 3, strict=False)
        return FrozenMap((k, dataclasses.replace(one, **{field: w})) for (k, one), w in pairs)

    portfolio = dataclasses.replace(
        portfolio,
        initiatives=renamed(portfolio.initiatives, "name"),
        raters=renamed(portfolio.raters, "name"),
        criteria=renamed(renamed(portfolio.criteria, "name"), "unit"),
    )
    view = view_of(portfolio)
    for number, rater in enumerate(portfolio.raters):
        said = Rating(9.0 * number, "low", HOSTILE[number % len(HOSTILE)])
        said = dataclasses.replace(said, earlier=(PastRating(99.0 - number),))
        portfolio = set_rating(portfolio, rater, *view.chosen, said)
    return view_of(portfolio)


VIEWS = {
    "eight": lambda: view_of(rated(tables(5, 8, 6))),
    "large": lambda: view_of(rated(tables(12, 300, 8))),
    "many-raters": lambda: view_of(rated(tables(40, 4, 3))),
    "all-the-same": lambda: view_of(rated([[[50.0, 50.0]] * 6] * 4)),
    "hidden": lambda: view_of(rated(tables(7, 16, 8)), hidden=True),
    "outdated": lambda: view_of(rated(tables(7, 16, 8)), outdated=True),
    "hostile": hostile,
    "one-rater": lambda: view_of(rated(tables(1, 8, 6))),
    "nobody-shares": lambda: view_of(rated([[[1.0], [np.nan]], [[np.nan], [2.0]]])),
    "no-say": lambda: view_of(rated(tables(3, 4, 2), says=[0.0, 0.0, 1.0])),
    "nobody": lambda: AgreementView(
        dataclasses.replace(rated([[[1.0]]]), raters=FrozenMap(), ratings=FrozenMap())
    ),
    "not-rated": lambda: AgreementView(dataclasses.replace(rated([[[1.0]]]), ratings=FrozenMap())),
    "not-yet": lambda: AgreementView(rated(tables(3, 4, 2))),
    "nothing-chosen": lambda: dataclasses.replace(view_of(rated(tables(3, 4, 2))), chosen=None),
}


@functools.cache
def view_named(name):
    return VIEWS[name]()


@each_chart
@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_labels_stay_apart_and_inside(chart, name, size):
    boxes = boxes_of(figure_of(chart, view_named(name), SIZES[size], size))
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


@each_chart
@pytest.mark.parametrize("name", VIEWS)
def test_the_sentence_is_whole(chart, name):
    said = chart.describe(view_named(name))
    assert said.endswith(".")
    assert "nan" not in said.lower().split()
    assert "  " not in said


@each_chart
def test_the_same_view_is_the_same_picture(chart):
    one, two = (render_png(chart, view_named("eight"), LIGHT, (500, 360), 96.0) for _ in range(2))
    assert one == two


def test_cells_of_the_map_can_be_chosen():
    view = view_named("eight")
    _, spots = drawn(SPREAD_MAP, view, BARE, (900, 600))
    assert {view.cell_at(spot.key) for spot in spots} == {
        (i, c) for i in view.portfolio.initiatives for c in view.portfolio.criteria
    }
    assert all(spot.x >= 0 and spot.x + spot.width <= 1 for spot in spots)
    assert view.cell_at("") is None


def test_a_key_of_a_larger_map_of_before_stands_for_no_cell():
    view = view_named("eight")
    rows, columns = len(view.portfolio.initiatives), len(view.portfolio.criteria)
    assert view.cell_at(key_of(rows - 1, columns - 1)) is not None
    assert view.cell_at(key_of(rows, 0)) is None
    assert view.cell_at(key_of(0, columns)) is None


def test_the_widest_come_first_and_the_others_are_counted():
    view = view_named("large")
    order = widest_first(view.agreement)
    widest = np.nan_to_num(view.agreement.spread).max(axis=1)[order]
    assert (np.diff(widest) <= 0).all()
    figure = figure_of(SPREAD_MAP, view, BARE, (900, 600))
    texts = [text for text, _ in boxes_of(figure)]
    _, spots = drawn(SPREAD_MAP, view, BARE, (900, 600))
    shown = len(spots) // len(view.portfolio.criteria)
    assert f"Not shown: {300 - shown} initiatives with less spread." in texts


@pytest.mark.parametrize("width", [340, 900])
@pytest.mark.parametrize(
    ("chart", "height", "count"),
    [
        (RATINGS_OF_CELL, agreement_strip.height_for_all, 40),
        (RATINGS_OF_INITIATIVE, agreement_rows.height_for_all, 20),
    ],
    ids=["cell", "initiative"],
)
def test_with_the_height_that_it_asks_for_nothing_is_left_out(chart, height, count, width):
    said = tables(count, 3, 1) if chart is RATINGS_OF_CELL else tables(3, 3, count)
    view = view_of(rated(np.nan_to_num(said)))
    pixels = BARE.font_size * height(view) * SCREEN_DPI / 72
    _, spots = drawn(chart, view, BARE, (width, math.ceil(pixels)))
    assert len(spots) == count


def test_a_number_and_a_count_stand_in_a_cell():
    portfolio = rated([[[0.0, 50.0]], [[100.0, 50.0]], [[50.0, np.nan]]])
    texts = [
        text for text, _ in boxes_of(figure_of(SPREAD_MAP, view_of(portfolio), BARE, (900, 600)))
    ]
    assert {"50", "3×", "0", "2×"} <= set(texts)


def test_color_tells_which_cells_are_worth_discussing():
    assert spread_color(LIGHT, 26.0, 25.0) != spread_color(LIGHT, 25.0, 25.0)
    assert spread_color(LIGHT, float("nan"), 25.0) == LIGHT.background
    pale = [spread_color(LIGHT, spread, 25.0) for spread in (0.0, 10.0, 25.0)]
    assert len(set(pale)) == 3
    assert spread_color(LIGHT, 1.0, 0.0) != spread_color(LIGHT, 0.0, 0.0)


def test_findings_name_the_widest_cell_and_its_ratings():
    portfolio = rated([[[10.0, 50.0]], [[30.0, 50.0]], [[90.0, 50.0]]])
    view = view_of(portfolio)
    assert str(map_finding(view)) == (
        "1 cell of 2 is worth discussing: the middle half of the ratings spans more than 25 "
        "points. The widest is “Item i00” on “C0”: 40 points."
    )
    assert str(cell_finding(view)) == (
        "“Item i00” on “C0”: 3 raters from 10 to 90 points. The middle half spans 20 to 60 "
        "points, 40 points of value apart."
    )
    level = dataclasses.replace(view, chosen=("i00", "c1"))
    assert str(cell_finding(level)) == "“Item i00” on “C1”: all 3 raters say 50 points."
    two = view_of(rated([[[50.0]], [[50.0]]]))
    assert str(cell_finding(two)) == "“Item i00” on “C0”: both raters say 50 points."


def test_names_are_left_out_where_they_are_hidden():
    view = view_named("eight")
    hidden = dataclasses.replace(view, hidden=True)
    assert {one.name for one in said_of(hidden)} == {""}
    for one in ALL:
        _, spots = drawn(one, hidden, BARE, (900, 600))
        assert not any("Rater" in spot.text for spot in spots)
    texts = [text for text, _ in boxes_of(figure_of(RATINGS_OF_CELL, hidden, BARE, (900, 600)))]
    assert not any("Rater" in text for text in texts)


def test_what_a_rater_said_before_and_why_is_told():
    portfolio = rated([[[10.0]], [[90.0]]])
    at = datetime(2026, 3, 3, tzinfo=UTC)
    said = Rating(90.0, "high", "Shown twice", earlier=(PastRating(40.0, at=at),))
    view = view_of(set_rating(portfolio, "u1", "i00", "c0", said))
    first, second = said_of(view)
    assert (first.level, second.level) == (90.0, 10.0)
    _, spots = drawn(RATINGS_OF_CELL, view, BARE, (900, 600))
    assert spots[0].text == "Rater 1: 90 (was 40), confidence high: Shown twice"


def test_everybody_stands_in_the_row_of_a_criterion():
    portfolio = rated([[[10.0, 50.0]], [[30.0, 50.0]], [[90.0, np.nan]]])
    view = view_of(portfolio)
    assert str(initiative_finding(view)) == (
        "“Item i00”: raters differ most on “C0”, 40 points between the quartiles. 1 cell of 2 is "
        "worth discussing."
    )
    _, spots = drawn(RATINGS_OF_INITIATIVE, view, BARE, (900, 600))
    assert [spot.text for spot in spots] == ["C0: 40 points, 3×", "C1: 0 points, 2×"]
    assert [view.cell_at(spot.key) for spot in spots] == [("i00", "c0"), ("i00", "c1")]
    texts = [text for text, _ in boxes_of(figure_of(RATINGS_OF_INITIATIVE, view, BARE, (900, 600)))]
    assert {"R0", "R1", "R2", "R0 R1"} <= set(texts)


def test_criteria_that_find_no_room_are_counted():
    view = view_of(rated(tables(4, 3, 30)))
    texts = [text for text, _ in boxes_of(figure_of(RATINGS_OF_INITIATIVE, view, DARK, (500, 360)))]
    assert any(text.startswith("Not shown: ") and text.endswith(" criteria.") for text in texts)


def test_raters_far_from_the_median_are_drawn_by_themselves():
    levels = [100.0, 100.0, 100.0, 100.0, 100.0, 25.0, 0.0]
    view = view_of(rated([[[level]] for level in levels]))
    _, spots = drawn(RATINGS_OF_CELL, view, BARE, (500, 150))
    alone = [spot.key for spot in spots if spot.key]
    assert len(alone) < len(levels)
    assert alone[-2:] == ["u5", "u6"]
    (shared,) = [spot for spot in spots if not spot.key]
    assert shared.text.count(": 100") == len(levels) - len(alone)
    said = {text for text, _ in boxes_of(figure_of(RATINGS_OF_CELL, view, BARE, (500, 150)))}
    assert f"{len(levels) - len(alone)} more" in said
    assert not any("nearest" in text for text in said)

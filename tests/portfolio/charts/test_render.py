"""Files of a chart: the same bytes each time, text as text, names never as formulas."""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from matplotlib.image import imread

from portfolio.charts import (
    CAPACITY_HEAT,
    CHARTS,
    FUND_OR_CUT,
    LIGHT,
    METHOD_MOVES,
    RANKED_BARS,
    render_pixels,
    render_png,
    render_svg,
)
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.variants import HOSTILE, deleted_meanwhile, pair_of
from tests.portfolio.charts.worlds import world


def size_of(png):
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("chart", [*CHARTS, METHOD_MOVES], ids=lambda chart: chart.name)
def test_the_same_result_is_the_same_file(chart):
    results = world(12)
    subject = pair_of(results) if chart is METHOD_MOVES else results
    first = render_png(chart, subject, LIGHT, (600, 400)), render_svg(chart, subject, LIGHT)
    render_svg(RANKED_BARS, world(5), LIGHT)
    assert (render_png(chart, subject, LIGHT, (600, 400)), render_svg(chart, subject, LIGHT)) == (
        first
    )


def test_more_dots_per_inch_are_more_pixels_of_the_same_layout():
    png = render_png(FUND_OR_CUT, world(8), LIGHT, (600, 400))
    fine = render_png(FUND_OR_CUT, world(8), LIGHT, (600, 400), dpi=192)
    assert size_of(png) == (600, 400)
    assert size_of(fine) == (1200, 800)


@pytest.mark.parametrize("dpi", [96, 144])
def test_pixels_for_the_screen_are_those_of_the_file(dpi):
    results = world(8)
    picture = render_pixels(FUND_OR_CUT, results, LIGHT, (600, 400), dpi)
    file = imread(io.BytesIO(render_png(FUND_OR_CUT, results, LIGHT, (600, 400), dpi)))
    shape = (picture.height, picture.width, 4)
    assert shape == (400 * dpi // 96, 600 * dpi // 96, 4)
    pixels = np.frombuffer(picture.rgba, dtype=np.uint8).reshape(shape)
    assert (pixels == np.round(file * 255)).all()
    assert {spot.key for spot in picture.spots} == set(results.portfolio.initiatives)


def test_threads_may_draw_at_once():
    results = world(16)
    charts = [*CHARTS, *CHARTS]

    def pixels(chart):
        return render_pixels(chart, results, LIGHT, (500, 360)).rgba

    alone = [pixels(chart) for chart in charts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pixels, charts)) == alone


def test_an_svg_holds_its_text_and_neither_date_nor_program():
    svg = render_svg(FUND_OR_CUT, world(8), LIGHT).decode()
    assert ">Claims triage</text>" in svg
    assert "<dc:date>" not in svg
    assert not re.search(r"matplotlib v|creator", svg, re.IGNORECASE)


def test_markup_in_names_is_text_in_an_svg():
    svg = render_svg(RANKED_BARS, world(len(HOSTILE), labels=HOSTILE), LIGHT).decode()
    assert "<img" not in svg
    assert "<b>" not in svg
    assert "&lt;img" in svg


def test_names_are_never_formulas():
    figure = figure_of(RANKED_BARS, world(12, labels=HOSTILE), LIGHT, (900, 600))
    texts = figure.findobj(lambda artist: hasattr(artist, "get_parse_math"))
    assert texts
    assert not any(text.get_parse_math() for text in texts)
    assert "Save $1.2M and $3M" in [text.get_text() for text in texts]


def test_spots_name_what_they_cover_in_full():
    long = "A very long name " * 12
    results = world(8, labels=[long, *("abcdefg")])
    figure = figure_of(FUND_OR_CUT, results, LIGHT, (900, 600))
    spots = FUND_OR_CUT.draw(figure, results, LIGHT)
    assert {spot.key for spot in spots} == set(results.portfolio.initiatives)
    assert any(spot.text.startswith(long.strip()) for spot in spots)
    for spot in spots:
        assert 0 <= spot.x < spot.x + spot.width <= 1
        assert 0 <= spot.y < spot.y + spot.height <= 1


@pytest.mark.parametrize("chart", [FUND_OR_CUT, CAPACITY_HEAT], ids=lambda chart: chart.name)
def test_an_outdated_result_is_drawn_in_gray_and_says_so(chart):
    figure = figure_of(chart, deleted_meanwhile(), LIGHT, (900, 600))
    texts = [text.get_text() for text in figure.findobj(lambda a: hasattr(a, "get_text"))]
    assert any("recalculated" in text for text in texts)
    faces = [
        tuple(color[:3])
        for collection in figure.findobj(lambda artist: hasattr(artist, "get_paths"))
        for color in collection.get_facecolor()
    ]
    assert faces
    assert all(max(face) - min(face) < 0.09 for face in faces)


def test_the_page_may_show_the_headline_itself():
    results = world(8)
    bare = dataclasses.replace(LIGHT, titled=False)
    with_title = figure_of(FUND_OR_CUT, results, LIGHT, (900, 600))
    without = figure_of(FUND_OR_CUT, results, bare, (900, 600))
    headline = FUND_OR_CUT.describe(results)[:25]
    for figure, expected in ((with_title, True), (without, False)):
        texts = [text.get_text() for text in figure.findobj(lambda a: hasattr(a, "get_text"))]
        assert any(text.startswith(headline) for text in texts) is expected


def test_drawing_again_replaces_the_drawing():
    results = world(8)
    figure = figure_of(FUND_OR_CUT, results, LIGHT, (900, 600))
    count = len(figure.findobj())
    FUND_OR_CUT.draw(figure, results, LIGHT)
    assert len(figure.findobj()) == count


def test_importing_charts_loads_no_drawing_library():
    code = (
        "import sys, portfolio.charts; "
        "slow = {'matplotlib', 'scipy', 'pandas', 'skcriteria', 'highspy'}; "
        "sys.exit(len(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

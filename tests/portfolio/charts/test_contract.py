"""Every chart draws every result, in every size and style, with labels that can be read."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from portfolio.charts import CHARTS, DARK, LIGHT, METHOD_MOVES
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.variants import VARIANTS, pair_of

SIZES = {(900, 600): LIGHT, (1400, 800): DARK, (500, 360): DARK}
ALL = (*CHARTS, METHOD_MOVES)
SMALL = (500, 360)
# The others have fewest surprises where there is most room.
ALL_SIZES = {"sixteen", "hundred-sixty", "hostile", "hostile-words", "losses", "wide-table"}
CASES = [
    (chart, name, size)
    for chart in ALL
    for name in VARIANTS
    for size in SIZES
    if name in ALL_SIZES or size == SMALL
]
# Bounding boxes hold ascenders and descenders that few letters reach.
SLACK_PIXELS = 1.5


@functools.cache
def results_of(name):
    return VARIANTS[name]()


def subject(chart, name):
    return pair_of(results_of(name)) if chart is METHOD_MOVES else results_of(name)


def boxes_of(figure):
    renderer = figure.canvas.get_renderer()
    texts = [text for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))
             if text.get_visible() and text.get_text()]  # fmt: skip
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


@pytest.mark.parametrize(
    ("chart", "name", "size"), CASES, ids=lambda value: getattr(value, "name", str(value))
)
def test_labels_stay_apart_and_inside(chart, name, size):
    figure = figure_of(chart, subject(chart, name), SIZES[size], size)
    width, height = size
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, (width, height)) == []
    assert overlapping(boxes) == []


def outside(boxes, size):
    width, height = size
    return [
        text
        for text, box in boxes
        if min(box.x0, box.y0) < -SLACK_PIXELS
        or box.x1 > width + SLACK_PIXELS
        or box.y1 > height + SLACK_PIXELS
    ]


def overlapping(boxes):
    x0, y0, x1, y1 = np.array([box.extents for _, box in boxes]).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    down = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    pairs = np.argwhere(np.triu((across > SLACK_PIXELS) & (down > SLACK_PIXELS), k=1))
    return [(boxes[one][0], boxes[other][0]) for one, other in pairs]


def test_an_overlap_and_a_label_outside_are_seen():
    figure = figure_of(CHARTS[0], results_of("eight"), LIGHT, (900, 600))
    figure.text(0.02, 0.95, "across the headline")
    figure.text(0.99, 0.5, "beyond the edge")
    boxes = boxes_of(figure)
    assert outside(boxes, (900, 600)) == ["beyond the edge"]
    assert any("across the headline" in pair for pair in overlapping(boxes))


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.name)
@pytest.mark.parametrize("name", VARIANTS)
def test_the_sentence_is_whole(chart, name):
    said = chart.describe(subject(chart, name))
    assert said.endswith(".")
    assert "nan" not in said.lower().split()
    assert "  " not in said

"""Text can be read on whatever it stands on, in every theme."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from matplotlib.patches import Polygon
from matplotlib.text import Text

from portfolio.charts import CAPACITY_HEAT, CHARTS, DARK, LIGHT, METHOD_MOVES
from portfolio.charts.capacity_heat import cell_color
from portfolio.charts.color import READABLE, contrast, grayed, ink_on, mix
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.variants import pair_of, unknowns
from tests.portfolio.charts.worlds import world

HIGH_CONTRAST = dataclasses.replace(
    DARK, background="#000000", surface="#000000", text="#ffffff", muted="#ffffff",
    accent="#ffff00", funded="#00ffff", cut="#ffffff", over="#ff5050", grid="#ffffff",
)  # fmt: skip
STYLES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    # A published value: #767676 is the lightest gray that passes on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_mixing_goes_from_one_color_to_the_other():
    assert mix("#102030", "#ffffff", 0) == "#102030"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert grayed("#ffffff") == "#ffffff"
    assert len({grayed("#c2410c")[i : i + 2] for i in (1, 3, 5)}) == 1


def test_an_ink_can_be_read_on_any_color():
    levels = ("00", "40", "80", "c0", "ff")
    for parts in itertools.product(levels, repeat=3):
        fill = "#" + "".join(parts)
        assert contrast(ink_on(fill, LIGHT.text, LIGHT.background), fill) >= READABLE


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_roles_for_text_can_be_read(style):
    for ink in (style.text, style.muted):
        assert contrast(ink, style.background) >= READABLE
        assert contrast(ink, style.surface) >= READABLE


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_the_background(style):
    for mark in (style.funded, style.cut, style.forced, style.over, style.accent):
        assert contrast(mark, style.background) >= 3


def pixels_behind(figure, boxes):
    """Return the color that most of each box has when no text is drawn."""
    for text in figure.findobj(lambda artist: hasattr(artist, "get_text")):
        text.set_visible(False)
    figure.canvas.draw()
    image = np.asarray(figure.canvas.buffer_rgba())[..., :3]
    height = image.shape[0]
    colors = []
    for box in boxes:
        rows = slice(max(height - int(box.y1), 0), height - int(box.y0))
        part = image[rows, max(int(box.x0), 0) : int(box.x1)].reshape(-1, 3)
        values, counts = np.unique(part, axis=0, return_counts=True)
        colors.append("#" + "".join(f"{level:02x}" for level in values[counts.argmax()]))
    return colors


def unreadable(figure):
    """Return the labels that stand out too little from what is behind them."""
    renderer = figure.canvas.get_renderer()
    texts = [t for t in figure.findobj(lambda artist: hasattr(artist, "get_text")) if t.get_text()]
    boxes = [text.get_window_extent(renderer) for text in texts]
    inks = [(text.get_text(), text.get_color()) for text in texts]
    pairs = zip(inks, pixels_behind(figure, boxes), strict=True)
    return [(label, ink, at) for (label, ink), at in pairs if contrast(ink, at) < READABLE]


@pytest.mark.parametrize("chart", [*CHARTS, METHOD_MOVES], ids=lambda chart: chart.name)
@pytest.mark.parametrize(
    ("name", "outdated"),
    [("light", False), ("dark", False), ("high contrast", False), ("light", True), ("dark", True)],
)
def test_every_label_can_be_read_where_it_stands(chart, name, outdated):
    results = world(10, seed=3)
    stale = frozenset({"plan", "ranking"}) if outdated else frozenset()
    results = dataclasses.replace(results, stale=stale)
    subject = results
    if chart is METHOD_MOVES:
        subject = dataclasses.replace(pair_of(results), outdated=outdated)
    assert unreadable(figure_of(chart, subject, STYLES[name], (760, 480))) == []


def test_cells_over_the_limit_differ_by_more_than_color():
    figure = figure_of(CAPACITY_HEAT, unknowns(), LIGHT, (900, 600))
    corners = figure.findobj(Polygon)
    texts = [t.get_text() for t in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    over = [t for t in texts if t.endswith(" %") and float(t[:-2].replace(",", "")) > 100]
    assert over
    assert len(corners) == len(over) + texts.count("∞")
    bold = {t.get_text() for t in figure.findobj(Text) if t.get_fontweight() == "bold"}
    assert bold.issuperset(over)
    assert bold.isdisjoint(t for t in texts if t.endswith(" %") and t not in over)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_any_cell_over_the_limit_is_stronger_than_any_within(style):
    def strength(share):
        return contrast(cell_color(style, share), style.background)

    within = [strength(share) for share in (0.0, 0.3, 0.6, 0.9, 0.98, 1.0)]
    over = [strength(share) for share in (1.01, 1.2, 1.95, 3.0, 9.0, np.inf)]
    assert within == sorted(within)
    assert over == sorted(over)
    assert over[0] > 1.3 * within[-1]
    for share in (0.5, 0.98, 1.01, 1.95, 9.0):
        fill = cell_color(style, share)
        assert contrast(ink_on(fill, style.background, style.text), fill) >= READABLE

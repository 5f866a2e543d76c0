"""Until a chart is drawn the first time, it says that it is being drawn."""

from dataclasses import replace

import pytest

from portfolio.charts import FUND_OR_CUT
from ui.widgets.chart_picture import ChartPicture
from ui.widgets.chart_view import ChartView


@pytest.fixture
def view(qtbot, analyzed):
    view = ChartView(analyzed.theme, analyzed.jobs)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    return view


def inked(view):
    """Whether anything but the background is painted where the chart goes."""
    image = view.findChild(ChartPicture).grab().toImage()
    colors = {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    return len(colors) > 1


@pytest.mark.parametrize("pale", [True, False])
def test_a_chart_that_takes_its_time_says_that_it_is_being_drawn(view, analyzed, pale):
    assert not inked(view)
    if pale:
        view.show_pale()
    else:
        view.show_chart(FUND_OR_CUT, analyzed.analyst.results)
        view._draw()
    assert not inked(view)
    assert view._awaiting.isActive()
    view._awaiting.timeout.emit()
    assert inked(view)


def test_a_chart_that_is_drawn_says_it_no_more(qtbot, view, analyzed):
    view.show_pale()
    view._awaiting.timeout.emit()
    with qtbot.waitSignal(view.chart_drawn, timeout=20_000):
        view.show_chart(FUND_OR_CUT, analyzed.analyst.results)
    picture = view.findChild(ChartPicture)
    assert not view._awaiting.isActive()
    assert not picture._awaited
    view.show_pale()
    view._awaiting.timeout.emit()
    assert not picture._awaited


def test_a_picture_that_another_will_replace_is_greyed(qtbot, view, analyzed):
    with qtbot.waitSignal(view.chart_drawn, timeout=20_000):
        view.show_chart(FUND_OR_CUT, analyzed.analyst.results)
    picture = view.findChild(ChartPicture)
    view.show_chart(FUND_OR_CUT, replace(analyzed.analyst.results))
    view._draw()
    assert not picture._pale, "what is drawn at once does not flicker"
    view._awaiting.timeout.emit()
    assert picture._pale
    with qtbot.waitSignal(view.chart_drawn, timeout=20_000):
        pass
    assert not picture._pale

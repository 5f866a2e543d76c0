"""A chart as a file: PNG for slides, SVG for documents. The same chart is the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeVar

from portfolio.charts.chart import Chart
from portfolio.charts.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

T = TypeVar("T")
#: Pixels of the screen to the inch, for which sizes are given.
SCREEN_DPI = 96.0


_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}


def render_png(
    chart: Chart[T],
    result: T,
    style: Style,
    size: tuple[int, int] = (1200, 675),
    dpi: float = SCREEN_DPI,
) -> bytes:
    """Return a chart as a PNG image.

    Args:
        chart: what to draw.
        result: what the chart takes.
        style: the look.
        size: width and height in pixels at 96 dpi; decides the layout.
        dpi: 192 gives the same layout with twice the pixels each way.
    """
    return _written(drawn(chart, result, style, size), "png", dpi)


def render_svg(
    chart: Chart[T], result: T, style: Style, size: tuple[int, int] = (1200, 675)
) -> bytes:
    """Return a chart as an SVG document whose text stays text; ``size`` as in ``render_png``."""
    return _written(drawn(chart, result, style, size), "svg", SCREEN_DPI)


def drawn(chart: Chart[T], result: T, style: Style, size: tuple[int, int]) -> Figure:
    """Return a new figure with the chart on it; ``size`` as in ``render_png``."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height = size
    figure = Figure(figsize=(width / SCREEN_DPI, height / SCREEN_DPI), dpi=SCREEN_DPI)
    FigureCanvasAgg(figure)
    chart.draw(figure, result, style)
    return figure


def _written(figure: Figure, form: str, dpi: float) -> bytes:
    memory = io.BytesIO()
    figure.savefig(
        memory, format=form, dpi=dpi, metadata=_METADATA[form], facecolor=figure.get_facecolor()
    )
    return memory.getvalue()

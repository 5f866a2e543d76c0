"""A chart as a file or as pixels. The same chart is the same bytes.

Every function makes a figure of its own, so that several threads may draw at once and the
window need not wait for any of them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from portfolio.charts.chart import Chart, Spot
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as pixels, and what stands where on it.

    Attributes:
        width: in pixels.
        height: in pixels.
        rgba: rows from the top, four bytes a pixel: red, green, blue, opacity.
        spots: as the chart's ``draw`` returns them.
    """

    width: int
    height: int
    rgba: bytes
    spots: tuple[Spot, ...]


def render_pixels(
    chart: Chart[T],
    result: T,
    style: Style,
    size: tuple[int, int],
    dpi: float = SCREEN_DPI,
) -> Picture:
    """Return a chart ready for the screen, without the time that a PNG takes to pack.

    Arguments as in ``render_png``.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure, spots = drawn(chart, result, style, size)
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    return Picture(width, height, bytes(canvas.buffer_rgba()), spots)


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
    figure, _ = drawn(chart, result, style, size)
    return _written(figure, "png", dpi)


def render_svg(
    chart: Chart[T], result: T, style: Style, size: tuple[int, int] = (1200, 675)
) -> bytes:
    """Return a chart as an SVG document whose text stays text; ``size`` as in ``render_png``."""
    figure, _ = drawn(chart, result, style, size)
    return _written(figure, "svg", SCREEN_DPI)


def drawn(
    chart: Chart[T], result: T, style: Style, size: tuple[int, int]
) -> tuple[Figure, tuple[Spot, ...]]:
    """Return a new figure with the chart on it, and its spots; ``size`` as in ``render_png``."""
    from matplotlib.figure import Figure

    width, height = size
    figure = Figure(figsize=(width / SCREEN_DPI, height / SCREEN_DPI), dpi=SCREEN_DPI)
    return figure, chart.draw(figure, result, style)


def _written(figure: Figure, form: str, dpi: float) -> bytes:
    memory = io.BytesIO()
    figure.savefig(
        memory, format=form, dpi=dpi, metadata=_METADATA[form], facecolor=figure.get_facecolor()
    )
    return memory.getvalue()

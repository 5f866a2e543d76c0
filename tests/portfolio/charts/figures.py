"""Figures with a canvas that can measure what is on them."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg

from portfolio.charts.render import drawn


def figure_of(chart, result, style, size):
    """Return the figure that a chart draws; ``figure.canvas`` has a renderer."""
    figure, _ = drawn(chart, result, style, size)
    FigureCanvasAgg(figure)
    return figure

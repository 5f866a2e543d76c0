"""Taking a chart elsewhere: to the clipboard, a PNG picture or an SVG drawing."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication, QImage

from portfolio.errors import Tick
from portfolio.files import write_atomically
from ui.context import Context
from ui.jobs import Outcome, Partial
from ui.widgets.chart_view import ChartView, chart_style

if TYPE_CHECKING:
    from portfolio.charts import Chart

_SIZE = (1200, 675)
_SHARP_DPI = 192.0
_PATTERNS = {"png": "PNG picture (*.png)", "svg": "SVG drawing (*.svg)"}


def export_chart(view: ChartView, context: Context, how: str) -> None:
    """Copy (``copy``) or save (``png``, ``svg``) what a view shows."""
    if view.shown is not None:
        export_value(*view.shown, context, how)


def export_value(chart: Chart[Any], value: object, context: Context, how: str) -> None:
    """Copy (``copy``) or save (``png``, ``svg``) a chart of a value, drawn in a job.

    Exports carry their title and look as on the screen.
    """
    path = None if how == "copy" else _ask_path(context, chart.title, chart.name, how)
    if path is None and how != "copy":
        return
    style = dataclasses.replace(
        chart_style(context.theme.tokens, context.theme.points), titled=True
    )

    def work(_tick: Tick, _partial: Partial) -> bytes:
        from portfolio.charts import render_png, render_svg

        if how == "svg":
            data = render_svg(chart, value, style, _SIZE)
        else:
            data = render_png(chart, value, style, _SIZE, _SHARP_DPI)
        if path is not None:
            write_atomically(path, data)
        return data

    def done(data: bytes) -> None:
        if path is None:
            QGuiApplication.clipboard().setImage(QImage.fromData(data))
            context.messages.notice(f"Copied “{chart.title}”")
        else:
            context.messages.notice(f"Saved {path.name}")

    outcome = Outcome(
        done=done, failed=lambda error: context.messages.show_error(error, "Not saved")
    )
    context.jobs.start(f"Drawing “{chart.title}”", work, outcome)


def _ask_path(context: Context, title: str, name: str, how: str) -> Path | None:
    suggestion = Path(f"{name}.{how}")
    path = context.messages.save_path(f"Save “{title}”", _PATTERNS[how], suggestion)
    return path if path is None or path.suffix else path.with_suffix(f".{how}")


def follow_exports(view: ChartView, context: Context) -> None:
    """Let the menu of a chart view copy and save."""
    view.export_requested.connect(lambda how: export_chart(view, context, how))

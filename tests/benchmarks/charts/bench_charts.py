"""How long a chart takes to draw afresh, at 900 x 600 pixels.

Each number is the median of several drawings, with fonts and glyphs loaded. The ratio
compares with the same figure holding nothing but one headline.
"""

from __future__ import annotations

import statistics
import sys
import time

from portfolio.charts import CHARTS, LIGHT, METHOD_MOVES, render_pixels
from portfolio.charts.chart import Chart, Finding
from portfolio.charts.frame import head
from portfolio.charts.page import Page
from tests.portfolio.charts.variants import pair_of
from tests.portfolio.charts.worlds import world

ROWS = (16, 48, 200, 1200)
REPEATS = 5
SIZE = (900, 600)


def milliseconds(chart, subject):
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        render_pixels(chart, subject, LIGHT, SIZE)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def headline(figure, result, style):
    head(Page(figure, style), Finding("A headline."), "A subtitle.")
    return ()


def main():
    results = {count: world(count) for count in ROWS}
    empty = milliseconds(Chart("empty", "Empty", headline, str), None)
    print(f"{'ms afresh':<16}" + "".join(f"{count:>10,}" for count in ROWS))
    print(f"{'headline only':<16}{empty:>10.1f}")
    for chart in (*CHARTS, METHOD_MOVES):
        cells = []
        for count in ROWS:
            subject = results[count]
            if chart is METHOD_MOVES:
                subject = pair_of(subject)
            cells.append(milliseconds(chart, subject))
        print(f"{chart.name:<16}" + "".join(f"{cell:>10.1f}" for cell in cells))
        print(f"{'  ratio':<16}" + "".join(f"{cell / empty:>10.1f}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())

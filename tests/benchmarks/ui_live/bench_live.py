"""The window while sliders move and while it analyzes: frames and gaps in the event loop.

A frame is everything from the slider's new value to the repainted page: the edit, the quick
answer, the strip, the visible rows. Each is compared with its budget and with the time that
painting the same page anew takes, which no answer could undercut. The event loop is
watched with a timer of one millisecond: a gap is the time between two of its beats.

Run from the root of the repository: ``python -m tests.benchmarks.ui_live.bench_live``.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSlider

from portfolio.edit import add_period, add_resource, set_benefit, set_capacity, set_demand
from portfolio.files import load
from portfolio.model import Estimate
from tests.portfolio.ranking.builders import portfolio_of
from ui.app import make_application, make_context, open_window

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"
FRAMES = 120
PATIENCE_S = 120.0


class Beats:
    """The longest gaps between two beats of a timer of one millisecond."""

    def __init__(self):
        self.gaps = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self):
        self.gaps, self._last = [], time.perf_counter()
        self._timer.start(1)

    def stop(self):
        self._timer.stop()
        self._beat()

    def _beat(self):
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1e3)
        self._last = now


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done):
    end = time.monotonic() + PATIENCE_S
    while not done() and time.monotonic() < end:
        wait(20)


def line(what, times, budget, *, floor=None):
    middle, late = float(np.median(times)), float(np.percentile(times, 95))
    ratio = "" if floor is None else f"{middle / floor:>8.2f} x painting alone"
    verdict = "met" if late <= budget else "MISSED"
    print(f"{what:<58}{middle:>8.2f}{late:>8.2f} ms   p95 budget {budget:g}: {verdict}{ratio}")


def rated(count, criteria=8):
    """Ratings, benefits and one demand each, on one resource in one period."""
    table = np.random.default_rng(0).uniform(1, 99, (count, criteria))
    portfolio = portfolio_of(table, senses=np.ones(criteria))
    portfolio = add_period(portfolio, "q1", "Q1 2027")
    portfolio = add_resource(portfolio, "gpu", "Compute", "H100e-h", category="compute")
    portfolio = set_capacity(portfolio, "gpu", "q1", 40.0 * count)
    for n, key in enumerate(portfolio.initiatives):
        portfolio = set_demand(portfolio, key, "gpu", "q1", Estimate(float(20 + n * 7 % 150)))
        portfolio = set_benefit(portfolio, key, amount=Estimate(float(1 + n * 13 % 50)))
    return portfolio


def opened(portfolio, page):
    context = make_context(portfolio, Path(tempfile.mkdtemp()) / "preferences.json")
    context.settings.change(page=page)
    window = open_window(context)
    window.resize(1280, 800)
    return context, window


def closed(context, window):
    context.jobs.stop_all(5)
    context.document.replace(context.document.portfolio, None)
    window.close()
    window.deleteLater()
    wait(20)


def slider_of(window, name):
    return next(w for w in window.findChildren(QSlider) if w.accessibleName().startswith(name))


def frames(window, slider):
    """Milliseconds for each of many positions of a slider, and for painting alone."""
    times, paints = [], []
    top = slider.maximum()
    slider.setSliderDown(True)
    for n in range(FRAMES):
        position = round(top * (0.25 + 0.2 * np.sin(n / 9)))
        start = time.perf_counter()
        slider.setSliderPosition(position)
        QApplication.sendPostedEvents()
        times.append((time.perf_counter() - start) * 1e3)
        start = time.perf_counter()
        window.repaint()
        paints.append((time.perf_counter() - start) * 1e3)
    slider.setSliderDown(False)
    return times, float(np.median(paints))


def drags(portfolio, page, name, what, budget):
    context, window = opened(portfolio, page)
    wait_until(lambda: context.analyst.results is not None and not context.analyst.working)
    wait_until(lambda: not context.jobs.running)
    times, floor = frames(window, slider_of(window, name))
    line(what, times, budget, floor=floor)
    closed(context, window)


def gaps(portfolio, page):
    beats = Beats()
    context, window = opened(portfolio, page)
    wait(0)
    beats.start()
    wait_until(lambda: context.analyst.results is not None)
    beats.stop()
    print(
        f"{f'longest gap while warming up, on {page}':<58}{max(beats.gaps):>8.1f} ms   budget 100"
    )
    beats.start()
    wait_until(lambda: not context.analyst.working)
    beats.stop()
    late = float(np.percentile(beats.gaps, 99.9))
    print(
        f"{f'longest gap while analyzing 1,200, on {page}':<58}{max(beats.gaps):>8.1f} ms"
        f"   budget 100, 99.9 %: {late:.1f}"
    )
    closed(context, window)


def main():
    app = make_application(["bench"])
    stress = load(SAMPLES / "stress_1200.portfolio").portfolio
    for page in ("overview", "funding"):
        gaps(stress, page)
    print(f"{'':<58}{'median':>8}{'p95':>8}")
    for count, budget in ((200, 16), (2_000, 50)):
        what = f"weight slider to repainted ranking, {count:,} x 8"
        drags(rated(count), "criteria", "Weight of", what, budget)
    for count, budget in ((200, 50), (1_200, 100)):
        what = f"capacity slider to repainted plan, {count:,}"
        drags(rated(count), "funding", "Capacity of", what, budget)
    app.quit()


if __name__ == "__main__":
    main()

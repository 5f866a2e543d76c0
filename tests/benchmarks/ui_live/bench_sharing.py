"""The window while all is decided, frozen and read back, and two versions are compared.

With the sample of 1,200 initiatives and another version of it that carries hundreds of
edits. For each operation the longest gaps between two beats of a timer of one millisecond:
by the clock; by the processor time of this program, which other programs cannot lengthen;
and by that of the thread of the window alone. What is between the last two is a worker that
holds the interpreter up.

Run from the root of the repository: ``python -m tests.benchmarks.ui_live.bench_sharing``.
"""

from __future__ import annotations

import os
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from portfolio.files import dumps, load
from portfolio.files.journal import head_fingerprint
from tests.benchmarks.files.bench_merge import edited
from tests.benchmarks.ui_live.bench_live import SAMPLES, closed, opened, wait, wait_until
from ui.app import make_application
from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan
from ui.pages.compare import ComparePage
from ui.pages.decision_parts.decision_views import DecisionViews

BUDGET_MS = 100
CLOCKS = (time.perf_counter, time.process_time, time.thread_time)


class Gaps:
    """Reads three clocks at each beat of a timer in the event loop."""

    def __init__(self):
        self._beats = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self):
        self._beats.append([clock() for clock in CLOCKS])

    def measure(self, context, what, operation, ended=lambda: True):
        """Print the longest gaps until an operation has ended and nothing runs any more."""
        self._beats = []
        self._beat()
        self._timer.start(1)
        operation()
        wait(300)
        wait_until(ended)
        calm(context)
        self._timer.stop()
        self._beat()
        gaps = [
            [(b - a) * 1e3 for a, b in zip(*pair, strict=True)] for pair in pairwise(self._beats)
        ]
        clock, _program, window = (max(column) for column in zip(*gaps, strict=True))
        own = max(min(gap[0], gap[1]) for gap in gaps)
        verdict = "met" if own <= BUDGET_MS else "MISSED"
        print(
            f"{what:<34}{clock:>8.0f}{own:>8.0f}{window:>8.0f} ms   budget {BUDGET_MS}: {verdict}"
        )


def calm(context):
    wait_until(lambda: not context.analyst.working and not context.jobs.running)


def decided(gaps, context, window):
    """Defer all initiatives, undo and redo that, read it back, check a fingerprint of it."""
    act, document = context.requests.action_requested.emit, context.document
    views, keys = window.findChild(DecisionViews), tuple(document.portfolio.initiatives)
    choose = context.selection.select
    gaps.measure(context, "select all", lambda: choose(keys[0], keys))
    gaps.measure(context, "defer all", lambda: views.decide.table.option_pressed.emit("defer"))
    views.decide.panel.fields.reason.text_entered.emit("Not this year.")
    count = len(document.portfolio.decisions) + len(keys)
    record = views.decide.panel.record_requested.emit
    gaps.measure(context, "record all", record, lambda: len(document.portfolio.decisions) == count)
    gaps.measure(context, "undo that", document.undo_stack.undo)
    gaps.measure(context, "redo that", document.undo_stack.redo)
    gaps.measure(context, "read all back", lambda: act("decision.read_back"))
    gaps.measure(context, "select one", lambda: choose(keys[-1]))
    act("decision.fingerprint")
    dialog = window.findChild(FingerprintCheck)
    dialog.field.setText(head_fingerprint(document.portfolio))
    gaps.measure(context, "check a fingerprint", dialog.check.click, dialog.check.isEnabled)
    dialog.reject()


def shared(gaps, context, window, other):
    """Open the new pages, decide, freeze, compare with another file."""
    act, page = context.requests.action_requested.emit, context.requests.page_requested.emit
    gaps.measure(context, "open the decisions", lambda: page("decisions"))
    decided(gaps, context, window)
    act("decision.freeze")
    dialog = window.findChild(FreezePlan)
    gaps.measure(context, "freeze a plan of record", dialog.freeze.click, dialog.fingerprint.text)
    dialog.accept()
    gaps.measure(context, "open the log", lambda: act("decision.log"))
    gaps.measure(context, "open the comparison", lambda: page("compare"))
    compare = window.findChild(ComparePage)
    gaps.measure(context, "compare two files", lambda: compare._choice._take_file(other, 0))


def main():
    app = make_application(["bench"])
    stress = load(SAMPLES / "stress_1200.portfolio").portfolio
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other.portfolio"
        other.write_bytes(dumps(edited(stress, Random(5), deletes=True)))
        context, window = opened(stress, "overview")
        context.settings.change(author="Ana")
        wait_until(lambda: context.analyst.results is not None)
        calm(context)
        print(f"{'longest gap':<34}{'clock':>8}{'own':>8}{'window':>8}")
        shared(Gaps(), context, window, other)
        closed(context, window)
    app.quit()


if __name__ == "__main__":
    main()

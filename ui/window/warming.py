"""After the first paint: load the numeric libraries and the pages in the background."""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import import_module

from portfolio.errors import Tick
from ui.context import Context
from ui.jobs import Outcome, Partial
from ui.pages import PAGES

NEEDED = (
    "portfolio.analysis",
    "portfolio.charts",
    "portfolio.report",
    *(f"ui.pages.{page.module or page.name}" for page in PAGES),
)


def warm_up(context: Context, ready: Callable[[], None]) -> None:
    """Load everything that a page needs, begin the analysis, then call ``ready``.

    scikit-criteria, which only some ranking methods need, follows after the first
    analysis: it takes longer than all the rest.
    """

    def done(_none: object) -> None:
        ready()
        context.analyst.working_changed.connect(rest)
        context.analyst.warm_up()

    def rest(working: bool) -> None:
        if not working:
            context.analyst.working_changed.disconnect(rest)
            context.jobs.start("Loading", _load_library, Outcome(), quiet=True)

    context.jobs.start("Loading", _load, Outcome(done=done), quiet=True)


def _load(_tick: Tick, _partial: Partial) -> None:
    for name in NEEDED:
        import_module(name)
    # Loaded for good: looking at it again, the collector of reference cycles would stop
    # the window for a tenth of a second.
    gc.freeze()


def _load_library(_tick: Tick, _partial: Partial) -> None:
    from portfolio.ranking import warm_up as load_library

    load_library()
    gc.freeze()

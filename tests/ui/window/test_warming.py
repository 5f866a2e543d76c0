"""Before the first page is shown, everything that pages need is loaded in the background."""

import importlib
import sys

from ui.pages import PAGES
from ui.window.warming import NEEDED, warm_up


def test_the_module_of_every_page_is_loaded_beforehand(context):
    for name in NEEDED:
        importlib.import_module(name)
    before = {name for name in sys.modules if name.startswith("ui.pages.")}
    for spec in PAGES:
        page = spec.build(context)
        assert type(page).__module__ in NEEDED
        page.deleteLater()
    after = {name for name in sys.modules if name.startswith("ui.pages.")}
    assert after == before, "building a page loads what should have been there"


def test_warming_up_ends_in_ready_and_results(qtbot, context):
    ready = []
    warm_up(context, lambda: ready.append(True))
    qtbot.waitUntil(lambda: bool(ready), timeout=30_000)
    qtbot.waitUntil(lambda: context.analyst.results is not None, timeout=30_000)
    assert ready == [True]
    qtbot.waitUntil(lambda: not context.jobs.running, timeout=30_000)

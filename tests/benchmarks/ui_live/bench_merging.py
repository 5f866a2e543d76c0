"""The window while two versions of one file are merged, settled and saved.

With the sample of 1,200 initiatives: a colleague has saved hundreds of edits, and here there
are as many unsaved, some of them of the same values. The gaps are those of ``bench_sharing``.

Run from the root of the repository: ``python -m tests.benchmarks.ui_live.bench_merging``.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from portfolio.files import dumps, load
from tests.benchmarks.files.bench_merge import edited
from tests.benchmarks.ui_live.bench_live import SAMPLES, closed, opened, wait_until
from tests.benchmarks.ui_live.bench_sharing import Gaps, calm
from ui.app import make_application
from ui.dialogs.merge_dialog import MergeDialog


def merged(gaps, context, window, theirs):
    """Merge what a colleague has saved, settle the conflicts, save; then take a later version."""
    filing, document, path = context.filing, context.document, context.document.path
    mine = edited(document.portfolio, Random(6), deletes=False)
    document.apply("Edit", mine)
    calm(context)
    path.write_bytes(theirs)

    def asked():
        return window.findChild(MergeDialog) is not None

    gaps.measure(context, "merge until a person is asked", filing.merge_stored, asked)
    dialog = window.findChild(MergeDialog)
    dialog.table.take_all("theirs")
    before = document.sha256
    gaps.measure(context, "settle the conflicts", dialog.accept, lambda: document.sha256 != before)
    gaps.measure(context, "save what was merged", filing.save, lambda: not document.unsaved)
    path.write_bytes(theirs)
    gaps.measure(context, "reload their version", filing.reload)


def main():
    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.portfolio"
        path.write_bytes((SAMPLES / "stress_1200.portfolio").read_bytes())
        stress = load(path).portfolio
        theirs = dumps(edited(stress, Random(5), deletes=True))
        context, window = opened(stress, "overview")
        context.settings.change(author="Ana")
        context.filing.open(path)
        wait_until(lambda: context.document.path == path and context.analyst.results is not None)
        calm(context)
        print(f"{'longest gap':<34}{'clock':>8}{'own':>8}{'window':>8}")
        merged(Gaps(), context, window, theirs)
        closed(context, window)
    app.quit()


if __name__ == "__main__":
    main()

"""Versions that were read or saved are there for a merge after a crash."""

import os
from dataclasses import replace

from portfolio.files import load
from tests.ui.conftest import edit, idle
from ui.filing.bases import find_base, keep_base


def test_each_version_that_was_saved_or_read_is_found_by_its_fingerprint(stored, qtbot, path):
    first, known = stored.document.portfolio, stored.document.sha256
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    folder = stored.filing.bases.folder
    assert find_base(folder, known) == first
    assert find_base(folder, stored.document.sha256) == load(path).portfolio
    assert find_base(folder, "0" * 64) is None
    assert find_base(folder, None) is None


def test_the_oldest_versions_go_first(context, tmp_path):
    folder = tmp_path / "versions"
    portfolio = context.document.portfolio
    for n in range(62):
        keep_base(folder, replace(portfolio, title=str(n)), f"{n:064x}")
        os.utime(folder / f"{n:064x}.portfolio", ns=(n, n))
    keep_base(folder, portfolio, "f" * 64)
    assert find_base(folder, f"{0:064x}") is None
    assert find_base(folder, f"{61:064x}").title == "61"
    assert find_base(folder, "f" * 64) == portfolio
    assert len(list(folder.iterdir())) == 60


def test_a_version_that_is_used_again_counts_as_new(context, tmp_path):
    folder = tmp_path / "versions"
    keep_base(folder, context.document.portfolio, "a" * 64)
    os.utime(folder / f"{'a' * 64}.portfolio", ns=(0, 0))
    keep_base(folder, context.document.portfolio, "a" * 64)
    assert (folder / f"{'a' * 64}.portfolio").stat().st_mtime_ns > 0


def test_without_room_for_versions_the_app_works_on(context, qtbot, path):
    context.filing.bases.folder.write_text("a file, not a folder")
    path.parent.mkdir()
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    assert not context.document.unsaved
    assert context.messages.errors == []

"""Versions that were read or saved are there for a merge after a crash."""

import os
from dataclasses import replace

from portfolio.files import load
from tests.ui.conftest import edit, idle
from ui.filing.bases import find_base, keep_base, kept_bases


def test_each_version_that_was_saved_or_read_is_found_by_its_fingerprint(stored, qtbot, path):
    first, known = stored.document.portfolio, stored.document.sha256
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    folder = stored.filing.bases.folder
    assert find_base(folder, first.id, known) == first
    assert find_base(folder, first.id, stored.document.sha256) == load(path).portfolio
    assert find_base(folder, first.id, "0" * 64) is None
    assert find_base(folder, first.id, None) is None
    assert find_base(folder, "another", known) is None
    assert [base.file.stem for base in kept_bases(folder, first.id)] == [
        known,
        stored.document.sha256,
    ]


def used(folder, portfolio, number, moment):
    """Keep a version as of that moment, in seconds."""
    keep_base(folder, replace(portfolio, title=str(number)), f"{number:064x}")
    (file,) = (base.file for base in kept_bases(folder, portfolio.id) if base.used > 10**18)
    os.utime(file, (moment, moment))


def test_the_newest_are_kept_and_of_older_ones_the_last_of_each_day(context, tmp_path):
    portfolio, folder = context.document.portfolio, tmp_path / "versions"
    for number in range(50):
        used(folder, portfolio, number, number * 8 * 3600)
    kept = [int(base.file.stem, 16) for base in kept_bases(folder, portfolio.id)]
    assert kept[-20:] == list(range(30, 50))
    assert kept[:-20] == [2, 5, 8, 11, 14, 17, 20, 23, 26, 29]


def test_a_version_that_is_used_again_counts_as_new(context, tmp_path):
    portfolio = context.document.portfolio
    used(tmp_path, portfolio, 1, 0)
    keep_base(tmp_path, portfolio, f"{1:064x}")
    assert kept_bases(tmp_path, portfolio.id)[0].used > 0


def test_without_room_for_versions_the_app_works_on(context, qtbot, path):
    context.filing.bases.folder.write_text("a file, not a folder")
    path.parent.mkdir()
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    assert not context.document.unsaved
    assert context.messages.errors == []

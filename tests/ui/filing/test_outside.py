"""Faults 11, 14, 20 and 21: what others do to the open file."""

import os

from portfolio.edit import set_title
from portfolio.files import dumps, load
from tests.ui.conftest import edit, idle


def theirs(context, title="Theirs"):
    return dumps(set_title(context.document.saved_portfolio, title))


def replace_file(path, data):
    """As programs do that save safely: the file gets a new inode."""
    other = path.with_name("other.tmp")
    other.write_bytes(data)
    other.replace(path)


def test_a_change_of_equal_size_and_time_is_seen(stored, qtbot, path):
    status = path.stat()
    path.write_bytes(theirs(stored, "Llams"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    with qtbot.waitSignal(stored.filing.outside.file_changed):
        stored.filing.outside.look()


def test_the_watch_survives_atomic_replaces(stored, qtbot, path):
    for title in ("One", "Two", "Three"):
        with qtbot.waitSignal(stored.filing.outside.file_changed):
            replace_file(path, theirs(stored, title))
    assert stored.document.portfolio.title == "Small"


def test_one_change_is_told_once(stored, qtbot, path):
    told = []
    stored.filing.outside.file_changed.connect(lambda path, _saved: told.append(path))
    path.write_bytes(theirs(stored))
    for _ in range(3):
        stored.filing.outside.look()
        idle(qtbot, stored)
    assert told == [path]


def test_a_change_is_told_again_when_the_file_is_opened_from_its_old_version(stored, qtbot, path):
    document = stored.document
    before, known = document.portfolio, document.sha256
    path.write_bytes(theirs(stored))
    with qtbot.waitSignal(stored.filing.outside.file_changed):
        stored.filing.outside.look()
    stored.filing.new()
    idle(qtbot, stored)
    document.replace(before, path, sha256=known)
    with qtbot.waitSignal(stored.filing.outside.file_changed):
        stored.filing.outside.look()


def test_a_file_that_comes_back_to_what_it_was_is_settled(stored, qtbot, path):
    before = path.read_bytes()
    path.write_bytes(theirs(stored))
    with qtbot.waitSignal(stored.filing.outside.file_changed):
        stored.filing.outside.look()
    path.write_bytes(before)
    with qtbot.waitSignal(stored.filing.outside.file_settled):
        stored.filing.outside.look()


def test_a_deleted_file_is_told_and_put_back(stored, qtbot, path):
    with qtbot.waitSignal(stored.filing.outside.file_gone):
        path.unlink()
    idle(qtbot, stored)
    stored.filing.put_back()
    idle(qtbot, stored)
    assert load(path).portfolio.title == "Small"


def test_our_own_save_is_no_change_by_others(stored, qtbot, path):
    told = []
    stored.filing.outside.file_changed.connect(lambda path, _saved: told.append(path))
    edit(stored)
    stored.filing.save()
    stored.filing.outside.look()
    idle(qtbot, stored)
    stored.filing.outside.look()
    idle(qtbot, stored)
    qtbot.waitUntil(lambda: not stored.filing.outside._settle.isActive())
    idle(qtbot, stored)
    assert told == []


def test_a_look_that_a_save_overtakes_is_dropped(stored, qtbot, path):
    told = []
    stored.filing.outside.file_changed.connect(lambda path, _saved: told.append(path))
    known = stored.document.sha256
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    stored.filing.outside._looked(path, known, "0" * 64)
    assert told == []


def test_an_untitled_document_is_not_looked_for(context):
    context.filing.outside.look()
    assert not context.jobs.running


def test_an_empty_file_is_no_version(stored, qtbot, path):
    changed = []
    stored.filing.outside.file_changed.connect(lambda *told: changed.append(told))
    with qtbot.waitSignal(stored.filing.outside.file_emptied):
        path.write_bytes(b"")
    idle(qtbot, stored)
    assert changed == []

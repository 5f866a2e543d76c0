"""Whatever a drive does during a save, the file is the old one or the new one, and we say which."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace

import pytest

from portfolio.files import (
    DiskFault,
    DiskFull,
    KeptBeside,
    NotSaved,
    NotWritable,
    Origin,
    atomic,
    disk,
    dumps,
    find_recovery,
    fingerprint,
    keep_backup,
    list_backups,
    load,
    neighbours,
    read_recovery,
    remove_left_overs,
    save,
    write_atomically,
    write_recovery,
)
from tests.portfolio.files.documents import NOW, SMALL, SMALL_BYTES
from tests.portfolio.files.faults import (
    Crash,
    System,
    at,
    calls_of,
    crash_after,
    crash_before,
    failing,
    failing_afterwards,
    half_then_crash,
    on,
)

NEW = replace(SMALL, title="The new one", notes="x" * 3000)
NEW_BYTES = dumps(NEW)
ERRORS = (errno.EACCES, errno.EINVAL, errno.EIO, errno.ENOSPC)
MORE_ERRORS = (
    errno.EBUSY,
    errno.EDQUOT,
    errno.ENOENT,
    errno.ENOTSUP,
    errno.EROFS,
    errno.EXDEV,
)
ALL_ERRORS = [
    *(pytest.param(number, id=errno.errorcode[number]) for number in ERRORS),
    *(
        pytest.param(number, id=errno.errorcode[number], marks=pytest.mark.faults)
        for number in MORE_ERRORS
    ),
]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """Neither for other programs nor for the drive: nobody pulls the plug during these tests."""
    monkeypatch.setattr(atomic, "pause", lambda _seconds: None)
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def path(tmp_path):
    """A file that was saved before, with a backup of the version before that."""
    file = tmp_path / "plan.portfolio"
    first = save(file, replace(SMALL, title="The first one"), expected_sha256=None)
    save(file, SMALL, expected_sha256=first.sha256)
    return file


def save_new(path):
    return save(path, NEW, expected_sha256=fingerprint(path))


def save_over(path, portfolio):
    """Save over the small document, as it was opened."""
    return save(path, portfolio, expected_sha256=disk.sha256_of(SMALL_BYTES))


def write_naively(path):
    """The known bad way, which every check must see."""
    descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, NEW_BYTES)
    os.close(descriptor)


def is_whole(path):
    return path.read_bytes() in {SMALL_BYTES, NEW_BYTES}


def start_over(path):
    """Put the folder back as the fixture left it."""
    for other in path.parent.iterdir():
        if other != path and other.suffix != ".bak":
            other.unlink()
    path.unlink(missing_ok=True)
    path.write_bytes(SMALL_BYTES)


def torn_by_crashes(path, work):
    """Return the calls at which a crash leaves neither the old nor the new file, and all calls."""
    names = calls_of(lambda: work(path))
    torn = []
    for index, name in enumerate(names):
        ways = [crash_before, crash_after, *([half_then_crash] if name == "write" else [])]
        for way in ways:
            start_over(path)
            with System(at(index, way))(), pytest.raises(Crash):
                work(path)
            if not is_whole(path):
                torn.append(f"{way.__name__} {index} {name}")
    return torn, names


def test_row_1_a_crash_at_any_call_of_a_save_leaves_the_old_or_the_new_file(path):
    torn, names = torn_by_crashes(path, save_new)
    assert torn == []
    assert len(names) > 25
    assert {"open", "write", "fsync", "link", "replace"} <= set(names)


def test_row_1_the_same_check_sees_a_naive_save(path):
    torn, _ = torn_by_crashes(path, write_naively)
    assert torn


def test_row_1_after_a_crash_left_overs_go_and_the_next_save_works(path, monkeypatch):
    count = len(calls_of(lambda: save_new(path)))
    monkeypatch.setattr(neighbours, "is_running", lambda _pid: False)
    left = 0
    for index in range(count):
        start_over(path)
        with System(at(index, crash_before))(), pytest.raises(Crash):
            save_new(path)
        left += len(remove_left_overs(path.parent, NOW))
        assert save_new(path).notes == ()
        assert path.read_bytes() == NEW_BYTES
        assert names_beside(path) == {"plan.portfolio", "plan.portfolio.bak"}
    assert left > 3


def test_row_1_the_backup_is_never_torn(path):
    whole = {SMALL_BYTES, path.with_name("plan.portfolio.bak").read_bytes()}
    for index in range(len(calls_of(lambda: save_new(path)))):
        start_over(path)
        with System(at(index, crash_before))(), pytest.raises(Crash):
            save_new(path)
        assert path.with_name("plan.portfolio.bak").read_bytes() in whole


@pytest.mark.parametrize("number", ALL_ERRORS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for ever"])
def test_row_3_any_error_at_any_call_is_told_honestly(path, number, lasting):
    """Saved means the new file; a refusal means the old one, no left-over, and a sentence."""
    names = calls_of(lambda: save_new(path))
    refused = 0
    sys.stdout.write(f"{len(names)} errors\n")
    for name in sorted(set(names)):
        for first in range(names.count(name)):
            start_over(path)
            faults = on({name}, failing(number), first=first, last=10**9 if lasting else first)
            with System(faults)():
                outcome = outcome_of(path)
            refused += outcome == "refused"
            assert_honest(path, outcome, name)
            assert save_new(path).sha256 == fingerprint(path)
    assert refused > 5


def outcome_of(path):
    try:
        save_over(path, NEW)
    except KeptBeside as error:
        return error.kept
    except NotSaved as error:
        said = error.what
    else:
        return "saved"
    assert said.startswith("Not saved")
    assert said.endswith(".")
    return "refused"


def assert_honest(path, outcome, name):
    if outcome == "saved":
        assert path.read_bytes() == NEW_BYTES
    else:
        assert path.read_bytes() == SMALL_BYTES
    others = names_beside(path) - {"plan.portfolio", "plan.portfolio.bak"}
    if outcome not in {"saved", "refused"}:
        assert outcome.read_bytes() == NEW_BYTES
        others -= {outcome.name}
    # A file that cannot be unlinked stays until the next start.
    assert not others or name == "unlink"


def names_beside(path):
    return {each.name for each in path.parent.iterdir()}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["write", "fsync", "close"])
def test_row_3_a_full_disk_is_called_full(path, number, call):
    names = calls_of(lambda: save_over(path, SMALL))
    # The old file is read, and closed, before the new one is written.
    earlier = names[: names.index("write")].count(call)
    faults = on({call}, failing(number), first=earlier, last=earlier)
    with System(faults)(), pytest.raises(DiskFull) as caught:
        save_over(path, NEW)
    assert "disk is full" in caught.value.what
    assert "another place" in caught.value.remedy
    assert path.read_bytes() == SMALL_BYTES


def test_row_5_a_failed_fsync_is_never_tried_again(path):
    with System(on({"fsync"}, failing(errno.EIO)))() as system, pytest.raises(DiskFault):
        save_over(path, NEW)
    assert system.calls.count("fsync") == 1
    assert path.read_bytes() == SMALL_BYTES


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_row_6_a_drive_that_cannot_confirm_is_noted_once(path, number):
    with System(on({"fsync"}, failing(number)))():
        saved = save_over(path, NEW)
    assert saved.notes == (disk.UNCONFIRMED,)
    assert path.read_bytes() == NEW_BYTES


def test_a_folder_that_cannot_be_synced_is_noted(path):
    with System(on({"fsync"}, failing(errno.EIO), first=1))():
        saved = save_over(path, NEW)
    assert saved.notes == (disk.UNCONFIRMED,)
    assert path.read_bytes() == NEW_BYTES


def windows_error(code):
    def fail(_call, *_args, **_kwargs):
        error = OSError(errno.EACCES, "sharing violation")
        error.winerror = code
        raise error

    return fail


@pytest.mark.parametrize("code", [5, 32, 33])
def test_row_7_a_file_that_is_held_for_a_moment_is_waited_for(path, code, monkeypatch):
    waited = []
    monkeypatch.setattr(atomic, "pause", waited.append)
    # The first replace is that of the backup, which is not waited for.
    with System(on({"replace"}, windows_error(code), first=1, last=4))():
        assert save_over(path, NEW).notes == ()
    assert path.read_bytes() == NEW_BYTES
    assert waited == list(atomic.WAITS[:4])


def test_row_7_a_file_that_stays_held_gets_the_new_text_beside_it(path, monkeypatch):
    waited = []
    monkeypatch.setattr(atomic, "pause", waited.append)
    with System(on({"replace"}, windows_error(32), first=1))(), pytest.raises(KeptBeside) as caught:
        save_over(path, NEW)
    assert 2 <= sum(waited) <= 3
    assert caught.value.kept == path.with_name("plan (kept 1).portfolio")
    assert load(caught.value.kept).portfolio == NEW
    assert "plan (kept 1).portfolio" in caught.value.what
    assert path.read_bytes() == SMALL_BYTES
    with System(on({"replace"}, windows_error(32), first=1))(), pytest.raises(KeptBeside) as caught:
        save_over(path, NEW)
    assert caught.value.kept.name == "plan (kept 2).portfolio"


def test_row_7_where_links_fail_the_new_text_is_renamed_beside(path):
    def faults(index, name):
        return on_replace(index, name) or on_link(index, name)

    on_replace = on({"replace"}, windows_error(32), first=1)
    on_link = on({"link"}, failing(errno.ENOTSUP))
    with System(faults)(), pytest.raises(KeptBeside) as caught:
        save_over(path, NEW)
    assert load(caught.value.kept).portfolio == NEW


def test_row_8_a_rename_that_happened_in_spite_of_its_error_is_a_save(path):
    with System(on({"replace"}, failing_afterwards(errno.EIO), first=1))():
        assert save_over(path, NEW).notes == ()
    assert path.read_bytes() == NEW_BYTES


def denied_new_file(call, path, flags, *mode):
    if flags & os.O_CREAT:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return call(path, flags, *mode)


def test_row_10_a_folder_that_takes_no_file_is_named(path):
    with System(on({"open"}, denied_new_file))(), pytest.raises(NotWritable) as caught:
        save_over(path, NEW)
    assert "may not write here" in caught.value.what
    assert "another place" in caught.value.remedy
    assert path.read_bytes() == SMALL_BYTES


def short_write(call, descriptor, data):
    return call(descriptor, bytes(data)[:7])


def lying_write(call, descriptor, data):
    call(descriptor, bytes(data)[: len(data) // 2])
    return len(data)


def silent_write(_call, _descriptor, _data):
    return 0


def test_short_writes_are_continued(path):
    with System(on({"write"}, short_write))():
        save_over(path, NEW)
    assert path.read_bytes() == NEW_BYTES


@pytest.mark.parametrize("lie", [lying_write, silent_write])
def test_a_write_that_lies_is_caught_by_reading_back(path, lie):
    with System(on({"write"}, lie))(), pytest.raises(DiskFault):
        save_over(path, NEW)
    assert path.read_bytes() == SMALL_BYTES


# The same for what is written beside portfolios


def test_row_1_recovery_copies_are_the_old_or_the_new_one(tmp_path):
    origin = Origin(tmp_path / "plan.portfolio")
    count = len(calls_of(lambda: write_recovery(tmp_path, SMALL, origin, now=NOW)))
    assert count > 15
    for index in range(count):
        for way in (crash_before, crash_after):
            write_recovery(tmp_path, SMALL, origin, now=NOW)
            with System(at(index, way))(), pytest.raises(Crash):
                write_recovery(tmp_path, NEW, origin, now=NOW)
            (copy,) = find_recovery(tmp_path)
            assert read_recovery(copy) in (SMALL, NEW)


def test_row_1_backups_are_whole_or_not_there(tmp_path):
    count = len(calls_of(lambda: keep_backup(tmp_path / "a", "p", SMALL_BYTES, now=NOW)))
    for index in range(count):
        folder = tmp_path / f"{index}"
        with System(at(index, crash_after))(), pytest.raises(Crash):
            keep_backup(folder, "p", SMALL_BYTES, now=NOW)
        assert all(backup.file.read_bytes() == SMALL_BYTES for backup in list_backups(folder, "p"))


def test_row_1_settings_and_exports_are_the_old_or_the_new_file(tmp_path):
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")
    states = []
    for index in range(len(calls_of(lambda: write_atomically(file, b"new")))):
        for way in (crash_before, crash_after):
            file.write_bytes(b"old")
            with System(at(index, way))(), pytest.raises(Crash):
                write_atomically(file, b"new")
            states.append(file.read_bytes())
    assert set(states) == {b"old", b"new"}
    assert len(states) > 30


@pytest.mark.parametrize("number", ALL_ERRORS)
def test_row_3_settings_exports_backups_and_recovery_report_errors(tmp_path, number):
    works = (
        lambda: write_atomically(tmp_path / "settings.json", b"new"),
        lambda: keep_backup(tmp_path / "backups", "p", NEW_BYTES, now=NOW),
        lambda: write_recovery(tmp_path / "recovery", NEW, Origin(), now=NOW),
    )
    refused = 0
    for work in works:
        for name in sorted(set(calls_of(work)) - {"unlink"}):
            with System(on({name}, failing(number)))():
                try:
                    work()
                except NotSaved:
                    refused += 1
        work()
    assert refused > 5

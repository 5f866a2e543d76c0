"""One save in a process of its own, to be killed, starved of room, or cut from power.

``python -m tests.portfolio.files.save_once WORK PATH MARKS [CUT_AT MOUNT]``

The exit code tells how it went, since the output may be what fails. Files in the
folder ``MARKS`` tell whether the work had begun and ended.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import struct
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from portfolio.files import (
    DiskFull,
    NotSaved,
    Origin,
    disk,
    dumps,
    fingerprint,
    keep_backup,
    save,
    write_atomically,
    write_recovery,
)
from tests.portfolio.files.documents import NOW, SMALL
from tests.portfolio.files.faults import Crash, System, at

SAVED, REFUSED, FULL, CUT = 0, 3, 4, 5
NEW = replace(SMALL, title="The new one", notes="x" * 20_000)
NEW_BYTES = dumps(NEW)
#: Stops an ext4 file system without writing anything more, as a power cut does.
EXT4_IOC_SHUTDOWN, WITHOUT_LOG = 0x8004587D, 2


def save_new(path):
    save(path, NEW, expected_sha256=fingerprint(path))


def save_naively(path):
    """Write over the file itself: a bad way that the tests must see."""
    descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    for start in range(0, len(NEW_BYTES), 4096):
        os.write(descriptor, NEW_BYTES[start : start + 4096])
    os.close(descriptor)


def save_unsynced(path):
    """Replace the file without waiting for the drive: a bad way that power cuts must show."""
    disk.os.fsync = lambda _descriptor: None
    save_new(path)


def autosave(path):
    write_recovery(path.parent / "recovery", NEW, Origin(path), now=NOW)


def backup(path):
    keep_backup(path.parent / "backups", NEW.id, NEW_BYTES, now=NOW + timedelta(hours=1))


def export(path):
    write_atomically(path, NEW_BYTES)


WORKS = {
    "save": save_new,
    "naive": save_naively,
    "unsynced": save_unsynced,
    "autosave": autosave,
    "backup": backup,
    "export": export,
}


def cut_power(mount):
    descriptor = os.open(mount, os.O_RDONLY)
    fcntl.ioctl(descriptor, EXT4_IOC_SHUTDOWN, struct.pack("I", WITHOUT_LOG))


def main(work, path, marks, cut_at=None, mount=None):
    path, marks = Path(path), Path(marks)

    def cut(_call, *_args, **_kwargs):
        cut_power(mount)
        raise Crash

    with contextlib.ExitStack() as stack:
        (marks / "begun").touch()
        if cut_at is not None:
            stack.enter_context(System(at(int(cut_at), cut))())
        try:
            WORKS[work](path)
        except DiskFull:
            return FULL
        except NotSaved:
            return REFUSED
        except Crash:
            os._exit(CUT)
    (marks / "ended").touch()
    if mount is not None:
        cut_power(mount)
    return SAVED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

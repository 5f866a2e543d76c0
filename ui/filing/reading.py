"""Opens a file in the background: lock it, read it, look around it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import Tick
from portfolio.files import (
    Damaged,
    Lock,
    LockedByOther,
    NotOpened,
    Opened,
    load,
    release,
    remove_left_overs,
)
from portfolio.files.holder import this_process
from ui.filing import locks


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and what stands in the way of editing it.

    Attributes:
        lock: taken for this window; None if none is needed, or it was refused.
        refusal: who has the file open.
        waiting: it is to be edited as soon as they close it.
        for_reading: it was asked for read-only.
        notes: sentences for the user about the file.
    """

    path: Path
    opened: Opened
    lock: Lock | None = None
    refusal: LockedByOther | None = None
    waiting: bool = False
    for_reading: bool = False
    notes: tuple[str, ...] = ()

    @property
    def read_only(self) -> bool:
        """Whether saving must go elsewhere."""
        return self.opened.read_only or self.refusal is not None or self.for_reading


@dataclass(frozen=True, slots=True)
class Hurt:
    """A damaged file, and the last version of it that is whole."""

    path: Path
    error: Damaged
    backup: Path


def read(path: Path, tick: Tick, name: str | None) -> Read:
    """Read a file, locked first so that nobody who asks is told too late.

    Args:
        path: the file.
        tick: as for ``portfolio.files.load``.
        name: what the person goes by, for the lock; may be empty. None takes no lock: for
            files that this window has locked already, samples and backups.

    Raises:
        NotOpened: the lock is given back.
    """
    with ExitStack() as stack:
        lock, refusal = _lock(path, name) if name is not None else (None, None)
        if lock is not None:
            stack.callback(release, lock)
        opened = load(path, tick)
        if not opened.read_only:
            stack.pop_all()
    kept = None if opened.read_only else lock
    remove_left_overs(path.parent, datetime.now(UTC))
    return Read(path, opened, kept, refusal, notes=_notes(opened, kept))


def read_or_find_backup(path: Path, tick: Tick, name: str | None) -> Read | Hurt:
    """Read a file; if it is damaged, look for the last version that was kept beside it.

    Raises:
        NotOpened: for all other reasons, and without such a version.
    """
    try:
        return read(path, tick, name)
    except Damaged as error:
        backup = path.with_name(f"{path.name}.bak")
        if not _can_be_read(backup):
            raise
        return Hurt(path, error, backup)


def is_own_window(refusal: LockedByOther) -> bool:
    """Whether another window of the same person on the same machine has the file open."""
    holder, here = refusal.locked_by.holder, this_process()
    return (holder.user, holder.host_id) == (here.user, here.host_id)


def _can_be_read(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        load(path)
    except NotOpened:
        return False
    return True


def _lock(path: Path, name: str) -> tuple[Lock | None, LockedByOther | None]:
    if not path.is_file():
        return None, None
    try:
        return locks.take(path, name), None
    except LockedByOther as refusal:
        return None, refusal


def _notes(opened: Opened, lock: Lock | None) -> tuple[str, ...]:
    return (*opened.notes, lock.note) if lock is not None and lock.note else opened.notes

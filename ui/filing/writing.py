"""Saves in the background: lock, write, keep a dated backup."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from portfolio.errors import Tick
from portfolio.files import (
    Lock,
    LockedByOther,
    NotSaved,
    Saved,
    dumps,
    keep_backup,
    release,
    save,
    thin_backups,
)
from portfolio.files.disk import UNCONFIRMED
from portfolio.model import Portfolio
from ui.filing import locks

LockRule = Literal["held", "tried", "needed", "taken"]

_NO_DATED_BACKUP = (
    "Saved, but no dated backup could be kept in {}. Check that there is room, and that you "
    "may write there."
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be saved, where and how.

    Attributes:
        expected: gives the fingerprint of what may be replaced; called in the worker.
        lock: how the place is locked: ``held`` by this window already; ``tried``, and
            saved in any case, since the comparison of contents protects; ``needed``,
            refused if somebody else has it open; ``taken`` over, since the person
            has agreed.
        backups: folder of the dated backups.
        author: what the person goes by, for the lock.
    """

    path: Path
    portfolio: Portfolio
    expected: Callable[[], str | None]
    lock: LockRule
    backups: Path
    author: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A confirmed save; with a lock if one was taken for it."""

    order: Order
    saved: Saved
    lock: Lock | None
    notes: tuple[str, ...]


class Said:
    """What holds for a place and not for one save alone, and was said of it."""

    def __init__(self) -> None:
        self._said: set[tuple[Path, str]] = set()

    def news(self, written: Written) -> tuple[str, ...]:
        """Return the notes of a save, but for lasting ones that were said before."""
        folder, lock = written.order.path.parent, written.lock
        lasting = {UNCONFIRMED, lock.note if lock is not None else ""}
        notes = tuple(note for note in written.notes if (folder, note) not in self._said)
        self._said |= {(folder, note) for note in notes if note in lasting}
        return notes


def write(order: Order, tick: Tick) -> Written:
    """Save, as ``portfolio.files.save`` does it, under a lock and with a dated backup.

    Raises:
        LockedByOther: somebody else has the place open, and a lock is needed.
        NotSaved: the old file is untouched; a lock taken for it is given back.
    """
    with ExitStack() as stack:
        lock = _lock(order)
        if lock is not None:
            stack.callback(release, lock)
        saved = save(order.path, order.portfolio, expected_sha256=order.expected(), tick=tick)
        stack.pop_all()
    notes = [*saved.notes, *_keep(order)]
    if lock is not None and lock.note:
        notes.append(lock.note)
    return Written(order, saved, lock, tuple(notes))


def _lock(order: Order) -> Lock | None:
    if order.lock == "held":
        return None
    try:
        return locks.take(order.path, order.author, anyway=order.lock == "taken")
    except LockedByOther:
        if order.lock == "needed":
            raise
        return None


def _keep(order: Order) -> tuple[str, ...]:
    now = datetime.now(UTC)
    try:
        keep_backup(order.backups, order.portfolio.id, dumps(order.portfolio), now=now)
    except NotSaved:
        return (_NO_DATED_BACKUP.format(order.backups),)
    thin_backups(order.backups, order.portfolio.id, now=now)
    return ()

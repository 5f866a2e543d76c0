"""Recovery copies of processes that ended without saving: which there are, what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portfolio.errors import PortfolioError
from portfolio.files import (
    Lock,
    LockedByOther,
    NotOpened,
    Opened,
    RecoveryCopy,
    difference,
    discard_recovery,
    find_recovery,
    load,
    read_recovery,
)
from portfolio.files.holder import is_dead
from portfolio.files.lock import locked_by
from portfolio.model import Portfolio
from ui.filing import locks
from ui.filing.bases import find_base
from ui.filing.begun import begun_from


@dataclass(frozen=True, slots=True)
class Recovered:
    """Unsaved work that was found.

    Attributes:
        copy: the file it is in, and where it belongs.
        portfolio: the work.
        stored: the file as it is now; None if there is none, or it cannot be read.
        base: what the work began with: the version of the file at that time, or that file
            as it is now, or else a new document or a sample.
        base_known: whether it is the version of that time.
        differs: sentences for what the work adds to ``base``.
    """

    copy: RecoveryCopy
    portfolio: Portfolio
    stored: Opened | None
    base: Portfolio
    base_known: bool
    differs: tuple[str, ...]

    @property
    def file_moved_on(self) -> bool:
        """Whether the file was saved by somebody else after the work began."""
        return self.stored is not None and self.stored.sha256 != self.copy.origin.base_sha256


def find(folder: Path, bases: Path) -> tuple[Recovered, ...]:
    """Return the unsaved work of processes that are gone, the latest first.

    A copy whose content is in its file holds nothing that is not saved: it is
    removed. One that cannot be read stays where it is, and so does one that another
    window has restored and not saved yet.

    Args:
        folder: of the recovery copies.
        bases: folder of the versions that were read or saved here.
    """
    found = []
    for copy in find_recovery(folder):
        if copy.in_use or _is_claimed(copy.file):
            continue
        work = _read(copy, bases)
        if work is not None and work.stored is not None and _is_saved(work, work.stored):
            discard_recovery(copy.file)
        elif work is not None:
            found.append(work)
    return tuple(found)


def claim(file: Path) -> Lock:
    """Take a recovery copy for this window, so that no other one restores it as well.

    Raises:
        PortfolioError: another window has it.
    """
    try:
        return locks.take(file)
    except LockedByOther:
        raise PortfolioError(
            "This work was restored in another window of the app.",
            remedy="Go on in that window; nothing was restored here.",
        ) from None


def _is_claimed(file: Path) -> bool:
    lock = locked_by(file)
    return lock is not None and not is_dead(lock.holder)


def _is_saved(work: Recovered, stored: Opened) -> bool:
    return not work.differs or not difference(stored.portfolio, work.portfolio)


def _read(copy: RecoveryCopy, bases: Path) -> Recovered | None:
    try:
        portfolio = read_recovery(copy)
    except NotOpened:
        return None
    stored = _stored(copy.origin.path)
    known = None if stored is None else find_base(bases, portfolio.id, copy.origin.base_sha256)
    base = known or (None if stored is None else stored.portfolio)
    base = base or begun_from(portfolio, copy.written.date())
    differs = difference(base, portfolio)
    return Recovered(copy, portfolio, stored, base, known is not None, differs)


def _stored(path: Path | None) -> Opened | None:
    if path is None:
        return None
    try:
        return load(path)
    except NotOpened:
        return None

"""Recovery copies of processes that ended without saving: which there are, what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portfolio.files import (
    NotOpened,
    Opened,
    RecoveryCopy,
    difference,
    discard_recovery,
    find_recovery,
    load,
    read_recovery,
)
from portfolio.model import Portfolio
from ui.filing.begun import begun_from


@dataclass(frozen=True, slots=True)
class Recovered:
    """Unsaved work that was found.

    Attributes:
        copy: the file it is in, and where it belongs.
        portfolio: the work.
        stored: the file as it is now; None if there is none, or it cannot be read.
        base: what the work began with: that file, or else a new document or a sample.
        differs: sentences for what the work adds to ``base``.
    """

    copy: RecoveryCopy
    portfolio: Portfolio
    stored: Opened | None
    base: Portfolio
    differs: tuple[str, ...]

    @property
    def file_moved_on(self) -> bool:
        """Whether the file was saved by somebody else after the work began."""
        return self.stored is not None and self.stored.sha256 != self.copy.origin.base_sha256


def find(folder: Path) -> tuple[Recovered, ...]:
    """Return the unsaved work of processes that are gone, the latest first.

    A copy whose content is in its file holds nothing that is not saved: it is
    removed. One that cannot be read stays where it is.
    """
    found = []
    for copy in find_recovery(folder):
        if copy.in_use:
            continue
        work = _read(copy)
        if work is not None and work.stored is not None and not work.differs:
            discard_recovery(copy.file)
        elif work is not None:
            found.append(work)
    return tuple(found)


def _read(copy: RecoveryCopy) -> Recovered | None:
    try:
        portfolio = read_recovery(copy)
    except NotOpened:
        return None
    stored = _stored(copy.origin.path)
    base = stored.portfolio if stored is not None else begun_from(portfolio, copy.written.date())
    return Recovered(copy, portfolio, stored, base, difference(base, portfolio))


def _stored(path: Path | None) -> Opened | None:
    if path is None:
        return None
    try:
        return load(path)
    except NotOpened:
        return None

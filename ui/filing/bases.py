"""Versions of files as they were last read or saved, kept under their fingerprints.

A merge needs what both sides began with. While the document is open that is in memory;
after a crash it is here.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.errors import Tick
from portfolio.files import NotOpened, NotSaved, dumps, load, write_atomically
from portfolio.files.app_folder import make_folder, safe_name
from portfolio.files.disk import remove_quietly
from portfolio.model import Portfolio
from ui.document import Document
from ui.jobs import Jobs, Outcome, Partial

_NEWEST, _DAYS = 20, 20
_DAY = 24 * 3600 * 10**9
_NAME = re.compile(r"[0-9a-f]{64}\.portfolio", re.ASCII)


@dataclass(frozen=True, slots=True)
class Base:
    """A version that is kept; ``used`` is when it was last read or saved, in nanoseconds."""

    file: Path
    used: int


class Bases(QObject):
    """Keeps each version of the open file that was read or saved here, in the background."""

    def __init__(self, document: Document, jobs: Jobs, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._document = document
        self._jobs = jobs
        self._kept: str | None = None
        document.state_changed.connect(self._keep)

    def _keep(self) -> None:
        sha256, portfolio = self._document.sha256, self._document.saved_portfolio
        if sha256 is None or sha256 == self._kept:
            return
        self._kept = sha256

        def work(_tick: Tick, _partial: Partial) -> None:
            # Without it a merge asks more than it had to; that is no reason for a notice.
            with contextlib.suppress(NotSaved):
                keep_base(self.folder, portfolio, sha256)

        self._jobs.start("Keeping the version", work, Outcome(), quiet=True)


def keep_base(folder: Path, portfolio: Portfolio, sha256: str) -> None:
    """Store the content of a file under the fingerprint of the file; thin out the older ones.

    Raises:
        NotSaved: if it could not be written.
    """
    own = folder / safe_name(portfolio.id)
    make_folder(own)
    file = own / f"{sha256}.portfolio"
    if file.exists():
        with contextlib.suppress(OSError):
            os.utime(file)
        return
    write_atomically(file, dumps(portfolio))
    kept = _worth_keeping(known := _newest_first(own))
    for old in known:
        if old not in kept:
            remove_quietly(os.fspath(old.file))


def find_base(folder: Path, portfolio_id: str, sha256: str | None) -> Portfolio | None:
    """Return what a file of this fingerprint held; None if it is not known any more."""
    if sha256 is None:
        return None
    try:
        return load(folder / safe_name(portfolio_id) / f"{sha256}.portfolio").portfolio
    except NotOpened:
        return None


def kept_bases(folder: Path, portfolio_id: str) -> tuple[Base, ...]:
    """Return the versions of a document that are kept, the oldest first."""
    return tuple(reversed(_newest_first(folder / safe_name(portfolio_id))))


def _newest_first(own: Path) -> list[Base]:
    """Return the kept versions; foreign files are passed over."""
    found: list[Base] = []
    with contextlib.suppress(OSError):
        kept = (entry for entry in os.scandir(own) if _NAME.fullmatch(entry.name))
        found.extend(Base(Path(entry.path), entry.stat().st_mtime_ns) for entry in kept)
    return sorted(found, key=lambda base: base.used, reverse=True)


def _worth_keeping(bases: list[Base]) -> list[Base]:
    """Return the newest, and of those before them the last one of each day."""
    kept, days = bases[:_NEWEST], set[int]()
    for base in bases[_NEWEST:]:
        day = base.used // _DAY
        if day not in days and len(days) < _DAYS:
            days.add(day)
            kept.append(base)
    return kept

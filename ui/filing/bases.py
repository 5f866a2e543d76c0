"""Versions of files as they were last read or saved, kept under their fingerprints.

A merge needs what both sides began with. While the document is open that is in memory;
after a crash it is here.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.errors import Tick
from portfolio.files import NotOpened, NotSaved, dumps, load, write_atomically
from portfolio.files.app_folder import make_folder
from portfolio.files.disk import remove_quietly
from portfolio.model import Portfolio
from ui.document import Document
from ui.jobs import Jobs, Outcome, Partial

_MOST = 60
_NAME = re.compile(r"[0-9a-f]{64}\.portfolio", re.ASCII)


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
    """Store the content of a file under the fingerprint of the file; thin out the oldest.

    Raises:
        NotSaved: if it could not be written.
    """
    make_folder(folder)
    file = _file(folder, sha256)
    if file.exists():
        with contextlib.suppress(OSError):
            os.utime(file)
        return
    write_atomically(file, dumps(portfolio))
    for old in _newest_first(folder)[_MOST:]:
        remove_quietly(os.fspath(old))


def find_base(folder: Path, sha256: str | None) -> Portfolio | None:
    """Return what a file of this fingerprint held; None if it is not known any more."""
    if sha256 is None:
        return None
    try:
        return load(_file(folder, sha256)).portfolio
    except NotOpened:
        return None


def _file(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.portfolio"


def _newest_first(folder: Path) -> list[Path]:
    """Return the kept versions; foreign files are passed over."""
    found: list[tuple[int, Path]] = []
    with contextlib.suppress(OSError):
        kept = (entry for entry in os.scandir(folder) if _NAME.fullmatch(entry.name))
        found.extend((entry.stat().st_mtime_ns, Path(entry.path)) for entry in kept)
    return [path for _, path in sorted(found, reverse=True)]

"""Writes preferences down in the background, as safely as documents, and tidies up."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.errors import PortfolioError, Tick
from portfolio.files import remove_left_overs, write_atomically
from portfolio.files.app_folder import make_folder
from ui.jobs import Jobs, Outcome, Partial
from ui.settings import Settings


class Remembering(QObject):
    """Stores each change of the preferences; a full disk costs only the remembering."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self._settings = settings
        self._jobs = jobs
        settings.preferences_changed.connect(self._store)

    def _store(self) -> None:

        def work(_tick: Tick, _partial: Partial) -> None:
            self._settings.store(write)

        outcome = Outcome(failed=self._not_stored)
        self._jobs.start("Storing the preferences", work, outcome, quiet=True)

    def _not_stored(self, error: PortfolioError) -> None:
        self._settings.note = f"The preferences could not be stored. {error.what}"


def write(path: Path, data: bytes) -> None:
    """Write a file of the app as a whole, in a folder that is made if need be.

    Raises:
        NotSaved: the old file is untouched.
    """
    make_folder(path.parent)
    write_atomically(path, data)


def tidy(folders: Iterable[Path]) -> None:
    """Remove what writes that were killed left in the folders of the app and below them."""
    now = datetime.now(UTC)
    for folder in folders:
        for place, _folders, _files in os.walk(folder):
            remove_left_overs(Path(place), now)

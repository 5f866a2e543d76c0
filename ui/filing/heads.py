"""The end of the log of decisions as it was last seen here: one that was cut off is told."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.errors import Tick
from portfolio.files import NotSaved
from portfolio.files.journal import missing_since, remember_head
from portfolio.model import Portfolio
from ui.document import Document
from ui.jobs import Jobs, Outcome, Partial
from ui.messages import Messages


class Heads(QObject):
    """Remembers the last entries of each log that was opened or saved on this machine."""

    def __init__(self, document: Document, jobs: Jobs, messages: Messages, folder: Path) -> None:
        super().__init__()
        self._document = document
        self._jobs = jobs
        self._messages = messages
        self._folder = folder

    def check(self) -> None:
        """Say which entries the opened file lacks; without any, remember its last ones."""
        document, folder = self._document, self._folder
        if document.path is None:
            return  # A sample or a backup: older on purpose.
        portfolio = document.saved_portfolio

        def work(_tick: Tick, _partial: Partial) -> str:
            missing = missing_since(folder, portfolio)
            if not missing:
                _remember(folder, portfolio)
            return " ".join(missing)

        def done(said: str) -> None:
            if said and document.saved_portfolio is portfolio:
                self._messages.notice(said)

        self._jobs.start("Looking at the log", work, Outcome(done=done), quiet=True)

    def remember(self) -> None:
        """Remember the last entries of the saved document: this is the one to work with."""
        folder, portfolio = self._folder, self._document.saved_portfolio

        def work(_tick: Tick, _partial: Partial) -> None:
            _remember(folder, portfolio)

        self._jobs.start("Remembering the log", work, Outcome(), quiet=True)


def _remember(folder: Path, portfolio: Portfolio) -> None:
    # What is not remembered is not told later; that is no reason for a notice.
    with contextlib.suppress(NotSaved):
        remember_head(folder, portfolio, datetime.now(UTC))

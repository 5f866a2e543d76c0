"""Drafts of decisions outlive the app: written some moments after a change, read at the start."""

from __future__ import annotations

import threading
from collections import defaultdict

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.files import NotSaved
from portfolio.files.drafts import keep_drafts, read_drafts
from portfolio.model import Decision
from ui.context import Context
from ui.jobs import Outcome, Partial

_SETTLE_MS = 800
_Changed = dict[str, dict[str, Decision | None]]


class KeptDrafts(QObject):
    """Keeps the drafts of the open document, and those of others until they are open again."""

    #: the drafts of the document were read; payload: initiative id to Decision
    drafts_read = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._folder = context.filing.drafts_folder
        self._told = False
        self._writing, self._changing = threading.Lock(), threading.Lock()
        #: by document, what is not written yet
        self._changed: _Changed = defaultdict(dict)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self.store)

    def keep(self, initiative: str, draft: Decision | None) -> None:
        """Keep the draft of an initiative of the document; None lets go of it."""
        with self._changing:
            self._changed[self._context.document.portfolio.id][initiative] = draft
        self._later.start()

    def store(self) -> None:
        """Write what was changed."""
        self._later.stop()
        if not self._changed:
            return

        def work(_tick: Tick, _partial: Partial) -> None:
            self._write()

        outcome = Outcome(failed=self._failed)
        self._context.jobs.start("Keeping drafts of decisions", work, outcome, quiet=True)

    def read(self) -> None:
        """Read the drafts of the document, once those of the one before are written."""
        document = self._context.document.portfolio.id
        self._later.stop()

        def work(_tick: Tick, _partial: Partial) -> dict[str, Decision]:
            self._write()
            return read_drafts(self._folder, document)

        def done(drafts: dict[str, Decision]) -> None:
            if document == self._context.document.portfolio.id:
                self.drafts_read.emit(drafts)

        outcome = Outcome(done=done, failed=self._failed)
        self._context.jobs.start("Reading drafts of decisions", work, outcome, quiet=True)

    def _write(self) -> None:
        """Write what was changed up to now; in a worker, one after the other."""
        with self._writing:
            with self._changing:
                changed, self._changed = self._changed, defaultdict(dict)
            try:
                for document, drafts in changed.items():
                    keep_drafts(self._folder, document, drafts)
            except NotSaved:
                with self._changing:
                    for document, drafts in changed.items():
                        self._changed[document] = {**drafts, **self._changed[document]}
                raise

    def _failed(self, error: PortfolioError) -> None:
        if not self._told:
            self._told = True
            self._context.messages.notice(
                f"What is entered on decisions is lost with the app: it could not be kept. {error}"
            )

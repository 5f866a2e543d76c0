"""Somebody at work in a process of its own, to be killed at any moment.

``python -m tests.ui.filing.scripted_session FOLDER SEED SECONDS [restore | undo]``

The real document, filing and keeper, offscreen. Each edit is numbered, and written down
with the moment before it began, in a list that no kill can take back. ``FOLDER`` holds the
file, the list and the app's own data. With ``restore`` the session begins with what the
last one has left, as the app does at its start. With ``undo`` an edit is undone as soon as
it is in a recovery copy, and another one follows whose own copy is not due yet.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from portfolio.edit import add_initiatives, set_initiative, set_notes
from portfolio.files import load
from tests.ui.conftest import ScriptedMessages, small_portfolio
from ui.actions.recovery import offer_recovery
from ui.app import make_application, make_context
from ui.dialogs.recovery_list import RecoveryList

FILE, LIST, DATA = "plan.portfolio", "edits", "data"
#: Shares of what somebody does: mostly small edits, now and then a save or a pause.
_SAVES, _PAUSES = 0.02, 0.04
_QUICK_MS, _PAUSE_MS = (5, 400), (2_000, 6_000)
_ADDS_EACH = 7


def begun():
    """Return the document as it was before the first edit."""
    return replace(small_portfolio(), notes="0")


def edited(portfolio):
    """Return a document after the next edit: its notes count them."""
    number = int(portfolio.notes) + 1
    if number % _ADDS_EACH == 0:
        portfolio = add_initiatives(portfolio, {f"x{number}": f"Idea {number}"})
    portfolio = set_initiative(portfolio, "i0", goal=f"Goal {number}")
    return set_notes(portfolio, f"{number}")


class Session:
    """Edits, saves and pauses in the order that a seed says."""

    def __init__(self, folder, seed, seconds, *, undoing):
        self._undoing = undoing
        self._dice = random.Random(seed)
        self._list = os.open(folder / LIST, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._messages = ScriptedMessages()
        self._context = make_context(begun(), folder / DATA / "preferences.json", self._messages)
        self._context.settings.change(autosave_seconds=seconds)
        self._next = QTimer(singleShot=True)
        self._next.timeout.connect(self._go_on)

    def open(self, path, *, restoring):
        """Open the file, or restore what was left of it, and begin to work."""
        if restoring:
            offer_recovery(self._context)
        else:
            self._context.filing.open(path)
        ready = QTimer(self._next, interval=10)
        ready.timeout.connect(lambda: self._begin(ready, path, restoring=restoring))
        ready.start()

    def _begin(self, ready, path, *, restoring):
        document, jobs = self._context.document, self._context.jobs
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, RecoveryList) and dialog.isVisible():
                dialog._restore.click()
                return
        if document.path is not None and not jobs.running:
            ready.stop()
            self._note("begun", time.monotonic())
            if self._undoing:
                self._edit_and_undo()
            else:
                self._go_on()
        elif restoring and document.path is None and not jobs.running:
            # All was saved: nothing is offered.
            self._context.filing.open(path)

    def _go_on(self):
        chance = self._dice.random()
        if chance < _SAVES and not self._context.jobs.running:
            self._context.filing.save()
        else:
            self._edit()
        pause = _SAVES < chance < _SAVES + _PAUSES
        self._next.start(self._dice.randint(*(_PAUSE_MS if pause else _QUICK_MS)))

    def _edit(self):
        at, after = time.monotonic(), edited(self._context.document.portfolio)
        self._context.document.apply("Edit", after)
        self._note(after.notes, at)

    def _edit_and_undo(self):
        keeper = self._context.filing.keeper
        keeper.work_kept.connect(self._undo)
        self._edit()
        keeper.keep()

    def _undo(self):
        self._context.document.undo_stack.undo()
        self._note("undone", time.monotonic())
        self._edit()

    def _note(self, what, at):
        os.write(self._list, f"{what} {at!r}\n".encode())


def main(folder, seed, seconds, how=""):
    application = make_application(["ai-portfolio"])
    # There is no main window that the list of unsaved work could leave behind.
    application.setQuitOnLastWindowClosed(False)
    folder = Path(folder)
    session = Session(folder, int(seed), int(seconds), undoing=how == "undo")
    load(folder / FILE)
    session.open(folder / FILE, restoring=how == "restore")
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

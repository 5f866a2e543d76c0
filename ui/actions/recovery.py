"""At start: tidies up after an app that ended without saving, and offers its unsaved work."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from portfolio.errors import Tick
from ui.context import Context
from ui.dialogs.recovery_list import RecoveryList
from ui.filing import Recovered, find, tidy
from ui.jobs import Outcome, Partial
from ui.messages import Question

_AGAIN_MS = 200
_DISCARD, _KEEP = "Discard", "Keep it"


def offer_recovery(context: Context) -> None:
    """Tidy up and look for unsaved work in the background, and show what was found."""
    wanted = context.settings.preferences.offer_recovery
    folder, bases = context.filing.keeper.folder, context.filing.bases.folder

    def work(_tick: Tick, _partial: Partial) -> tuple[Recovered, ...]:
        tidy(context.filing.app_folders)
        return find(folder, bases) if wanted else ()

    outcome = Outcome(done=lambda found: _show(context, found))
    context.jobs.start("Looking for unsaved work", work, outcome, quiet=True)


def _show(context: Context, found: tuple[Recovered, ...]) -> None:
    if not found:
        return
    if QApplication.activeModalWidget() is not None:
        # A file that was named and cannot be opened says so: one thing at a time.
        QTimer.singleShot(_AGAIN_MS, context.messages, partial(_show, context, found))
        return
    dialog = RecoveryList(found, context.messages.parent_window)
    dialog.restore_requested.connect(context.filing.restore)
    dialog.discard_requested.connect(lambda work: _discard(context, dialog, work))
    dialog.open()


def _discard(context: Context, dialog: RecoveryList, work: Recovered) -> None:
    question = Question(
        title="Discard unsaved work",
        text="Discard this unsaved work for good?",
        answers=(_DISCARD, _KEEP),
        default=_KEEP,
        detail="There is no other copy of it.",
    )
    if context.messages.ask(question) == _DISCARD:
        context.filing.keeper.discard({work.copy.file})
        dialog.remove(work)

"""At start: offers unsaved work of an app that ended without saving."""

from __future__ import annotations

from portfolio.errors import Tick
from ui.context import Context
from ui.dialogs.recovery_list import RecoveryList
from ui.filing import Recovered, find
from ui.jobs import Outcome, Partial
from ui.messages import Question

_DISCARD, _KEEP = "Discard", "Keep it"


def offer_recovery(context: Context) -> None:
    """Look for unsaved work in the background, and show what was found."""
    if not context.settings.preferences.offer_recovery:
        return
    folder = context.filing.keeper.folder

    def work(_tick: Tick, _partial: Partial) -> tuple[Recovered, ...]:
        return find(folder)

    outcome = Outcome(done=lambda found: _show(context, found))
    context.jobs.start("Looking for unsaved work", work, outcome, quiet=True)


def _show(context: Context, found: tuple[Recovered, ...]) -> None:
    if not found:
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

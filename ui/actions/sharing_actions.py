"""What people do who share a file: merge another version, read without locking."""

from __future__ import annotations

from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from portfolio.files.merging import Combined
from portfolio.model.text import quoted
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.merge_copies import MergeCopies
from ui.dialogs.merge_dialog import MergeDialog, MergeStory
from ui.dialogs.merge_story import story_of
from ui.dialogs.text_dialog import TextDialog
from ui.filing import Pending, ReadCopy, find_copies, read_copies
from ui.jobs import Outcome, Partial


def show_copies(context: Context) -> None:
    """Read what sync programs keep beside the file, and let the person choose what to merge."""
    document = context.document
    path, ours = document.path, document.portfolio
    if path is None:
        return

    def work(tick: Tick, _partial: Partial) -> tuple[ReadCopy, ...]:
        return read_copies(path, find_copies(path), ours, tick)

    outcome = Outcome(done=lambda found: _choose_copies(context, path, found))
    context.jobs.start("Reading the versions beside the file", work, outcome)


def _choose_copies(context: Context, path: Path, found: tuple[ReadCopy, ...]) -> None:
    if path != context.document.path:
        return
    if not found:
        error = PortfolioError(
            "No sync program keeps another version beside this file.",
            path.name,
            "A version in any other place is merged with File, Merge with another file.",
        )
        context.messages.show_error(error, "Versions beside the file")
        return
    dialog = MergeCopies(found, context.messages.parent_window)
    dialog.merge_requested.connect(context.filing.others.merge_several)
    dialog.open()


MERGE_ACTION = Action(
    "file.merge",
    "Merge with another file…",
    "File",
    lambda context: context.filing.others.ask_and_merge(),
    "Ctrl+Alt+M",
    starts_group=True,
)
READ_ACTION = Action(
    "file.open_read_only",
    "Open read-only…",
    "File",
    lambda context: context.filing.ask_and_read(),
    "Ctrl+Alt+O",
)
COMBINE_ACTION = Action(
    "file.combine",
    "Combine portfolios…",
    "File",
    lambda context: context.filing.others.ask_and_combine(),
    "Ctrl+Alt+J",
)
EDIT_ACTION = Action(
    "file.open_for_editing",
    "Open for editing",
    "File",
    lambda context: context.filing.waiting.open_for_editing(),
    "Ctrl+Alt+L",
    lambda context: context.filing.waiting.may_edit,
)
COPIES_ACTION = Action(
    "file.copies",
    "Versions beside the file…",
    "File",
    show_copies,
    "Ctrl+Alt+V",
    lambda context: context.document.path is not None,
)


def settle_conflicts(context: Context, pending: Pending) -> None:
    """Let the person decide where both sides changed the same values."""

    def work(_tick: Tick, _partial: Partial) -> MergeStory:
        return story_of(pending.joined)

    def show(story: MergeStory) -> None:
        dialog = MergeDialog(story, context.theme, context.messages.parent_window)
        dialog.merge_applied.connect(lambda theirs: context.filing.merging.settle(pending, theirs))
        dialog.rejected.connect(pending.given_up)
        dialog.open()

    outcome = Outcome(done=show, cancelled=pending.given_up)
    context.jobs.start(f"Merging {pending.joined.theirs.path.name}", work, outcome)


def show_combined(context: Context, combined: Combined) -> None:
    """Say what became of portfolios that are one document now."""
    text = combined_text(combined)
    TextDialog("Combined portfolios", text, context.messages.parent_window).open()


def combined_text(combined: Combined) -> str:
    """Return in lines what was taken as one, and where the portfolios contradict each other."""
    kept = [
        f"• {each.place}: {each.ours_text} stays; {quoted(each.theirs_by)} has {each.theirs_text}."
        for each in combined.conflicts
    ]
    heading = ["", "Where they contradict each other, the first one stays:"] if kept else []
    return "\n".join([*(f"• {line}" for line in combined.report), *heading, *kept])

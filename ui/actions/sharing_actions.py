"""What people do who share a file: merge another version, read without locking."""

from __future__ import annotations

from portfolio.files.merging import Combined
from portfolio.model.text import quoted
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.merge_dialog import MergeDialog
from ui.dialogs.merge_story import story_of
from ui.dialogs.text_dialog import TextDialog
from ui.filing import Pending

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


def settle_conflicts(context: Context, pending: Pending) -> None:
    """Let the person decide where both sides changed the same values."""
    merging = context.filing.merging
    dialog = MergeDialog(story_of(pending.joined), context.theme, context.messages.parent_window)
    dialog.merge_applied.connect(lambda theirs: merging.settle(pending, theirs))
    dialog.rejected.connect(pending.given_up)
    dialog.open()


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

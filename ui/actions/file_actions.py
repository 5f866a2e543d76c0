"""New, open, save, go back, close."""

from __future__ import annotations

from functools import partial

from portfolio.files import Sample, samples
from ui.actions.action import Action
from ui.actions.sharing_actions import (
    COMBINE_ACTION,
    COPIES_ACTION,
    EDIT_ACTION,
    MERGE_ACTION,
    READ_ACTION,
)
from ui.actions.versions import show_versions
from ui.context import Context

SAMPLE_MENU = "File/Open sample"


def _quit(context: Context) -> None:
    if context.messages.parent_window is not None:
        context.messages.parent_window.close()


def _has_file(context: Context) -> bool:
    return context.document.path is not None


def _can_revert(context: Context) -> bool:
    return _has_file(context) and context.document.unsaved


def _can_save(context: Context) -> bool:
    return context.document.unsaved or not _has_file(context)


def _open_sample(sample: Sample, context: Context) -> None:
    context.filing.open_sample(sample.path)


def _sample_actions() -> tuple[Action, ...]:
    """Return one action for each sample that came with the app."""
    return tuple(
        Action(
            f"file.sample_{sample.path.stem}",
            sample.title,
            SAMPLE_MENU,
            partial(_open_sample, sample),
            f"Ctrl+Shift+O, {number}",
        )
        for number, sample in enumerate(samples(), start=1)
    )


FILE_ACTIONS: tuple[Action, ...] = (
    Action("file.new", "New", "File", lambda context: context.filing.new(), "Ctrl+N"),
    Action("file.open", "Open…", "File", lambda context: context.filing.ask_and_open(), "Ctrl+O"),
    READ_ACTION,
    EDIT_ACTION,
    *_sample_actions(),
    Action(
        "file.save",
        "Save",
        "File",
        lambda context: context.filing.save(),
        "Ctrl+S",
        _can_save,
        starts_group=True,
    ),
    Action(
        "file.save_as", "Save as…", "File", lambda context: context.filing.save_as(), "Ctrl+Shift+S"
    ),
    Action(
        "file.save_copy",
        "Save a copy…",
        "File",
        lambda context: context.filing.save_copy(),
        "Ctrl+Alt+S",
    ),
    MERGE_ACTION,
    COPIES_ACTION,
    COMBINE_ACTION,
    Action(
        "file.revert",
        "Revert to saved",
        "File",
        lambda context: context.filing.revert(),
        "Ctrl+Alt+R",
        _can_revert,
    ),
    Action("file.restore_backup", "Restore a backup…", "File", show_versions, "Ctrl+Alt+B"),
    Action("file.quit", "Quit", "File", _quit, "Ctrl+Q", starts_group=True),
)

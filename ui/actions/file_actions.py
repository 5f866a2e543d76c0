"""New, open, save, close."""

from __future__ import annotations

from ui.actions.action import Action
from ui.context import Context


def _quit(context: Context) -> None:
    if context.messages.parent_window is not None:
        context.messages.parent_window.close()


FILE_ACTIONS: tuple[Action, ...] = (
    Action("file.new", "New", "File", lambda context: context.filing.new(), "Ctrl+N"),
    Action("file.open", "Open…", "File", lambda context: context.filing.ask_and_open(), "Ctrl+O"),
    Action(
        "file.save",
        "Save",
        "File",
        lambda context: context.filing.save(),
        "Ctrl+S",
        lambda context: context.document.unsaved or context.document.path is None,
        starts_group=True,
    ),
    Action(
        "file.save_as", "Save as…", "File", lambda context: context.filing.save_as(), "Ctrl+Shift+S"
    ),
    Action("file.quit", "Quit", "File", _quit, "Ctrl+Q", starts_group=True),
)

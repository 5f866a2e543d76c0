"""What can be set about the five lessons."""

from __future__ import annotations

from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.thresholds_dialog import ThresholdsDialog


def _show_thresholds(context: Context) -> None:
    ThresholdsDialog(context, context.messages.parent_window).open()


LESSON_ACTIONS: tuple[Action, ...] = (
    Action(
        "edit.thresholds", "Thresholds of the lessons…", "Edit", _show_thresholds, "Ctrl+Shift+T"
    ),
)

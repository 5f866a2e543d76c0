"""What the portfolio assumes about compute."""

from __future__ import annotations

from portfolio.edit import set_settings
from portfolio.model import LessonSettings
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.compute_assumptions import ComputeAssumptions


def _show(context: Context) -> None:
    settings = context.document.portfolio.settings
    dialog = ComputeAssumptions(settings, context.messages.parent_window)

    def use(lessons: LessonSettings) -> None:
        portfolio = set_settings(context.document.portfolio, lessons=lessons)
        context.document.apply("Set the compute assumptions", portfolio)

    dialog.assumptions_set.connect(use)
    dialog.open()


COMPUTE_ACTIONS: tuple[Action, ...] = (
    Action("edit.compute", "Compute assumptions…", "Edit", _show, "Ctrl+Shift+H"),
)

"""Every action of the app, in the order of the menus."""

from ui.actions.action import Action
from ui.actions.edit_actions import EDIT_ACTIONS
from ui.actions.file_actions import FILE_ACTIONS
from ui.actions.help_actions import help_actions
from ui.actions.view_actions import VIEW_ACTIONS

MENUS = ("File", "Edit", "Initiative", "View", "Help")
ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *VIEW_ACTIONS,
    *help_actions(lambda: ACTIONS),
)

__all__ = ["ACTIONS", "MENUS", "Action"]

"""Every action of the app, in the order of the menus."""

from ui.actions.action import Action
from ui.actions.ballot_actions import BALLOT_ACTIONS
from ui.actions.compute_actions import COMPUTE_ACTIONS
from ui.actions.decision_actions import DECISION_ACTIONS, DECISION_FILE_ACTIONS
from ui.actions.edit_actions import EDIT_ACTIONS
from ui.actions.file_actions import FILE_ACTIONS
from ui.actions.help_actions import help_actions
from ui.actions.lesson_actions import LESSON_ACTIONS
from ui.actions.preferences import PREFERENCE_ACTIONS
from ui.actions.ranking_actions import REVERSAL_ACTIONS, WEIGHT_ACTIONS
from ui.actions.redaction_actions import REDACTION_ACTIONS
from ui.actions.table_actions import TABLE_EDIT_ACTIONS, TABLE_FILE_ACTIONS
from ui.actions.view_actions import VIEW_ACTIONS

MENUS = ("File", "Edit", "Initiative", "View", "Help")
_TABLES: tuple[Action, ...] = (
    *FILE_ACTIONS[:-1],
    *TABLE_FILE_ACTIONS,
    *REDACTION_ACTIONS,
    *BALLOT_ACTIONS,
    *DECISION_FILE_ACTIONS,
    *FILE_ACTIONS[-1:],
    *EDIT_ACTIONS,
    *TABLE_EDIT_ACTIONS,
    *WEIGHT_ACTIONS,
    *LESSON_ACTIONS,
    *COMPUTE_ACTIONS,
    *PREFERENCE_ACTIONS,
    *VIEW_ACTIONS,
    *DECISION_ACTIONS,
    *REVERSAL_ACTIONS,
    *help_actions(lambda: ACTIONS),
)
ACTIONS: tuple[Action, ...] = tuple(
    sorted(_TABLES, key=lambda one: MENUS.index(one.menu.partition("/")[0]))
)

__all__ = ["ACTIONS", "MENUS", "Action"]

"""Help: the command palette, the list of shortcuts, and what this program is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portfolio.model import in_order
from ui.about import app_version
from ui.actions.action import Action
from ui.actions.ballot_actions import serves_here
from ui.context import Context
from ui.dialogs.palette import Entry, Palette
from ui.dialogs.text_dialog import TextDialog

_INITIATIVE = "initiative:"
_ONE_BY_ONE = "Keys with a comma between them are pressed one after the other."


def palette_entries(context: Context, actions: Sequence[Action]) -> list[Entry]:
    """Return what the palette offers: actions that are enabled, then initiatives."""
    commands = [
        Entry(action.id, action.title, f"{_place(action)}  {action.shortcut}")
        for action in actions
        if serves_here(action, context) and action.enabled(context)
    ]
    if context.document.portfolio.paper is not None:
        return commands
    initiatives = [
        Entry(f"{_INITIATIVE}{key}", record.name or "(no name)", f"Initiative {record.code}")
        for key, record in in_order(context.document.portfolio.initiatives)
    ]
    return commands + initiatives


def choose(context: Context, key: str) -> None:
    """Do what was chosen in the palette."""
    if not key.startswith(_INITIATIVE):
        context.requests.action_requested.emit(key)
        return
    context.selection.select(key.removeprefix(_INITIATIVE))
    context.requests.page_requested.emit("initiatives")


def shortcut_lines(actions: Sequence[Action]) -> str:
    """Return one line for each action, by menu."""
    width = max(len(action.title) for action in actions)
    lines: list[str] = []
    for menu in dict.fromkeys(_top_menu(action) for action in actions):
        lines += ["", menu] if lines else [menu]
        lines += [
            f"  {action.title:<{width}}  {action.shortcut.replace('; ', ' or ')}"
            for action in actions
            if _top_menu(action) == menu
        ]
    return "\n".join(lines)


def _top_menu(action: Action) -> str:
    return action.menu.partition("/")[0]


def _place(action: Action) -> str:
    return action.menu.replace("/", ", ")


def help_actions(actions: Callable[[], Sequence[Action]]) -> tuple[Action, ...]:
    """Return the help menu, which speaks of all actions, itself included."""

    def open_palette(context: Context) -> None:
        palette = Palette(palette_entries(context, actions()), context.messages.parent_window)
        palette.entry_chosen.connect(lambda key: choose(context, key))
        palette.pop_up()

    def show_shortcuts(context: Context) -> None:
        text = f"{shortcut_lines(actions())}\n\n{_ONE_BY_ONE}"
        parent = context.messages.parent_window
        TextDialog("Keyboard shortcuts", text, parent, columns=True).open()

    def show_about(context: Context) -> None:
        text = (
            f"AI portfolio {app_version()}\n\n"
            "Which AI initiatives to fund and which to cut, when compute, talent and "
            "capital are limited."
        )
        TextDialog("About", text, context.messages.parent_window).open()

    return (
        Action("help.palette", "Find a command…", "Help", open_palette, "Ctrl+K; Ctrl+Shift+P"),
        Action("help.shortcuts", "Keyboard shortcuts", "Help", show_shortcuts, "F1"),
        Action("help.about", "About", "Help", show_about, "Shift+F1"),
    )

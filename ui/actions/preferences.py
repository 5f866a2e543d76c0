"""Preferences, and the name of the person, asked for when it is first needed."""

from __future__ import annotations

import getpass
from dataclasses import asdict

from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.preferences import PreferencesDialog

_LOOKS = frozenset({"theme", "text_scale"})


def author_of(context: Context) -> str:
    """Return the person's name; asked for once, and empty if they would rather not say."""
    preferences = context.settings.preferences
    if preferences.author or preferences.author_asked:
        return preferences.author
    answer = context.messages.ask_text(
        "Your name",
        "Your name is kept beside overrides, decisions and comments. "
        "You can change it in the preferences.",
        _login(),
    )
    context.settings.change(author=(answer or "").strip(), author_asked=True)
    return context.settings.preferences.author


def set_preference(context: Context, name: str, value: object) -> None:
    """Remember a preference and let it take effect."""
    context.settings.change(**{name: value})
    if name in _LOOKS:
        preferences = context.settings.preferences
        context.theme.apply(preferences.theme, preferences.text_scale)


def _show(context: Context) -> None:
    values = asdict(context.settings.preferences)
    dialog = PreferencesDialog(values, parent=context.messages.parent_window)
    dialog.preference_changed.connect(lambda name, value: set_preference(context, name, value))
    dialog.open()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


PREFERENCE_ACTIONS: tuple[Action, ...] = (
    Action("edit.preferences", "Preferences…", "Edit", _show, "Ctrl+,", starts_group=True),
)

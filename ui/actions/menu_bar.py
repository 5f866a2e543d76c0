"""Menus and shortcuts, built from the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.actions import ACTIONS, MENUS, Action
from ui.actions.ballot_actions import serves_here
from ui.actions.recent_menu import RecentMenu
from ui.context import Context


class MenuBar(QObject):
    """One Qt action for each entry of the table, enabled when it makes sense."""

    def __init__(self, window: QMainWindow, context: Context) -> None:
        super().__init__(window)
        self._context = context
        self._actions = {action.id: self._make(window, action) for action in ACTIONS}
        self._menus: dict[str, QMenu] = {}
        for title in MENUS:
            self._menus[title] = window.menuBar().addMenu(f"&{title}")
        for action in ACTIONS:
            self._place(action)
            if action.id == "file.open":
                self._recent = RecentMenu(context, self._menu("File/Open recent"))
        self._connect()
        self.refresh()

    def action(self, name: str) -> QAction:
        """Return the Qt action of an entry, for menus and buttons elsewhere."""
        return self._actions[name]

    def run(self, name: str) -> None:
        """Run an action if it is enabled."""
        self.refresh()
        self._actions[name].trigger()

    def refresh(self) -> None:
        """Enable what makes sense now, and say what undo would undo."""
        for action in ACTIONS:
            self._actions[action.id].setEnabled(self._makes_sense(action))
        stack = self._context.document.undo_stack
        self._actions["edit.undo"].setText(f"Undo {_doubled(stack.undoText())}".rstrip())
        self._actions["edit.redo"].setText(f"Redo {_doubled(stack.redoText())}".rstrip())

    def _makes_sense(self, action: Action) -> bool:
        return serves_here(action, self._context) and action.enabled(self._context)

    def _menu(self, path: str) -> QMenu:
        """Return a menu by its path; a submenu is made where its first entry stands."""
        if path not in self._menus:
            above, _, title = path.rpartition("/")
            self._menus[path] = self._menu(above).addMenu(title)
        return self._menus[path]

    def _make(self, window: QMainWindow, action: Action) -> QAction:
        made = QAction(action.title, window)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcut.split("; ")])
        made.triggered.connect(self._runner(action))
        window.addAction(made)
        return made

    def _runner(self, action: Action) -> Callable[[], None]:
        def run() -> None:
            if self._makes_sense(action):
                action.run(self._context)

        return run

    def _place(self, action: Action) -> None:
        menu = self._menu(action.menu)
        if action.starts_group:
            menu.addSeparator()
        menu.addAction(self._actions[action.id])

    def _connect(self) -> None:
        context = self._context
        context.document.state_changed.connect(self.refresh)
        context.document.undo_stack.indexChanged.connect(self.refresh)
        context.selection.selection_changed.connect(self.refresh)
        context.requests.action_requested.connect(self.run)


def _doubled(text: str) -> str:
    """Return text in which an ampersand is shown, not read as a mnemonic; not too long."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return short.replace("&", "&&")


_LONGEST = 60

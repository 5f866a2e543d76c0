"""What an action is. Menus, shortcuts, the palette and the help page are built from these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.context import Context


def _always(_context: Context) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do.

    Attributes:
        id: stable name, for example ``file.save``.
        title: on menus and in the palette, without an ellipsis unless it asks more.
        menu: title of the menu, in which the order of the table is the order shown; a
            submenu after a slash: ``File/Open sample``.
        run: does it.
        shortcut: key sequence in Qt's portable text, two keys one after the other
            separated by ``, ``; several sequences separated by ``; ``.
        enabled: whether it makes sense now.
        starts_group: draw a line above it.
    """

    id: str
    title: str
    menu: str
    run: Callable[[Context], None]
    shortcut: str
    enabled: Callable[[Context], bool] = _always
    starts_group: bool = False

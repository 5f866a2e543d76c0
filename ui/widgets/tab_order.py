"""Parts that are made later take their place in the order of the Tab key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def tab_through(before: QWidget | None, parts: Iterable[QWidget]) -> None:
    """Let Tab go from a widget through ``parts``; all of them must take the focus.

    Without this, whatever is made after its neighbors comes last of the whole window.
    """
    for part in parts:
        if before is not None:
            QWidget.setTabOrder(before, part)
        before = part

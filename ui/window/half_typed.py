"""What is typed into a field and not yet taken: it counts when the document is saved or left."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def take_half_typed(window: QWidget) -> None:
    """Let the field that is typed into hand over its text, as it does when one leaves it.

    The keyboard comes back: to the field, or to the table whose cell was edited.
    """
    field = window.focusWidget()
    if not isinstance(field, _FIELDS):
        return
    home = _table_around(field) or field
    field.clearFocus()
    if isValid(home):
        home.setFocus()


def _table_around(field: QWidget) -> QWidget | None:
    """Return the table that a field is the editor of a cell in."""
    around = field.parentWidget()
    table = None if around is None else around.parentWidget()
    edits = isinstance(table, QAbstractItemView) and table.viewport() is around
    return table if edits else None

"""Editors in cells: they say at once what cannot be read, and never write what was not typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.overrides import guarded
from ui.tables.column import Column
from ui.tables.editing import problem_with
from ui.tables.table_model import TableModel
from ui.theme.restyle import restyle
from ui.theme.tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

_CHOICES = 200
_ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellDelegate(QStyledItemDelegate):
    """One line to type into, with completion where a column has choices."""

    @guarded
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = _column(index)
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(column.heading)
        if column.kind == "number":
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        _offer_choices(editor, column)
        editor.installEventFilter(_UndoKeys(editor))
        editor.textEdited.connect(lambda text: show_problem(editor, problem_with(column, text)))
        return editor

    @guarded
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Asked again whenever the data change: what was typed so far stays.
        if isinstance(editor, QLineEdit) and not editor.isModified():
            text = str(index.data(Qt.ItemDataRole.EditRole))
            if text != editor.text():
                editor.setText(text)

    @guarded
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and _changed(editor, index):
            model.setData(index, editor.text())

    @guarded
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)


class _UndoKeys(QObject):
    """Lets undo in a field that nothing was typed into be the undo of the document."""

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        untouched = not self._editor.isModified()
        if not untouched or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        # Left to the window's shortcut, for which the editor makes way.
        QTimer.singleShot(0, self._editor, self._editor.clearFocus)
        event.ignore()
        return True


class _PopupKeys(QObject):
    """Lets Enter and Tab in a list of choices end the edit, as they do without one.

    A completer would only close its list: the key never reaches the cell.
    """

    def __init__(self, editor: QLineEdit, popup: QAbstractItemView) -> None:
        super().__init__(editor)
        self._editor = editor
        self._popup = popup
        popup.installEventFilter(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _ENDING:
            return False
        chosen = self._popup.currentIndex()
        if chosen.isValid():
            self._editor.setText(str(chosen.data()))
            self._editor.setModified(True)
        self._popup.hide()
        QApplication.sendEvent(self._editor, event)
        return True


def show_problem(editor: QLineEdit, problem: str) -> None:
    """Show in a field whether its text can be read, and why not."""
    restyle(editor, "invalid", bool(problem))
    editor.setToolTip(plain_tooltip(problem))


def _changed(editor: QLineEdit, index: Index) -> bool:
    """Whether the text differs from the cell's; typing that ends where it began does not."""
    return editor.text() != str(index.data(Qt.ItemDataRole.EditRole))


def _column(index: Index) -> Column[Any]:
    model: TableModel[Any] = index.model()  # type: ignore[assignment] # no other is used
    return model.grid.columns[index.column()]


def _offer_choices(editor: QLineEdit, column: Column[Any]) -> None:
    choices = list(column.choices())[:_CHOICES] if column.choices is not None else []
    if not choices:
        return
    completer = QCompleter(choices, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    editor.setCompleter(completer)
    popup = completer.popup()
    if popup is not None:
        _PopupKeys(editor, popup)

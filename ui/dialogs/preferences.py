"""The preferences: a form built from a table of fields. Each change takes effect at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.preference_fields import PREFERENCE_FIELDS, PreferenceField
from ui.overrides import guarded
from ui.theme import PAGE_MARGIN, SPACE
from ui.widgets.still import StillCombo, StillSpin

_LETTERS = 84
_FRAME = 64
_PERCENT = 100


class PreferencesDialog(QDialog):
    """One row for each field."""

    #: a preference was changed; payload: its name and the new value
    preference_changed = Signal(str, object)

    def __init__(
        self,
        values: Mapping[str, object],
        fields: Sequence[PreferenceField] = PREFERENCE_FIELDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = QWidget()
        self._scroll = QScrollArea()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.editors = {field.name: self._editor(field, values[field.name]) for field in fields}
        self._lay_out(fields)

    def _lay_out(self, fields: Sequence[PreferenceField]) -> None:
        self.setWindowTitle("Preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QGridLayout(self._form)
        form.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 0)
        form.setVerticalSpacing(SPACE // 2)
        form.setHorizontalSpacing(SPACE * 2)
        form.setColumnStretch(1, 1)
        for number, field in enumerate(fields):
            editor = self.editors[field.name]
            editor.setAccessibleName(field.title)
            editor.setAccessibleDescription(field.hint)
            label = QLabel(field.title)
            label.setBuddy(editor)
            form.addWidget(label, 2 * number, 0)
            form.addWidget(editor, 2 * number, 1)
            if field.hint:
                form.addWidget(_hint(field.hint), 2 * number + 1, 1)
        form.setRowStretch(2 * len(fields), 1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._form)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._buttons)

    @guarded
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutRequest):
            self._make_room()
        return answer

    def _make_room(self) -> None:
        """Be as large as the words need, in the type in force, within the screen."""
        margin = PAGE_MARGIN
        self._buttons.setContentsMargins(margin, SPACE, margin, margin)
        room = self.screen().availableSize()
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, room.width() - _FRAME)
        self.setMinimumWidth(width)
        width = max(width, self.width())
        words = self._form.layout()
        if words is not None:
            needed = words.heightForWidth(width) + self._buttons.sizeHint().height()
            height = min(needed, room.height() - _FRAME)
            if height > self.height() or not self.isVisible():
                self.resize(width, height)

    def _editor(self, field: PreferenceField, value: object) -> QWidget:
        make = {
            "choice": self._choice,
            "text": self._text,
            "number": self._number,
            "share": self._number,
            "switch": self._switch,
        }
        return make[field.kind](field, value)

    def _choice(self, field: PreferenceField, value: object) -> QWidget:
        box = StillCombo()
        for key, label in field.choices:
            box.addItem(label, key)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda: self.preference_changed.emit(field.name, box.currentData()))
        return box

    def _text(self, field: PreferenceField, value: object) -> QWidget:
        line = QLineEdit(str(value))
        line.editingFinished.connect(
            lambda: self.preference_changed.emit(field.name, line.text().strip())
        )
        return line

    def _number(self, field: PreferenceField, value: object) -> QWidget:
        box = StillSpin()
        scale = _PERCENT if field.kind == "share" else 1
        box.setRange(round(field.least * scale), round(field.most * scale))
        box.setSingleStep(round(field.step * scale))
        box.setSuffix(" %" if field.kind == "share" else f" {field.unit}")
        box.setValue(round(float(str(value)) * scale))
        box.setKeyboardTracking(False)
        # The style sheet's padding does not reach the text of a spin box.
        box.lineEdit().setTextMargins(SPACE // 2, 0, 0, 0)
        box.valueChanged.connect(
            lambda number: self.preference_changed.emit(
                field.name, number / scale if scale != 1 else number
            )
        )
        return box

    def _switch(self, field: PreferenceField, value: object) -> QWidget:
        box = QCheckBox()
        box.setChecked(bool(value))
        box.toggled.connect(lambda on: self.preference_changed.emit(field.name, on))
        return box


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(0, 0, 0, SPACE)
    return label

"""The preferences: a form built from a table of fields. Each change takes effect at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.preference_fields import PREFERENCE_FIELDS, PreferenceField
from ui.theme import PAGE_MARGIN, SPACE

_WIDTH = 560
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
        self.editors = {field.name: self._editor(field, values[field.name]) for field in fields}
        self._lay_out(fields)

    def _lay_out(self, fields: Sequence[PreferenceField]) -> None:
        self.setWindowTitle("Preferences")
        self.setMinimumWidth(_WIDTH)
        form = QFormLayout()
        form.setVerticalSpacing(SPACE)
        form.setHorizontalSpacing(SPACE * 2)
        for field in fields:
            editor = self.editors[field.name]
            editor.setAccessibleName(field.title)
            editor.setAccessibleDescription(field.hint)
            form.addRow(field.title, editor)
            if field.hint:
                form.addRow("", _hint(field.hint))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)

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
        box = QComboBox()
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
        box = QSpinBox()
        scale = _PERCENT if field.kind == "share" else 1
        box.setRange(round(field.least * scale), round(field.most * scale))
        box.setSingleStep(round(field.step * scale))
        box.setSuffix(" %" if field.kind == "share" else f" {field.unit}")
        box.setValue(round(float(str(value)) * scale))
        box.setKeyboardTracking(False)
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

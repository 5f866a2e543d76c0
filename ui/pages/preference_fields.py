"""How much a lead counts on one criterion under PROMETHEE: shape and thresholds."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLabel, QWidget

from portfolio.edit import set_preference
from portfolio.model import (
    PREFERENCE_SHAPES,
    THRESHOLDS,
    Portfolio,
    Preference,
    PreferenceShape,
    in_order,
)
from portfolio.model.text import quoted, visible
from ui.context import Context
from ui.theme.tooltip import plain_tooltip
from ui.widgets.amount_field import AmountField
from ui.widgets.flow import Flow
from ui.widgets.form_field import StillCombo

_TITLES: dict[PreferenceShape, str] = {
    "usual": "Any lead counts in full",
    "u_shape": "In full beyond q (U-shape)",
    "v_shape": "Rising to full at p (V-shape)",
    "level": "Half beyond q, full beyond p (level)",
    "linear": "Rising from q to p (linear)",
    "gaussian": "Rising smoothly by s (gaussian)",
}
_HINTS = {
    "q": "Up to this lead there is no preference. 0 or more, in the unit of the criterion.",
    "p": "From this lead on the preference is full. At least q, in the unit of the criterion.",
    "s": "The lead at which the preference rises most steeply. Above 0, in the unit of the "
    "criterion.",
}
_FIELD_LETTERS = 16


class PreferenceFields(QWidget):
    """Chooses a criterion, and edits its preference function through the document."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._keys: list[str] = []
        self._names: list[str] = []
        self._criterion = StillCombo()
        self._shape = StillCombo()
        self._labels = {name: QLabel(name) for name in _HINTS}
        self._fields = {name: AmountField(f"Threshold {name}") for name in _HINTS}
        self._lay_out()
        self._connect()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the preference function of the chosen criterion."""
        found = in_order(portfolio.criteria)
        keys, names = [key for key, _ in found], [visible(record.name) for _, record in found]
        if (keys, names) != (self._keys, self._names):
            self._fill(keys, names)
        key = self._key()
        self.setEnabled(bool(key))
        if not key:
            return
        record = portfolio.criteria[key]
        preference = record.preference or Preference()
        with QSignalBlocker(self._shape):
            self._shape.setCurrentIndex(PREFERENCE_SHAPES.index(preference.shape))
        for name, field in self._fields.items():
            asked = name in THRESHOLDS[preference.shape]
            self._labels[name].setVisible(asked)
            field.setVisible(asked)
            field.show_amount(getattr(preference, name), record.unit, _HINTS[name])

    def _fill(self, keys: list[str], names: list[str]) -> None:
        chosen = self._key()
        self._keys, self._names = keys, names
        with QSignalBlocker(self._criterion):
            self._criterion.clear()
            self._criterion.addItems(names)
            self._criterion.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)

    def _key(self) -> str:
        index = self._criterion.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else ""

    def _lay_out(self) -> None:
        self._criterion.setAccessibleName("Criterion whose preference function is shown")
        self._criterion.setMinimumContentsLength(_FIELD_LETTERS)
        self._criterion.setSizeAdjustPolicy(
            StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._shape.setAccessibleName("Preference function")
        self._shape.addItems([_TITLES[shape] for shape in PREFERENCE_SHAPES])
        self._shape.setToolTip(
            plain_tooltip("How much a lead over another initiative counts on this criterion.")
        )
        line = Flow()
        for part in (QLabel("A lead on"), self._criterion, QLabel("counts:"), self._shape):
            line.addWidget(part)
        for name, field in self._fields.items():
            field.setMaximumWidth(field.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
            line.addWidget(self._labels[name])
            line.addWidget(field)
        self.setLayout(line)

    def _connect(self) -> None:
        self._criterion.activated.connect(self._show_again)
        self._shape.activated.connect(lambda n: self._set("shape", PREFERENCE_SHAPES[n]))
        for name, field in self._fields.items():
            field.amount_entered.connect(lambda value, name=name: self._set(name, value or 0.0))

    def _show_again(self, *_chosen: int) -> None:
        self.show_portfolio(self._context.document.portfolio)

    def _set(self, name: str, value: object) -> None:
        document = self._context.document
        record = document.portfolio.criteria[self._key()]
        edited = set_preference(document.portfolio, self._key(), **{name: value})
        document.apply(f"Set how a lead on {quoted(record.name)} counts", edited)
        self._show_again()

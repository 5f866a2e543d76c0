"""What can be set about the method in force: a field for each number, with range and default."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from portfolio.edit import set_method_parameter
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.amounts import number_text
from portfolio.model.text import capitalized
from portfolio.ranking import Method, Parameter
from ui.context import Context
from ui.pages.preference_fields import PreferenceFields
from ui.theme import SPACE
from ui.widgets.amount_field import AmountField
from ui.widgets.flow import Flow

_FIELD_LETTERS = 14
_NONE: FrozenMap[str, float] = FrozenMap()


class MethodParameters(QWidget):
    """Fields for the parameters of one method; takes no room where there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._method: Method | None = None
        self._fields: dict[str, AmountField] = {}
        self._parts: list[QWidget] = []
        self._numbers = QWidget()
        self._line = Flow()
        self._preferences = PreferenceFields(context)
        self._problem = QLabel()
        self._lay_out()

    def show_method(self, method: Method, portfolio: Portfolio) -> None:
        """Show what the document states about a method, or the defaults."""
        if self._method is not method:
            self._method = method
            self._say("")
            self._build(method)
        stated = portfolio.settings.parameters.get(method.name, _NONE)
        for each in method.parameters:
            self._fields[each.name].show_amount(
                stated.get(each.name, each.default), "", hint_of(each)
            )
        if method.reads_preferences:
            self._preferences.show_portfolio(portfolio)
        self._numbers.setVisible(bool(method.parameters))
        self._preferences.setVisible(method.reads_preferences)
        self.setVisible(bool(method.parameters) or method.reads_preferences)

    def _lay_out(self) -> None:
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._numbers.setLayout(self._line)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(self._numbers)
        down.addWidget(self._preferences)
        down.addWidget(self._problem)

    def _build(self, method: Method) -> None:
        for part in self._parts:
            self._line.removeWidget(part)
            part.deleteLater()
        self._fields = {each.name: self._field(each) for each in method.parameters}
        self._parts = [
            labelled(f"{each.title} ({each.name})", self._fields[each.name])
            for each in method.parameters
        ]
        for part in self._parts:
            self._line.addWidget(part)

    def _field(self, parameter: Parameter) -> AmountField:
        field = AmountField(parameter.title)
        field.setMaximumWidth(field.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
        field.amount_entered.connect(lambda value: self._enter(parameter, value))
        return field

    def _enter(self, parameter: Parameter, value: float | None) -> None:
        document, method = self._context.document, self._method
        if method is None:
            return
        if value is not None and not parameter.takes(value):
            self._say(f"{parameter.title}: {number_text(value)} is not {parameter.span}.")
        else:
            self._say("")
            stated = None if value == parameter.default else value
            edited = set_method_parameter(document.portfolio, method.name, parameter.name, stated)
            document.apply(f"Set {parameter.name} of {method.title}", edited)
        self.show_method(method, document.portfolio)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def hint_of(parameter: Parameter) -> str:
    """Return what a parameter does, its range and its default."""
    span = capitalized(parameter.span)
    return f"{parameter.tip} {span}; the default is {number_text(parameter.default)}."


def labelled(text: str, field: QWidget) -> QWidget:
    """Return a field behind its label, as one part that stays together."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SPACE // 2)
    across.addWidget(QLabel(text))
    across.addWidget(field)
    return row

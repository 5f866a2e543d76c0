"""What the plan maximizes, and the score that an initiative must reach for it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio.edit import set_settings
from portfolio.model import Objective, Settings
from ui.context import Context
from ui.theme import SPACE
from ui.widgets.form_field import StillCombo
from ui.widgets.points_field import PointsField

_OBJECTIVES: dict[Objective, str] = {
    "auto": "Maximize: benefit if stated, else value",
    "benefit": "Maximize: risk-adjusted benefit",
    "benefit_above": "Maximize: benefit of those scoring at least",
    "value": "Maximize: multi-criteria value",
}


class ObjectivePicker(QWidget):
    """A list, and a field for the score while it counts."""

    #: another objective was chosen; payload: its name in the settings
    objective_chosen = Signal(str)
    #: another score was entered; payload: 0 to 100
    floor_entered = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._objective = StillCombo()
        self._floor = PointsField()
        self._lay_out()
        self._objective.activated.connect(
            lambda index: self.objective_chosen.emit(list(_OBJECTIVES)[index])
        )
        self._floor.points_entered.connect(self.floor_entered)

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force."""
        with QSignalBlocker(self._objective):
            self._objective.setCurrentIndex(list(_OBJECTIVES).index(settings.objective))
        self._floor.show_points(settings.score_floor, "")
        self._floor.setVisible(settings.objective == "benefit_above")

    def _lay_out(self) -> None:
        self._objective.addItems(list(_OBJECTIVES.values()))
        self._objective.setAccessibleName("What the plan maximizes")
        self._floor.setAccessibleName("Lowest score that is funded, 0 to 100")
        self._floor.setVisible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._objective)
        layout.addWidget(self._floor)


def follow_objective(picker: ObjectivePicker, context: Context) -> None:
    """Let what is chosen reach the document, a field that is stepped in as one step of undo."""
    document = context.document

    def choose(objective: str) -> None:
        edited = set_settings(document.portfolio, objective=objective)
        document.apply("Change what the plan maximizes", edited)

    def enter(points: float) -> None:
        edited = set_settings(document.portfolio, score_floor=points)
        document.apply("Set the lowest score that is funded", edited, merge="score_floor")

    picker.objective_chosen.connect(choose)
    picker.floor_entered.connect(enter)

"""What needs attention, worst first; a click goes to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from portfolio.model import Problem
from portfolio.model.text import visible
from ui.theme import Theme, icon
from ui.widgets.wrapped_list import WrappedList

_ORDER = ("error", "warning", "note")
_ICONS = {"error": "cross", "warning": "warning", "note": "more"}
_SHOWN = 200
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class ProblemList(WrappedList):
    """What is wrong, item by item, with what to do on the tooltip."""

    #: a problem was chosen; payload: Problem
    problem_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__("What needs attention")
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        theme.theme_changed.connect(self._fill)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems, worst first; nothing is rebuilt when they are the same."""
        ordered = tuple(sorted(problems, key=lambda problem: _ORDER.index(problem.severity)))
        if ordered != self._problems:
            self._problems = ordered
            self._fill()

    def _fill(self) -> None:
        tokens, problems = self._theme.tokens, self._problems
        colors = {"error": tokens.error, "warning": tokens.warning, "note": tokens.muted}
        icons = {name: icon(_ICONS[name], color) for name, color in colors.items()}
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.clear()
        for problem in problems[:_SHOWN]:
            tip = f"{problem.severity.capitalize()}: {problem.text}\n{problem.remedy}"
            item = self.add_sentence(visible(problem.text), tip)
            item.setIcon(icons[problem.severity])
            item.setData(_SPOKEN, f"{problem.severity}: {problem.text} {problem.remedy}")
        if len(problems) > _SHOWN:
            self.add_sentence(f"… and {len(problems) - _SHOWN:,} more")
        self.fit()

    def _choose(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if row < min(_SHOWN, len(self._problems)):
            self.problem_chosen.emit(self._problems[row])

"""What needs attention, worst first; a click goes to the place."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from portfolio.model import Problem
from portfolio.model.text import visible
from ui.theme import SPACE, Theme, icon

_ORDER = ("error", "warning", "note")
_ICONS = {"error": "cross", "warning": "warning", "note": "more"}
_SHOWN = 200
_LINES = 2


class ProblemList(QListWidget):
    """One line a problem: what is wrong, and what to do on the tooltip."""

    #: a problem was chosen; payload: Problem
    problem_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self.setWordWrap(True)
        self.setAccessibleName("What needs attention")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        theme.theme_changed.connect(lambda: self._fill(self._problems))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems, worst first; nothing is rebuilt when they are the same."""
        ordered = tuple(sorted(problems, key=lambda p: _ORDER.index(p.severity)))
        if ordered != self._problems:
            self._problems = ordered
            self._fill(ordered)

    def _fill(self, problems: tuple[Problem, ...]) -> None:
        tokens = self._theme.tokens
        colors = {"error": tokens.error, "warning": tokens.warning, "note": tokens.muted}
        icons = {name: icon(_ICONS[name], color) for name, color in colors.items()}
        height = self.fontMetrics().height() * _LINES + SPACE
        self.clear()
        for problem in problems[:_SHOWN]:
            item = QListWidgetItem(icons[problem.severity], visible(problem.text))
            item.setToolTip(html.escape(f"{problem.severity.capitalize()}: {problem.remedy}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{problem.severity}: {problem.text}")
            item.setSizeHint(QSize(0, height))
            self.addItem(item)
        if len(problems) > _SHOWN:
            self.addItem(QListWidgetItem(f"… and {len(problems) - _SHOWN:,} more"))

    def _choose(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if row < min(_SHOWN, len(self._problems)):
            self.problem_chosen.emit(self._problems[row])

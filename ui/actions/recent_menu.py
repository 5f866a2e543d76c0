"""The submenu of recent files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from portfolio.errors import Tick
from portfolio.model.text import visible
from ui.context import Context
from ui.jobs import Outcome, Partial
from ui.messages import Question

_NUMBERED = 9
_LONGEST = 70
_REMOVE, _KEEP = "Remove from the list", "Keep it there"


class RecentMenu(QObject):
    """Built anew each time it opens; files that are not there are said to be missing.

    Whether they are there is looked up in the background: a drive that does not
    answer must not keep the menu from opening.
    """

    def __init__(self, context: Context, menu: QMenu) -> None:
        super().__init__(menu)
        self._context = context
        self._menu = menu
        self._missing: frozenset[str] = frozenset()
        menu.aboutToShow.connect(self._open)
        context.settings.preferences_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self._menu.setEnabled(bool(self._context.settings.preferences.recent))

    def _open(self) -> None:
        paths = self._context.settings.preferences.recent
        self._fill(paths)

        def work(_tick: Tick, _partial: Partial) -> frozenset[str]:
            return frozenset(path for path in paths if not Path(path).exists())

        outcome = Outcome(done=lambda missing: self._mark(paths, missing))
        self._context.jobs.start("Looking for recent files", work, outcome, quiet=True)

    def _mark(self, paths: tuple[str, ...], missing: frozenset[str]) -> None:
        if missing != self._missing:
            self._missing = missing
            self._fill(paths)

    def _fill(self, paths: tuple[str, ...]) -> None:
        self._menu.clear()
        for number, path in enumerate(paths, start=1):
            action = QAction(self._title(number, path), self._menu)
            action.setToolTip(path)
            action.triggered.connect(partial(self._choose, path))
            self._menu.addAction(action)
        self._menu.addSeparator()
        clear = QAction("Clear the list", self._menu)
        clear.triggered.connect(lambda: self._context.settings.change(recent=()))
        self._menu.addAction(clear)

    def _title(self, number: int, path: str) -> str:
        """Return for example ``&1  plan.portfolio – shared/team (missing)``."""
        folder = str(Path(path).parent)
        if len(folder) > _LONGEST:
            folder = f"…{folder[-_LONGEST:]}"
        words = visible(f"{Path(path).name} – {folder}").replace("&", "&&")
        missing = " (missing)" if path in self._missing else ""
        mark = f"&{number}" if number <= _NUMBERED else "   "
        return f"{mark}  {words}{missing}"

    def _choose(self, path: str) -> None:
        if path not in self._missing:
            self._context.filing.open(Path(path))
            return
        question = Question(
            title="The file is missing",
            text=f"There is no file {visible(path)} any more.",
            answers=(_REMOVE, _KEEP),
            default=_REMOVE,
            detail="It may have been moved or renamed, or its drive may not be connected.",
        )
        if self._context.messages.ask(question) == _REMOVE:
            self._context.settings.forget_file(Path(path))

"""One finding on the health card: its light and its sentence; opened, everything behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from portfolio.funding import RulePrice
from portfolio.lessons import Finding, Status
from portfolio.model.text import visible
from portfolio.report.flag_rows import MARKS
from ui.pages.finding_detail import FindingDetail
from ui.pages.finding_verbs import FindingVerbs
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.unbroken import unbroken

_QUIET: Final[tuple[Status, ...]] = ("green", "does not apply")


class FindingRow(QFrame):
    """Large for the worst, on one line for what is in order."""

    #: it was opened or closed; payload: code of the check, whether it is open now
    toggled = Signal(str, bool)

    def __init__(self, verbs: FindingVerbs, *, large: bool) -> None:
        super().__init__()
        self._verbs = verbs
        self._found: Finding | None = None
        self._prices: Mapping[str, RulePrice] = {}
        self._head = QToolButton()
        self._sentence = QLabel()
        self._aside = ElidedLabel()
        self._detail: FindingDetail | None = None
        self._large = large
        self._down = QVBoxLayout(self)
        self._lay_out()
        self._head.clicked.connect(self._toggle)

    @property
    def opened(self) -> bool:
        """Whether everything behind the finding is shown."""
        return self._head.isChecked()

    @property
    def head(self) -> QToolButton:
        """What is pressed to open and to close it."""
        return self._head

    def show_finding(
        self, found: Finding, prices: Mapping[str, RulePrice], *, opened: bool
    ) -> None:
        """Show one finding."""
        self._found, self._prices = found, prices
        check = found.check
        self._head.setText(f"{MARKS[found.status]}  {check.code}  {check.title}")
        self._head.setAccessibleName(
            f"{check.code} {check.title}, {found.status}: {found.sentence}"
        )
        self._head.setChecked(opened)
        self._head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._wear(found.status)
        said = f"{visible(found.sentence)} {self._verbs.standing(found, prices)}".rstrip()
        self._sentence.setText(unbroken(said))
        quiet = found.status in _QUIET
        self._sentence.setVisible(not opened and not quiet)
        self._aside.show_text(found.sentence)
        self._aside.setVisible(not opened and quiet)
        self._show_detail(opened=opened)

    def _show_detail(self, *, opened: bool) -> None:
        if opened and self._detail is None:
            self._detail = FindingDetail(self._verbs)
            self._down.addWidget(self._detail)
        if self._detail is not None:
            self._detail.setVisible(opened)
            if opened and self._found is not None:
                self._detail.show_finding(self._found, self._prices)

    def _toggle(self, opened: bool) -> None:
        if self._found is not None:
            self.toggled.emit(self._found.check.code, opened)

    def _wear(self, status: Status) -> None:
        restyle(self, "light", status)
        restyle(self._head, "light", status)

    def _lay_out(self) -> None:
        self.setProperty("role", "large-light" if self._large else "light")
        self._head.setProperty("role", "light")
        self._head.setCheckable(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._aside.setProperty("role", "muted")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setContentsMargins(SPACE, 0, SPACE, SPACE // 2)
        if self._large:
            self._sentence.setProperty("role", "large")
        self._down.setContentsMargins(SPACE // 2, SPACE // 4, SPACE // 2, SPACE // 4)
        self._down.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(self._head)
        across.addWidget(self._aside, 1)
        self._down.addLayout(across)
        self._down.addWidget(self._sentence)

"""The first tab: value against one capacity, and the plan at the point under the hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from portfolio.charts.frontier_point import point_words, tried_share
from portfolio.charts.frontier_shape import SHARE_TICKS, shape_of
from portfolio.model.amounts import amount_text
from ui.pages.frontier_curve import FrontierCurve
from ui.theme import SPACE, icon
from ui.widgets.card import card
from ui.widgets.chart_view import EXPORTS
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.splitter import split
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.charts.frontier_finding import FrontierView
    from portfolio.funding import Plan
    from portfolio.insight import EfficientPlan
    from portfolio.model import Portfolio
    from ui.context import Context

_CARD_LINES = 6
_KEY = "◆ best at some price   ○ found only by exact search"
_HOW = "Point at the curve, or walk along it with the arrow keys, to see the plan there."


class FrontierValue(QFrame):
    """The curve beside a card about one plan on it."""

    #: a capacity is to be tried; payload: share of the capacity, 1 is today's
    try_requested = Signal(float)
    #: a capacity is to be kept as a scenario; payload: the share, what it buys
    scenario_requested = Signal(float, str)
    #: the picture is to be taken elsewhere; payload: FrontierView, "copy", "png" or "svg"
    export_requested = Signal(object, str)
    #: the best stable sequence is to be shown, or not
    stable_toggled = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._curve = FrontierCurve(context.theme)
        self._title = QLabel()
        self._value = QLabel()
        self._lines = QLabel()
        self._try = QPushButton("Try this capacity")
        self._keep = QPushButton("Add as scenario")
        self._stable = QCheckBox("Show the best stable sequence")
        self._key = QLabel(_KEY)
        self._export = QToolButton()
        self._export.setAccessibleName("Copy or save this chart")
        self._theme = context.theme
        self._view: FrontierView | None = None
        self._portfolio: Portfolio | None = None
        self._today: Plan | None = None
        self._plans: tuple[EfficientPlan, ...] = ()
        self._chosen = self._hovered = -1
        self._share: float | None = None
        self._lay_out()
        self._connect()

    def show_view(self, view: FrontierView, portfolio: Portfolio, today: Plan | None) -> None:
        """Show a frontier; what was chosen stays chosen by its capacity."""
        self._view, self._portfolio, self._today = view, portfolio, today
        frontier = view.frontier
        self._plans = () if frontier is None else frontier.plans
        shown = [] if frontier is None else [(plan.share, plan.value) for plan in self._plans]
        amounts = ("",) * len(SHARE_TICKS)
        if frontier is not None:
            amounts = tuple(amount_text(s * frontier.capacity, frontier.unit) for s in SHARE_TICKS)
        self._curve.show_shape(
            shape_of(view),
            shown,
            unit="" if frontier is None else frontier.value_unit,
            amounts=amounts,
            pale=view.outdated,
        )
        self._hovered = -1
        self._chosen = self._at(1.0 if self._share is None else self._share)
        self._curve.show_chosen(self._chosen, marked=self._share is not None)
        self._show_plan()

    @property
    def shows_stable(self) -> bool:
        """Whether the best stable sequence is wanted."""
        return self._stable.isChecked()

    def menu(self) -> QMenu:
        """Return the ways to take the picture elsewhere."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for how, title in EXPORTS:
            menu.addAction(title, partial(self._take, how))
        return menu

    def _take(self, how: str) -> None:
        self.export_requested.emit(self._view, how)

    def forget(self) -> None:
        """Choose today's plan again: another resource, or another document is shown."""
        self._share = None

    def _at(self, share: float) -> int:
        under = [n for n, plan in enumerate(self._plans) if plan.share <= share + 1e-9]
        return under[-1] if under else -1

    def _show_plan(self) -> None:
        number = self._hovered if self._hovered >= 0 else self._chosen
        view, portfolio = self._view, self._portfolio
        there = 0 <= number < len(self._plans) and view is not None and portfolio is not None
        usable = there and view is not None and not view.outdated
        if not usable and (self._try.hasFocus() or self._keep.hasFocus()):
            self._curve.setFocus()
        self._try.setEnabled(usable)
        self._keep.setEnabled(usable)
        if not there or view is None or portfolio is None:
            self._title.setText("")
            self._value.setText("")
            self._lines.setText(_HOW)
            return
        words = point_words(view, self._plans[number], portfolio, self._today)
        self._title.setText(words.title)
        self._value.setText(words.value)
        self._lines.setText(unbroken("\n".join(words.lines)))
        self._curve.setAccessibleDescription(words.spoken)

    def _choose(self, number: int) -> None:
        self._chosen, self._hovered = number, -1
        self._share = self._plans[number].share
        self._curve.show_chosen(number)
        self._show_plan()

    def _hover(self, number: int) -> None:
        self._hovered = number
        self._show_plan()

    def _ask_to_try(self) -> None:
        frontier = None if self._view is None else self._view.frontier
        if frontier is not None and 0 <= self._chosen < len(self._plans):
            self.try_requested.emit(tried_share(frontier, self._plans[self._chosen]))

    def _ask_to_keep(self) -> None:
        frontier = None if self._view is None else self._view.frontier
        if frontier is not None and 0 <= self._chosen < len(self._plans):
            plan = self._plans[self._chosen]
            words = " ".join((self._value.text(), *self._lines.text().splitlines()))
            self.scenario_requested.emit(tried_share(frontier, plan), words)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "strong")
        self._value.setProperty("role", "number")
        self._key.setProperty("role", "muted")
        self._key.setWordWrap(True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self._title, self._value, self._lines):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._export.setToolTip("Copy or save this chart")
        self._try.setToolTip("Set the capacity to this point as a what-if; Ctrl+Z undoes it")
        self._keep.setToolTip("Keep this capacity as a scenario of the document")
        self._stable.setToolTip("Plans for growing capacity that never drop what they once funded")
        words = QFrame()
        down = QVBoxLayout(words)
        down.setContentsMargins(0, 0, 0, 0)
        for label in (self._title, self._value, self._lines):
            down.addWidget(label)
        down.addStretch(1)
        verbs = QFrame()
        flow = Flow()
        verbs.setLayout(flow)
        flow.addWidget(self._try)
        flow.addWidget(self._keep)
        about = card("", InnerScroll(words, _CARD_LINES))
        beside = about.layout()
        if isinstance(beside, QVBoxLayout):
            beside.addWidget(verbs)
        curve = card("", self._curve)
        inside = curve.layout()
        below = QHBoxLayout()
        below.addWidget(self._stable)
        below.addWidget(self._key, 1)
        below.addWidget(self._export)
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(split(Qt.Orientation.Horizontal, "frontier", (curve, 62), (about, 26)), 1)

    def _connect(self) -> None:
        self._curve.plan_hovered.connect(self._hover)
        self._curve.plan_chosen.connect(self._choose)
        self._try.clicked.connect(self._ask_to_try)
        self._keep.clicked.connect(self._ask_to_keep)
        self._stable.toggled.connect(self.stable_toggled)
        self._export.clicked.connect(
            lambda: self.menu().popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))
        )
        self._theme.theme_changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self._export.setIcon(icon("more", self._theme.tokens.muted))

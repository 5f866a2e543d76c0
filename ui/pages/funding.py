"""Funding: what do the limits allow, and what does each yes displace?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
)

from portfolio.edit import override_of, set_resource, set_settings
from portfolio.model import Objective
from portfolio.model.text import quoted, visible
from portfolio.report import funding_rows, summarize
from ui.context import Context
from ui.pages.funding_table import plan_columns, plan_rows
from ui.pages.page import Page
from ui.pages.what_if import capacity_rows, with_factor
from ui.tables.table_view import TableView
from ui.theme import SPACE
from ui.widgets.capacity_sliders import CapacitySliders

if TYPE_CHECKING:
    from portfolio.analysis import Results

_OBJECTIVES: dict[Objective, str] = {
    "auto": "Maximize: benefit if stated, else value",
    "benefit": "Maximize: risk-adjusted benefit",
    "value": "Maximize: multi-criteria value",
}
_ACTIONS = (
    ("initiative.force_in", "Force in…"),
    ("initiative.force_out", "Force out…"),
    ("initiative.release", "Let the plan decide"),
)
_LINKS = Qt.TextInteractionFlag.TextSelectableByMouse


class FundingPage(Page):
    """Funded, cut and forced with reasons; a slider for each capacity."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Funding", "What do the limits allow, and what does each yes displace?"
        )
        self._objective = QComboBox()
        self._answer = QLabel()
        self._proof = QLabel()
        self._table = TableView([], context.theme)
        self._sliders = CapacitySliders()
        self._name = QLabel()
        self._reason = QLabel()
        self._buttons = {name: QPushButton(title) for name, title in _ACTIONS}
        self._columns = ("", "")
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the plan, its reasons and the capacities behind it."""
        summary = summarize(results)
        with QSignalBlocker(self._objective):
            chosen = results.portfolio.settings.objective
            self._objective.setCurrentIndex(list(_OBJECTIVES).index(chosen))
        self._answer.setText(summary.headline)
        words = [summary.proof, summary.binds, summary.waterline_loss]
        words += results.plan.notes if results.plan is not None else ()
        self._proof.setText(" · ".join(word for word in words if word))
        self._show_table(results)
        base = self.context.document.saved_portfolio
        self._sliders.show_capacities(capacity_rows(base, results.portfolio, summary.uses))
        self._show_selected()

    def _show_table(self, results: Results) -> None:
        plan = results.plan
        if plan is not None and self._columns != (plan.unit, plan.objective_name):
            self._columns = (plan.unit, plan.objective_name)
            title = "Benefit" if plan.objective == "benefit" else "Value"
            self._table.show_columns(plan_columns(plan.unit, title))
        self._table.show_rows(plan_rows(funding_rows(results)))
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)

    def _show_selected(self) -> None:
        results, key = self.context.analyst.results, self.context.selection.current
        record = results.portfolio.initiatives.get(key) if results is not None else None
        for button in self._buttons.values():
            button.setEnabled(record is not None)
        if results is None or record is None:
            self._name.setText("Choose an initiative to see why it is funded or cut.")
            self._reason.setText("")
            return
        override = override_of(results.portfolio, key)
        self._buttons["initiative.release"].setEnabled(override is not None)
        self._name.setText(visible(record.name))
        line = results.lines.get(key)
        words = [line.reason] if line is not None else ["The reason is being worked out…"]
        if override is not None:
            rule = override[1]
            by = f" by {visible(rule.author)}" if rule.author else ""
            kind = "in" if rule.kind == "force_in" else "out"
            words.append(f"Forced {kind}{by}: {visible(rule.reason)}")
        if "lines" in results.stale and line is not None:
            words.append("(updating…)")
        self._reason.setText("\n".join(words))

    def _lay_out(self) -> None:
        self._objective.addItems(list(_OBJECTIVES.values()))
        self._objective.setAccessibleName("What the plan maximizes")
        self.tools.addWidget(self._objective)
        self._answer.setProperty("role", "answer")
        self._proof.setProperty("role", "muted")
        self._name.setProperty("role", "heading")
        for label in (self._answer, self._proof, self._name, self._reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._reason.setTextInteractionFlags(_LINKS)
        self._table.table.editable = False
        self._table.setAccessibleName("The plan, line by line")
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._sliders)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        capacities = QFrame()
        capacities.setProperty("role", "card")
        inside = QVBoxLayout(capacities)
        heading = QLabel("What if we had…")
        heading.setProperty("role", "heading")
        inside.addWidget(heading)
        inside.addWidget(scroll, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(capacities)
        across.addWidget(self._right_side())
        across.setSizes([270, 790])
        across.setChildrenCollapsible(False)
        self.body.addWidget(self._answer)
        self.body.addWidget(self._proof)
        self.body.addWidget(across, 1)

    def _right_side(self) -> QSplitter:
        why = QFrame()
        why.setProperty("role", "card")
        inside = QVBoxLayout(why)
        inside.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        for button in self._buttons.values():
            top.addWidget(button)
        inside.addLayout(top)
        inside.addWidget(self._reason)
        inside.addStretch(1)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self._table)
        down.addWidget(why)
        down.setSizes([420, 150])
        down.setChildrenCollapsible(False)
        return down

    def _connect(self) -> None:
        context = self.context
        self._objective.activated.connect(self._choose_objective)
        self._table.selected.keys_selected.connect(context.selection.select)
        self._table.customContextMenuRequested.connect(self._open_menu)
        self._sliders.capacity_moved.connect(self._move_capacity)
        self._sliders.capacity_released.connect(context.document.end_gesture)
        self._sliders.reset_requested.connect(self._reset)
        context.selection.selection_changed.connect(self._follow_selection)
        for name, button in self._buttons.items():
            button.clicked.connect(
                lambda _checked, name=name: context.requests.action_requested.emit(name)
            )

    def _follow_selection(self) -> None:
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)
        self._show_selected()

    def _open_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        for name, title in _ACTIONS:
            action = menu.addAction(title)
            action.setEnabled(self._buttons[name].isEnabled())
            action.triggered.connect(self._buttons[name].click)
        menu.popup(self._table.viewport().mapToGlobal(point))

    def _choose_objective(self, index: int) -> None:
        document = self.context.document
        edited = set_settings(document.portfolio, objective=list(_OBJECTIVES)[index])
        document.apply("Change what the plan maximizes", edited)

    def _move_capacity(self, key: str, factor: float) -> None:
        document = self.context.document
        edited = with_factor(document.saved_portfolio, document.portfolio, key, factor)
        label = f"Set the capacity of {quoted(document.portfolio.resources[key].name)}"
        document.apply(label, edited, merge=f"capacity/{key}")

    def _reset(self) -> None:
        document = self.context.document
        portfolio = document.portfolio
        for key, record in document.saved_portfolio.resources.items():
            if key in portfolio.resources:
                portfolio = set_resource(portfolio, key, capacity=record.capacity)
        document.apply("Go back to the file's capacities", portfolio)

"""Deciding: the table of all initiatives, and the form of those that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio.model import Decision, DecisionOption
from portfolio.report.decision_rows import DecisionRow
from portfolio.report.decision_start import as_recorded
from ui.context import Context
from ui.overrides import guarded
from ui.pages.decision_parts.deciding import Deciding
from ui.pages.decision_parts.fields import DecisionFields
from ui.pages.decision_parts.filters import DecisionFilters
from ui.pages.decision_parts.panel import DecisionPanel
from ui.pages.decision_parts.table import DecisionTable, with_draft
from ui.pages.decision_parts.verbs import DecisionVerbs
from ui.tables.column_chooser import ColumnChooser
from ui.theme import SPACE
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_ROOMY_LETTERS = 120


class DecideView(QWidget):
    """The selection of the app is what is decided on; letters decide, Enter goes to the form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._results: Results | None = None
        self._rows: dict[str, DecisionRow] = {}
        self._goes_on = False
        self.verbs = DecisionVerbs(context)
        self._deciding = Deciding(context)
        self._drafts = self._deciding.drafts
        self.filters = DecisionFilters()
        self.table = DecisionTable(context.theme)
        self.panel = DecisionPanel(context.theme)
        self._form_due = QTimer(self)
        self._lay_out()
        self._connect()
        self.table.header.remember_in(context.settings, "decisions")

    def show_rows(self, results: Results, rows: list[DecisionRow]) -> None:
        """Show every initiative in the order of a session, and the form of the selected ones."""
        self._results = results
        self._rows = {row.key: row for row in rows}
        self._show_drafts()
        self.show_selected()

    def show_selected(self) -> None:
        """Select in the table and the form what is selected everywhere, where that is seen."""
        if self._results is None or not self.isVisible():
            return
        selection, known = self._context.selection, self._results.portfolio.initiatives
        current = selection.current if selection.current in known else ""
        self.table.selected.select(current, tuple(k for k in selection.chosen if k in known))
        if self.panel.has_form:
            self._show_subject()
        else:
            # The table is there at once; the form takes as long, and comes a turn later.
            self._form_due.start()

    def record(self) -> None:
        """Record what the form holds."""
        self._show_subject()
        self._context.filing.typing_wanted.emit()
        results, keys = self._results, self._keys()
        if results is None or not keys or not self.panel.can_record or self.verbs.busy:
            return
        unread = self.panel.fields.unread
        if unread is not None:
            self.panel.show_problem(unread.accessibleDescription())
            unread.setFocus()
            return
        self._goes_on = all(self._rows[key].decision is None for key in keys)
        decisions = [as_recorded(self._drafts.decision(results, key)) for key in keys]
        fault = self.verbs.record(results, decisions)
        self.panel.show_problem("" if fault is None else f"{fault.what} {fault.remedy}")
        if fault is not None:
            self.panel.go_to(fault.field)

    def change_pane(self) -> None:
        """Move the keyboard from the table to the form, or back."""
        if self.table.hasFocus():
            self.panel.go_to("option")
        else:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._deciding.rest()
        self.table.header.save_now()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_selected()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _complete(self) -> None:
        if not self.panel.has_form:
            self.panel.make_form()
        self._show_subject()

    def _show_drafts(self) -> None:
        """Show the rows, each with what was entered for it and is not recorded."""
        results, drafts = self._results, self._drafts.options
        if results is not None:
            rows = [with_draft(row, drafts.get(row.key)) for row in self._rows.values()]
            self.table.show_decisions(rows, stale="plan" in results.stale)
            self.filters.show_rows(rows)
            self._show_count()

    def _follow(self, fields: DecisionFields) -> None:
        fields.option_chosen.connect(self._decide)
        fields.decision_changed.connect(self._take)
        fields.size_chosen.connect(self._resize)

    def _keys(self) -> tuple[str, ...]:
        """Return the selected initiatives, the current one first."""
        current, chosen = self.table.selected.keys()
        known = {} if self._results is None else self._results.portfolio.initiatives
        ordered = dict.fromkeys((current, *chosen))
        return tuple(key for key in ordered if key in known)

    def _show_subject(self) -> None:
        results, keys = self._results, self._keys()
        if results is None or not self.isVisible():
            return
        if keys != self.panel.keys:
            self.panel.leave()
        row = self._rows.get(keys[0]) if keys else None
        self.panel.show_subject(results.portfolio, self._deciding.subject(results, keys, row))
        self._make_room()

    def _decide(self, option: DecisionOption) -> None:
        results, keys = self._results, self._keys()
        if results is None or self._deciding.locked:
            return
        self._drafts.choose(results, keys, option)
        self._show_subject()
        self.panel.go_to("terms" if option == "fund with conditions" else "reason")

    def _take(self, changed: Decision) -> None:
        if self._results is not None:
            # What is taken on leaving is for those that the form is still about.
            keys, known = self.panel.keys, self._results.portfolio.initiatives
            if all(key in known for key in keys):
                self._drafts.take(self._results, keys, changed)
            if keys == self._keys():
                self._show_subject()

    def _resize(self, changed: Decision) -> None:
        if self._results is not None:
            self._drafts.resize(self._results, changed)
            self._show_subject()

    def _discard(self) -> None:
        self._drafts.forget(*self._keys())
        self.panel.show_problem("")
        self._show_subject()
        self.table.setFocus()

    def _go_on(self, keys: tuple[str, ...]) -> None:
        """Go to the table, and from one that was undecided to the next."""
        self._drafts.settle(*keys)
        self.table.setFocus()
        following = self.table.next_undecided()
        if following and self._goes_on:
            self._context.selection.select(following)
        self.show_selected()

    def _choose_columns(self) -> None:
        ColumnChooser(self.table, self).open()

    def _show_count(self) -> None:
        grid = self.table.table.grid
        self.filters.show_count(len(grid.keys), grid.total)

    def _make_room(self) -> None:
        """In a narrow page a form about nothing leaves its place to the table."""
        roomy = self.width() >= self.fontMetrics().averageCharWidth() * _ROOMY_LETTERS
        self.panel.setVisible(roomy or bool(self._keys()))
        self.filters.show_hint(shown=roomy and not self._deciding.locked)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.filters)
        parts = ((self.table, 62), (self.panel, 42))
        across = split(Qt.Orientation.Horizontal, "decide", *parts, inside=self)
        # In a wide window the table is the one that has use for the room.
        across.setStretchFactor(1, 8)
        layout.addWidget(across, 1)

    def _connect(self) -> None:
        context = self._context
        self.table.selected.keys_selected.connect(context.selection.select)
        context.selection.selection_changed.connect(self.show_selected)
        self._drafts.drafts_changed.connect(self._show_drafts)
        self._deciding.subject_changed.connect(self._show_subject)
        self.table.option_pressed.connect(self._decide)
        self.table.row_activated.connect(lambda _key: self.panel.go_to("option"))
        self.table.table.rows_changed.connect(self._show_count)
        self.table.header.chooser_requested.connect(self._choose_columns)
        self.filters.filter_changed.connect(self.table.table.filter)
        self.filters.search_changed.connect(self.table.table.search)
        self.panel.form_made.connect(self._follow)
        self._form_due.setSingleShot(True)
        self._form_due.timeout.connect(self._complete)
        self.panel.record_requested.connect(
            lambda: context.requests.action_requested.emit("decision.record")
        )
        self.panel.discard_requested.connect(self._discard)
        self.panel.withdraw_requested.connect(self.verbs.withdraw)
        self.verbs.recorded.connect(self._go_on)

"""Initiatives: what is on the table, and what does it need?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio.edit import add_initiatives
from portfolio.files.samples import samples
from portfolio.model import Portfolio, new_id
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.overrides import guarded
from ui.pages.initiatives_parts.columns import (
    PLAN_COLUMNS,
    RANKING_COLUMNS,
    columns_of,
    columns_signature,
)
from ui.pages.initiatives_parts.empty_state import EmptyState
from ui.pages.initiatives_parts.filter_bar import FilterBar
from ui.pages.initiatives_parts.form import InitiativeForm
from ui.pages.initiatives_parts.rows import RowMaker
from ui.pages.page import Page
from ui.tables import Row, Subject, TableEdits, TableView
from ui.tables.column_chooser import ColumnChooser
from ui.theme import SPACE
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_NAME = "initiatives"
_ACROSS = Qt.Orientation.Horizontal
_START_WIDTHS = (640, 400)
_ROOMY_LETTERS = 120
_CONTEXT_MENU = (
    ("initiative.add", "Add initiative"),
    ("initiative.duplicate", "Duplicate"),
    ("initiative.delete", "Delete"),
    ("", ""),
    ("initiative.force_in", "Force in…"),
    ("initiative.force_out", "Force out…"),
    ("initiative.release", "Let the plan decide"),
)


class InitiativesPage(Page):
    """The table of all initiatives, and the form of the selected one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Initiatives", "What is on the table, and what does it need?")
        self._maker = RowMaker()
        self._results: Results | None = None
        self._rows: dict[str, Row[InitiativeLine]] = {}
        self._made_for: tuple[object, ...] | None = None
        self._rename = ""
        self._view = TableView((), context.theme)
        subject = Subject("initiatives", "initiative", _name_of, _add_rows)
        self._edits = TableEdits(self._view, context, subject)
        self._bar = FilterBar(context.theme)
        self._form = InitiativeForm(context)
        self._empty = EmptyState()
        self._add = QPushButton("Add initiative")
        self._import = QPushButton("Import…")
        self._splitter = split(_ACROSS, "panes", (self._view, 64), (self._form, 40))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._restore()

    def show_results(self, results: Results) -> None:
        """Show the table and the form, changing only what differs."""
        self._results = results
        self._stack.setCurrentIndex(1 if results.portfolio.initiatives else 0)
        self._show_columns(results)
        rows = self._maker.rows(results)
        self._rows = {row.key: row for row in rows}
        self._view.show_rows(rows)
        stale = results.stale
        pale = [*(RANKING_COLUMNS if "ranking" in stale else ())]
        pale += [*(PLAN_COLUMNS if "plan" in stale else ())]
        self._view.table.show_stale(pale)
        self._bar.show_rows(rows, updating="plan" in stale or "ranking" in stale)
        self._show_count()
        self._select()
        self._start_rename()

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._view.header.save_now()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _show_columns(self, results: Results) -> None:
        made_for = columns_signature(results)
        if made_for == self._made_for or self._view.editing:
            return
        self._made_for = made_for
        columns = columns_of(results, lambda: self.context.document.portfolio)
        self._view.show_columns(columns)
        self._form.show_fields({column.id: column for column in columns})

    def _show_count(self) -> None:
        grid = self._view.table.grid
        self._bar.show_count(len(grid.keys), grid.total)

    def _select(self) -> None:
        """Select in the table and the form what is selected everywhere."""
        selection, results = self.context.selection, self._results
        if results is None:
            return
        known = results.portfolio.initiatives
        current = selection.current if selection.current in known else ""
        if not self._view.editing:
            chosen = tuple(key for key in selection.chosen if key in known)
            self._view.selected.select(current, chosen)
        # While a cell is being typed in, the table waits; the form must not keep what is gone.
        self._form.show_row(results, self._rows.get(current))
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow page a form about nothing leaves its place to the table."""
        roomy = self.width() >= self.fontMetrics().averageCharWidth() * _ROOMY_LETTERS
        self._form.setVisible(roomy or self._form.shows_one)

    def _start_rename(self) -> None:
        key, grid = self._rename, self._view.table.grid
        if key and key in (row.key for row in grid.every()):
            self._rename = ""
            if grid.row_of(key) < 0:
                self._bar.clear()
            self._view.edit_cell(key, "name")

    def _ask_name(self, key: str) -> None:
        # The rows wait for what is being typed: the new one would come too late for its name.
        self._view.end_editing()
        self._rename = key
        self._start_rename()

    def _change_pane(self) -> None:
        """Move the keyboard from the table to the form, or back."""
        if not self.isVisible():
            return
        if self._form.give_keyboard():
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._form.take_keyboard()

    def _show_added(self, keys: tuple[str, ...]) -> None:
        """Show rows that were pasted although the filter would hide them."""
        grid = self._view.table.grid
        if any(grid.row_of(key) < 0 for key in keys):
            self._bar.clear()

    def _choose_written(self, keys: tuple[str, ...]) -> None:
        """Select the rows that were just pasted, those that are still to come as well."""
        current = self.context.selection.current
        if keys:
            self.context.selection.select(current if current in keys else keys[0], keys)

    def _choose_columns(self) -> None:
        ColumnChooser(self._view, self).open()

    def _run(self, action: str) -> None:
        if action == "samples":
            self._show_samples()
        else:
            self.context.requests.action_requested.emit(action)

    def _show_samples(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sample in samples():
            menu.addAction(sample.title, partial(self.context.filing.open_sample, sample.path))
        menu.popup(self.cursor().pos())

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, title in _CONTEXT_MENU:
            if name:
                menu.addAction(title, partial(self._run, name))
            else:
                menu.addSeparator()
        menu.popup(self.cursor().pos())

    def _remember_splitter(self) -> None:
        if self._splitter.stacked:
            return
        state = bytes(self._splitter.saveState().toBase64().data()).decode()
        self.context.settings.remember_layout("splitters", _NAME, state)

    def _restore(self) -> None:
        self._view.header.remember_in(self.context.settings, _NAME)
        state = self.context.settings.layout_of("splitters", _NAME)
        if not state or not self._splitter.restoreState(QByteArray.fromBase64(state.encode())):
            self._splitter.setSizes(_START_WIDTHS)

    def _lay_out(self) -> None:
        self._view.setAccessibleName("Initiatives")
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._add.setProperty("role", "primary")
        self._add.setToolTip("Add an initiative below the selected one (Ctrl+Return)")
        self._import.setToolTip("Import a CSV or Excel table (Ctrl+I)")
        self.tools.addWidget(self._import)
        self.tools.addWidget(self._add)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setChildrenCollapsible(True)
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._bar)
        layout.addWidget(self._splitter, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(full)
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self._run("initiative.add"))
        self._import.clicked.connect(lambda: self._run("file.import"))
        self._empty.action_requested.connect(self._run)
        self._bar.search_changed.connect(self._view.table.search)
        self._bar.filter_changed.connect(self._view.table.filter)
        self._bar.columns_clicked.connect(self._choose_columns)
        self._view.header.chooser_requested.connect(self._choose_columns)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.table.rows_changed.connect(self._show_count)
        self._view.selected.keys_selected.connect(self.context.selection.select)
        self._edits.rows_added.connect(self._show_added)
        self._edits.rows_written.connect(self._choose_written)
        self._edits.preview_requested.connect(lambda _text: self._run("file.import_pasted"))
        self._form.field_typed.connect(self._edits.type_cell)
        self._form.action_requested.connect(self._run)
        self.context.requests.section_requested.connect(self._form.show_section)
        self.context.requests.fact_requested.connect(self._form.show_fact)
        self._splitter.splitterMoved.connect(self._remember_splitter)
        self.context.selection.selection_changed.connect(self._select)
        self.context.requests.rename_requested.connect(self._ask_name)
        self.context.requests.pane_requested.connect(self._change_pane)


def _name_of(portfolio: Portfolio, key: str) -> str:
    record = portfolio.initiatives[key]
    return record.name or record.code


def _add_rows(portfolio: Portfolio, count: int) -> tuple[Portfolio, list[str]]:
    keys = [new_id("i") for _ in range(count)]
    return add_initiatives(portfolio, dict.fromkeys(keys, "")), keys

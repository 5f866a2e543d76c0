"""The header of a table: columns moved, resized, hidden and sorted, and remembered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionHeader

from ui.overrides import guarded
from ui.settings import Settings
from ui.tables.layout import Layout, read_layout
from ui.tables.marks import paint_mark_heading
from ui.tables.sticky_header import StickyHeader
from ui.theme import SPACE

if TYPE_CHECKING:
    from ui.tables.table_view import TableView

_SETTLE_MS = 300
_NARROWEST = 40
_NARROWEST_MARK = 24
_NOT_SORTED = -1
_WIDEST_HEAD = 24


class Header(StickyHeader):
    """Sorts on a click (up, down, as in the document) and remembers what was changed."""

    #: the user wants to choose columns
    chooser_requested = Signal()
    #: columns were shown or hidden
    shown_changed = Signal()

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._settings: Settings | None = None
        self._name = ""
        self._applying = False
        self.layout_now = Layout()
        #: whether columns of marks show only the first line of their headings
        self.terse = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._set_up()
        self._connect()

    def remember_in(self, settings: Settings, name: str) -> None:
        """Keep the layout in the settings under a name, and take what is there."""
        self._settings, self._name = settings, name
        self.layout_now = read_layout(settings.layout_of("columns", name))
        self.lay_out()

    def lay_out(self) -> None:
        """Order, size and hide the columns of the model as remembered."""
        self._applying = True
        columns = self._view.table.grid.columns
        places = {column.id: n for n, column in enumerate(columns)}
        letter = self._view.fontMetrics().averageCharWidth()
        metrics = QFontMetrics(self.bold)
        for n, name in enumerate(self.layout_now.arranged(columns)):
            self.moveSection(self.visualIndex(places[name]), n)
        for n, column in enumerate(columns):
            longest = max(map(metrics.horizontalAdvance, column.header_lines), default=0)
            heading = min(longest, _WIDEST_HEAD * letter) + 3 * SPACE
            width = max(column.width * letter + 2 * SPACE, heading)
            least = _NARROWEST_MARK if column.kind == "mark" else _NARROWEST
            self.resizeSection(n, max(least, self.layout_now.widths.get(column.id, width)))
            self.setSectionHidden(n, not self.layout_now.is_shown(column))
        self._applying = False

    def fit(self, widths: Mapping[str, int], left_out: Collection[str] = ()) -> None:
        """Give columns a width in pixels that is not remembered, unless the user chose another.

        Columns that are left out for want of room are shown where the user asked for them.
        """
        self._applying = True
        for n, column in enumerate(self._view.table.grid.columns):
            wanted = column.id not in left_out or column.id in self.layout_now.shown
            self.setSectionHidden(n, not (wanted and self.layout_now.is_shown(column)))
        for name, width in widths.items():
            at = self._view.table.grid.column_of(name)
            self.resizeSection(at, self.layout_now.widths.get(name, width))
        self._applying = False

    def show_column(self, column: str, *, shown: bool) -> None:
        """Show or hide one column; the last one stays."""
        at = self._view.table.grid.column_of(column)
        if at < 0 or (not shown and self.count() - self.hiddenSectionCount() <= 1):
            return
        self.setSectionHidden(at, not shown)
        self.layout_now = replace(self.layout_now, shown={**self.layout_now.shown, column: shown})
        self._changed()
        self.shown_changed.emit()

    def forget(self) -> None:
        """Go back to the columns, order and widths at the start."""
        self.layout_now = Layout()
        self.lay_out()
        self._changed()
        self.shown_changed.emit()

    def first_column(self) -> int:
        """Return the visible column at the left, or 0."""
        visual = (self.logicalIndex(n) for n in range(self.count()))
        return next((n for n in visual if not self.isSectionHidden(n)), 0)

    def visible_columns(self) -> list[int]:
        """Return the visible columns from left to right."""
        visual = (self.logicalIndex(n) for n in range(self.count()))
        return [n for n in visual if not self.isSectionHidden(n)]

    def neighbor(self, column: int, right: int) -> int:
        """Return the visible column beside one; at an end, the column itself."""
        shown = self.visible_columns()
        at = shown.index(column) + right if column in shown else 0
        return shown[min(max(0, at), len(shown) - 1)]

    def save_now(self) -> None:
        """Store a change of the layout without waiting; nothing when there is none."""
        if self._later.isActive():
            self._later.stop()
            self._save()

    def _save(self) -> None:
        if self._settings is not None:
            self._settings.remember_layout("columns", self._name, self.layout_now.to_text())

    @guarded
    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        shown = self._view.table.grid.columns[column]
        if shown.kind != "mark":
            super().paintSection(painter, rect, column)
            return
        lines = shown.header_lines[: 1 if self.terse else 2]
        sorted_ = self.sortIndicatorSection() == column
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        arrow = ("▴" if up else "▾") if sorted_ else ""
        painter.setFont(self.bold)
        paint_mark_heading(painter, rect, (*lines, arrow), self._view.tokens, shown.starts_group)

    @guarded
    def initStyleOptionForIndex(self, option: QStyleOptionHeader, column: int) -> None:
        # Qt elides one line, as if the style sheet had neither padding nor bold type.
        super().initStyleOptionForIndex(option, column)
        text = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        room = self.sectionSize(column) - 2 * SPACE
        if self.sortIndicatorSection() == column:
            room -= 2 * SPACE
        metrics = QFontMetrics(self.bold)
        lines = text.split("\n")
        option.text = "\n".join(
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines
        )

    @property
    def bold(self) -> QFont:
        """Return the type of the headings, of which only the style sheet knows."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    def _set_up(self) -> None:
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(_NOT_SORTED, Qt.SortOrder.AscendingOrder)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setMinimumSectionSize(_NARROWEST_MARK)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self._later.timeout.connect(self._save)
        self.sectionMoved.connect(self._note_order)
        self.sectionResized.connect(self._note_width)
        self.sortIndicatorChanged.connect(self._sort)
        self.customContextMenuRequested.connect(self._show_menu)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._view.table.sort(column, order)

    def _note_order(self) -> None:
        if not self._applying:
            columns = self._view.table.grid.columns
            order = tuple(columns[self.logicalIndex(n)].id for n in range(self.count()))
            self.layout_now = replace(self.layout_now, order=order)
            self._changed()

    def _note_width(self, column: int, _before: int, width: int) -> None:
        if not self._applying and width > 0:
            name = self._view.table.grid.columns[column].id
            self.layout_now = replace(
                self.layout_now, widths={**self.layout_now.widths, name: width}
            )
            self._changed()

    def _changed(self) -> None:
        if self._settings is not None:
            self._later.start()

    def _show_menu(self, where: QPoint) -> None:
        column = self.section_at(where.x())
        if column < 0:
            return
        name = self._view.table.grid.columns[column].id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        menu.addAction("Sort A to Z, small to large", lambda: self.setSortIndicator(column, up))
        menu.addAction("Sort Z to A, large to small", lambda: self.setSortIndicator(column, down))
        menu.addAction("Order of the document", lambda: self.setSortIndicator(_NOT_SORTED, up))
        menu.addSeparator()
        menu.addAction("Hide this column", lambda: self.show_column(name, shown=False))
        menu.addAction("Columns…", self.chooser_requested.emit)
        menu.popup(self.mapToGlobal(where))

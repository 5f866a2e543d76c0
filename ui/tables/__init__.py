"""One fast table for every page: plain data behind, a spreadsheet's keys in front.

A read-only table::

    columns = (
        Column("name", "Initiative", read=lambda line: line.name, searched=True, width=30),
        Column("score", "Score", kind="number", read=..., sort=lambda line: line.score),
    )
    view = TableView(columns, context.theme)
    view.table.editable = False
    view.header.remember_in(context.settings, "ranking")  # order, widths, what is hidden
    view.selected.keys_selected.connect(context.selection.select)
    context.selection.selection_changed.connect(
        lambda: view.selected.select(context.selection.current, context.selection.chosen)
    )
    view.show_rows(Row(key, line) for key, line in ...)  # after every change; only what
    # differs is repainted, so values should be frozen records

``view.table.search``, ``view.table.filter`` and ``view.table.show_stale`` do what they
say; sorting is a click on the header, or ``view.header.setSortIndicator``.

An editable table gives its columns ``parse`` (text to value) and ``write`` (a pure edit of
the portfolio), and hands the view to ``TableEdits`` with the ``Subject`` of its rows:
typing, pasting, filling and clearing are then undo steps of the document.
"""

from ui.tables.column import Column, Hints, Mark, Row
from ui.tables.grid import Grid
from ui.tables.table_edits import Subject, TableEdits
from ui.tables.table_model import TableModel
from ui.tables.table_view import TableView
from ui.theme.tooltip import plain_tooltip

__all__ = [
    "Column",
    "Grid",
    "Hints",
    "Mark",
    "Row",
    "Subject",
    "TableEdits",
    "TableModel",
    "TableView",
    "plain_tooltip",
]

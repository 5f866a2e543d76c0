"""Cells to and from the clipboard, tables to and from files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from portfolio.errors import Tick
from portfolio.files import write_atomically
from portfolio.model import Portfolio
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.import_flow import start_import, start_pasted_import
from ui.jobs import Outcome, Partial
from ui.tables import TableView
from ui.tables.column_chooser import ColumnChooser

_READ = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods);;All files (*)"
_WRITE = (
    "Excel workbook (*.xlsx);;OpenDocument spreadsheet (*.ods);;"
    "CSV table (*.csv);;Tab separated table (*.tsv)"
)
_BOOKS = "Excel workbook (*.xlsx);;OpenDocument spreadsheet (*.ods)"
_DEFAULT_SUFFIX = ".xlsx"
SEARCH_FIELD = "search"


def table_in_use(context: Context) -> TableView | None:
    """Return the table with the cursor, else the largest one that the window shows."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, TableView):
        widget = widget.parentWidget()
    window = context.messages.parent_window
    if widget is not None or window is None:
        return widget
    shown = [view for view in window.findChildren(TableView) if view.isVisible()]
    return max(shown, key=lambda view: view.width() * view.height(), default=None)


def _on_table(run: Callable[[TableView], None]) -> Callable[[Context], None]:
    def act(context: Context) -> None:
        table = table_in_use(context)
        if table is None:
            context.messages.notice("There is no table on this page.")
        else:
            run(table)

    return act


def _choose_columns(table: TableView) -> None:
    ColumnChooser(table, table.window()).open()


def _find(context: Context) -> None:
    """Go to the search box of the page, or to the page that has one."""
    window = context.messages.parent_window
    fields = window.findChildren(QWidget, SEARCH_FIELD) if window is not None else []
    field = next((found for found in fields if found.isVisible()), None)
    if field is None:
        context.requests.page_requested.emit("initiatives")
        field = next((found for found in fields if found.isVisible()), None)
    if field is not None:
        field.setFocus()


def _import(context: Context) -> None:
    path = context.messages.open_path("Import a table", _READ)
    if path is not None:
        start_import(context, path)


def _import_pasted(context: Context) -> None:
    text = QGuiApplication.clipboard().text()
    if text.strip():
        start_pasted_import(context, text)
    else:
        context.messages.notice("Copy the table in your spreadsheet first, then paste it here.")


def _paste(context: Context) -> None:
    """Paste into the table, or where there is none yet, see what would be imported."""
    table = table_in_use(context)
    if table is None:
        _import_pasted(context)
    else:
        table.paste()


def _export(context: Context) -> None:
    from portfolio.exchange import safe_file_name

    portfolio = context.document.portfolio
    name = safe_file_name(portfolio.title, _DEFAULT_SUFFIX)
    folder = context.document.path.parent if context.document.path is not None else Path.home()
    path = context.messages.save_path("Save the table", _WRITE, folder / name)
    if path is not None:
        _save(context, path, _writer)


def _export_book(context: Context) -> None:
    from portfolio.exchange import safe_file_name

    portfolio = context.document.portfolio
    name = safe_file_name(f"{portfolio.title} workbook", _DEFAULT_SUFFIX)
    folder = context.document.path.parent if context.document.path is not None else Path.home()
    path = context.messages.save_path("Save all as a workbook", _BOOKS, folder / name)
    if path is not None:
        _save(context, path, _book_writer)


def _save(
    context: Context,
    path: Path,
    writer: Callable[[Portfolio, Path], Callable[[Tick, Partial], tuple[str, ...]]],
) -> None:
    """Start the work that writes a table or workbook, and say how it ended."""
    if not path.suffix:
        path = path.with_suffix(_DEFAULT_SUFFIX)
    outcome = Outcome(
        done=lambda notes: _exported(context, path, notes),
        failed=lambda error: context.messages.show_error(error, "The table was not saved"),
        cancelled=lambda: context.messages.notice("The table was not saved: it was stopped."),
    )
    context.jobs.start(f"Saving {path.name}", writer(context.document.portfolio, path), outcome)


def _writer(portfolio: Portfolio, path: Path) -> Callable[[Tick, Partial], tuple[str, ...]]:
    """Return the work that writes the initiatives in the format of a file's name."""

    def work(tick: Tick, _partial: Partial) -> tuple[str, ...]:
        from portfolio.exchange import FORMATS, table_of

        suffix = path.suffix.casefold()
        chosen = next((one for one in FORMATS if one.suffix == suffix), FORMATS[0])
        written = chosen.write(table_of(portfolio))
        tick(0.5, f"Saving {path.name}")
        return (*written.notes, *write_atomically(path, written.data))

    return work


def _book_writer(portfolio: Portfolio, path: Path) -> Callable[[Tick, Partial], tuple[str, ...]]:
    """Return the work that writes everything, a sheet for each kind of record."""

    def work(tick: Tick, _partial: Partial) -> tuple[str, ...]:
        from portfolio.exchange import write_ods, write_xlsx
        from portfolio.exchange.book import book_of

        tables = book_of(portfolio)
        tick(0.2, f"Writing {path.name}")
        written = (write_ods if path.suffix.casefold() == ".ods" else write_xlsx)(*tables)
        tick(0.8, f"Saving {path.name}")
        return (*written.notes, *write_atomically(path, written.data))

    return work


def _exported(context: Context, path: Path, notes: tuple[str, ...]) -> None:
    context.messages.notice(" ".join((f"Saved {path.name}.", *notes)))


def _any_initiatives(context: Context) -> bool:
    return bool(context.document.portfolio.initiatives)


TABLE_FILE_ACTIONS: tuple[Action, ...] = (
    Action("file.import", "Import table…", "File", _import, "Ctrl+I", starts_group=True),
    Action("file.import_pasted", "Import pasted table…", "File", _import_pasted, "Ctrl+Shift+V"),
    Action(
        "file.export", "Save table as…", "File", _export, "Ctrl+Shift+E", enabled=_any_initiatives
    ),
    Action("file.export_book", "Save as workbook…", "File", _export_book, "Ctrl+Alt+E"),
)
TABLE_EDIT_ACTIONS: tuple[Action, ...] = (
    Action("edit.cut", "Cut cells", "Edit", _on_table(TableView.cut), "Ctrl+X", starts_group=True),
    Action("edit.copy", "Copy cells", "Edit", _on_table(TableView.copy), "Ctrl+C"),
    Action("edit.paste", "Paste cells", "Edit", _paste, "Ctrl+V"),
    Action("edit.fill_down", "Fill down", "Edit", _on_table(TableView.fill_down), "Ctrl+D"),
    Action("edit.find", "Search", "Edit", _find, "Ctrl+F", starts_group=True),
    Action("view.columns", "Columns…", "View", _on_table(_choose_columns), "Ctrl+Shift+C"),
)

"""Files that are dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from ui.context import Context
from ui.dialogs.import_flow import start_import

_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one local file that is dragged; None for anything else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())


def take_file(context: Context, path: Path) -> None:
    """Import a table; open anything else, which says what is wrong if it is no portfolio."""
    if path.suffix.lower() in _TABLES:
        start_import(context, path)
    else:
        context.filing.open(path)

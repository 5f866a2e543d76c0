"""Start of the desktop app."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from portfolio.edit import new_portfolio
from portfolio.model import new_id
from ui.app import make_application, make_context, open_window


def main(arguments: list[str]) -> int:
    """Open the app, with the file named in ``arguments`` if there is one."""
    application = make_application([sys.argv[0], *arguments])
    today = datetime.now(UTC).date()
    settings_path = _folder(QStandardPaths.StandardLocation.AppConfigLocation) / "preferences.json"
    context = make_context(new_portfolio(new_id, today=today), settings_path)
    window = open_window(context)
    if arguments:
        context.filing.open(Path(arguments[0]))
    code = application.exec()
    del window
    return code


def _folder(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

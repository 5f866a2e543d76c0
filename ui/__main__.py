"""Start of the desktop app."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer

from portfolio.edit import new_portfolio
from portfolio.errors import PortfolioError
from portfolio.model import new_id
from portfolio.model.text import visible
from ui.actions.recovery import offer_recovery
from ui.app import make_application, make_context, open_window
from ui.context import Context
from ui.crash import CrashHook
from ui.pages import PAGES
from ui.window import Ending


def main(arguments: list[str]) -> int:
    """Open the app, with the file named in ``arguments`` if there is one.

    Raises:
        PortfolioError: there is no such file.
    """
    path = _named_file(arguments)
    application = make_application([sys.argv[0]])
    context = _context()
    hook = CrashHook(context.messages, _data_folder() / "reports", context.filing.keeper.keep_now)
    hook.install()
    window = open_window(context)
    ending = Ending(
        application, context.filing.keeper.keep_now, lambda: window.leave(settled=False)
    )
    window.first_painted.connect(lambda: _begin(context, path))
    code = application.exec()
    del ending
    if not context.jobs.stop_all(0):
        # A job that does not end must not keep the process: its thread is left behind.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _named_file(arguments: list[str]) -> Path | None:
    if not arguments:
        return None
    path = Path(arguments[0]).absolute()
    if not path.exists():
        raise PortfolioError(
            "There is no such file.",
            where=visible(arguments[0]),
            remedy="Check the name, or start without one and choose File, Open.",
        )
    return path


def _context() -> Context:
    today = datetime.now(UTC).date()
    settings = _folder(QStandardPaths.StandardLocation.AppConfigLocation) / "preferences.json"
    return make_context(new_portfolio(new_id, today=today), settings, data_folder=_data_folder())


def _begin(context: Context, path: Path | None) -> None:
    """Open the named file and offer unsaved work, once the window stands."""
    if context.settings.note:
        context.messages.notice(context.settings.note)
    if path is not None:
        context.filing.open(path)
    else:
        context.requests.page_requested.emit(PAGES[0].name)
    QTimer.singleShot(0, lambda: offer_recovery(context))


def _data_folder() -> Path:
    return _folder(QStandardPaths.StandardLocation.AppLocalDataLocation)


def _folder(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

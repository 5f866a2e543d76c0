"""Start of the desktop app: an empty window first, then everything else."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication

from portfolio.errors import Tick
from ui.jobs import Jobs, Outcome, Partial
from ui.settings import Settings
from ui.theme import Theme
from ui.window import MainWindow, make_application

if TYPE_CHECKING:
    from ui.context import Context

#: Everything but the numeric libraries and the pages; some of it is imported below.
_REST = ("ui.app", "ui.actions.recovery", "ui.window.ending")
_NOT_STARTED = "The app could not be started. Install it again; your files are as they were."


def main(arguments: list[str]) -> int:
    """Open the app, with the file named in ``arguments`` if there is one.

    When there is no such file the window says so: a desktop icon has no terminal.
    """
    path = Path(arguments[0]).absolute() if arguments else None
    application = make_application([sys.argv[0]])
    start = Start(application, path)
    start.window.show()
    code = application.exec()
    start.fall_silent()
    if not start.jobs.stop_all(0):
        # A job that does not end must not keep the process: its thread is left behind.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


class Start(QObject):
    """Shows the window with what little that takes, loads the rest behind it, and begins.

    The rest is imported in a thread; the imports in ``_begin`` and after find it loaded.
    """

    def __init__(self, application: QApplication, path: Path | None) -> None:
        super().__init__()
        self.jobs = Jobs()
        self._application = application
        self._path = path
        config = _folder(QStandardPaths.StandardLocation.AppConfigLocation)
        self._data = _folder(QStandardPaths.StandardLocation.AppLocalDataLocation)
        self._settings = Settings(config / "preferences.json")
        self._context: Context | None = None
        self._theme = Theme()
        preferences = self._settings.preferences
        self._theme.apply(preferences.theme, preferences.text_scale)
        self.window = MainWindow(self._theme, self._settings)
        self.window.first_painted.connect(self._load)

    def fall_silent(self) -> None:
        """Tell nobody of the undo steps that go, when Python takes the objects down."""
        if self._context is not None:
            self._context.document.undo_stack.blockSignals(True)

    def _load(self) -> None:
        from ui.crash import CrashHook
        from ui.messages import Messages

        self._messages = Messages()
        self._messages.parent_window = self.window
        self._hook = CrashHook(self._messages, self._data / "reports", self._keep)
        self._hook.install()
        self.jobs.start(
            "Loading", _load_rest, Outcome(done=lambda _none: self._begin()), quiet=True
        )

    def _begin(self) -> None:
        from ui.app import assemble, empty_portfolio
        from ui.window.furnishing import Furnishing

        parts = (self._settings, self._theme, self.jobs)
        context = assemble(empty_portfolio(), parts, self._messages, self._data)
        self._context = context
        Furnishing(self.window, context)
        self._guard(context)
        self._open(context)

    def _keep(self) -> None:
        """Keep the work after a bug; before there is any, it was one while loading."""
        if self._context is None:
            self.window.show_waiting(_NOT_STARTED)
        else:
            # Nothing more is asked of the fields: one of them may have it.
            self._context.filing.keeper.keep_now()

    def _guard(self, context: Context) -> None:
        """Keep the work when a signal or a log-off ends the app."""
        from ui.window.ending import Ending

        keep = context.filing.keep_now
        Ending(self._application, keep, lambda: self.window.end(settled=False))

    def _open(self, context: Context) -> None:
        """Open the named file, offer unsaved work, load the pages."""
        from ui.actions.recovery import offer_recovery
        from ui.window.warming import warm_up

        if self._settings.note:
            context.messages.notice(self._settings.note)
        if self._path is not None:
            context.filing.open(self._path)
        else:
            self.window.show_page("overview")
        offer_recovery(context)
        warm_up(context, self.window.show_start_page)


def _load_rest(_tick: Tick, _partial: Partial) -> None:
    for name in _REST:
        import_module(name)
    # Loaded for good: the collector of cycles need not look at it again.
    gc.freeze()


def _folder(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fills the empty window: menus, notices, the strip and the foot, all wired to the app."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio.model.text import visible
from ui.actions.ballot_taking import take_dropped
from ui.actions.menu_bar import MenuBar
from ui.actions.sharing_actions import settle_conflicts, show_combined
from ui.context import Context
from ui.dialogs.import_flow import start_import
from ui.filing import SUFFIX
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.strip import Strip
from ui.window.dropping import Dropping, several_files
from ui.window.half_typed import take_half_typed
from ui.window.notices import Notices
from ui.window.progress import Progress
from ui.window.sharing_notices import SharingNotices
from ui.window.splitters import Splitters
from ui.window.window import MainWindow

if TYPE_CHECKING:
    from portfolio.analysis import Results

_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".ods"})


class Furnishing(QObject):
    """What stands around the page, for as long as the window does."""

    def __init__(self, window: MainWindow, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._strip = Strip(context.theme)
        foot, bar = Foot(), NoticeBar(context.theme)
        window.attach(context, bar, self._strip, foot)
        context.messages.parent_window = window
        MenuBar(window, context)
        self._splitters = Splitters(context.settings, window)
        Progress(context.jobs, foot)
        Notices(context, foot)
        SharingNotices(context, bar)
        Dropping(window, self._drop)
        self._connect()
        self._show_state()
        self._show_kind()

    def _connect(self) -> None:
        window, context = self._window, self._context
        window.page_built.connect(self._splitters.follow)
        window.left.connect(self._splitters.remember)
        context.requests.page_requested.connect(window.show_page)
        context.requests.file_dropped.connect(self._take_file)
        context.document.state_changed.connect(self._show_state)
        context.document.document_replaced.connect(self._show_kind)
        context.filing.merging.conflicts_found.connect(partial(settle_conflicts, context))
        context.filing.others.combined.connect(partial(show_combined, context))
        context.filing.typing_wanted.connect(lambda: take_half_typed(window))
        context.analyst.results_changed.connect(self._show_results)
        context.requests.plan_in_hand.connect(self._show_in_hand)
        self._strip.resource_clicked.connect(lambda _resource: window.show_page("capacity"))
        self._strip.problems_clicked.connect(lambda: window.show_page("overview"))

    def _drop(self, files: tuple[Path, ...]) -> None:
        take_dropped(self._context, files, lambda: self._open_dropped(files))

    def _open_dropped(self, files: tuple[Path, ...]) -> None:
        if len(files) == 1:
            self._context.requests.file_dropped.emit(files[0])
        elif all(file.suffix == SUFFIX for file in files):
            self._context.filing.others.offer_several(files)
        else:
            self._context.messages.show_error(several_files(files), "Nothing was opened")

    def _show_kind(self) -> None:
        """A ballot paper has nothing to fund, and no limits."""
        self._strip.setVisible(self._context.document.portfolio.paper is None)

    def _take_file(self, path: Path) -> None:
        """Import a table; anything else is a portfolio, or opening it says what is wrong."""
        if path.suffix.lower() in _TABLES:
            start_import(self._context, path)
        else:
            self._context.filing.others.offer(path)

    def _show_results(self, results: Results) -> None:
        from portfolio.report import summarize

        if results.portfolio.initiatives:
            self._strip.show_summary(summarize(results), pale="plan" in results.stale)
        else:
            self._strip.show_start()

    def _show_in_hand(self, results: Results | None) -> None:
        from portfolio.report import summarize

        if results is not None:
            self._strip.show_summary(summarize(results), pale=False, by_hand=True)
        elif self._context.analyst.results is not None:
            self._show_results(self._context.analyst.results)

    def _show_state(self) -> None:
        document = self._context.document
        read_only = " (read-only)" if document.read_only else ""
        name = visible(document.name).replace("[*]", "[*][*]")
        self._window.setWindowTitle(f"{name}[*]{read_only} – AI portfolio")
        self._window.setWindowModified(document.unsaved)

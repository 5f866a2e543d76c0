"""The main window: rail, page, strip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.actions.menu_bar import MenuBar
from ui.context import Context
from ui.jobs import Job
from ui.overrides import guarded
from ui.pages import PAGES
from ui.pages.page import Page
from ui.widgets.rail import Rail
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from portfolio.analysis import Results

_START_SIZE = (1280, 800)
_PATIENCE_SECONDS = 3.0


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are built when first asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[str, Page] = {}
        self._closing = False
        self._stack = QStackedWidget()
        self._rail = Rail([(spec.name, spec.title, spec.icon) for spec in PAGES])
        self._strip = Strip(context.theme)
        self._lay_out()
        self._menus = MenuBar(self, context)
        self._connect()
        self._show_state()
        self._restore()

    def show_page(self, name: str) -> None:
        """Show one page, building it the first time."""
        if name not in self._pages:
            spec = next((spec for spec in PAGES if spec.name == name), PAGES[0])
            name = spec.name
            page = self._pages.get(name) or spec.build(self._context)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[name])
        self._rail.show_page(name)
        if self._context.settings.preferences.page != name:
            self._context.settings.change(page=name)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._closing:
            self._remember()
            event.accept()
            return
        # A dialog inside this override would run an event loop in the middle of closing.
        QTimer.singleShot(0, lambda: self._context.filing.settle(self._close))

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self._context.requests.file_dropped.emit(path)

    def _close(self) -> None:
        self._closing = True
        self._context.jobs.stop_all(_PATIENCE_SECONDS)
        self.close()

    def _remember(self) -> None:
        state = bytes(self.saveGeometry().toBase64().data()).decode()
        self._context.settings.change(window=state)

    def _lay_out(self) -> None:
        self.resize(*_START_SIZE)
        self.setAcceptDrops(True)
        main = QWidget()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._stack, 1)
        down = QVBoxLayout(main)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across, 1)
        down.addWidget(self._strip)
        self.setCentralWidget(main)
        self._rail.show_theme(self._context.theme.tokens)

    def _connect(self) -> None:
        context = self._context
        self._rail.page_chosen.connect(self.show_page)
        context.requests.page_requested.connect(self.show_page)
        context.document.state_changed.connect(self._show_state)
        context.analyst.results_changed.connect(self._show_results)
        context.jobs.job_started.connect(self._follow)
        context.jobs.job_ended.connect(self._unfollow)
        self._strip.cancel_clicked.connect(self._cancel)
        self._strip.resource_clicked.connect(lambda _resource: self.show_page("capacity"))
        self._strip.problems_clicked.connect(lambda: self.show_page("overview"))
        context.theme.theme_changed.connect(lambda: self._rail.show_theme(context.theme.tokens))

    def _show_results(self, results: Results) -> None:
        from portfolio.report import summarize

        self._strip.show_summary(summarize(results), pale="plan" in results.stale)

    def _follow(self, job: Job) -> None:
        if not job.quiet:
            job.progressed.connect(
                lambda fraction, text: self._strip.show_progress(text or job.title, fraction)
            )

    def _unfollow(self, _job: Job) -> None:
        if all(job.quiet for job in self._context.jobs.running):
            self._strip.hide_progress()

    def _cancel(self) -> None:
        for job in self._context.jobs.running:
            job.cancel()

    def _show_state(self) -> None:
        document = self._context.document
        name = document.path.name if document.path else document.portfolio.title
        self.setWindowTitle(f"{name}[*] – AI portfolio")
        self.setWindowModified(document.unsaved)

    def _restore(self) -> None:
        preferences = self._context.settings.preferences
        if preferences.window:
            self.restoreGeometry(QByteArray.fromBase64(preferences.window.encode()))
        self.show_page(preferences.page)
        self._stack.setFocus()


def _dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dragged; None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())

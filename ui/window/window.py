"""The main window: rail, page, strip, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from portfolio.model.text import visible
from ui.actions.menu_bar import MenuBar
from ui.context import Context
from ui.overrides import guarded
from ui.pages import PAGES
from ui.pages.page import Page
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.rail import Rail
from ui.widgets.strip import Strip
from ui.window.dropping import dropped_file, take_file
from ui.window.notices import Notices
from ui.window.progress import Progress
from ui.window.splitters import Splitters

if TYPE_CHECKING:
    from portfolio.analysis import Results

_START_SIZE = QSize(1360, 860)
_FRAME = QSize(16, 48)
_PATIENCE_SECONDS = 3.0


class Waiting(QLabel):
    """Stands where the page will be, and tells when the window has been painted."""

    #: painted for the first time
    first_painted = Signal()

    def __init__(self) -> None:
        super().__init__("Loading…")
        self._painted = False
        self.setProperty("role", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are built when first asked for.

    Until ``show_start_page`` there is none: pages bring the numeric libraries along,
    and those are loaded after the first paint.
    """

    #: the window was painted for the first time
    first_painted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[str, Page] = {}
        self._ready = False
        self._closing = False
        self._stack = QStackedWidget()
        self._waiting = Waiting()
        self._rail = Rail([(spec.name, spec.title, spec.icon) for spec in PAGES])
        self._bar = NoticeBar(context.theme)
        self._strip = Strip(context.theme)
        self._foot = Foot()
        self._lay_out()
        self._menus = MenuBar(self, context)
        self._splitters = Splitters(context.settings, self)
        Progress(context.jobs, self._foot)
        Notices(context, self._foot, self._bar)
        self._connect()
        self._show_state()
        self._restore()

    def show_start_page(self) -> None:
        """Show the page that was shown last; the libraries are loaded."""
        self._ready = True
        self.show_page(self._context.settings.preferences.page)
        self._stack.removeWidget(self._waiting)
        self._stack.setFocus()

    def show_page(self, name: str) -> None:
        """Show one page, building it the first time."""
        spec = next((spec for spec in PAGES if spec.name == name), PAGES[0])
        self._rail.show_page(spec.name)
        if self._context.settings.preferences.page != spec.name:
            self._context.settings.change(page=spec.name)
        if not self._ready:
            return
        if spec.name not in self._pages:
            page = spec.build(self._context)
            self._pages[spec.name] = page
            self._stack.addWidget(page)
            self._splitters.follow(spec.name, page)
        self._stack.setCurrentWidget(self._pages[spec.name])

    def leave(self, *, settled: bool) -> bool:
        """Store what is remembered, give back the lock, end all jobs; whether they ended.

        Args:
            settled: False when nobody could be asked: unsaved work is kept.
        """
        context = self._context
        state = bytes(self.saveGeometry().toBase64().data()).decode()
        context.settings.change(window=state)
        self._splitters.remember()
        context.filing.leave(settled=settled)
        return context.jobs.stop_all(_PATIENCE_SECONDS)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._closing:
            event.accept()
            return
        # A dialog inside this override would run an event loop in the middle of closing.
        QTimer.singleShot(0, lambda: self._context.filing.settle(self._close))

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._context.filing.outside.look()

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            # Questions run an event loop, which must not happen inside this override.
            QTimer.singleShot(0, lambda: self._context.requests.file_dropped.emit(path))

    def _close(self) -> None:
        self._closing = True
        # Out of sight first: a job that does not end at once must not look like a hang.
        self.close()
        self.leave(settled=True)

    def _lay_out(self) -> None:
        room = self.screen().availableSize() - _FRAME
        self.resize(_START_SIZE.boundedTo(room))
        self.setAcceptDrops(True)
        self._stack.addWidget(self._waiting)
        main = QWidget()
        down = QVBoxLayout(main)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self._bar)
        page.addWidget(self._stack, 1)
        across.addWidget(self._rail)
        across.addLayout(page, 1)
        down.addLayout(across, 1)
        down.addWidget(self._strip)
        down.addWidget(self._foot)
        self.setCentralWidget(main)
        self._rail.show_theme(self._context.theme.tokens)

    def _connect(self) -> None:
        context = self._context
        self._waiting.first_painted.connect(self.first_painted)
        self._rail.page_chosen.connect(self.show_page)
        context.requests.page_requested.connect(self.show_page)
        context.requests.file_dropped.connect(lambda path: take_file(context, path))
        context.document.state_changed.connect(self._show_state)
        context.analyst.results_changed.connect(self._show_results)
        self._strip.resource_clicked.connect(lambda _resource: self.show_page("capacity"))
        self._strip.problems_clicked.connect(lambda: self.show_page("overview"))
        context.theme.theme_changed.connect(lambda: self._rail.show_theme(context.theme.tokens))

    def _show_results(self, results: Results) -> None:
        from portfolio.report import summarize

        self._strip.show_summary(summarize(results), pale="plan" in results.stale)

    def _show_state(self) -> None:
        document = self._context.document
        read_only = " (read-only)" if document.read_only else ""
        name = visible(document.name).replace("[*]", "[*][*]")
        self.setWindowTitle(f"{name}[*]{read_only} – AI portfolio")
        self.setWindowModified(document.unsaved)

    def _restore(self) -> None:
        preferences = self._context.settings.preferences
        if preferences.window:
            self.restoreGeometry(QByteArray.fromBase64(preferences.window.encode()))
        self.show_page(preferences.page)

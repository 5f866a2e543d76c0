"""The main window: rail, page, and room for what is added once the app is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.overrides import guarded
from ui.pages import PAGES
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.rail import Rail
from ui.window.focus_return import FocusReturn

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages.page import Page

_START_SIZE = QSize(1360, 860)
_FRAME = QSize(16, 48)
_PATIENCE_SECONDS = 3.0
_PAPER = "ballot"


class Waiting(QLabel):
    """Stands where the page will be, and tells when the window has been painted."""

    #: painted for the first time
    first_painted = Signal()

    def __init__(self) -> None:
        super().__init__("Loading…")
        self._painted = False
        self.setProperty("role", "waiting")

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are built when first asked for.

    It is shown empty, and built without a single name of the ``Qt`` namespace, since
    loading those takes a tenth of the time to the first paint. ``attach`` gives it the
    app; until ``show_start_page`` there is no page: pages bring the numeric libraries
    along, and those come last.
    """

    #: the window was painted for the first time
    first_painted = Signal()
    #: a page was built, or a part of one later; payload: name of the page, QWidget
    page_built = Signal(str, object)
    #: the window is about to go
    left = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._context: Context | None = None
        self._pages: dict[str, Page] = {}
        self._ready = False
        self._closing = False
        self._pressed_early: list[QKeyEvent] = []
        # One timer, so that a second click on the cross asks no second time.
        self._settling = QTimer(self)
        self._stack = QStackedWidget()
        self._waiting = Waiting()
        self._rail = Rail([(spec.name, spec.title, spec.icon) for spec in PAGES])
        self._above = QVBoxLayout()
        self._below = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._restore()

    def attach(self, context: Context, above: QWidget, *below: QWidget) -> None:
        """Give the window the services of the app, and what stands around the page."""
        self._context = context
        self._tint()
        context.document.document_replaced.connect(self._show_kind)
        self._show_kind()
        self._above.addWidget(above)
        for widget in below:
            self._below.addWidget(widget)
        # The menus are about to be made.
        QTimer.singleShot(0, self, self._catch_up)

    def show_start_page(self) -> None:
        """Show the page that was shown last; the libraries are loaded."""
        self._ready = True
        self.show_page(self._settings.preferences.page)
        self._stack.removeWidget(self._waiting)
        self._stack.setFocus()

    def show_waiting(self, words: str) -> None:
        """Say why there is no page."""
        self._waiting.setText(words)

    def show_page(self, name: str) -> None:
        """Show one page, building it the first time; a ballot paper has one of its own."""
        if self._context is not None and self._context.document.portfolio.paper is not None:
            if self._ready:
                self._show_built(_PAPER, _ballot)
            return
        spec = next((spec for spec in PAGES if spec.name == name), PAGES[0])
        self._rail.show_page(spec.name)
        if self._settings.preferences.page != spec.name:
            self._settings.change(page=spec.name)
        if not self._ready or self._context is None:
            return
        self._show_built(spec.name, spec.build)

    def end(self, *, settled: bool) -> None:
        """Close without a question; see ``leave``."""
        self._closing = True
        # Out of sight first: a job that does not end at once must not look like a hang, and
        # pages put away what they hold while everything that they need is still there.
        self.close()
        self.leave(settled=settled)

    def leave(self, *, settled: bool) -> bool:
        """Store what is remembered, give back the lock, end all jobs; whether they ended.

        Args:
            settled: False when nobody could be asked: unsaved work is kept.
        """
        state = bytes(self.saveGeometry().toBase64().data()).decode()
        self._settings.change(window=state)
        self.left.emit()
        if self._context is None:
            return True
        self._context.filing.leave(settled=settled)
        return self._context.jobs.stop_all(_PATIENCE_SECONDS)

    def _show_built(self, name: str, build: Callable[[Context], Page]) -> None:
        if self._context is None:
            return
        if name not in self._pages:
            page = build(self._context)
            self._pages[name] = page
            self._stack.addWidget(page)
            self.page_built.emit(name, page)
            page.part_built.connect(partial(self.page_built.emit, name))
        self._stack.setCurrentWidget(self._pages[name])

    def _show_kind(self) -> None:
        """A ballot paper is shown alone; every other document where the rail says."""
        if self._context is not None:
            self._rail.setVisible(self._context.document.portfolio.paper is None)
            self.show_page(self._settings.preferences.page)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._context is None:
            self._pressed_early.append(event.clone())
        else:
            super().keyPressEvent(event)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._closing or self._context is None:
            event.accept()
            return
        # A dialog inside this override would run an event loop in the middle of closing.
        self._settling.start()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and self._context is not None:
            self._context.filing.outside.look()

    def _catch_up(self) -> None:
        """Run the first shortcut that was pressed before there was any, and pass on the rest."""
        early, self._pressed_early = self._pressed_early, []
        for place, event in enumerate(early):
            keys = QKeySequence(event.keyCombination())
            found = [action for action in self.actions() if keys in action.shortcuts()]
            if found:
                found[0].trigger()
                for later in early[place + 1 :]:
                    QApplication.sendEvent(self.windowHandle(), later)
                return

    def _settle(self) -> None:
        if self._context is not None:
            self._context.filing.settle(partial(self.end, settled=True))

    def _lay_out(self) -> None:
        room = self.screen().availableSize() - _FRAME
        self.resize(_START_SIZE.boundedTo(room))
        self.setWindowTitle("AI portfolio")
        self.setAcceptDrops(True)
        self._stack.addWidget(self._waiting)
        main = QWidget()
        down = QVBoxLayout(main)
        across = QHBoxLayout()
        page = QVBoxLayout()
        for layout in (down, across, page, self._above, self._below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        page.addLayout(self._above)
        page.addWidget(self._stack, 1)
        across.addWidget(self._rail)
        across.addLayout(page, 1)
        down.addLayout(across, 1)
        down.addLayout(self._below)
        self.setCentralWidget(main)

    def _connect(self) -> None:
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)
        # Drawing the icons takes as long as all the rest of the first paint.
        self._waiting.first_painted.connect(self._tint)
        self._waiting.first_painted.connect(self.first_painted)
        self._rail.page_chosen.connect(self.show_page)
        self._theme.theme_changed.connect(self._tint)
        FocusReturn(self, self._rail, self._stack)

    def _tint(self) -> None:
        self._rail.show_theme(self._theme.tokens)

    def _restore(self) -> None:
        preferences = self._settings.preferences
        if preferences.window:
            self.restoreGeometry(QByteArray.fromBase64(preferences.window.encode()))
        self.show_page(preferences.page)


def _ballot(context: Context) -> Page:
    from ui.pages.ballot import BallotPage

    return BallotPage(context)

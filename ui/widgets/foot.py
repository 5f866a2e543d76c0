"""The line at the foot of the window: the state of the document, notices, progress."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from portfolio.model.text import visible
from ui.overrides import guarded
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.elided_label import ElidedLabel

_NOTICE_MS = 8_000
_PROGRESS_WIDTH = 120
_TITLE_WIDTH = 240
_BETWEEN = " · "


class _Words(ElidedLabel):
    """A line that says when it has more room, or less."""

    #: it is wider or narrower now
    resized = Signal()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Foot(QFrame):
    """Always there, so that a notice moves and covers nothing.

    A notice stands for some seconds in place of the state, and is announced to
    screen readers; earlier ones are in the list behind the button.
    """

    #: the list of recent notices is wanted
    notices_clicked = Signal()
    #: what runs is to be stopped
    stop_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: tuple[str, ...] = ()
        self._words = _Words()
        self._notices = QPushButton("Notices")
        self._title = QLabel()
        self._progress = QProgressBar()
        self._stop = QPushButton("Stop")
        self._back = QTimer(self)
        self._lay_out()
        self._connect()

    def show_state(self, *parts: str) -> None:
        """Show the state of the document, at once or after the notice that stands there.

        Args:
            parts: the most important one first; what has no room is told by the tooltip.
        """
        self._state = parts
        self._fit()

    def show_notice(self, text: str) -> None:
        """Show a notice, and announce it."""
        self._show(text, "")
        self._back.start()
        self._notices.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def hide_notice(self) -> None:
        """Go back to the state of the document: what the notice spoke of is over."""
        self._back.stop()
        self._show_state_again()

    def show_progress(self, title: str, fraction: float) -> None:
        """Show running work; ``fraction`` from 0 to 1, below 0 when it is unknown."""
        words = visible(title)
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _TITLE_WIDTH))
        self._title.setToolTip(html.escape(words))
        self._progress.setAccessibleName(words)
        self._progress.setRange(0, 0 if fraction < 0 else 100)
        self._progress.setValue(round(100 * max(0.0, fraction)))
        self._stop.setAccessibleName(f"Stop: {words}")
        for widget in (self._title, self._progress, self._stop):
            widget.setVisible(True)

    def hide_progress(self) -> None:
        """Show that nothing runs."""
        for widget in (self._title, self._progress, self._stop):
            widget.setVisible(False)

    def _show(self, text: str, role: str) -> None:
        self._words.show_text(text)
        restyle(self._words, "role", role)

    def _show_state_again(self) -> None:
        self._show(_BETWEEN.join(self._parts_with_room()), "muted")
        if not self._words.elided:
            whole = visible(_BETWEEN.join(self._state))
            self._words.setToolTip("" if whole == self._words.text() else html.escape(whole))

    def _parts_with_room(self) -> tuple[str, ...]:
        """Return the parts from the first on, as many as can be seen whole; one at least."""
        metrics, room = self._words.fontMetrics(), self._words.width()
        parts = self._state
        while len(parts) > 1:
            if metrics.horizontalAdvance(visible(_BETWEEN.join(parts))) < room:
                break
            parts = parts[:-1]
        return parts

    def _fit(self) -> None:
        if not self._back.isActive():
            self._show_state_again()

    def _lay_out(self) -> None:
        self.setProperty("role", "strip")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "muted")
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        self._progress.setTextVisible(False)
        self._notices.setAccessibleName("Show recent notices")
        self._notices.setVisible(False)
        for button in (self._notices, self._stop):
            button.setProperty("role", "foot")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, 0, SPACE, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 1)
        for widget in (self._title, self._progress, self._stop, self._notices):
            layout.addWidget(widget)
        self.setMinimumHeight(self._notices.sizeHint().height() + SPACE // 2)
        self.hide_progress()

    def _connect(self) -> None:
        self._back.setSingleShot(True)
        self._back.setInterval(_NOTICE_MS)
        self._back.timeout.connect(self._show_state_again)
        self._words.resized.connect(self._fit)
        self._notices.clicked.connect(self.notices_clicked)
        self._stop.clicked.connect(self.stop_clicked)

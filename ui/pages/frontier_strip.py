"""How far a study is: in words, as a bar, and with a button that starts or stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from ui.theme import SPACE

_FULL = 1000


class StudyStrip(QFrame):
    """One line: what is known so far, how much is done, and the button."""

    #: the study is to be made
    start_clicked = Signal()
    #: the study is to be stopped
    stop_clicked = Signal()

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._subject = subject
        self._words = QLabel()
        self._bar = QProgressBar()
        self._start = QPushButton()
        self._stop = QPushButton("Stop")
        self._lay_out()
        self._start.clicked.connect(self.start_clicked)
        self._stop.clicked.connect(self.stop_clicked)

    def show_state(self, words: str, *, searching: bool, start: str) -> None:
        """Show what is known; ``start`` is the text of the button, empty for none."""
        self._words.setText(words)
        self._words.setVisible(bool(words) or searching)
        had_focus = self._start.hasFocus() or self._stop.hasFocus()
        if searching and not self._bar.isVisible():
            self._bar.setValue(0)
        self._bar.setVisible(searching)
        self._stop.setVisible(searching)
        self._start.setVisible(bool(start) and not searching)
        self._start.setText(start)
        self._start.setAccessibleName(f"{start}: {self._subject}")
        self.setVisible(bool(words) or searching or bool(start))
        if had_focus:
            (self._stop if searching else self._start).setFocus()

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far the work is; it never goes back."""
        self._bar.setValue(max(self._bar.value(), round(_FULL * fraction)))
        self._bar.setToolTip(text)

    def _lay_out(self) -> None:
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        self._bar.setRange(0, _FULL)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"Progress: {self._subject}")
        self._stop.setAccessibleName(f"Stop: {self._subject}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 3)
        layout.addWidget(self._bar, 2)
        layout.addWidget(self._stop)
        layout.addWidget(self._start)
        layout.addStretch(0)

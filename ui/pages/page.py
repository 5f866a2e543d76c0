"""What all pages share: a question at the top, and work only while they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.overrides import guarded
from ui.pages.gone import anything_gone
from ui.theme import PAGE_MARGIN, SPACE
from ui.theme.resting import Resting
from ui.widgets.page_header import PageHeader
from ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from portfolio.analysis import Part, Results
    from portfolio.model import Portfolio

_UPDATING: Final = "updating…"


class Page(QWidget):
    """One page: answers one question.

    A page overrides ``show_results``. It is called with the latest results whenever
    they change while the page is visible, and once when it becomes visible. The
    document in ``results.portfolio`` is always the current one; parts named in
    ``results.stale`` are shown greyed. Between a change of the document and its
    results, a page that shows something deleted rests: none of its controls can act
    on what is not there any more.

    Attributes:
        parts: of the results that the page shows; while one of them is older than the
            document the header says so.
        starts: whether the header offers to add the first initiative.
    """

    #: a part was built when it was first asked for; payload: QWidget
    part_built = Signal(object)

    parts: tuple[Part, ...] = ()
    starts = False

    def __init__(self, context: Context, title: str, question: str) -> None:
        super().__init__()
        self.context = context
        self._outdated = True
        self._resting = Resting(self, context.theme)
        self._on_screen: Portfolio | None = None
        self._page_scroll = PageScroll()
        self._freshness = QPushButton(_UPDATING)
        self._start = QPushButton("Add an initiative")
        self._header = PageHeader(title, question)
        self.body = QVBoxLayout()
        self.tools = self._header.tools
        self._lay_out_frame()
        self.setAccessibleName(title)
        self.setAccessibleDescription(question)
        context.analyst.results_changed.connect(self._take)
        context.analyst.working_changed.connect(self._show_freshness)
        context.document.portfolio_changed.connect(self._rest_while_gone)
        self._freshness.clicked.connect(context.analyst.analyze_again)
        self._start.clicked.connect(
            lambda: context.requests.action_requested.emit("initiative.add")
        )

    def show_results(self, results: Results) -> None:
        """Bring the page up to date."""
        raise NotImplementedError

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        self._resting.dress()
        super().showEvent(event)
        if self._outdated and self.context.analyst.results is not None:
            self._take(self.context.analyst.results)

    def _take(self, results: Results) -> None:
        self._outdated = not self.isVisible()
        if not self._outdated:
            self._on_screen = results.portfolio
            self._start.setVisible(self.starts and not results.portfolio.initiatives)
            self.show_results(results)
            self._show_freshness()
            self._rest_while_gone()

    def _rest_while_gone(self) -> None:
        """Take no input while something is shown that is not in the document any more."""
        shown, current = self._on_screen, self.context.document.portfolio
        gone = shown is not None and shown is not current and anything_gone(shown, current)
        if gone == self._page_scroll.isEnabledTo(self):
            # A field that is left by this must not write to what is gone.
            left = self._page_scroll.focusWidget()
            with QSignalBlocker(left if left is not None else self._page_scroll):
                self._page_scroll.setEnabled(not gone)

    def _show_freshness(self, *_working: bool) -> None:
        analyst = self.context.analyst
        stale = () if analyst.results is None else analyst.results.stale
        old = any(part in stale for part in self.parts)
        self._freshness.setVisible(old)
        self._freshness.setEnabled(not analyst.working)
        self._freshness.setText(_UPDATING if analyst.working else "Out of date: work it out")

    def _lay_out_frame(self) -> None:
        self._freshness.setProperty("role", "quiet")
        self._freshness.setVisible(False)
        self._start.setProperty("role", "primary")
        self._start.setVisible(False)
        # Its room is kept: under a dragging hand no tool may make way for it.
        policy = self._freshness.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._freshness.setSizePolicy(policy)
        self._header.beside_title.addWidget(self._freshness)
        self._header.beside_title.addStretch(1)
        self.tools.addWidget(self._start)
        self.body.setSpacing(SPACE)
        inside = self._page_scroll.content
        inside.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN - SPACE // 2, PAGE_MARGIN, SPACE)
        inside.setSpacing(SPACE + SPACE // 2)
        inside.addWidget(self._header)
        inside.addLayout(self.body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page_scroll)

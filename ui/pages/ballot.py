"""A ballot paper: the rater goes through it alone, one initiative at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import Portfolio
from portfolio.model.text import visible
from portfolio.report.ballot_view import (
    Entry,
    cells,
    entries,
    head_words,
    next_open,
    progress_words,
    weights_open,
)
from ui.context import Context
from ui.overrides import guarded
from ui.pages.ballot_card import BallotCard
from ui.pages.ballot_list import BallotList
from ui.pages.ballot_verbs import BallotVerbs
from ui.pages.ballot_weights import BallotWeights
from ui.pages.page import Page
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.card import card
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: Stands on the list for the question about weights; no initiative has this id.
WEIGHTS = "/weights"
_QUESTION = "Rate alone: the app shows it to nobody before all are revealed."
_KEYS = "1–9 rate · Enter next open · ← → finer · ↑ ↓ criterion · Page Up, Page Down initiative"
_WEIGHT_KEYS = "Tab to each answer · Page Up initiatives · Ctrl+B, H hand in"


class BallotPage(Page):
    """List, one initiative, and what is left to do."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Your ballot", _QUESTION)
        self._key = ""
        self._criterion = ""
        self._entries: tuple[Entry, ...] = ()
        self._words = QLabel()
        self._progress = QLabel()
        self._bar = QProgressBar()
        self._hand_in = QPushButton("Hand in")
        self._list = BallotList()
        self._card = BallotCard()
        self._weights = BallotWeights(context.theme)
        self._verbs = BallotVerbs(context.document)
        self._stack = QStackedWidget()
        self._back = QPushButton("Previous")
        self._on = QPushButton("Next")
        self._help = QLabel(_KEYS)
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the paper where the rater is; only what is asked, and nothing that is worked out."""
        portfolio = results.portfolio
        paper = portfolio.paper
        if paper is None:
            return
        self._entries = _listed(portfolio)
        keys = [entry.key for entry in self._entries]
        if self._key not in keys:
            # Who goes on with a paper goes on where something is open.
            start = (keys[0] if keys else "", "")
            self._key, self._criterion = next_open(portfolio, "") or start
        closed = paper.handed_in is not None
        self._show_head(portfolio)
        self._list.show_entries(self._entries, self._key)
        self._show_current(portfolio, closed=closed)
        self._back.setEnabled(self._key in keys[1:])
        self._on.setEnabled(self._key in keys[:-1])

    def _show_head(self, portfolio: Portfolio) -> None:
        paper = portfolio.paper
        handed_in = None if paper is None else paper.handed_in
        words = visible(head_words(portfolio, self._stored_in()))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        restyle(self._words, "role", "" if handed_in is None else "heading")
        rated = [entry for entry in self._entries if entry.key != WEIGHTS]
        self._progress.setText(progress_words(rated))
        self._bar.setMaximum(max(1, len(rated)))
        self._bar.setValue(sum(not entry.open for entry in rated))
        self._hand_in.setText("Open it again" if handed_in is not None else "Hand in")
        restyle(self._hand_in, "role", "" if handed_in is not None else "primary")

    def _stored_in(self) -> Path | None:
        document = self.context.document
        return None if document.unsaved else document.path

    def _follow_saving(self) -> None:
        portfolio = self.context.document.portfolio
        if portfolio.paper is not None and self.isVisible():
            self._show_head(portfolio)

    def _show_current(self, portfolio: Portfolio, *, closed: bool) -> None:
        if self._key == WEIGHTS:
            self._weights.show_paper(portfolio, closed=closed)
            self._stack.setCurrentWidget(self._weights)
            self._help.setText(_WEIGHT_KEYS)
            return
        self._stack.setCurrentWidget(self._card)
        self._help.setText(_KEYS)
        record = portfolio.initiatives.get(self._key)
        if record is None:
            return
        shown = cells(portfolio, self._key)
        names = [cell.key for cell in shown]
        if self._criterion not in names:
            left = [cell.key for cell in shown if cell.state == "open"]
            self._criterion = (left or names or [""])[0]
        place = [entry.key for entry in self._entries].index(self._key) + 1
        count = sum(entry.key != WEIGHTS for entry in self._entries)
        self._card.show_initiative(record, f"{place:,} of {count:,}")
        self._card.show_cells(shown, self._criterion, closed=closed)

    @property
    def _place(self) -> tuple[str, str]:
        return self._key, self._criterion

    def _begin(self) -> None:
        """Start at the top of another paper."""
        self._key = self._criterion = ""
        self._card.show_place(from_top=True)
        self._card.take_keyboard()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._card.show_place(from_top=True)
        self._card.take_keyboard()

    def _choose(self, criterion: str) -> None:
        self._go(self._key, criterion)

    def _go(self, key: str, criterion: str = "") -> None:
        """Show another place; what is half typed belongs to the one that is left."""
        listing = self._list.hasFocus()
        if not listing:
            self._card.editor.scale.setFocus()
        self.context.document.end_gesture()
        moved = key != self._key
        self._key, self._criterion = key, criterion
        if key != WEIGHTS:
            self.context.selection.select(key)
        if self.context.analyst.results is not None:
            self.show_results(self.context.analyst.results)
        self._card.show_place(from_top=moved)
        if key == WEIGHTS and not listing:
            self._weights.take_keyboard()
        elif not listing:
            self._card.editor.scale.setFocus()

    def _turn(self, step: int) -> None:
        keys = [entry.key for entry in self._entries]
        place = keys.index(self._key) + step if self._key in keys else 0
        if 0 <= place < len(keys):
            self._go(keys[place])

    def _move(self, step: int) -> None:
        """Go to the criterion above or below, and on to the next initiative at the end."""
        portfolio = self.context.document.portfolio
        names = [cell.key for cell in cells(portfolio, self._key)]
        place = names.index(self._criterion) + step if self._criterion in names else 0
        if 0 <= place < len(names):
            self._go(self._key, names[place])
        else:
            self._turn(step)

    def _next(self) -> None:
        portfolio = self.context.document.portfolio
        found = next_open(portfolio, self._key, self._criterion)
        if found is not None:
            self._go(*found)
        elif weights_open(portfolio):
            self._go(WEIGHTS)
        else:
            self._hand_in.setFocus()

    def _lay_out(self) -> None:
        for label in (self._words, self._progress, self._help):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._words, self._help):
            label.setWordWrap(True)
        self._help.setProperty("role", "muted")
        self._hand_in.setProperty("role", "primary")
        # Enter leads here when all is said, and once more does it.
        self._hand_in.setAutoDefault(True)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(self.fontMetrics().averageCharWidth() * 24)
        self._bar.setAccessibleName("Initiatives done")
        for tool in (self._progress, self._bar, self._hand_in):
            self.tools.addWidget(tool)
        self.setProperty("role", "ballot")
        self._stack.addWidget(self._card)
        self._stack.addWidget(self._weights)
        right = QWidget()
        down = QVBoxLayout(right)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._stack, 1)
        down.addWidget(_foot(self._help, self._back, self._on))
        parts = split(
            Qt.Orientation.Horizontal, "ballot", (card("", self._list), 26), (card("", right), 74)
        )
        self.body.addWidget(self._words)
        self.body.addWidget(parts, 1)

    def _connect(self) -> None:
        editor, verbs, document = self._card.editor, self._verbs, self.context.document
        editor.rated.connect(lambda value, on: verbs.rate(self._place, value, moving=on))
        editor.movement_ended.connect(document.end_gesture)
        editor.left_out.connect(lambda cannot: verbs.leave_out(self._place, cannot=cannot))
        editor.cleared.connect(lambda: verbs.clear(self._place))
        editor.noted.connect(lambda sure, text: verbs.note(self._place, sure, text))
        editor.moved.connect(self._move)
        editor.next_wanted.connect(self._next)
        document.document_replaced.connect(self._begin)
        document.state_changed.connect(self._follow_saving)
        self._card.criterion_chosen.connect(self._choose)
        self._list.entry_chosen.connect(self._go)
        self._weights.weighed.connect(verbs.weigh)
        self._weights.movement_ended.connect(document.end_gesture)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._hand_in.clicked.connect(
            lambda: self.context.requests.action_requested.emit("ballot.hand_in")
        )
        _turn_by_keys(self, self._turn)


def _turn_by_keys(page: QWidget, turn: Callable[[int], None]) -> None:
    """Let Page Up and Page Down lead to the initiative before and to the next one."""
    for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
        shortcut = QShortcut(QKeySequence(QKeyCombination(key)), page)
        shortcut.activated.connect(partial(turn, step))


def _foot(words: QLabel, *buttons: QPushButton) -> QWidget:
    foot = QWidget()
    foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    across = QHBoxLayout(foot)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SPACE)
    across.addWidget(words, 1)
    for button in buttons:
        across.addWidget(button)
    return foot


def _listed(portfolio: Portfolio) -> tuple[Entry, ...]:
    listed = entries(portfolio)
    paper = portfolio.paper
    if paper is None or not paper.asked.weighing:
        return listed
    return (*listed, Entry(WEIGHTS, "Weights of the criteria", int(weights_open(portfolio))))

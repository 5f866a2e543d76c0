"""Editing the plan by hand: the chosen initiative, what the plan breaks, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.funding import Breach, Judged, Pick, verdict_on
from portfolio.model import in_order
from portfolio.model.text import quoted, visible
from portfolio.report import fated
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow import Flow
from ui.widgets.still import StillCombo
from ui.widgets.wrapped_list import WrappedList

if TYPE_CHECKING:
    from portfolio.analysis import Results

_HINT = "Click the mark of a line, or press Enter on it, to switch it on or off."
_FITS = "Every limit and rule is kept."
_LINES = 3


class HandCard(QFrame):
    """On or off, size and start of the chosen one; the limits and rules that break."""

    #: the chosen initiative is to be switched on or off
    toggle_requested = Signal()
    #: the chosen initiative is to be funded like this; payload: Pick
    pick_chosen = Signal(object)
    #: back to the best plan
    back_requested = Signal()
    #: keep what was switched as forced in and out
    keep_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel()
        self._fate = QLabel()
        self._toggle = QPushButton()
        self._level = StillCombo()
        self._start = StillCombo()
        self._breaks = QLabel()
        self._list = WrappedList("What the plan by hand breaks")
        self._back = QPushButton("Back to the best plan")
        self._keep = QPushButton("Keep as forced in / out…")
        self._levels: list[str] = []
        self._starts: list[str] = []
        self._breaches: tuple[Breach, ...] = ()
        self._lay_out()
        self._connect()

    def show_judged(self, results: Results, judged: Judged, key: str, changed: int) -> None:
        """Show a plan by hand.

        Args:
            results: with the best plan.
            judged: what the plan by hand breaks.
            key: the chosen initiative; empty: none.
            changed: how many initiatives are switched or funded otherwise than in the best plan.
        """
        self._show_chosen(results, judged, key)
        best = results.plan
        kept = _FITS if best is None else verdict_on(judged, best)
        self._show_breaches(judged.breaches, kept)
        self._keep.setEnabled(changed > 0)

    def _show_chosen(self, results: Results, judged: Judged, key: str) -> None:
        record = results.portfolio.initiatives.get(key)
        self._toggle.setEnabled(record is not None)
        if record is None:
            self._name.show_text("Edit by hand")
            self._fate.setText(_HINT)
            self._show_choices([], "", self._level)
            self._show_choices([], "", self._start)
            self._toggle.setText("Switch on")
            return
        on, name = key in judged.plan.chosen, quoted(record.name)
        self._name.show_text(record.name or "(no name)")
        self._fate.setText(fated(results.portfolio, judged.plan, key).words)
        self._toggle.setText("Switch off" if on else "Switch on")
        self._toggle.setAccessibleName(f"Switch {name} {'off' if on else 'on'}")
        levels = [(i, level.name) for i, level in in_order(record.levels)] if on else []
        periods = results.portfolio.periods
        starts = [(i, periods[i].name) for i in judged.plan.period_ids if i in record.starts]
        span = judged.plan.spans.get(key)
        self._levels = [i for i, _ in levels]
        self._starts = [i for i, _ in starts] if on else []
        self._show_choices(levels, judged.plan.chosen.get(key, ""), self._level)
        self._show_choices(starts if on else [], span.start if span else "", self._start)

    def _show_choices(
        self, entries: Sequence[tuple[str, str]], current: str, combo: StillCombo
    ) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            for _, name in entries:
                combo.addItem(visible(name) or "(no name)")
            keys = [key for key, _ in entries]
            combo.setCurrentIndex(keys.index(current) if current in keys else -1)
        combo.setVisible(len(entries) > 1)

    def _show_breaches(self, breaches: tuple[Breach, ...], kept: str) -> None:
        self._breaks.setText(f"Breaks {len(breaches)}:" if breaches else kept)
        self._list.setVisible(bool(breaches))
        if breaches != self._breaches:
            self._breaches = breaches
            self._list.clear()
            for breach in breaches:
                self._list.add_sentence(visible(breach.sentence))
            self._list.fit()

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._name.setProperty("role", "heading")
        self._breaks.setProperty("role", "strong")
        self._breaks.setWordWrap(True)
        self._fate.setProperty("role", "muted")
        self._fate.setTextFormat(Qt.TextFormat.PlainText)
        self._fate.setWordWrap(True)
        self._level.setAccessibleName("Size by hand")
        self._start.setAccessibleName("Start by hand")
        self._keep.setToolTip(
            "Force in what was switched on and force out what was switched off, with a reason. "
            "What has several sizes or starts is kept at the one chosen here."
        )
        chosen = Flow()
        for part in (self._toggle, self._level, self._start):
            chosen.addWidget(part)
        out = Flow()
        for part in (self._back, self._keep):
            out.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._fate)
        head.addLayout(words, 3)
        head.addLayout(chosen, 2)
        down = QVBoxLayout(self)
        down.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        down.setSpacing(SPACE // 2)
        down.addLayout(head)
        down.addWidget(self._breaks)
        self._list.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        down.addWidget(self._list, 1)
        # Takes what the list leaves, so that the words stay at the top.
        down.addStretch(0)
        down.addLayout(out)

    def _connect(self) -> None:
        self._toggle.clicked.connect(self.toggle_requested)
        self._back.clicked.connect(self.back_requested)
        self._keep.clicked.connect(self.keep_requested)
        for combo in (self._level, self._start):
            combo.activated.connect(self._choose)

    def _choose(self, _index: int) -> None:
        level, start = self._level.currentIndex(), self._start.currentIndex()
        self.pick_chosen.emit(
            Pick(
                self._levels[level] if 0 <= level < len(self._levels) else "",
                self._starts[start] if 0 <= start < len(self._starts) else "",
            )
        )


def stacked(*parts: QWidget) -> QWidget:
    """Return parts in one place, of which those that are shown share the room."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return whole

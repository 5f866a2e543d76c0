"""The plans of record: what each holds, and which of it no longer does."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import PlanOfRecord, PlanState
from portfolio.model.text import visible
from portfolio.report.log_rows import PROMISE
from portfolio.report.of_record_standing import Standing
from portfolio.report.record_rows import RecordRow, record_rows
from portfolio.report.record_words import record_facts, record_line
from ui.pages.decision_parts.fitted_table import FittedTable
from ui.tables import Column, Row
from ui.theme import SPACE, Theme
from ui.widgets.beginning import beginning
from ui.widgets.card import card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow import Flow
from ui.widgets.splitter import split
from ui.widgets.unbroken import unbroken
from ui.widgets.wrapped_list import WrappedList

_EMPTY, _FULL = range(2)
_NOTHING = (
    "A plan of record keeps what is planned and decided, with everything that it followed from. "
    "Later this page says which of it no longer holds, and why."
)
_KEY = Qt.ItemDataRole.UserRole
_PROVES = "Puts each change since then back alone, and plans anew"
_CHOOSE = "Choose a line above first: this finds which change since then moved it"
_LOOKING = "Holding it against the plan of now…"
_OLD = "updating…"


_TONES: dict[PlanState, str] = {
    "funded": "funded",
    "running": "funded",
    "forced": "forced",
    "deferred": "text",
    "cut": "muted",
}


def line_columns() -> list[Column[RecordRow]]:
    """Return the columns of what is in a plan of record."""
    return [
        Column("name", "Initiative", lambda row: row.name, width=24, searched=True),
        Column("state", "Frozen as", lambda row: row.words, tone=_tone, width=23),
        Column(
            "rank",
            "Rank",
            lambda row: "" if row.rank is None else f"{row.rank:,}",
            "number",
            sort=lambda row: row.rank,
            width=6,
        ),
        Column("reason", "Why", lambda row: row.reason, width=40),
    ]


def _tone(row: RecordRow) -> str:
    return _TONES[row.state]


class PlansView(QWidget):
    """The list of them, the last one first, and what there is to say of the chosen one."""

    #: another one was chosen; payload: its id
    plan_chosen = Signal(str)
    #: the first plan of record is to be made
    freeze_requested = Signal()
    #: its inputs are to be opened; payload: its id
    inputs_requested = Signal(str)
    #: the document is to be compared with it; payload: its id
    comparison_requested = Signal(str)
    #: what moved a line of it is to be found; payload: its id, initiative id
    proof_requested = Signal(str, str)
    #: a line of it was chosen; payload: initiative id
    initiative_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._plans: Mapping[str, PlanOfRecord] = {}
        self._fingerprints: Mapping[str, str] = {}
        self._said: tuple[object, ...] = ()
        self.list = WrappedList("Plans of record, the last one first")
        self._title, self._facts = ElidedLabel(), QLabel()
        self.fingerprint, self.state = QLineEdit(), QLabel()
        self._proven = QWidget()
        self.lapses = WrappedList("What no longer holds, and why")
        self.inputs, self.compare = QPushButton("Open its inputs"), QPushButton("Compare with now")
        self.prove = QPushButton("Which change was it?")
        self.proof, self.lines = QLabel(), FittedTable(line_columns(), theme, "reason")
        self._detail: QFrame
        self._freeze = QPushButton("Freeze plan of record…")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def key(self) -> str:
        """Id of the chosen one; empty without any."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_KEY))

    def show_plans(
        self, plans: Mapping[str, PlanOfRecord], fingerprints: Mapping[str, str], *, locked: bool
    ) -> None:
        """Show the plans of record, keeping the one that is chosen unless there is a new one.

        Args:
            plans: by id.
            fingerprints: of the log, each as of the entry of that plan.
            locked: nothing can be frozen.
        """
        self._freeze.setEnabled(not locked)
        if plans is self._plans:
            return
        chosen, before, self._plans = self.key, self._plans, plans
        self._fingerprints = fingerprints
        self._stack.setCurrentIndex(_FULL if plans else _EMPTY)
        ordered = sorted(plans.items(), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
        self.list.blockSignals(True)
        self.list.clear()
        for key, record in ordered:
            title = visible(record.title) or "(no title)"
            self.list.add_sentence(f"{title}\n{record_line(record)}").setData(_KEY, key)
        self.list.fit()
        keys = [key for key, _ in ordered]
        chosen = next((key for key in keys if key not in before), chosen)
        self.list.setCurrentRow(keys.index(chosen) if chosen in keys else 0 if keys else -1)
        self.list.blockSignals(False)
        self._show_chosen()

    def show_standing(self, standing: Standing | None, *, outdated: bool) -> None:
        """Show how the chosen one stands against the plan of now."""
        said = (self.key, standing, outdated)
        if said == self._said:
            return
        self._said = said
        words = _LOOKING if standing is None else standing.sentence
        self.state.setText(unbroken(f"{_OLD} {words}" if outdated else words))
        self.lapses.clear()
        for lapse in () if standing is None else standing.lapses:
            item = self.lapses.add_sentence(unbroken(visible(lapse.sentence)))
            item.setData(_KEY, lapse.initiative)
        self.lapses.fit()
        self.lapses.setEnabled(not outdated)
        self.lapses.setVisible(self.lapses.count() > 0)
        self.show_proof("")
        self._show_provable()

    def show_proof(self, sentence: str) -> None:
        """Show what moved the chosen line; empty for nothing."""
        self.proof.setText(unbroken(visible(sentence)))
        self.proof.setVisible(bool(sentence))

    def _show_chosen(self) -> None:
        record = self._plans.get(self.key)
        self._detail.setEnabled(record is not None)
        if record is not None:
            self._title.show_text(record.title or "(no title)")
            self._facts.setText(unbroken("\n".join(record_facts(record))))
            fingerprint = self._fingerprints.get(self.key, "")
            self.fingerprint.setText(fingerprint)
            self.fingerprint.setCursorPosition(0)
            self._proven.setVisible(bool(fingerprint))
            self.lines.show_rows(Row(row.key, row) for row in record_rows(record))

    @property
    def _line(self) -> str:
        """Id of the initiative of the chosen line; empty without any."""
        item = self.lapses.currentItem()
        return "" if item is None else str(item.data(_KEY))

    def _show_provable(self) -> None:
        self.prove.setVisible(self.lapses.count() > 0)
        self.prove.setEnabled(self.lapses.isEnabled() and bool(self._line))
        self.prove.setToolTip(_PROVES if self._line else _CHOOSE)

    def _choose(self) -> None:
        self._show_chosen()
        self.plan_chosen.emit(self.key)

    def _go_to(self, item: QListWidgetItem) -> None:
        self.initiative_chosen.emit(str(item.data(_KEY)))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._choose())
        self.lapses.itemActivated.connect(self._go_to)
        self.lines.row_activated.connect(self.initiative_chosen)
        self._freeze.clicked.connect(self.freeze_requested)
        self.lapses.currentRowChanged.connect(lambda _row: self._show_provable())
        self.inputs.clicked.connect(lambda: self.inputs_requested.emit(self.key))
        self.compare.clicked.connect(lambda: self.comparison_requested.emit(self.key))
        self.prove.clicked.connect(lambda: self.proof_requested.emit(self.key, self._line))

    def _lay_out(self) -> None:
        for label, role in ((self._facts, "muted"), (self.state, "strong"), (self.proof, "")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._title.setProperty("role", "heading")
        self.inputs.setToolTip("Opens what it followed from, as a read-only document of its own")
        verbs = Flow()
        self.compare.setToolTip("Opens the page that says what changed since")
        for button in (self.prove, self.compare, self.inputs):
            verbs.addWidget(button)
        self.lines.setAccessibleName("What is in the plan of record")
        self._lay_out_fingerprint()
        said = (self._title, self._facts, self._proven, self.state, self.lapses, self.proof)
        detail = card("", *said, self.lines)
        inside = detail.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(verbs)
        self._detail = detail
        chooser = card("", self.list)
        across = split(Qt.Orientation.Horizontal, "plans", (chooser, 28), (detail, 72))
        self._stack.addWidget(beginning("No plan of record yet", _NOTHING, [self._freeze]))
        self._stack.addWidget(across)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(self._stack)

    def _lay_out_fingerprint(self) -> None:
        self.fingerprint.setReadOnly(True)
        self.fingerprint.setAccessibleName("Fingerprint of the log as it was frozen")
        self.fingerprint.setToolTip(f"Of the log as it was frozen. {PROMISE}")
        words = QLabel("Fingerprint")
        words.setProperty("role", "muted")
        words.setBuddy(self.fingerprint)
        self._proven.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(self._proven)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        across.addWidget(words)
        across.addWidget(self.fingerprint, 1)

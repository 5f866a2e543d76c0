"""The side of the page: one initiative, what the plan says of it, and the form to decide."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from portfolio.model import Decision, Portfolio
from ui.overrides import guarded
from ui.pages.choice_rows import ChoiceRow, ChoiceRows
from ui.pages.decision_parts.fields import DecisionFields
from ui.theme import SPACE, Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filling import lay_out_now, show_parts
from ui.widgets.flow import Flow
from ui.widgets.unbroken import unbroken

_LEAST_LETTERS, _LEAST_LINES = 44, 14
#: Beyond that the table has more use for the room.
_MOST_LETTERS = 72
_NOTHING = (
    "Choose an initiative. F funds it, C funds it with conditions, D defers it, X cuts it; "
    "Enter goes to the form."
)
_MAKING = "The form comes in a moment."


@dataclass(frozen=True, slots=True)
class Subject:
    """What the panel is about.

    Attributes:
        keys: of the initiatives to decide on.
        title: its name; of several, how many they are.
        names: of all of them.
        status: what the plan says, and what was decided, a line each.
        warning: why the decision no longer holds, and which other was made; empty for nothing.
        decision: as it would be recorded; of several, that of the first.
        begun: whether something was entered that is not recorded.
        needs_reason: whether a reason has to be given.
        locked: why nothing can be recorded, as a sentence; empty when it can.
        record: what the button says; empty while there is nothing new to record.
        earlier: id and sentence of each earlier decision, the last one first.
        withdrawable: the ids of those that can be withdrawn.
    """

    keys: tuple[str, ...]
    title: str
    names: str
    status: tuple[str, ...]
    warning: str
    decision: Decision
    begun: bool
    needs_reason: bool
    locked: str
    record: str
    earlier: tuple[tuple[str, str], ...] = ()
    withdrawable: frozenset[str] = frozenset()


class DecisionPanel(QFrame):
    """Names and status above, fields in the middle, what records them below."""

    #: the decision is to be recorded
    record_requested = Signal()
    #: what was entered is to be forgotten
    discard_requested = Signal()
    #: a decision is to be withdrawn; payload: its id
    withdraw_requested = Signal(str)
    #: the form was made; payload: DecisionFields
    form_made = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._subject: Subject | None = None
        self._fields: DecisionFields | None = None
        self._title, self._status, self._warning = ElidedLabel(), QLabel(), QLabel()
        self._problem, self._locked = QLabel(), QLabel()
        self._discard, self._record = QPushButton("Discard"), QPushButton()
        self._earlier_title = QLabel("Decided so far")
        self._earlier = ChoiceRows("Earlier decisions on it")
        self._nothing, self._scroll = QLabel(_MAKING), QScrollArea()
        self._body, self._foot = QWidget(), QWidget()
        self._down, self._inside = QVBoxLayout(self), QVBoxLayout(self._body)
        self._lay_out()
        self._record.clicked.connect(self.record_requested)
        self._discard.clicked.connect(self.discard_requested)
        self._earlier.choice_made.connect(self._withdraw)
        theme.theme_changed.connect(self._limit)
        self._limit()

    @property
    def has_form(self) -> bool:
        """Whether the form is made: that takes as long as all the rest of the page."""
        return self._fields is not None

    @property
    def fields(self) -> DecisionFields:
        """The form, made when it is first asked for."""
        return self._fields or self.make_form()

    def make_form(self) -> DecisionFields:
        """Make the form, to be shown with the next subject."""
        fields = self._fields = DecisionFields(self._theme)
        self._down.insertWidget(self._down.indexOf(self._scroll), fields.option)
        self._inside.insertWidget(self._inside.indexOf(self._warning) + 1, fields)
        for layout in (self._inside, self._down):
            show_parts(layout)
        self.form_made.emit(fields)
        return fields

    @property
    def keys(self) -> tuple[str, ...]:
        """Ids of the initiatives that the form is about."""
        return () if self._subject is None else self._subject.keys

    def leave(self) -> None:
        """Let what is being typed reach the initiative that it was typed for."""
        focused = None if self._fields is None else self._fields.focusWidget()
        if focused is not None and focused.hasFocus():
            focused.clearFocus()

    def show_subject(self, portfolio: Portfolio, subject: Subject | None) -> None:
        """Show what is to be decided; None while nothing is selected."""
        for part in (self._title, self.fields.option, self._scroll, self._foot):
            part.setVisible(subject is not None)
        self._nothing.setText(_NOTHING)
        self._nothing.setVisible(subject is None)
        before, self._subject = self._subject, subject
        moved = subject is None or before is None or subject.keys != before.keys
        if before is None or subject is None or subject.decision != before.decision:
            # What was wrong with it may be mended: recording tells what is left.
            self.show_problem("")
        if moved:
            self._scroll.verticalScrollBar().setValue(0)
        if subject is None:
            return
        self._title.show_text(subject.title)
        self._status.setToolTip(html.escape(subject.names))
        self._status.setText(unbroken("\n".join(subject.status)))
        self._status.setVisible(bool(subject.status))
        self._warning.setText(unbroken(subject.warning))
        self._warning.setVisible(bool(subject.warning))
        one = len(subject.keys) == 1
        self.fields.show_decision(portfolio, subject.decision, one=one)
        self.fields.need_reason(needed=subject.needs_reason)
        self.fields.lock(locked=bool(subject.locked))
        self._locked.setText(subject.locked)
        self._locked.setVisible(bool(subject.locked))
        self._record.setText(subject.record or "Recorded")
        self._record.setEnabled(self.can_record)
        self._discard.setVisible(subject.begun)
        self._show_earlier(subject.earlier, subject)
        lay_out_now()

    @property
    def can_record(self) -> bool:
        """Whether the form holds something that can be recorded."""
        subject = self._subject
        return subject is not None and bool(subject.record) and not subject.locked

    def show_problem(self, text: str) -> None:
        """Say what is wrong with what was entered; empty for nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def go_to(self, field: str) -> None:
        """Give the keyboard to what is to be entered: a name of a field of ``Decision``."""
        widget = self.fields.field(field)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        lay_out_now()
        # With what belongs to it: the label above, a second line below.
        self._scroll.ensureWidgetVisible(widget, 0, widget.height() * 2)

    @guarded
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.averageCharWidth() * _LEAST_LETTERS
        return QSize(width, metrics.lineSpacing() * _LEAST_LINES)

    def _limit(self) -> None:
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MOST_LETTERS)

    def _show_earlier(self, earlier: Sequence[tuple[str, str]], subject: Subject) -> None:
        rows = [
            ChoiceRow(unbroken(words), button="Withdraw…" if self._can(key, subject) else "")
            for key, words in earlier
        ]
        self._earlier_title.setVisible(bool(rows))
        self._earlier.show_rows(rows)

    def _can(self, key: str, subject: Subject) -> bool:
        return key in subject.withdrawable and not subject.locked

    def _withdraw(self, number: int) -> None:
        if self._subject is not None:
            self.withdraw_requested.emit(self._subject.earlier[number][0])

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName("The decision on the selected initiative")
        self._title.setProperty("role", "heading")
        self._record.setProperty("role", "primary")
        self._discard.setToolTip("Forget what was entered and not recorded")
        for label, role in (
            (self._status, "muted"),
            (self._warning, "warning"),
            (self._nothing, "muted"),
            (self._problem, "error"),
            (self._locked, "warning"),
            (self._earlier_title, "strong"),
        ):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._problem.setVisible(False)
        layout = self._down
        layout.setContentsMargins(SPACE * 2, SPACE + SPACE // 2, SPACE, SPACE)
        layout.setSpacing(SPACE)
        for part in (self._title, self._nothing):
            layout.addWidget(part)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)
        layout.addStretch(0)
        self._lay_out_body()
        self._lay_out_foot()
        for later in (self._title, self._scroll, self._foot):
            later.setVisible(False)

    def _lay_out_body(self) -> None:
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside.setContentsMargins(0, 0, SPACE, 0)
        self._inside.setSpacing(SPACE)
        for part in (self._status, self._warning, self._earlier_title, self._earlier):
            self._inside.addWidget(part)
        self._inside.addStretch(1)

    def _lay_out_foot(self) -> None:
        buttons = Flow()
        buttons.addWidget(self._record)
        buttons.addWidget(self._discard)
        down = QVBoxLayout(self._foot)
        down.setContentsMargins(0, 0, SPACE, 0)
        down.setSpacing(SPACE)
        for part in (self._problem, self._locked):
            down.addWidget(part)
        down.addLayout(buttons)

"""Everything about the selected initiative, in sections that fold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.overrides import guarded
from ui.pages.initiatives_parts.demand_part import DemandPart
from ui.pages.initiatives_parts.ending_part import EndingPart
from ui.pages.initiatives_parts.facts_compute import ComputePart
from ui.pages.initiatives_parts.facts_fields import figure_id
from ui.pages.initiatives_parts.facts_first import FirstPart
from ui.pages.initiatives_parts.facts_kill import KillPart
from ui.pages.initiatives_parts.facts_part import FactsPart
from ui.pages.initiatives_parts.facts_sections import COMPUTE, FIRST, FOLDED, KILL
from ui.pages.initiatives_parts.field_grid import FieldGrid, Place
from ui.pages.initiatives_parts.fields import Field
from ui.pages.initiatives_parts.folding import Folding
from ui.pages.initiatives_parts.levels_part import LevelsPart
from ui.pages.initiatives_parts.notes_part import CommentsPart
from ui.pages.initiatives_parts.ratings_part import RatingsPart
from ui.pages.initiatives_parts.rules_part import RulesPart
from ui.pages.initiatives_parts.timing_part import TIMING, TimingPart
from ui.pages.initiatives_parts.verdict_part import VerdictPart
from ui.tables import Row
from ui.theme import SPACE
from ui.widgets.form_section import FormSection

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FOLDED_AT_FIRST = frozenset((COMPUTE, *FOLDED, KILL))
_LEAST_LETTERS, _LEAST_LINES = 42, 12
_WHAT = (
    Place("name", "Name", wide=True),
    Place("code"),
    Place("category"),
    Place("unit"),
    Place("owner"),
    Place("sponsor"),
    Place("stage"),
    Place("status"),
    Place("start"),
    Place("end"),
    Place("tags", wide=True),
    Place("goal", wide=True, lines=True),
    Place("evidence", wide=True, lines=True),
)
_BENEFIT = (
    Place("benefit_low", "Low"),
    Place("benefit", "Likely"),
    Place("benefit_high", "High"),
    Place("probability"),
    Place("benefit_delay"),
    Place("benefit_unit", "Unit"),
    Place("benefit_kind", "Kind"),
    Place("benefit_source", "Source", wide=True),
)
_NOTES = (Place("notes", wide=True, lines=True, bare=True),)


class _Part(Protocol):
    """A part of the form that shows one initiative."""

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show one initiative."""


class InitiativeForm(QScrollArea):
    """The form at the right of the table."""

    #: a field was typed into; payload: initiative id, column id, text
    field_typed = Signal(str, str, str)
    #: an action was asked for; payload: its id
    action_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._last: QWidget | None = None
        self._verdict = VerdictPart(context.theme)
        self._grids = _field_grids()
        demand, levels = DemandPart(context), LevelsPart(context)
        timing, ending = TimingPart(context, self._grids["Timing"]), EndingPart(context)
        ratings, rules, comments = RatingsPart(context), RulesPart(context), CommentsPart(context)
        first = FirstPart(context)
        self._facts = {FIRST: first, **_folded_facts(context)}
        parts = (self._verdict, demand, levels, ratings, rules, comments, timing, ending)
        self._parts: tuple[_Part, ...] = (*parts, *self._facts.values())
        self._sections = {
            title: FormSection(title, content)
            for title, content in (
                ("What it is", self._grids["What it is"]),
                (FIRST, first),
                ("Benefit", self._grids["Benefit"]),
                ("Demand", demand),
                ("Timing", timing),
                ("If stopped", ending),
                *((title, part) for title, part in self._facts.items() if part is not first),
                ("Funding levels", levels),
                ("Ratings", ratings),
                ("Rules", rules),
                ("Notes", self._grids["Notes"]),
                ("Comments", comments),
            )
        }
        ending.wanted.connect(self._sections["If stopped"].setVisible)
        timing.follow(self._sections["Timing"].head)
        rules.follow(self._sections["Rules"].head)
        first.question_chosen.connect(self._go_to)
        self._lay_out()
        self._folding = Folding(context.settings, self._sections, _FOLDED_AT_FIRST)
        self._connect()
        self._folding.restore()

    @property
    def shows_one(self) -> bool:
        """Whether there is an initiative in it."""
        return bool(self._key)

    def show_fields(self, fields: dict[str, Field]) -> None:
        """Take the columns that the fields read and write through."""
        for title, grid in self._grids.items():
            grid.show_fields(fields)
            grid.follow(self._sections[title].head)
        for title, part in self._facts.items():
            part.follow(self._sections[title].head)
            part.show_fields(fields)

    def take_keyboard(self) -> None:
        """Go to where the keyboard was last in the form, at first to the name."""
        last = self._last
        if last is None or not isValid(last) or not last.isVisibleTo(self):
            last = self._grids["What it is"].widget("name")
        last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(last)

    def show_section(self, title: str) -> None:
        """Open a section, bring it to the top, and give its heading the keyboard."""
        section = self._sections[title]
        section.open(shown=True)
        section.head.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, lambda: self._scroll_to(section))

    def show_fact(self, figure: str) -> None:
        """Go to the field of a figure; without one, to what the lessons ask first."""
        if figure:
            self._go_to(figure_id(figure))
        else:
            self.show_section(FIRST)

    def _scroll_to(self, section: FormSection) -> None:
        """Bring a section to the top, now that what was made for it has its place."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.verticalScrollBar().setValue(self._body.y() + section.y())

    def give_keyboard(self) -> bool:
        """Whether the form has the keyboard; where in it is remembered."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus() or not self.isAncestorOf(focused):
            return False
        self._last = focused
        return True

    def show_row(self, results: Results, row: Row[InitiativeLine] | None) -> None:
        """Show one initiative, or that none is selected."""
        self._body.setVisible(row is not None)
        # A button that is held down takes no part any more in what is gone.
        self._body.setEnabled(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            self._key = ""
            return
        if row.key != self._key:
            self._leave()
            self.verticalScrollBar().setValue(0)
        self._key = row.key
        for part in self._parts:
            part.show_row(results, row)
        for grid in self._grids.values():
            grid.show_row(row)

    @guarded
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.averageCharWidth() * _LEAST_LETTERS
        return QSize(width, metrics.lineSpacing() * _LEAST_LINES)

    def _leave(self) -> None:
        """Let what is being typed reach the initiative it was typed for."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and focused.hasFocus():
            focused.clearFocus()

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._nothing = QLabel("Select an initiative to see and edit everything about it.")
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self.setWidgetResizable(True)
        self.setAccessibleName("The selected initiative")
        # Tab goes to its fields: around the form itself no frame would show where one is.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(SPACE * 2, 0, SPACE, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._body)
        column.addStretch(1)
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._verdict)
        for section in self._sections.values():
            layout.addWidget(section)
        self.setWidget(outer)
        self._body.setVisible(False)

    def _connect(self) -> None:
        self._verdict.action_requested.connect(self.action_requested)
        for grid in self._grids.values():
            grid.field_typed.connect(self._type)
            grid.field_left.connect(self._context.document.end_gesture)
        for title, part in self._facts.items():
            part.field_typed.connect(self._type)
            self._sections[title].toggled.connect(part.open)
            part.open(self._sections[title].is_open)
        for section in self._sections.values():
            section.toggled.connect(self._folding.remember)

    def _type(self, column: str, text: str) -> None:
        self.field_typed.emit(self._key, column, text)

    def _go_to(self, field: str) -> None:
        """Open the section that asks for something, and give its field the keyboard."""
        title = next((t for t, part in self._facts.items() if part.asks(field)), "")
        title = title or next((t for t, grid in self._grids.items() if grid.asks(field)), "Demand")
        section = self._sections[title]
        section.open(shown=True)
        widget: QWidget | None = section.head
        if title in self._facts:
            widget = self._facts[title].widget(field)
        elif title in self._grids:
            widget = self._grids[title].widget(field)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, self, partial(self._bring, widget))

    def _bring(self, widget: QWidget) -> None:
        """Bring a field into sight, now that what was made for it has its place."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(widget)


def _field_grids() -> dict[str, FieldGrid]:
    """Return the plain fields, by the titles of their sections."""
    return {
        "What it is": FieldGrid(_WHAT),
        "Benefit": FieldGrid(_BENEFIT, across=3),
        "Timing": FieldGrid(TIMING),
        "Notes": FieldGrid(_NOTES),
    }


def _folded_facts(context: Context) -> dict[str, FactsPart]:
    """Return the parts on what the lessons ask besides, by the titles of their sections."""
    parts = {title: FactsPart(context, columns) for title, columns in FOLDED.items()}
    return {COMPUTE: ComputePart(context), **parts, KILL: KillPart(context)}

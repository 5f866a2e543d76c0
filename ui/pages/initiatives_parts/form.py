"""Everything about the selected initiative, in sections that fold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.overrides import guarded
from ui.pages.initiatives_parts.demand_part import DemandPart
from ui.pages.initiatives_parts.ending_part import EndingPart
from ui.pages.initiatives_parts.field_grid import FieldGrid, Place
from ui.pages.initiatives_parts.fields import Field
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

_FOLDED = "initiatives/folded"
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
        self._grids = {
            "What it is": FieldGrid(_WHAT),
            "Benefit": FieldGrid(_BENEFIT, across=3),
            "Timing": FieldGrid(TIMING),
            "Notes": FieldGrid(_NOTES),
        }
        demand, levels = DemandPart(context), LevelsPart(context)
        timing, ending = TimingPart(context, self._grids["Timing"]), EndingPart(context)
        ratings, rules, comments = RatingsPart(context), RulesPart(context), CommentsPart(context)
        parts = (self._verdict, demand, levels, ratings, rules, comments, timing, ending)
        self._parts: tuple[_Part, ...] = parts
        self._sections = {
            title: FormSection(title, content)
            for title, content in (
                ("What it is", self._grids["What it is"]),
                ("Benefit", self._grids["Benefit"]),
                ("Demand", demand),
                ("Timing", timing),
                ("If stopped", ending),
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
        self._lay_out()
        self._connect()
        self._restore()

    def show_fields(self, fields: dict[str, Field]) -> None:
        """Take the columns that the fields read and write through."""
        for title, grid in self._grids.items():
            grid.show_fields(fields)
            grid.follow(self._sections[title].head)

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

    def _scroll_to(self, section: FormSection) -> None:
        """Bring a section to the top once its place is known."""
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
        for section in self._sections.values():
            section.toggled.connect(self._remember)

    def _type(self, column: str, text: str) -> None:
        self.field_typed.emit(self._key, column, text)

    def _remember(self) -> None:
        folded = [title for title, section in self._sections.items() if not section.is_open]
        self._context.settings.remember_layout("splitters", _FOLDED, json.dumps(folded))

    def _restore(self) -> None:
        text = self._context.settings.layout_of("splitters", _FOLDED)
        folded = text or "[]"
        for title, section in self._sections.items():
            section.open(shown=f'"{title}"' not in folded)

"""Everything that led to a finding, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from portfolio.model.text import visible
from portfolio.report.finding_words import finding_blocks
from ui.pages.choice_rows import ChoiceRow, ChoiceRows
from ui.theme import SPACE
from ui.widgets.emptying import empty
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.funding import RulePrice
    from portfolio.lessons import Finding
    from ui.pages.finding_verbs import FindingVerbs
    from ui.pages.gate_choices import Choice

_FIRST, _WAYS_OUT, _LIMITS = "What it says", "What would turn it green", "Held against"


class FindingDetail(QWidget):
    """What would turn it green, gates, formula, limits, figures and chance, under headings."""

    def __init__(self, verbs: FindingVerbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._shown: object = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(SPACE, 0, SPACE, SPACE)
        self._down.setSpacing(SPACE // 4)

    def show_finding(self, found: Finding, prices: Mapping[str, RulePrice]) -> None:
        """Show one finding; ``prices`` are those of the rules, by id."""
        funding = self._verbs.funding(found, prices)
        shown = (found, [line for line, _ in funding])
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._down)
        for block in finding_blocks(found):
            if block.title == _WAYS_OUT:
                self._add_choices(block.title, self._verbs.turns(found))
            elif block.title == _LIMITS and any(part.limits for part in found.parts):
                self._add_choices(block.title, self._verbs.limits(block.lines))
            else:
                self._add(block.title, _lines(block.lines))
            if block.title == _FIRST:
                self._add_choices("Not stated", self._verbs.missing(found))
                self._add_choices("Funding", funding)

    def _add_choices(self, title: str, choices: Sequence[tuple[str, Choice | None]]) -> None:
        if not choices:
            return
        rows = ChoiceRows(title)
        runs: dict[int, Callable[[], None]] = {}
        shown = []
        for number, (text, choice) in enumerate(choices):
            shown.append(
                ChoiceRow(unbroken(visible(text)), button="" if choice is None else choice[0])
            )
            if choice is not None:
                runs[number] = choice[2]
        rows.show_rows(shown)
        rows.choice_made.connect(lambda number: runs[number]())
        self._add(title, rows)

    def _add(self, title: str, part: QWidget) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "strong")
        heading.setContentsMargins(0, SPACE // 2, 0, 0)
        self._down.addWidget(heading)
        self._down.addWidget(part)


def _lines(lines: Sequence[str]) -> QLabel:
    label = QLabel("\n".join(unbroken(visible(line)) for line in lines))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

"""The rules that concern one initiative, with a way to add one and to take one away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.edit import add_rule, force, remove_rules
from portfolio.errors import PortfolioError
from portfolio.model import Rule, RuleKind, in_order, new_id
from portfolio.model.text import quoted, visible
from portfolio.report.initiative_lines import InitiativeLine
from portfolio.report.rule_sentences import rules_about
from ui.context import Context
from ui.tables import Row
from ui.theme import SPACE
from ui.widgets.form_field import StillCombo

if TYPE_CHECKING:
    from portfolio.analysis import Results

_KINDS: tuple[tuple[RuleKind, str], ...] = (
    ("requires", "requires"),
    ("excludes", "excludes"),
    ("mandated", "must be funded: mandated"),
    ("force_in", "is forced in"),
    ("force_out", "is forced out"),
)
_PAIRED = ("requires", "excludes")
_LONGEST = 60


class RulesPart(QWidget):
    """One sentence a rule; a new one is said from left to right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._shown: tuple[object, ...] | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self._list = QVBoxLayout()
        self._kind = StillCombo()
        self._other = StillCombo()
        self._reason = QLineEdit()
        self._add = QPushButton("Add the rule")
        self._lay_out()
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._add.clicked.connect(self._add_rule)
        self._show_kind()

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the rules about one initiative."""
        self._key = row.key
        rules = rules_about(results.portfolio, row.key)
        shown = (row.key, tuple((key, sentence) for key, _, sentence in rules))
        if shown != self._shown:
            self._shown = shown
            self._show_rules([(key, sentence) for key, _, sentence in rules])
        self._offer(results)

    def _show_rules(self, rules: list[tuple[str, str]]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not rules:
            nothing = QLabel("No rule concerns it.")
            nothing.setProperty("role", "muted")
            self._list.addWidget(nothing)
        for key, sentence in rules:
            self._list.addWidget(_RuleLine(sentence, self._remover(key, sentence)))

    def _offer(self, results: Results) -> None:
        """List the initiatives, keeping the one chosen."""
        initiatives = tuple(
            (key, record.name) for key, record in in_order(results.portfolio.initiatives)
        )
        if initiatives == self._offered:
            return
        self._offered = initiatives
        chosen = self._other.currentData()
        self._other.clear()
        for key, name in initiatives:
            self._other.addItem(visible(name)[:_LONGEST] or "(no name)", key)
        self._other.setCurrentIndex(self._other.findData(chosen) if chosen else -1)

    def _show_kind(self) -> None:
        kind = self._kind.currentData()
        self._other.setVisible(kind in _PAIRED)
        needed = kind in ("force_in", "force_out")
        self._reason.setPlaceholderText("Why? (needed)" if needed else "Why?")

    def _add_rule(self) -> None:
        kind: RuleKind = self._kind.currentData()
        other = self._other.currentData()
        if kind in _PAIRED and other in (None, self._key):
            self._context.messages.notice("Choose another initiative first.")
            self._other.setFocus()
            return
        portfolio = self._context.document.portfolio
        author = self._context.settings.preferences.author
        members = (self._key, other) if kind in _PAIRED else (self._key,)
        rule = Rule(kind, initiatives=members, reason=self._reason.text().strip(), author=author)
        name = quoted(portfolio.initiatives[self._key].name)
        try:
            forced = kind in ("force_in", "force_out")
            add = force if forced else add_rule
            self._context.document.apply(
                f"Add a rule about {name}", add(portfolio, new_id("x"), rule)
            )
        except PortfolioError as error:
            self._context.messages.show_error(error, "The rule was not added")
            return
        self._reason.clear()

    def _remover(self, key: str, sentence: str) -> Callable[[], None]:
        def remove() -> None:
            portfolio = remove_rules(self._context.document.portfolio, (key,))
            short = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"
            self._context.document.apply(f"Remove the rule {short}", portfolio)

        return remove

    def _lay_out(self) -> None:
        for kind, title in _KINDS:
            self._kind.addItem(title, kind)
        self._kind.setAccessibleName("What the new rule says")
        self._other.setAccessibleName("The other initiative")
        self._other.setEditable(True)
        self._other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        completer = QCompleter(self._other.model(), self._other)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._other.setCompleter(completer)
        self._reason.setAccessibleName("Reason for the new rule")
        form = QGridLayout()
        form.setSpacing(SPACE)
        form.addWidget(QLabel("It"), 0, 0)
        form.addWidget(self._kind, 0, 1)
        form.addWidget(self._other, 1, 1)
        form.addWidget(self._reason, 2, 1)
        form.addWidget(self._add, 3, 1, Qt.AlignmentFlag.AlignLeft)
        form.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._list)
        layout.addLayout(form)


class _RuleLine(QWidget):
    """A rule and the button that takes it away."""

    def __init__(self, sentence: str, remove: Callable[[], None]) -> None:
        super().__init__()
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        button = QPushButton("Remove")
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"Remove the rule: {sentence}")
        button.clicked.connect(remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

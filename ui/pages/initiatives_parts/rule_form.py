"""A new rule about one initiative, said from left to right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from portfolio.model import (
    Basis,
    FundingLevel,
    Initiative,
    Period,
    Portfolio,
    Resource,
    RuleKind,
    in_order,
)
from portfolio.model.checks.pins import choices_of
from portfolio.model.rule import PINNING
from portfolio.model.text import quoted, visible
from ui.dialogs.forcing_in import AS_THE_PLAN_CHOOSES
from ui.pages.initiatives_parts.rule_entry import (
    GROUPS,
    RULE_WORDS,
    Part,
    RuleEntry,
    bases_of,
    needs_reason,
    parts_of,
    unit_of,
)
from ui.theme import SPACE
from ui.widgets.still import StillCombo, make_searchable
from ui.widgets.tab_order import tab_through

_Named = Initiative | Period | Resource | FundingLevel
_LONGEST = 60
_LEAST = 12
_SHRINK = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LABELS: dict[Part, str] = {
    "other": "Initiative",
    "group": "Group",
    "condition": "Condition",
    "due": "Due",
    "resource": "Resource",
    "size": "Size",
    "amount": "Amount",
    "basis": "Counted as",
    "period": "Period",
}
_ANY_PERIOD = ("all periods together", None)
_UNTIL_MET = ("barred until it is met", None)
_ANY = (AS_THE_PLAN_CHOOSES, None)
_PERIOD_LABELS: dict[RuleKind, str] = {
    "gate": "Expected by",
    "mandated": "Start",
    "force_in": "Start",
}
#: Fields to type into, with what they show while they are empty.
_HINTS: dict[Part, str] = {"amount": "", "condition": "rights are cleared", "due": "2027-03-01"}
_BASES: dict[Basis, str] = {
    "amount": "an amount",
    "capacity": "a share of the capacity",
    "use": "a share of all use",
    "benefit": "a share of their benefit",
}


class RuleForm(QWidget):
    """Shows the fields that the chosen kind of rule asks for."""

    #: the rule is to be added
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._member = ""
        self._portfolio = Portfolio("")
        self._offered: dict[Part, object] = {}
        self.kind = StillCombo()
        self.lines: dict[Part, QLineEdit] = {part: QLineEdit() for part in _HINTS}
        self.combos: dict[Part, StillCombo] = {
            part: StillCombo() for part in _LABELS if part not in _HINTS
        }
        self.reason = QLineEdit()
        self.add = QPushButton("Add the rule")
        self._labels = {part: QLabel(text) for part, text in _LABELS.items()}
        self._lay_out()
        self._connect()
        self._show_kind()

    def show_member(self, portfolio: Portfolio, member: str) -> None:
        """Take the initiative that the rule is about, and offer what the portfolio has."""
        before, self._member, self._portfolio = self._portfolio, member, portfolio
        if portfolio.initiatives is not before.initiatives:
            self._offer("other", _named(portfolio.initiatives))
        if portfolio.resources is not before.resources:
            self._offer("resource", _named(portfolio.resources))
        record = portfolio.initiatives[member]
        self._offer(
            "group",
            tuple(
                (f"{title} {quoted(str(getattr(record, name)))}", name)
                for name, title in GROUPS.items()
                if getattr(record, name)
            ),
        )
        self._show_kind()

    def entry(self, author: str) -> RuleEntry:
        """Return what was typed and chosen."""
        chosen = {part: combo.currentData() for part, combo in self.combos.items()}
        typed = {part: line.text() for part, line in self.lines.items()}
        return RuleEntry(
            kind=self.kind.currentData(),
            member=self._member,
            other=chosen["other"],
            group=chosen["group"] or "",
            resource=chosen["resource"],
            size=chosen["size"],
            period=chosen["period"],
            amount=typed["amount"],
            basis=chosen["basis"] or "amount",
            condition=typed["condition"],
            due=typed["due"],
            reason=self.reason.text(),
            author=author,
        )

    def clear(self) -> None:
        """Forget what was typed for the rule that was added."""
        for line in (*self.lines.values(), self.reason):
            line.clear()

    def _offer(self, part: Part, entries: tuple[tuple[str, object], ...]) -> None:
        """List entries, keeping the one chosen."""
        combo = self.combos[part]
        if self._offered.get(part) == entries:
            return
        self._offered[part] = entries
        chosen = combo.currentData()
        with QSignalBlocker(combo):
            combo.clear()
            for text, key in entries:
                combo.addItem(text, key)
            found = combo.findData(chosen) if chosen is not None else -1
            combo.setCurrentIndex(found if part == "other" else max(0, found))

    def _show_kind(self) -> None:
        kind = self.kind.currentData()
        shown = self._asked_by(kind)
        for part, label in self._labels.items():
            label.setVisible(part in shown)
            self._field(part).setVisible(part in shown)
        self._labels["period"].setText(_PERIOD_LABELS.get(kind, _LABELS["period"]))
        self._offer_periods(kind)
        self._offer("basis", tuple((_BASES[basis], basis) for basis in bases_of(kind)))
        self.reason.setPlaceholderText("Why? (needed)" if needs_reason(kind) else "Why?")
        self._show_unit()

    def _choices(self) -> tuple[dict[str, FundingLevel], dict[str, Period]]:
        """Return the sizes and starts between which a plan chooses; none where it cannot."""
        record = self._portfolio.initiatives.get(self._member)
        if record is None:
            return {}, {}
        sizes, starts = choices_of(self._portfolio, self._member)
        periods = self._portfolio.periods
        return {key: record.levels[key] for key in sizes}, {key: periods[key] for key in starts}

    def _asked_by(self, kind: RuleKind) -> tuple[Part, ...]:
        """Return what a kind asks for, size and start only where there are several."""
        shown = parts_of(kind)
        if kind not in PINNING:
            return shown
        sizes, starts = self._choices()
        there = {"size": bool(sizes), "period": bool(starts)}
        return tuple(part for part in shown if there.get(part, True))

    def _offer_periods(self, kind: RuleKind) -> None:
        """List the periods, and the sizes, that a kind may ask for."""
        if kind in PINNING:
            sizes, starts = self._choices()
            self._offer("size", (_ANY, *_named(sizes)))
            self._offer("period", (_ANY, *_named(starts)))
            return
        first = _UNTIL_MET if kind == "gate" else _ANY_PERIOD
        self._offer("period", (first, *_named(self._portfolio.periods)))

    def _show_unit(self) -> None:
        unit = unit_of(self.entry(""), self._portfolio)
        self.lines["amount"].setPlaceholderText(f"in {unit}" if unit else "how many")

    def _field(self, part: Part) -> QWidget:
        return self.lines[part] if part in self.lines else self.combos[part]

    def _lay_out(self) -> None:
        for words in RULE_WORDS:
            self.kind.addItem(words.title, words.kind)
        self.kind.setAccessibleName("What the new rule says")
        form = QGridLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE)
        form.addWidget(QLabel("It"), 0, 0)
        form.addWidget(self.kind, 0, 1)
        for line, (part, label) in enumerate(self._labels.items(), 1):
            field = self._field(part)
            label.setBuddy(field)
            field.setAccessibleName(f"{_LABELS[part]} of the new rule")
            form.addWidget(label, line, 0)
            form.addWidget(field, line, 1)
        self.reason.setAccessibleName("Reason for the new rule")
        last = len(self._labels) + 1
        form.addWidget(QLabel("Reason"), last, 0)
        form.addWidget(self.reason, last, 1)
        form.addWidget(self.add, last + 1, 1, Qt.AlignmentFlag.AlignLeft)
        form.setColumnStretch(1, 1)
        for part, hint in _HINTS.items():
            self.lines[part].setPlaceholderText(hint)
        for combo in (self.kind, *self.combos.values()):
            combo.setSizeAdjustPolicy(_SHRINK)
            combo.setMinimumContentsLength(_LEAST)
        make_searchable(self.combos["other"])
        fields = [self._field(part) for part in self._labels]
        tab_through(self.kind, (*fields, self.reason, self.add))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.add.clicked.connect(self.add_requested)
        for part in ("resource", "basis"):
            self.combos[part].currentIndexChanged.connect(self._show_unit)


def _named(records: Mapping[str, _Named]) -> tuple[tuple[str, object], ...]:
    return tuple(
        (visible(record.name)[:_LONGEST] or "(no name)", key) for key, record in in_order(records)
    )

"""Find weights by questions instead of by hand: answers at the left, what follows at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.errors import PortfolioError
from portfolio.model.amounts import percent_text
from ui.dialogs.weighing_forms import BestWorstForm, OrderForm, PairsForm
from ui.theme import SPACE, Theme
from ui.theme.restyle import restyle
from ui.widgets.card import card
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.share_bars import ShareBars, ShareRow
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.ranking.elicited import Elicited, Judgments

_SIZE = (980, 600)
_LINES = 10


class _Way(NamedTuple):
    """One way to find weights: its entry, what to do, and the undo step's label."""

    title: str
    hint: str
    label: str


_WAYS = (
    _Way(
        "Put the criteria in order",
        "1 is the most important. Criteria may share a place.",
        "Set weights from an order of importance",
    ),
    _Way(
        "Compare them in pairs",
        "How many times as important is one as the other? Contradictions are counted and named.",
        "Set weights from comparisons in pairs",
    ),
    _Way(
        "Compare with the most and the least important",
        "Fewer comparisons than in pairs: each criterion with the most important, then with "
        "the least, from 1 (equal) to 9.",
        "Set weights from the most and the least important criterion",
    ),
    _Way(
        "Read off the ratings: spread (entropy)",
        "Criteria on which the initiatives differ more get more. Nobody’s judgment is asked.",
        "Set weights from the spread of the ratings",
    ),
    _Way(
        "Read off the ratings: spread and conflict (CRITIC)",
        "Criteria that differ more, and say something else than the others, get more. Nobody’s "
        "judgment is asked.",
        "Set weights from the spread and conflict of the ratings",
    ),
)


class WeightsDialog(QDialog):
    """Judgments out, weights in; the weights are used when the person says so."""

    #: what follows is wanted; payload: Judgments
    judged = Signal(object)
    #: the weights are to be used; payload: label of the step, Elicited
    weights_chosen = Signal(str, object)

    def __init__(
        self,
        names: Mapping[str, str],
        shares: Mapping[str, float],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._shares = shares
        self._found: Elicited | None = None
        self._way = StillCombo()
        self._hint = QLabel()
        self._forms = [kind(names, shares) for kind in (OrderForm, PairsForm, BestWorstForm)]
        self._stack = QStackedWidget()
        self._bars = ShareBars(theme, "Weights that follow")
        self._remark = QLabel()
        self._use = QPushButton("Use these weights")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._connect()
        self._show_way()

    def judge(self) -> None:
        """Ask for the weights that follow from the answers."""
        self._found = None
        self._use.setEnabled(False)
        self.judged.emit(self._judgments())

    def show_weights(self, found: Elicited) -> None:
        """Show the weights that follow, beside those in force."""
        self._found = found
        self._use.setEnabled(True)
        self._bars.show_rows(
            [
                ShareRow(name, f"{percent_text(self._shares[key])} → {percent_text(share)}", share)
                for (key, name), share in zip(
                    self._names.items(), found.weights.values(), strict=True
                )
            ]
        )
        self._say(found.remark, "muted")

    def show_error(self, error: PortfolioError) -> None:
        """Say why no weights follow."""
        self._bars.show_rows(())
        self._say(str(error), "error")

    def _say(self, text: str, role: str) -> None:
        self._remark.setText(text)
        restyle(self._remark, "role", role)

    def _judgments(self) -> Judgments:
        number = self._way.currentIndex()
        if number < len(self._forms):
            return self._forms[number].judgments()
        from portfolio.ranking.elicited import ReadOff

        return ReadOff("entropy" if number == len(self._forms) else "critic")

    def _show_way(self) -> None:
        number = self._way.currentIndex()
        self._hint.setText(_WAYS[number].hint)
        self._stack.setCurrentIndex(min(number, len(self._forms)))

    def _choose_way(self) -> None:
        self._show_way()
        self.judge()

    def _accept(self) -> None:
        if self._found is not None:
            label, found = _WAYS[self._way.currentIndex()].label, self._found
            self.accept()
            self.weights_chosen.emit(label, found)

    def _connect(self) -> None:
        for form in self._forms:
            form.changed.connect(self.judge)
        self._way.activated.connect(self._choose_way)
        self._use.clicked.connect(self._accept)
        self._cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Set weights from judgments")
        self.resize(*_SIZE)
        self._way.addItems([way.title for way in _WAYS])
        self._way.setAccessibleName("How the weights are found")
        for form in self._forms:
            self._stack.addWidget(InnerScroll(form, _LINES))
        self._stack.addWidget(QWidget())
        for label in (self._hint, self._remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        self._use.setProperty("role", "primary")
        self._use.setDefault(True)
        self._use.setToolTip("They become the direct weights; Ctrl+Z brings the old ones back")
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(card("Judgments", self._hint, self._stack), 3)
        bars = InnerScroll(self._bars, _LINES)
        across.addWidget(card("Weights that follow", bars, self._remark), 2)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self._way)
        layout.addLayout(across, 1)
        layout.addLayout(foot)

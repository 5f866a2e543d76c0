"""The step of a ballot in which the rater says what matters, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.edit.ballots import counting_criteria
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio
from portfolio.model.amounts import percent_text
from portfolio.model.rater_weights import own_shares
from portfolio.report.ballot_view import swing_points
from ui.dialogs.weighing_forms import OrderForm, PairsForm, WeighingForm
from ui.theme import SPACE, Theme
from ui.widgets.emptying import empty
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.share_bars import ShareBars, ShareRow
from ui.widgets.weight_list import WeightList, WeightRow

if TYPE_CHECKING:
    from portfolio.ranking.elicited import Elicited

_HINTS: Final = {
    "swing": "Imagine an initiative at the worst level of every criterion. Which one would you "
    "lift to its best level first? Give that one 100, and the others points relative to it.",
    "rank order": "Put the criteria in order: 1 is the most important. They may share a place.",
    "pairwise": "How many times as important is one as the other? Contradictions are counted.",
}
_LINES = 4


class BallotWeights(QWidget):
    """One way of asking, as the facilitator chose; answers are kept as weights."""

    #: weights were given; payload: criterion id to weight, label of what moves or empty
    weighed = Signal(object, str)
    #: the movement of a slider ended
    movement_ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._portfolio: Portfolio | None = None
        self._asked: tuple[object, ...] = ()
        self._current = ""
        self._form: WeighingForm | None = None
        self._hint = QLabel()
        self._list = WeightList(theme)
        self._swings = InnerScroll(self._list, _LINES)
        self._judging = QWidget()
        self._forms = QVBoxLayout(self._judging)
        self._take = QPushButton("These are my weights")
        self._bars = ShareBars(theme, "Your weights")
        self._shown = InnerScroll(self._bars, _LINES // 2)
        self._remark = QLabel()
        self._lay_out()
        self._connect()

    def show_paper(self, portfolio: Portfolio, *, closed: bool) -> None:
        """Show the question and the weights that were given."""
        paper = portfolio.paper
        if paper is None:
            return
        self._portfolio = portfolio
        way = paper.asked.weighing
        self._hint.setText(_HINTS.get(way, ""))
        record = portfolio.raters.get(paper.rater)
        shares = own_shares(record, portfolio.criteria) if record is not None else {}
        swing = way == "swing"
        self._swings.setVisible(swing)
        self._judging.setVisible(not swing)
        self._take.setVisible(not swing)
        self._take.setEnabled(not closed)
        self._list.setEnabled(not closed)
        if swing:
            self._show_swings(portfolio, shares)
        else:
            self._show_form(portfolio, way, shares)
        if self._form is not None:
            self._form.setEnabled(not closed)
        self._show_shares(portfolio, shares)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        asked = self._list if self._form is None else self._form
        for part in asked.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.setFocus()
                return

    def _show_swings(self, portfolio: Portfolio, shares: dict[str, float]) -> None:
        points = swing_points(portfolio)
        rows = [
            WeightRow(
                *(key, portfolio.criteria[key].name, ""), shares.get(key, 0.0), points[key], number
            )
            for number, key in enumerate(points)
        ]
        self._list.show_weights(rows, self._current or next(iter(points), ""), swing=True)

    def _show_form(self, portfolio: Portfolio, way: str, shares: dict[str, float]) -> None:
        names = {key: portfolio.criteria[key].name for key in counting_criteria(portfolio)}
        asked = (portfolio.id, way, tuple(names.items()))
        if asked == self._asked:
            return
        self._asked = asked
        empty(self._forms)
        kind = OrderForm if way == "rank order" else PairsForm
        self._form = kind(names, shares or dict.fromkeys(names, 0.0))
        self._form.changed.connect(self._judge)
        self._forms.addWidget(InnerScroll(self._form, _LINES))

    def _show_shares(self, portfolio: Portfolio, shares: dict[str, float]) -> None:
        self._shown.setVisible(bool(shares) and self._form is not None)
        self._bars.show_rows(
            [
                ShareRow(
                    portfolio.criteria[key].name,
                    percent_text(shares[key], tenths=True),
                    shares[key],
                )
                for key in counting_criteria(portfolio)
                if shares
            ]
        )
        if not shares:
            self._remark.setText("No weights given yet.")
        elif self._form is None:
            self._remark.setText("")

    def _move(self, key: str, points: float) -> None:
        if self._portfolio is not None:
            self._current = key
            self.weighed.emit({**swing_points(self._portfolio), key: points}, key)

    def _choose(self, key: str) -> None:
        if key != self._current and self._portfolio is not None:
            self._current = key
            self.show_paper(self._portfolio, closed=not self._list.isEnabled())

    def _judge(self) -> None:
        if self._form is None or self._portfolio is None:
            return
        try:
            found: Elicited = self._form.judgments().elicit(self._portfolio)
        except PortfolioError as error:
            self._remark.setText(str(error))
            return
        self._remark.setText(found.remark)
        self.weighed.emit(dict(found.weights), "")

    def _connect(self) -> None:
        self._list.weight_moved.connect(self._move)
        self._list.weight_released.connect(self.movement_ended)
        self._list.criterion_chosen.connect(self._choose)
        self._take.clicked.connect(self._judge)

    def _lay_out(self) -> None:
        title = QLabel("What matters, and how much?")
        title.setProperty("role", "title")
        for label in (self._hint, self._remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._remark.setProperty("role", "muted")
        self._forms.setContentsMargins(0, 0, 0, 0)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(title)
        down.addWidget(self._hint)
        down.addWidget(self._swings, 1)
        down.addWidget(self._judging, 3)
        down.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self._shown, 2)
        down.addWidget(self._remark)

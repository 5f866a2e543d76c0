"""Criteria: what matters to us, and how much?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from portfolio.edit import (
    add_criterion,
    delete_criterion,
    set_swing,
    set_weight_share,
    set_weighting,
    set_weights,
    weight_shares,
)
from portfolio.model import Portfolio, Weighting, in_order, new_id
from portfolio.model.text import quoted
from portfolio.report.ranked_list import ranks_of
from portfolio.report.rater_weight_rows import rater_weights
from portfolio.report.weights_words import weights_note
from ui.context import Context
from ui.pages.bar_rows import RankedRows, part_names
from ui.pages.criterion_form import CriterionForm
from ui.pages.page import Page
from ui.pages.rater_weights import RaterWeightTable
from ui.theme.restyle import restyle
from ui.widgets.card import card
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.ranked_bars import RankedBars
from ui.widgets.splitter import split
from ui.widgets.still import StillCombo
from ui.widgets.tab_order import tab_through
from ui.widgets.weight_list import WeightList, WeightRow

if TYPE_CHECKING:
    from portfolio.analysis import Results

_WEIGHT_LINES = 12
_WEIGHTINGS: tuple[Weighting, ...] = ("direct", "swing", "raters")
_USED = {
    "direct": "Use direct weights",
    "swing": "Use swing weights",
    "raters": "Use the raters’ own weights",
}
_HINTS = {
    "direct": "Drag one weight: the others keep their proportions, and all make 100\u00a0%.",
    "swing": "Imagine everything at its worst. The swing to best that matters most is 100; "
    "give the others points relative to it.",
}


class CriteriaPage(Page):
    """Weights with live re-ranking, and what each criterion means."""

    parts = ("ranking",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Criteria", "What matters to us, and how much?")
        self._current = ""
        self._before: dict[str, int] | None = None
        self._weighting = StillCombo()
        self._hint = QLabel()
        self._weights = WeightList(context.theme)
        self._by_rater = RaterWeightTable()
        self._scroll = InnerScroll(self._weights, _WEIGHT_LINES)
        self._form = CriterionForm(context)
        self._bars = RankedBars(context.theme)
        self._rule = QLabel()
        self._plan_note = QLabel()
        self._equal = QPushButton("Equal weights")
        self._add = QPushButton("Add criterion")
        self._delete = QPushButton("Delete criterion")
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show weights, the selected criterion and the ranking that they give."""
        portfolio = results.portfolio
        if self._current not in portfolio.criteria:
            self._current = next((key for key, _ in in_order(portfolio.criteria)), "")
        weighting = portfolio.settings.weighting
        with QSignalBlocker(self._weighting):
            self._weighting.setCurrentIndex(_WEIGHTINGS.index(weighting))
        by_rater = weighting == "raters"
        given = rater_weights(portfolio)
        self._hint.setText(given.remark if by_rater else _HINTS[weighting])
        note = weights_note(portfolio)
        self._plan_note.setText(note)
        self._plan_note.setVisible(bool(note))
        rows = weight_rows(portfolio)
        self._weights.show_weights(rows, self._current, swing=weighting == "swing")
        self._by_rater.show_weights(given, self._current)
        self._by_rater.setVisible(by_rater)
        self._scroll.setVisible(not by_rater)
        self._equal.setEnabled(not by_rater)
        self._form.show_criterion(self._current, portfolio)
        self._delete.setEnabled(bool(self._current))
        self._show_ranking(results)

    def _show_ranking(self, results: Results) -> None:
        error = results.ranking_error
        self._bars.setVisible(bool(results.portfolio.initiatives))
        if error is None:
            rows = RankedRows(results, self._before)
            self._bars.show_rows(rows, part_names(results), pale="ranking" in results.stale)
            self._bars.show_current(self.context.selection.current)
            self._say(" ".join(results.ranking.notes) if results.ranking else "")
        else:
            self._bars.show_pale()
            self._say(str(error), role="error" if results.portfolio.initiatives else "muted")

    def _say(self, text: str, role: str = "muted") -> None:
        self._rule.setVisible(bool(text))
        self._rule.setText(text)
        restyle(self._rule, "role", role)

    def _lay_out(self) -> None:
        self._weighting.addItems(["Direct weights", "Swing weights", "Raters’ own weights"])
        self._weighting.setAccessibleName("How weights are set")
        for part in (self._weighting, self._equal, self._add, self._delete):
            self.tools.addWidget(part)
        for label in (self._hint, self._rule, self._plan_note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        right = split(
            Qt.Orientation.Vertical,
            "right",
            (card("The ranking that follows", self._bars, self._rule), 42),
            (card("Selected criterion", self._form), 58),
        )
        weights = card("Weights", self._hint, self._plan_note, self._scroll, self._by_rater)
        across = split(Qt.Orientation.Horizontal, "across", (weights, 54), (right, 51))
        self.body.addWidget(across, 1)
        # The weight of a criterion, then what it means, then the ranking that follows.
        self._weights.follow(self._delete)
        tab_through(self._form.last_stop, (self._bars,))
        self._delete.setEnabled(False)

    def _connect(self) -> None:
        self._weighting.activated.connect(self._choose_weighting)
        self._equal.clicked.connect(self._make_equal)
        self._add.clicked.connect(self._add_criterion)
        self._delete.clicked.connect(self._delete_criterion)
        self._weights.weight_moved.connect(self._move_weight)
        self._weights.weight_released.connect(self._end_move)
        self._weights.criterion_chosen.connect(self._choose)
        self._by_rater.criterion_chosen.connect(self._choose)
        self._bars.row_chosen.connect(self.context.selection.select)
        self.context.selection.selection_changed.connect(
            lambda: self._bars.show_current(self.context.selection.current)
        )

    def _choose(self, key: str) -> None:
        if key != self._current and self.context.analyst.results is not None:
            self._current = key
            self.show_results(self.context.analyst.results)

    def _move_weight(self, key: str, points: float) -> None:
        document, results = self.context.document, self.context.analyst.results
        if self._before is None and results is not None:
            self._before = ranks_of(results.ranking)
        portfolio = document.portfolio
        label = f"Set the weight of {quoted(portfolio.criteria[key].name)}"
        if portfolio.settings.weighting == "swing":
            edited = set_swing(portfolio, key, points)
        else:
            edited = set_weight_share(portfolio, key, points / 100)
        self._current = key
        document.apply(label, edited, merge=f"weight/{key}")

    def _end_move(self) -> None:
        self.context.document.end_gesture()
        self._before = None

    def _choose_weighting(self, index: int) -> None:
        document = self.context.document
        weighting = _WEIGHTINGS[index]
        document.apply(_USED[weighting], set_weighting(document.portfolio, weighting))

    def _make_equal(self) -> None:
        document, portfolio = self.context.document, self.context.document.portfolio
        if portfolio.settings.weighting == "swing":
            edited = portfolio
            for key in portfolio.criteria:
                edited = set_swing(edited, key, 100.0)
        else:
            edited = set_weights(portfolio, dict.fromkeys(portfolio.criteria, 1.0))
        document.apply("Give all criteria equal weight", edited)

    def _add_criterion(self) -> None:
        document, new = self.context.document, new_id("c")
        self._current = new
        document.apply("Add a criterion", add_criterion(document.portfolio, new, "New criterion"))

    def _delete_criterion(self) -> None:
        document = self.context.document
        name = quoted(document.portfolio.criteria[self._current].name)
        document.apply(
            f"Delete criterion {name}", delete_criterion(document.portfolio, self._current)
        )
        self.context.messages.notice(f"Deleted criterion {name}. Ctrl+Z brings it back.")


def weight_rows(portfolio: Portfolio) -> list[WeightRow]:
    """Return one line a criterion: groups by their first criterion, each in screen order."""
    shares = weight_shares(portfolio)
    swing = portfolio.settings.weighting == "swing"
    ordered = in_order(portfolio.criteria)
    groups = list(dict.fromkeys(record.group for _, record in ordered))
    counted = {record.group for key, record in ordered if shares[key] > 0}
    rows = [
        WeightRow(
            key=key,
            name=record.name,
            group=record.group if record.group in counted else _uncounted(record.group),
            share=shares[key],
            points=(record.swing or 0.0) if swing else shares[key] * 100,
            color=number,
        )
        for number, (key, record) in enumerate(ordered)
    ]
    places = {key: groups.index(record.group) for key, record in ordered}
    return sorted(rows, key=lambda row: places[row.key])


def _uncounted(group: str) -> str:
    return f"{group} · not counted" if group else ""

"""No plan fits: the smallest sets of limits and rules that could give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from portfolio.edit import override_gate
from portfolio.errors import PortfolioError
from portfolio.funding import Concession, Relaxation, conceded, relaxations
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text
from portfolio.model.text import quoted, visible
from ui.context import Context
from ui.jobs import Job, Outcome
from ui.pages.choice_rows import ChoiceRow, ChoiceRows
from ui.theme import SPACE
from ui.widgets.inner_scroll import InnerScroll

if TYPE_CHECKING:
    from portfolio.analysis import Results

_LINES = 7
_TITLE = "What could give way"
_LOOKING = "Looking for the smallest sets of limits and rules that could give way…"
_STOPPED = "The search was stopped. It begins anew with the next change."
_NONE = "No such set was found: a plan fits only if several rules are changed by hand."


class RelaxCard(QFrame):
    """Several ways out of a conflict; each is one undo step."""

    #: one set gave way
    relaxed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words = QLabel()
        self._choices = ChoiceRows(_TITLE)
        self._portfolio: Portfolio | None = None
        self._found: tuple[Relaxation, ...] = ()
        self._job: Job | None = None
        self._lay_out()
        self._choices.choice_made.connect(self._relax)

    def show_results(self, results: Results) -> None:
        """Show what could give way when nothing fits; hide otherwise."""
        plan = results.plan
        stuck = plan is not None and plan.status == "infeasible" and "plan" not in results.stale
        self.setVisible(stuck)
        if not stuck or plan is None:
            self._stop()
            self._portfolio = None
        elif self._portfolio is not results.portfolio:
            self._search(results, plan.unit)

    def _search(self, results: Results, unit: str) -> None:
        self._stop()
        portfolio, scores = results.portfolio, results.scores
        self._portfolio = portfolio
        self._words.setText(_LOOKING)
        self._words.setVisible(True)
        self._choices.show_rows(())
        self._job = self._context.jobs.start(
            "Looking for what could give way",
            lambda tick, _partial: relaxations(portfolio, scores=scores, tick=tick),
            Outcome(
                done=lambda found: self._show(portfolio, found, unit),
                failed=lambda error: self._give_up(portfolio, str(error)),
                cancelled=lambda: self._give_up(portfolio, _STOPPED),
            ),
        )

    def _show(self, portfolio: Portfolio, found: tuple[Relaxation, ...], unit: str) -> None:
        self._job = None
        if portfolio is not self._portfolio:
            return
        self._found = found
        rows = [
            ChoiceRow(
                visible(each.sentence),
                f"Then a plan worth {amount_text(each.value, unit)} fits.",
                "Relax…" if any(part.kind == "gate" for part in each.concessions) else "Relax",
            )
            for each in found
        ]
        self._words.setText(_NONE)
        self._words.setVisible(not found)
        self._choices.show_rows(rows)

    def _give_up(self, portfolio: Portfolio, words: str) -> None:
        if portfolio is self._portfolio:
            self._job = None
            self._words.setText(words)

    def _relax(self, number: int) -> None:
        """Make the concessions of one set, as one undo step; a gate asks why and who."""
        chosen, document = self._found[number], self._context.document
        portfolio = conceded(document.portfolio, chosen.concessions)
        gates = [each for each in chosen.concessions if each.kind == "gate"]
        if gates:
            asked = self._overridden(portfolio, gates)
            if asked is None:
                return
            portfolio = asked
        sentence = chosen.sentence.rstrip(".")
        document.apply(f"Relax: {sentence[:1].lower()}{sentence[1:]}", portfolio)
        self.relaxed.emit()

    def _overridden(self, portfolio: Portfolio, gates: list[Concession]) -> Portfolio | None:
        """Return the document with the reason and the name of overridden gates."""
        messages, author = self._context.messages, self._context.settings.preferences.author
        for gate in gates:
            title = f"Override the gate {quoted(portfolio.rules[gate.rule_id].value)}"
            reason = messages.ask_text(title, "Why may it be passed although it is not met?")
            name = None if reason is None else messages.ask_text(title, "Who decides it?", author)
            if reason is None or name is None:
                return None
            try:
                portfolio = override_gate(portfolio, gate.rule_id, reason=reason, author=name)
            except PortfolioError as error:
                messages.show_error(error, "The gate was not overridden")
                return None
        return portfolio

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        title = QLabel(_TITLE)
        title.setProperty("role", "heading")
        self._words.setProperty("role", "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        scroll = InnerScroll(self._choices, _LINES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(title)
        layout.addWidget(self._words)
        layout.addWidget(scroll, 1)
        self.setVisible(False)

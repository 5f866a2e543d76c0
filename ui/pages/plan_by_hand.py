"""The plan while it is edited by hand: what is switched on, what that breaks and costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.edit import force
from portfolio.errors import PortfolioError
from portfolio.funding import Judge, Judged, Pick, picks_of, toggled
from portfolio.model import FrozenMap, Portfolio, Rule, new_id
from portfolio.model.checks.pins import Pin, choices_of
from portfolio.model.text import capitalized, listed, plural, quoted
from ui.context import Context

if TYPE_CHECKING:
    from portfolio.analysis import Results

_NAMED = 2


class PlanByHand(QObject):
    """Starts from the best plan; nothing is written to the document until it is kept."""

    #: the plan by hand, or whether there is one, changed
    plan_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._picks: FrozenMap[str, Pick] | None = None
        self._judge: Judge | None = None
        self._judged: Judged | None = None
        context.document.document_replaced.connect(self.stop)

    @property
    def active(self) -> bool:
        """Whether the plan is being edited by hand."""
        return self._picks is not None

    @property
    def picks(self) -> FrozenMap[str, Pick]:
        """What is switched on, and how."""
        return self._picks if self._picks is not None else FrozenMap()

    def start(self, results: Results) -> None:
        """Begin with the best plan."""
        if results.plan is not None:
            self._take(picks_of(results.plan))

    def stop(self) -> None:
        """End it; the plan on the screen is the best one again."""
        if self._picks is not None:
            self._picks = self._judge = self._judged = None
            self.plan_changed.emit()

    def toggle(self, key: str) -> None:
        """Switch an initiative on or off."""
        if self._picks is not None:
            self._take(toggled(self._picks, key, self._usual(key)))

    def choose(self, key: str, pick: Pick) -> None:
        """Fund an initiative at a size and from a start."""
        if self._picks is not None:
            self._take(self._picks.with_(key, pick))

    def judged(self, results: Results) -> Judged | None:
        """Return what the plan by hand breaks and is worth; None when it cannot be judged."""
        if self._picks is None:
            return None
        if self._judge is None or self._judge.portfolio is not results.portfolio:
            self._judged = None
            try:
                self._judge = Judge(results.portfolio, scores=results.scores)
            except PortfolioError:  # The best plan meets the same fault, and says so.
                self._judge = None
                return None
        if self._judged is None:
            self._judged = self._judge.of(self._picks)
        return self._judged

    def changes(self, results: Results) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids switched on, or funded otherwise, and those switched off.

        Against the best plan.
        """
        best = FrozenMap() if results.plan is None else picks_of(results.plan)
        judged = self.judged(results)
        made = self.picks if judged is None else picks_of(judged.plan)
        known = results.portfolio.initiatives
        on = tuple(key for key, pick in made.items() if best.get(key) != pick and key in known)
        off = tuple(key for key in best if key not in self.picks and key in known)
        return on, off

    def keep(self, results: Results) -> None:
        """Ask why, and keep what was switched on and off as forced in and out.

        What has several sizes or starts is forced in at the one on the screen.
        """
        on, off = self.changes(results)
        title = _title(results.portfolio, on, off)
        reason = self._context.messages.ask_text(
            title, "Why? The reason is kept in the file and shown with the plan."
        )
        if reason is None:
            return
        try:
            portfolio = self._forced(results, on, off, reason)
        except PortfolioError as error:
            self._context.messages.show_error(error, title)
            return
        self.stop()
        self._context.document.apply(title, portfolio)

    def _forced(
        self, results: Results, on: tuple[str, ...], off: tuple[str, ...], reason: str
    ) -> Portfolio:
        author = self._context.settings.preferences.author if reason.strip() else ""
        pins = {key: self._pin(results, key) for key in on}
        free = tuple(key for key, pin in pins.items() if pin == Pin())
        rules = [
            *(
                Rule("force_in", (key,), level=pin.level, period=pin.start)
                for key, pin in pins.items()
                if pin != Pin()
            ),
            Rule("force_in", free),
            Rule("force_out", off),
        ]
        portfolio = results.portfolio
        for rule in rules:
            if rule.initiatives:
                made = replace(rule, reason=reason, author=author)
                portfolio = force(portfolio, new_id("x"), made)
        return portfolio

    def _pin(self, results: Results, key: str) -> Pin:
        """Return the size and start by hand, as far as the initiative leaves a choice."""
        judged = self.judged(results)
        pick = self.picks[key] if judged is None else picks_of(judged.plan)[key]
        sizes, starts = choices_of(results.portfolio, key)
        return Pin(pick.level if sizes else None, pick.start if starts else None)

    def _usual(self, key: str) -> Pick:
        """Return the size and start of the best plan; else the largest size, as stated."""
        results = self._context.analyst.results
        plan = results.plan if results is not None else None
        if plan is not None and key in plan.chosen:
            return picks_of(plan)[key]
        levels = self._context.document.portfolio.initiatives[key].levels
        largest = max(levels, key=lambda level: levels[level].demand_share, default="")
        return Pick(largest)

    def _take(self, picks: FrozenMap[str, Pick]) -> None:
        self._picks, self._judged = picks, None
        self.plan_changed.emit()


def as_results(results: Results, judged: Judged) -> Results:
    """Return the results with the plan by hand in place of the best one."""
    return replace(
        results,
        plan=judged.plan,
        lines=FrozenMap(),
        levers=FrozenMap(),
        provisional=False,
        stale=results.stale - {"plan", "lines", "levers"},
    )


def _title(portfolio: Portfolio, on: tuple[str, ...], off: tuple[str, ...]) -> str:
    names = portfolio.initiatives
    parts = [
        f"{verb} {listed((quoted(names[key].name) for key in ids), _NAMED)}"
        if len(ids) <= _NAMED
        else f"{verb} {plural(len(ids), 'initiative')}"
        for verb, ids in (("force in", on), ("force out", off))
        if ids
    ]
    words = " and ".join(parts)
    return capitalized(words)

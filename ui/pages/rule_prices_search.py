"""The prices of the rules, looked for one after another while the page is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Tick
from portfolio.funding import Plan, RulePrice, price_of_rules
from portfolio.model import Portfolio
from portfolio.report.plan_reads import same_plan, settled
from portfolio.report.rule_price_rows import leaders_first, no_prices
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_KEPT = 4


class PriceSearch(QObject):
    """Knows the prices under the plan in force; those of an earlier plan are kept as outdated.

    In a portfolio with many rules the leaders' own are priced at once, the rest when
    that is asked for.
    """

    #: a price was found, or the search began or ended
    prices_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._case: _Case | None = None
        self._recent: tuple[_Case, ...] = ()
        self._old: dict[str, RulePrice] = {}
        self._later: tuple[str, ...] = ()
        self._queue: tuple[str, ...] = ()
        self._job: Job | None = None

    @property
    def prices(self) -> Mapping[str, RulePrice]:
        """Rule id to price: of the plan in force, or else of the one before."""
        return {**self._old, **self._found}

    @property
    def outdated(self) -> bool:
        """Whether some of the prices are those of an earlier plan."""
        return bool(self._old.keys() - self._found.keys())

    @property
    def searching(self) -> bool:
        """Whether prices are being looked for."""
        return self._job is not None

    @property
    def waiting(self) -> int:
        """How many prices are still being looked for."""
        return len(self._missing()) if self.searching else 0

    @property
    def left_out(self) -> int:
        """How many rules have no price because there are many, or the search was stopped."""
        return len(self._later) + (0 if self.searching else len(self._missing()))

    @property
    def _found(self) -> dict[str, RulePrice]:
        return {} if self._case is None else self._case.prices

    def show_results(self, results: Results) -> None:
        """Look for the prices under the plan of some results, once it is the exact one."""
        self.follow(results)
        plan = _exact(results)
        if plan is None or self._case is not None:
            return
        known = next((case for case in self._recent if case.holds(results, plan)), None)
        self._case = known or _Case(results.portfolio, plan, results.scores)
        self._recent = (self._case, *(case for case in self._recent if case is not known))[:_KEPT]
        rules, later = leaders_first(results.portfolio)
        self._later = tuple(key for key in later if key not in self._found)
        self._old = {k: p for k, p in self._old.items() if k in rules and k not in self._found}
        self._search(rules)

    def follow(self, results: Results) -> None:
        """Give up the search when its plan is no longer the one in force."""
        plan = _exact(results)
        if self._case is None or (plan is not None and self._case.holds(results, plan)):
            return
        self._cancel()
        self._old = {**self._old, **self._found}
        self._case, self._queue, self._later = None, (), ()

    def price_the_rest(self) -> None:
        """Price what was left out: rules beyond the leaders' own, or all after a stop."""
        rest, self._later = (*self._queue, *self._later), ()
        self._search(rest)

    def stop(self) -> None:
        """Stop looking; what was found stays."""
        self._cancel()
        self.prices_changed.emit()

    def _missing(self) -> tuple[str, ...]:
        return tuple(key for key in self._queue if key not in self._found)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _search(self, rules: tuple[str, ...]) -> None:
        case, self._queue = self._case, rules
        missing = self._missing()
        if case is None or not missing:
            self.prices_changed.emit()
            return

        def work(tick: Tick, partial: Partial) -> None:
            def say(fraction: float, _text: str) -> None:
                tick(fraction, "")

            found = price_of_rules(case.portfolio, case.plan, missing, scores=case.scores, tick=say)
            for price in found:
                partial(price)

        def ended() -> None:
            if case is self._case:
                self._job = None
                self.prices_changed.emit()

        outcome = Outcome(
            done=lambda _none: ended(),
            partial=lambda price: self._take(case, price),
            cancelled=ended,
        )
        self._job = self._context.jobs.start("Pricing the rules", work, outcome)
        self.prices_changed.emit()

    def _take(self, case: _Case, price: RulePrice) -> None:
        case.prices[price.rule_id] = price
        if case is self._case:
            self._old.pop(price.rule_id, None)
            self.prices_changed.emit()


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A plan, and the prices that were found under it."""

    portfolio: Portfolio
    plan: Plan
    scores: Mapping[str, float]
    prices: dict[str, RulePrice] = field(default_factory=dict)

    def holds(self, results: Results, plan: Plan) -> bool:
        """Whether the prices are those of another plan too."""
        by_benefit = plan.objective == "benefit" == self.plan.objective
        return same_plan(self.portfolio, results.portfolio, by_benefit=by_benefit)


def _exact(results: Results) -> Plan | None:
    """Return the plan in force; None while it is being worked out, or there is none."""
    if not settled(results) or no_prices(results):
        return None
    return results.plan

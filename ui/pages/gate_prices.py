"""What the gates of one initiative cost, and what their overrides bring, found on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Tick
from portfolio.funding import Plan, RulePrice, price_of_rules, priced_rules
from portfolio.report.plan_reads import settled
from portfolio.report.rule_price_rows import no_prices
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results


class GatePrices(QObject):
    """Prices the gates that stand for a check; prices of an earlier plan are forgotten."""

    #: a price was found
    price_found = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: Plan | None = None
        self._prices: dict[str, RulePrice] = {}
        self._wanted: tuple[str, ...] = ()
        self._job: Job | None = None

    @property
    def prices(self) -> Mapping[str, RulePrice]:
        """Rule id to price under the plan in force."""
        return dict(self._prices)

    def look_for(self, results: Results, initiative: str) -> None:
        """Look for the prices of the gates of an initiative, once the plan is settled."""
        if results.plan is not self._plan:
            self._plan, self._prices, self._wanted = results.plan, {}, ()
        if not settled(results) or no_prices(results) or results.plan is None:
            return
        rules = results.portfolio.rules
        wanted = tuple(
            key
            for key in priced_rules(results.portfolio)
            if rules[key].kind == "gate" and rules[key].check and key not in self._prices
            if initiative in rules[key].initiatives
        )
        if wanted and wanted != self._wanted:
            self._wanted = wanted
            self._search(results, results.plan)

    def _search(self, results: Results, plan: Plan) -> None:
        if self._job is not None:
            self._job.cancel()
        portfolio, scores, wanted = results.portfolio, results.scores, self._wanted

        def work(tick: Tick, partial: Partial) -> None:
            for price in price_of_rules(portfolio, plan, wanted, scores=scores, tick=tick):
                partial(price)

        outcome = Outcome(partial=lambda price: self._take(plan, price))
        self._job = self._context.jobs.start("Pricing the gates", work, outcome, quiet=True)

    def _take(self, plan: Plan, price: RulePrice) -> None:
        if plan is self._plan:
            self._prices[price.rule_id] = price
            self.price_found.emit()

"""What can be done with a capacity on the frontier: try it, or keep it as a scenario."""

from __future__ import annotations

from portfolio.edit.scenario_changes import add_scenario, describe_scenario
from portfolio.edit.what_if import with_factor
from portfolio.model import Change, Portfolio, new_id
from portfolio.model.amounts import percent_text
from portfolio.model.text import quoted
from portfolio.report.capacity_words import what_if_label
from ui.context import Context


class CapacityVerbs:
    """Each is one undo step with the resource in its label."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def try_out(self, base: Portfolio, key: str, share: float) -> None:
        """Set a capacity to a share of what it is in ``base``, as a what-if."""
        document = self._context.document
        edited = with_factor(base, document.portfolio, key, share)
        if edited.resources[key].capacity == document.portfolio.resources[key].capacity:
            self._context.messages.notice("That is the capacity of the document as it stands.")
            return
        document.end_gesture()
        saved = document.saved_portfolio.resources.get(key)
        document.try_out(key, what_if_label(saved, edited.resources[key]), edited)
        document.end_gesture()
        self._context.messages.notice(
            f"Trying {self._name(edited, key, share)}: the plan follows. Ctrl+Z undoes it."
        )

    def add_scenario(self, key: str, share: float, notes: str) -> None:
        """Keep a share of a capacity as a scenario over the document as it stands."""
        portfolio = self._context.document.portfolio
        changes = (Change("capacity_factor", key, share),)
        name = self._name(portfolio, key, share)
        if any(one.changes == changes for one in portfolio.scenarios.values()):
            self._context.messages.notice(f"There is a scenario with {name} already.")
            return
        new = new_id("s")
        edited = add_scenario(portfolio, new, name, changes)
        self._context.document.apply(
            f"Add the scenario {name}", describe_scenario(edited, new, notes=notes)
        )
        self._context.messages.notice(f"Added the scenario {name}. Ctrl+Z takes it away.")

    def _name(self, portfolio: Portfolio, key: str, share: float) -> str:
        return f"{quoted(portfolio.resources[key].name)} at {percent_text(share, tenths=True)}"

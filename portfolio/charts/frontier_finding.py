"""What more or less of one capacity would change: the view that is drawn, and its finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.text import shown
from portfolio.charts.waiting import NO_INITIATIVES, PLANNING, refused
from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import plural, quoted

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.errors import PortfolioError
    from portfolio.insight import Frontier, FrontierPoint, StableSequence

#: How much less and more the headline is about, as a share of today's capacity.
_STEP = 0.2
_SAME = 1e-9
#: More of it buys ``only`` so much when that is less than this part of what less costs.
_FAR_LESS = 0.5
_NO_RESOURCES = Finding(
    "No resources yet.", "Add compute, talent or capital on the Capacity page, with what there is."
)
_NO_CAPACITIES = Finding(
    "No capacity is stated yet.", "Enter what there is of each resource on the Capacity page."
)
_TO_COME = Finding("The first curve is being drawn.", "It appears within a moment.")


@dataclass(frozen=True, slots=True)
class FrontierView:
    """One frontier with all that its picture needs.

    Attributes:
        resource: name of the resource whose capacity is moved.
        frontier: as far as it is known; None before the first curve.
        names: initiative id to name.
        stable: the best stable sequence, where it is shown.
        each_period: whether an amount is that of every period.
        outdated: the document has changed since.
        trouble: why there is nothing to draw; None when there is, or will be.
    """

    resource: str
    frontier: Frontier | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    stable: StableSequence | None = None
    each_period: bool = False
    outdated: bool = False
    trouble: Finding | None = None

    def name(self, key: str) -> str:
        """Return the name of an initiative, in one line."""
        return shown(self.names.get(key, "")) or "(no name)"

    def capacity_words(self, share: float) -> str:
        """Return a share with its amount: ``80 % ($192M)``, ``80 % (40 FTE a period)``."""
        if self.frontier is None:
            return percent_text(share)
        amount = amount_text(share * self.frontier.capacity, self.frontier.unit)
        each = " a period" if self.each_period else ""
        return f"{percent_text(share)} ({amount}{each})"


def capacity_keys(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the ids of the resources that have a capacity above 0, as on the screen."""
    return tuple(key for key, one in in_order(portfolio.resources) if any(one.capacity.values()))


def tightest_key(results: Results) -> str:
    """Return the id of the resource that today's plan uses most of; empty without any."""
    keys, plan = capacity_keys(results.portfolio), results.plan
    place = None if plan is None else plan.tightest()
    if plan is not None and place is not None and plan.resource_ids[place[0]] in keys:
        return plan.resource_ids[place[0]]
    return keys[0] if keys else ""


def study_trouble(results: Results, failed: PortfolioError | None = None) -> Finding | None:
    """Return why no study of the capacities can be made, and what to do; None when one can.

    Args:
        results: with the plan, if there is one.
        failed: what a study was refused for.
    """
    portfolio, error = results.portfolio, results.plan_error
    if not portfolio.initiatives:
        return NO_INITIATIVES
    if not portfolio.resources:
        return _NO_RESOURCES
    if not capacity_keys(portfolio):
        return _NO_CAPACITIES
    if error is not None and results.plan is None:
        return refused("There is no plan.", error)
    return None if failed is None else Finding(failed.what, failed.remedy)


def not_begun(initiatives: int, *, planned: bool) -> Finding:
    """Return what stands in place of a study that nobody has begun.

    Args:
        initiatives: how many there are.
        planned: whether there is a plan to study; else that comes first.
    """
    if not planned:
        return PLANNING
    return Finding(
        f"With {plural(initiatives, 'initiative')} this takes some minutes.",
        "What is found first is shown first, and improves while you look; stop it at any time.",
    )


def frontier_finding(view: FrontierView) -> Finding:
    """Say what 20 % less costs and 20 % more buys, and what the ranked list would lose."""
    frontier = view.frontier
    if view.trouble is not None:
        return view.trouble
    if frontier is None:
        return _TO_COME
    if not frontier.plans:
        return Finding(
            f"No plan fits at up to 150 % of {quoted(view.resource)}.",
            "Release what is forced in, switch off a rule, or raise another limit.",
        )
    today = _value_at(frontier, 1.0)
    if today is None:
        first = view.capacity_words(frontier.plans[0].share)
        return Finding(
            f"No plan fits into today's {quoted(view.resource)}; the first that does needs {first}."
        )
    start = "" if _settled(frontier) else "First estimate: "
    headline = f"{_less(view, frontier, today)}; {_more(frontier, today)}."
    return Finding(start + headline, _list_loss(view, frontier, today))


def proof_words(frontier: Frontier) -> str:
    """Return how sure a frontier is, as a phrase; empty where there is nothing to be sure of."""
    if not frontier.plans:
        return ""
    if frontier.complete:
        return "Every step is exact and proven."
    if frontier.gap > 1:
        return "Approximate; the proof follows." if not frontier.final else "Not proven."
    if frontier.gap > 0:
        return f"Within {percent_text(frontier.gap)}, proven."
    if frontier.final:
        return "Every point is exact; between some of them there may be more steps."
    return "Every point is exact; looking for the steps between them."


def _settled(frontier: Frontier) -> bool:
    """Whether what the headline speaks of is proven."""
    wanted = (1.0 - _STEP, 1.0, 1.0 + _STEP)
    near = [point for point in frontier.points if any(abs(point.share - w) < _SAME for w in wanted)]
    return all(point.gap == 0.0 for point in near)


def _value_at(frontier: Frontier, share: float) -> float | None:
    plan = frontier.at(share)
    return None if plan is None else plan.value


def _less(view: FrontierView, frontier: Frontier, today: float) -> str:
    less = f"{percent_text(_STEP)} less of {quoted(view.resource)}"
    value = _value_at(frontier, 1.0 - _STEP)
    if value is None:
        return f"With {less} no plan fits"
    if today - value <= _SAME * max(abs(today), abs(value)):
        return f"{less} costs nothing"
    return f"{less} costs {_amount(frontier, today - value, today)}"


def _more(frontier: Frontier, today: float) -> str:
    more = f"{percent_text(_STEP)} more"
    gain = (_value_at(frontier, 1.0 + _STEP) or today) - today
    below = _value_at(frontier, 1.0 - _STEP)
    if gain <= _SAME * abs(today):
        return f"{more} buys nothing"
    only = "" if below is None or gain >= _FAR_LESS * (today - below) else "only "
    return f"{more} buys {only}{_amount(frontier, gain, today)}"


def _list_loss(view: FrontierView, frontier: Frontier, today: float) -> str:
    point: FrontierPoint | None = next((p for p in frontier.points if p.share == 1.0), None)
    lost = None if point is None else point.list_loss
    if lost is None:
        return ""
    start = f"Funding down the list by benefit per unit of {quoted(view.resource)}"
    if lost <= _SAME * abs(today):
        return f"{start} would lose nothing today."
    return f"{start} would lose {_amount(frontier, lost, today)} today."


def _amount(frontier: Frontier, amount: float, whole: float) -> str:
    share = f" ({percent_text(abs(amount / whole))})" if whole else ""
    return f"{amount_text(amount, frontier.value_unit)}{share}"

"""One efficient plan in words: what it is worth, who is in it, and what it uses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portfolio.charts.frontier_finding import FrontierView
from portfolio.funding import Plan
from portfolio.funding.result import share_of
from portfolio.insight import EfficientPlan, Frontier
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import listed, quoted

_SAME = 1e-9
_NAMED, _TOLD_USES = 5, 3
#: Rounded up to whole percent, tenths, hundredths: the first with which it is still this plan.
_DECIMALS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class PointWords:
    """What a card says about one plan.

    Attributes:
        title: the share of the capacity from which on it is possible, with the amount.
        value: what it is worth.
        lines: against today, who enters and leaves, what it uses, what marks it.
    """

    title: str
    value: str
    lines: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """All of it in one sentence after the other."""
        return ". ".join([self.title, self.value, *(line.rstrip(".") for line in self.lines)]) + "."


def tried_share(frontier: Frontier, plan: EfficientPlan) -> float:
    """Return the roundest share of the capacity, at least ``plan.share``, that has this plan.

    Whole percent where they stay below the next plan's share, else tenths or hundredths of
    a percent, else the share itself.
    """
    above = min((p.share for p in frontier.plans if p.share > plan.share + _SAME), default=math.inf)
    for decimals in _DECIMALS:
        unit = 10.0**decimals
        rounded = math.ceil(plan.share * unit - 1e-7) / unit
        if plan.share <= rounded < above - _SAME and rounded > 0:
            return rounded
    return plan.share


def point_words(
    view: FrontierView, plan: EfficientPlan, portfolio: Portfolio, today: Plan | None
) -> PointWords:
    """Return what a card says about one efficient plan.

    Args:
        view: with the frontier.
        plan: on it.
        portfolio: for the names.
        today: the plan in force, for the rows and limits of its resources; None: no use.
    """
    frontier = view.frontier
    unit = "" if frontier is None else frontier.value_unit
    lines = [*_against(view, plan), *_kind(view, plan)]
    if today is not None and frontier is not None:
        lines.insert(len(lines) - 1, _use(frontier, plan, portfolio, today))
    return PointWords(
        title=f"{quoted(view.resource)} at {view.capacity_words(plan.share)} or more",
        value=amount_text(plan.value, unit),
        lines=tuple(line for line in lines if line),
    )


def _against(view: FrontierView, plan: EfficientPlan) -> Iterator[str]:
    frontier = view.frontier
    here = None if frontier is None else frontier.here
    if frontier is None or here is None:
        names = listed((quoted(view.name(key)) for key in plan.chosen), _NAMED)
        yield f"Funds {names}." if plan.chosen else "Funds nothing."
        return
    change = plan.value - here.value
    if abs(change) > _SAME * max(abs(plan.value), abs(here.value)):
        amount = amount_text(abs(change), frontier.value_unit)
        share = f" ({percent_text(abs(change / here.value))})" if here.value else ""
        yield f"{amount}{share} {'more' if change > 0 else 'less'} than today's plan."
    elif plan.chosen == here.chosen:
        yield "Today's plan."
    else:
        yield "Worth as much as today's plan."
    yield from _swaps(view, plan, here)


def _swaps(view: FrontierView, plan: EfficientPlan, here: EfficientPlan) -> Iterator[str]:
    enters = [key for key in plan.chosen if key not in here.chosen]
    leaves = [key for key in here.chosen if key not in plan.chosen]
    both = [key for key in plan.chosen if key in here.chosen]
    parts = (
        ("Enters", enters),
        ("Leaves", leaves),
        ("At another size", [k for k in both if plan.chosen[k] != here.chosen[k]]),
        ("From another start", [k for k in both if plan.spans.get(k) != here.spans.get(k)]),
    )
    for title, keys in parts:
        if keys:
            names = listed((quoted(view.name(key)) for key in keys), _NAMED)
            yield f"{title}: {names}."


def _kind(view: FrontierView, plan: EfficientPlan) -> Iterator[str]:
    if plan.supported:
        yield f"The best plan at some price of {quoted(view.resource)} (on the convex hull)."
    else:
        yield "The best plan at no price: only exact search finds it (off the convex hull)."


def _use(frontier: Frontier, plan: EfficientPlan, portfolio: Portfolio, today: Plan) -> str:
    if plan.use.shape != today.capacity.shape:
        return ""
    capacity = today.capacity.copy()
    if frontier.resource_id in today.resource_ids:
        capacity[today.resource_ids.index(frontier.resource_id)] *= max(plan.share, _SAME)
    shares = np.nan_to_num(share_of(plan.use, capacity, today.carries), nan=-1.0)
    peaks = shares.max(axis=1) if shares.size else np.empty(0)
    order = [int(row) for row in np.argsort(-peaks, kind="stable") if peaks[row] > 0]
    parts = []
    for row in order[:_TOLD_USES]:
        record = portfolio.resources.get(today.resource_ids[row])
        peak = min(float(peaks[row]), 1.0) if peaks[row] < 1 + 1e-6 else float(peaks[row])
        parts.append(f"{percent_text(peak)} of {quoted(record.name if record else '')}")
    return f"Uses {listed(parts)} at the peak." if parts else ""

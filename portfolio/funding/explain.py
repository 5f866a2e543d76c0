"""Why each initiative is funded or cut, in words and with its price."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np

from portfolio.errors import Tick
from portfolio.funding.choice_words import earlier_options
from portfolio.funding.problem import build_problem
from portfolio.funding.reasons import Case, case_of, force_on, why_cut, why_funded
from portfolio.funding.result import Line, Plan
from portfolio.funding.reverse import Swap, Swaps
from portfolio.funding.solver import Control, Model, Relaxation
from portfolio.funding.swap_words import (
    cut_words,
    earlier_words,
    forced_in_words,
    forced_out_words,
    funded_words,
    moved_to,
)
from portfolio.funding.wording import name_of
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.amounts import percent_text

#: Up to so many initiatives, every line is priced by solving the plan anew.
PRICED_UP_TO = 64

#: Seconds for one new plan; after them its price is an upper limit, and the line says so.
TIME_LIMIT_S = 20.0


def explain(
    portfolio: Portfolio,
    plan: Plan,
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
    priced_up_to: int = PRICED_UP_TO,
) -> FrozenMap[str, Line]:
    """Return one line per initiative: its verdict, and the reason in words.

    What binds, who holds it and which rule applies is read off the plan. In a
    portfolio of at most ``priced_up_to`` initiatives each line also says what the
    opposite verdict would cost and what it would displace, from a new exact plan;
    in a larger one, what it would cost at least, from the continuous relaxation,
    and ``explain_one`` gives the rest on demand. The waterline is not priced.

    Args:
        portfolio: the document that the plan is for.
        plan: from ``plan`` or ``waterline``.
        scores: as given to ``plan``.
        tick: told the progress; may raise ``Cancelled``.
        priced_up_to: 0 for no new plans.
    """
    if plan.status == "infeasible":
        return _nothing_fits(portfolio, plan)
    case = case_of(portfolio, plan, build_problem(portfolio, value=scores))
    ids = _by_interest(case)
    if plan.name != "best":
        return FrozenMap({i: _line(case, i, "") for i in ids})
    if len(ids) > priced_up_to:
        least = _least_costs(case)
        return FrozenMap({i: _line(case, i, _least_words(case, i, least)) for i in ids})
    explainer, control, share = Explainer(case), Control(tick), 1 / max(1, len(ids))
    return FrozenMap(
        {i: explainer.of(i, control.part(done * share, share)) for done, i in enumerate(ids)}
    )


def explain_one(
    portfolio: Portfolio,
    plan: Plan,
    initiative_id: str,
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
) -> Line:
    """Return the line of one initiative, priced by a new plan. Arguments as in ``explain``.

    Raises:
        Cancelled: ``tick`` asked to stop.
    """
    if plan.status == "infeasible":
        return _nothing_fits(portfolio, plan)[initiative_id]
    case = case_of(portfolio, plan, build_problem(portfolio, value=scores))
    return Explainer(case).of(initiative_id, Control(tick))


class Explainer:
    """Prices the lines of a plan one at a time, in whatever order they are asked for.

    Args:
        case: the best plan, with its problem.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._swaps = Swaps(case.problem, case.x)

    def by_interest(self) -> list[str]:
        """Return the ids: forced first, then cut before funded, each by falling gain."""
        return _by_interest(self._case)

    def of(self, initiative_id: str, control: Control) -> Line:
        """Return the line of one initiative, priced by a new plan.

        Raises:
            Cancelled: ``control.tick`` asked to stop.
        """
        return _priced(self._case, self._swaps, initiative_id, control)


def explainer_for(
    portfolio: Portfolio, plan: Plan, *, scores: Mapping[str, float] | None = None
) -> Explainer | None:
    """Return what prices the lines of a plan; None where ``explain`` prices none.

    Arguments as in ``explain``.
    """
    if plan.status == "infeasible" or plan.name != "best":
        return None
    if len(portfolio.initiatives) > PRICED_UP_TO:
        return None
    return Explainer(case_of(portfolio, plan, build_problem(portfolio, value=scores)))


def _nothing_fits(portfolio: Portfolio, plan: Plan) -> FrozenMap[str, Line]:
    return FrozenMap({i: Line(i, "cut", "", plan.conflict) for i in portfolio.initiatives})


def _by_interest(case: Case) -> list[str]:
    """Return the ids: forced first, then cut before funded, each by falling gain."""
    plan = case.plan
    forced = plan.forced_in | plan.forced_out | plan.mandated
    gain = case.problem.worth.gain

    def interest(initiative_id: str) -> tuple[bool, bool, float, str]:
        worth = float(gain[case.index[initiative_id]])
        return initiative_id not in forced, initiative_id in plan.chosen, -worth, initiative_id

    return sorted(case.index, key=interest)


def _line(case: Case, initiative_id: str, more: str, price: float | None = None) -> Line:
    level = case.plan.chosen.get(initiative_id)
    why = why_cut if level is None else why_funded
    reason = f"{why(case, initiative_id)} {more}".rstrip()
    verdict = case.plan.verdict(initiative_id)
    return Line(initiative_id, verdict, level or "", reason, price, more.strip())


def _priced(case: Case, swaps: Swaps, initiative_id: str, control: Control) -> Line:
    control.say(0.0, f"Explaining {name_of(case.portfolio, initiative_id)}")
    control.deadline = time.monotonic() + TIME_LIMIT_S
    forced = force_on(case, initiative_id, ("mandated", "force_in", "force_out")) is not None
    funded = initiative_id in case.plan.chosen
    index = case.index[initiative_id]
    if forced:
        swap = swaps.without_force(index, control)
        changes = initiative_id in (swap.leaves if funded else swap.enters) or (
            moved_to(case, swap, initiative_id) is not None
        )
        words = forced_in_words if funded else forced_out_words
        more = words(case, initiative_id, swap)
        return _line(case, initiative_id, more, swap.cost if changes else None)
    swap = swaps.with_verdict(index, funded=not funded, control=control)
    words = funded_words if funded else cut_words
    told = (_earlier(case, swaps, initiative_id, control), words(case, initiative_id, swap))
    return _line(case, initiative_id, " ".join(part for part in told if part), _price(swap))


def _earlier(case: Case, swaps: Swaps, initiative_id: str, control: Control) -> str:
    """Return what an earlier start of a deferred initiative would cost, from a new plan."""
    if initiative_id not in case.plan.deferred:
        return ""
    options = earlier_options(case, initiative_id)
    if not options:
        return ""
    return earlier_words(case, initiative_id, swaps.with_options(options, control))


def _price(swap: Swap) -> float | None:
    return swap.cost if swap.possible and swap.proven else None


def _least_costs(case: Case) -> dict[str, float]:
    """Return what reversing each verdict costs at least, by the continuous relaxation.

    A plan that takes option ``o`` against the relaxation is worth at most the
    relaxation's value less the absolute reduced gain of ``o``.
    """
    problem = case.problem
    width = len(problem.options)
    model = Model(problem.gain, problem.rows, np.zeros(width), np.ones(width))
    relaxed = Relaxation(model).solve(model.lower, model.upper) if width else None
    if relaxed is None:
        return {}
    spare = problem.offset + relaxed.value - case.plan.value
    least: dict[str, float] = {}
    for initiative_id, index in case.index.items():
        reduced = relaxed.reduced[list(problem.columns_of(index))]
        loss = reduced.max() if initiative_id in case.plan.chosen else -reduced.max()
        least[initiative_id] = float(max(loss, 0.0)) - spare
    return least


def _least_words(case: Case, initiative_id: str, least: Mapping[str, float]) -> str:
    cost = least.get(initiative_id, 0.0)
    if cost <= 0 or force_on(case, initiative_id, ("mandated", "force_in", "force_out")):
        return ""
    verb = "without it" if initiative_id in case.plan.chosen else "with it"
    share = percent_text(cost / abs(case.plan.value), tenths=True) if case.plan.value else ""
    words = f"Any plan {verb} is worth at least {case.worth(cost)} less"
    return f"{words} ({share})." if share else f"{words}."

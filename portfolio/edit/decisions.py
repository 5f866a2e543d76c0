"""Verbs on decisions: each is kept as it was said, and a later one takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite

from portfolio.errors import PortfolioError
from portfolio.model import (
    Condition,
    Decision,
    FrozenMap,
    Initiative,
    Portfolio,
)
from portfolio.model.decided import name_decided
from portfolio.model.kill import kill_lacks
from portfolio.model.text import listed, quoted


@dataclass(frozen=True, slots=True)
class DecisionFault:
    """What a decision lacks before it can be taken.

    Attributes:
        field: of ``model.Decision``.
        what: what is wrong, as a sentence.
        remedy: what to do, as a sentence.
    """

    field: str
    what: str
    remedy: str


def decide(
    portfolio: Portfolio, key: str, decision: Decision, *, against_plan: bool = False
) -> Portfolio:
    """Add a decision; it holds from now on, and those before it are kept.

    Its name becomes that of the initiative as it is now. A cut grants nothing: size, start,
    amounts and what they displace are left out.

    Args:
        portfolio: before.
        key: a new id.
        decision: what was decided.
        against_plan: whether the plan does otherwise, so that a reason is needed.

    Raises:
        PortfolioError: it lacks something, see ``decision_faults``.
    """
    for fault in decision_faults(portfolio, decision, against_plan=against_plan):
        name = quoted(name_decided(portfolio, decision))
        raise PortfolioError(fault.what, f"Decision on {name}", fault.remedy)
    said = replace(decision, name=portfolio.initiatives[decision.initiative].name)
    if decision.option == "cut":
        said = replace(said, level=None, start=None, amounts=FrozenMap(), displaces=())
    return replace(portfolio, decisions=portfolio.decisions.with_(key, said))


def decision_faults(
    portfolio: Portfolio, decision: Decision, *, against_plan: bool = False
) -> tuple[DecisionFault, ...]:
    """Return what a decision lacks, in the order of a form; empty when it can be taken.

    Args:
        portfolio: the document.
        decision: to be taken.
        against_plan: whether the plan does otherwise.
    """
    record = portfolio.initiatives.get(decision.initiative)
    if record is None:
        what = "The initiative is not in the portfolio any more."
        return (DecisionFault("initiative", what, "Choose another one."),)
    return (
        *_grant_faults(portfolio, record, decision),
        *_reason_faults(decision, against_plan=against_plan),
        *_displaced_faults(portfolio, decision),
        *_condition_faults(decision),
        *_kill_faults(decision),
        *_vote_faults(decision),
    )


def _grant_faults(
    portfolio: Portfolio, record: Initiative, decision: Decision
) -> Iterator[DecisionFault]:
    if decision.level is not None and decision.level not in record.levels:
        what = f"{quoted(record.name)} has no such size any more."
        yield DecisionFault("level", what, "Choose one of its sizes, or the full size.")
    if decision.start is not None and decision.start not in portfolio.periods:
        what = "The period in which it starts is not in the portfolio any more."
        yield DecisionFault("start", what, "Choose another period.")
    cells = [
        (resource, period, amount)
        for resource, row in decision.amounts.items()
        for period, amount in row.items()
    ]
    if any(r not in portfolio.resources or p not in portfolio.periods for r, p, _ in cells):
        what = "An amount is of a resource or a period that is not in the portfolio any more."
        yield DecisionFault("amounts", what, "Delete that amount.")
    if not all(isfinite(amount) and amount >= 0 for _, _, amount in cells):
        what = "An amount that is granted is not a number of 0 or more."
        yield DecisionFault("amounts", what, "Enter the amount, or leave it empty.")


def _reason_faults(decision: Decision, *, against_plan: bool) -> Iterator[DecisionFault]:
    if decision.reason.strip():
        return
    remedy = "Write one sentence that people will understand next year."
    if decision.option in ("defer", "cut"):
        word = "Deferring" if decision.option == "defer" else "Cutting"
        yield DecisionFault("reason", f"{word} an initiative needs a reason.", remedy)
    elif against_plan:
        what = "Funding an initiative that the plan leaves out needs a reason."
        yield DecisionFault("reason", what, remedy)


def _displaced_faults(portfolio: Portfolio, decision: Decision) -> Iterator[DecisionFault]:
    if decision.initiative in decision.displaces:
        what = "An initiative cannot displace itself."
        yield DecisionFault("displaces", what, "Take it off the list.")
    if any(each not in portfolio.initiatives for each in decision.displaces):
        what = "An initiative that leaves the plan for it is not in the portfolio any more."
        yield DecisionFault("displaces", what, "Take it off the list.")


def _condition_faults(decision: Decision) -> Iterator[DecisionFault]:
    if any(not term.text.strip() for term in decision.terms):
        what = "A condition has no words."
        yield DecisionFault("terms", what, "Write what has to be met, or delete it.")
    if decision.option == "fund with conditions" and not _conditions(decision):
        what = "Funding with conditions needs at least one condition."
        yield DecisionFault("terms", what, "Write what has to be met, and by when.")


def _conditions(decision: Decision) -> list[Condition]:
    said = [Condition(decision.conditions)] if decision.conditions.strip() else []
    return [*said, *decision.terms]


def _kill_faults(decision: Decision) -> Iterator[DecisionFault]:
    kill = decision.kill
    if kill is None:
        return
    missing = kill_lacks(kill)
    if missing:
        what = f"The kill criterion lacks {listed(missing)}."
        yield DecisionFault("kill", what, "Say all four, or leave the kill criterion out.")


def _vote_faults(decision: Decision) -> Iterator[DecisionFault]:
    voters = [vote.voter.strip() for vote in decision.votes if vote.voter.strip()]
    twice = [name for place, name in enumerate(voters) if name in voters[:place]]
    if twice:
        what = f"{quoted(twice[0])} votes twice."
        yield DecisionFault("votes", what, "Keep one vote of each person.")

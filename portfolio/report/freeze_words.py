"""What is about to be frozen as the plan of record, and what to know before that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from portfolio.model import Decision, Portfolio, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.decided import held_decisions, rival_decisions
from portfolio.model.text import listed, plural, quoted
from portfolio.report.decision_clashes import clashes
from portfolio.report.decision_draft import FUNDING
from portfolio.report.of_record import planned_lines
from portfolio.report.of_record_worth import worth_as_decided, worth_sentences
from portfolio.report.record_words import counts_sentence
from portfolio.report.summary import summarize

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_NAMED = 6


def freeze_summary(results: Results) -> tuple[str, ...]:
    """Return what the plan of record would hold, a sentence each; empty without a plan."""
    plan = results.plan
    if plan is None or plan.status == "infeasible":
        return ()
    lines = planned_lines(results, plan)
    decided = len(_decisions(results.portfolio))
    counts = f"{counts_sentence(lines)}; {_origin(decided, len(lines))}."
    worth = worth_as_decided(results, plan, lines)
    if worth.decided:
        told = worth_sentences(worth)
        return (counts, *(told[:1] if worth.breaks else told))
    summary, value = summarize(results), amount_text(plan.value, plan.unit)
    planned = f"The plan is worth {value} of {plan.objective_name}, {summary.proof}."
    return (counts, planned, summary.binds)


def _origin(decided: int, count: int) -> str:
    if decided in (0, count):
        return "all as decided" if decided else "all as planned, since nothing is decided"
    rest = "the other one" if count - decided == 1 else "the others"
    return f"{decided:,} as decided, {rest} as planned"


def freeze_warnings(results: Results, tried: str = "") -> tuple[str, ...]:
    """Return what to know before freezing, the gravest first; empty when nothing stands out.

    Args:
        results: of the document.
        tried: what is a what-if at present, as part of a sentence; empty for nothing.
    """
    plan = results.plan
    if plan is None or plan.status == "infeasible":
        return ()
    return (*_misfit(results, plan), *_warnings(results.portfolio, plan, tried))


def disagreements(portfolio: Portfolio, plan: Plan) -> list[str]:
    """Return the ids on which the decision that holds and a plan disagree, in screen order.

    Funded and cut do; deferred and cut do not, and neither do two sizes or starts.
    """
    decisions = _decisions(portfolio)
    return [
        key
        for key, _ in in_order(portfolio.initiatives)
        if key in decisions and (decisions[key].option in FUNDING) == (plan.verdict(key) == "cut")
        if not (decisions[key].option == "defer" and plan.verdict(key) == "defer")
    ]


def _misfit(results: Results, plan: Plan) -> tuple[str, ...]:
    """Return what does not fit of the decisions together: limits, rules, what they grant."""
    worth = worth_as_decided(results, plan, planned_lines(results, plan))
    return worth_sentences(worth)[1:] if worth.breaks else ()


def _warnings(portfolio: Portfolio, plan: Plan, tried: str) -> Iterator[str]:
    decisions = _decisions(portfolio)
    left = [quoted(r.name) for k, r in in_order(portfolio.initiatives) if k not in decisions]
    if left:
        them = "them" if len(left) > 1 else "it"
        verb = "are" if len(left) > 1 else "is"
        yield (
            f"{plural(len(left), 'initiative')} {verb} undecided: {listed(left, _NAMED)}. "
            f"The plan of record holds what the plan says of {them}."
        )
    other = [_disagreement(portfolio, decisions[k], k) for k in disagreements(portfolio, plan)]
    if other:
        yield f"Decisions and plan disagree: {listed(other, _NAMED)}. What was decided is frozen."
    clashing = list(clashes(portfolio))
    if clashing:
        yield f"Decisions disagree with each other: {listed(clashing, _NAMED)}. All are frozen."
    apart = [
        quoted(portfolio.initiatives[initiative].name)
        for key in rival_decisions(portfolio)
        if (initiative := portfolio.decisions[key].initiative) in portfolio.initiatives
    ]
    if apart:
        yield (
            "Decided otherwise in another version of the file, merged since: "
            f"{listed(apart, _NAMED)}. The later decision is frozen."
        )
    if tried:
        yield (
            f"What if: {tried}. The plan that is frozen is that of the what-if, "
            "which is no part of the document unless you keep it."
        )
    if portfolio.ballots:
        count = len(portfolio.ballots)
        ballots, them = plural(count, "ballot"), "it" if count == 1 else "them"
        yield f"{ballots} still sealed: the plan does not know what is in {them}."


def _disagreement(portfolio: Portfolio, decision: Decision, key: str) -> str:
    name = quoted(portfolio.initiatives[key].name)
    if decision.option in FUNDING:
        return f"{name} was funded and the plan cuts it"
    verb = "cut" if decision.option == "cut" else "deferred"
    return f"{name} was {verb} and the plan funds it"


def _decisions(portfolio: Portfolio) -> dict[str, Decision]:
    """Return the decisions that hold on what there is."""
    held = held_decisions(portfolio)
    return {key: decision for key, decision in held.items() if key in portfolio.initiatives}

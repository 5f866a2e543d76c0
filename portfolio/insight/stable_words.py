"""The stable sequence in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.funding.wording import names_of
from portfolio.insight.base import Base
from portfolio.insight.limits import Limit
from portfolio.insight.stable_result import StableSequence
from portfolio.model.amounts import percent_text
from portfolio.model.text import listed, plural


def stable_sentences(base: Base, limit: Limit, result: StableSequence) -> tuple[str, ...]:
    """Return what to take away: what stability costs, where most, in which order to fund."""
    if not result.steps:
        return (f"No plan fits into any of these capacities of {limit.name}.",)
    return (
        *_cost(base, limit, result),
        *_order(base, limit, result),
        *_unreachable(limit, result),
        *_proof(result),
    )


def _cost(base: Base, limit: Limit, result: StableSequence) -> Iterator[str]:
    best = sum(step.best for step in result.steps)
    lost = sum(step.cost for step in result.steps)
    capacities = plural(len(result.steps), "capacity", "capacities")
    if lost <= base.step / 2:
        yield (
            f"Over {capacities} of {limit.name}, never dropping what was funded costs nothing: "
            "the best plans are nested as they are."
        )
        return
    most = "" if result.gap == 0 else "at most "
    yield (
        f"Over {capacities} of {limit.name}, never dropping what was funded costs {most}"
        f"{base.worth_of(lost / len(result.steps), best / len(result.steps))} on average."
    )
    worst = max(result.steps, key=lambda step: (step.cost, -step.share))
    yield f"It costs most at {limit.words(worst.share)}: {base.worth_of(worst.cost, worst.best)}."
    today = next((step for step in result.steps if step.share == 1.0), None)
    if today is not None and today is not worst:
        cost = base.worth_of(today.cost, today.best) if today.cost > base.step else "nothing"
        yield f"At today's capacity it costs {cost}."


def _order(base: Base, limit: Limit, result: StableSequence) -> Iterator[str]:
    first = result.steps[0]
    if first.enters:
        names = names_of(base.portfolio, first.enters)
        yield f"Funded from {limit.words(first.share)} on: {names}."
    for step in result.steps[1:]:
        if step.enters:
            names = names_of(base.portfolio, step.enters)
            yield f"Joining at {limit.words(step.share)}: {names}."


def _unreachable(limit: Limit, result: StableSequence) -> Iterator[str]:
    if result.unreachable:
        shares = listed(percent_text(share) for share in result.unreachable)
        yield f"No plan fits into {shares} of {limit.name}, so the sequence starts above."


def _proof(result: StableSequence) -> Iterator[str]:
    if result.gap > 0:
        yield f"The sequence is within {percent_text(result.gap)} of the best stable one, proven."
    else:
        yield "No stable sequence over these capacities is worth more in sum, proven."

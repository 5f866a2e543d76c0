"""The frontier in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator

from portfolio.insight.base import Base
from portfolio.insight.frontier_result import Frontier
from portfolio.insight.limits import Limit
from portfolio.insight.swap_words import swap_words
from portfolio.model.amounts import percent_text
from portfolio.model.text import plural

#: A plan that needs this share of a capacity needs all of it.
_ALL = 0.9995


def frontier_sentences(base: Base, limit: Limit, frontier: Frontier) -> tuple[str, ...]:
    """Return what to take away: where we are, one step down and up, the list, what is proven."""
    if not frontier.plans:
        return (_nothing(limit, frontier),)
    return (
        *_here(base, limit, frontier),
        *_next(base, limit, frontier),
        *_top(base, limit, frontier),
        *_list(base, limit, frontier),
        *_hull(frontier),
        *_proof(frontier),
    )


def _nothing(limit: Limit, frontier: Frontier) -> str:
    proven = "obeys" if frontier.gap == 0 else "was found that obeys"
    return f"No plan {proven} every limit and rule at up to 150 % of {limit.name}."


def _here(base: Base, limit: Limit, frontier: Frontier) -> Iterator[str]:
    here = frontier.here
    if here is None:
        first = frontier.plans[0]
        yield (
            f"No plan fits into today's {limit.name}. The first that does needs "
            f"{limit.words(first.share)}."
        )
        return
    spare = f"could do with {limit.words(here.share)}" if here.share < _ALL else "needs all of it"
    yield (
        f"Today's {limit.name}, {limit.words(1.0)}, buys {base.worth(here.value)} of "
        f"{frontier.objective_name}; its plan {spare}."
    )


def _next(base: Base, limit: Limit, frontier: Frontier) -> Iterator[str]:
    """Say what the next efficient plan up needs and brings."""
    here = frontier.here
    if here is None:
        return
    above = [plan for plan in frontier.plans if plan.share > 1.0 + 1e-9]
    if not above:
        yield f"Up to 150 % of {limit.name} nothing better was found: other limits hold."
        return
    first = above[0]
    gain = base.worth_of(first.value - here.value, here.value)
    swap = swap_words(base, first.enters, first.leaves, first.changed)
    yield f"The next step up is at {limit.words(first.share)}: {gain} more{swap}."


def _top(base: Base, limit: Limit, frontier: Frontier) -> Iterator[str]:
    """Say from which share on more of this resource buys nothing."""
    last = frontier.plans[-1]
    end = frontier.points[-1]
    proven = end.value is not None and end.gap == 0.0
    if proven and last.share < end.share - 1e-6 and last.share > 1.0:
        yield (
            f"From {limit.words(last.share)} on, more of it adds nothing up to "
            f"{percent_text(end.share)}: {base.worth(last.value)} is all that the other limits "
            "and the list allow."
        )


def _list(base: Base, limit: Limit, frontier: Frontier) -> Iterator[str]:
    pairs = [p for p in frontier.points if p.ranked is not None and p.value is not None]
    if not pairs:
        return
    lead = {p.share: (p.value or 0.0) - (p.ranked or 0.0) for p in pairs}
    widest = max(pairs, key=lambda p: (lead[p.share], -p.share))
    today = next((p for p in pairs if p.share == 1.0), None)
    start = f"Funding down the list by benefit per unit of {limit.name}"
    if lead[widest.share] <= base.step:
        yield f"{start} is worth as much at every point that was solved."
        return
    if today is not None and today.value:
        lost = lead[1.0]
        amount = "nothing" if lost <= base.step else base.worth_of(lost, today.value)
        yield f"{start} would lose {amount} today, under the same limits."
    if widest.share != 1.0 and widest.value:
        loss = base.worth_of(lead[widest.share], widest.value)
        yield f"It loses most at {limit.words(widest.share)}: {loss}."


def _hull(frontier: Frontier) -> Iterator[str]:
    if not frontier.final:
        return
    count = len(frontier.plans)
    hidden = sum(not plan.supported for plan in frontier.plans)
    known = "Every one" if frontier.complete else "So many as were looked for"
    yield (
        f"{plural(count, 'efficient plan')} from 0 to 150 %. {known} is proven best for its "
        f"capacity; {hidden:,} of them would be missed by a price on the resource alone."
    )


def _proof(frontier: Frontier) -> Iterator[str]:
    if math.isinf(frontier.gap):
        yield "How far some points are from the best is not known yet."
    elif frontier.gap > 0:
        today = next((point.gap for point in frontier.points if point.share == 1.0), 0.0)
        near = f"within {percent_text(today)} of the best" if today else "the best"
        yield (
            f"So far today's value is {near} and every point within "
            f"{percent_text(frontier.gap)}, proven; exact values follow."
        )
    elif frontier.final and frontier.open_from:
        spans = plural(len(frontier.open_from), "stretch", "stretches")
        yield f"In {spans} between the points there may be more steps than are drawn."

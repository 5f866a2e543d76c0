"""Competitors and core index in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.funding.wording import names_of
from portfolio.insight.base import Base
from portfolio.insight.competitors_result import Competition, Competitor
from portfolio.insight.swap_words import swap_words
from portfolio.insight.worlds import Worlds
from portfolio.model.amounts import percent_text
from portfolio.model.text import plural

#: Competitors that are told.
_TOLD = 3


def competition_sentences(base: Base, worlds: Worlds, result: Competition) -> tuple[str, ...]:
    """Return what to take away: how today's plan stands, who beats it when, who is sure."""
    return (
        _standing(base, result),
        *(_competitor(base, worlds, each) for each in result.competitors[:_TOLD]),
        *_others(result),
        *_core(base, result),
    )


def _standing(base: Base, result: Competition) -> str:
    what = "other estimates" if result.kind == "estimates" else "other weights"
    start = f"In {plural(result.worlds, 'world')} with {what}, today's plan"
    if result.plans == 1:
        return f"{start} always comes out best: no other plan was found that is worth more in any."
    if result.best_share == 1.0:
        return f"{start} is the best of {plural(result.plans, 'plan')} in every one."
    return (
        f"{start} is the best of {plural(result.plans, 'plan')} in "
        f"{percent_text(result.best_share)}; knowing the world beforehand would add "
        f"{base.worth(result.regret)} on average."
    )


def _competitor(base: Base, worlds: Worlds, each: Competitor) -> str:
    swap = swap_words(base, each.enters, each.leaves).removeprefix("; ")
    swap = swap or "the same initiatives at other sizes or starts"
    behind = "as much as today's plan" if each.behind <= base.step / 2 else ""
    now = behind or f"{base.worth(each.behind)} less than today's plan"
    return (
        f"A competitor at no more cost: {swap}. It is worth {now} as things stand, and more in "
        f"{percent_text(each.beats)} of the worlds, by {base.worth(each.lead)} on average"
        f"{_when(base, worlds, each)}."
    )


def _when(base: Base, worlds: Worlds, each: Competitor) -> str:
    driver = each.driver
    if driver is None:
        return ""
    name = worlds.names[worlds.drawn_ids.index(driver.drawn_id)]
    if worlds.kind == "weights":
        then, usual = percent_text(driver.then), percent_text(driver.usual)
        return f", mostly where {name} weighs about {then} rather than {usual}"
    then, usual = base.worth(driver.then), base.worth(driver.usual)
    return f", mostly where {name} is worth about {then} rather than {usual}"


def _others(result: Competition) -> Iterator[str]:
    if not result.competitors:
        yield "No plan that costs no more was found to beat it in a fair share of them."
    elif len(result.competitors) > _TOLD:
        yield f"{plural(len(result.competitors) - _TOLD, 'more competitor')} came up."


def _core(base: Base, result: Competition) -> Iterator[str]:
    core, contested = result.standing("core"), result.standing("contested")
    out = result.standing("out")
    if core:
        yield f"Sure of a place, in at least 95 % of the worlds: {names_of(base.portfolio, core)}."
    if contested:
        yield f"Worth discussing: {names_of(base.portfolio, contested)}."
    if out:
        yield f"Out in at least 95 % of them: {names_of(base.portfolio, out)}."

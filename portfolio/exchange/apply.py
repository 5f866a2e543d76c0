"""A proposal carried out: a new portfolio, and a report in which every row is accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.axes import Axes
from portfolio.exchange.creation import Made, create
from portfolio.exchange.drafts import Draft
from portfolio.exchange.meaning import Meaning, Named
from portfolio.exchange.proposal import Proposal, Report
from portfolio.exchange.vocabulary import Vocabulary
from portfolio.model import (
    FrozenMap,
    Initiative,
    Portfolio,
    Rating,
    Ratings,
    in_order,
    keys_between,
    new_id,
)

_TICK_ROWS = 1_000


def apply_proposal(
    proposal: Proposal, portfolio: Portfolio, tick: Tick | None = None
) -> tuple[Portfolio, Report]:
    """Return the portfolio with a table imported as proposed, and what was done.

    Blank cells, and cells with a problem, leave what the portfolio has.

    Args:
        proposal: without open questions.
        portfolio: the one that it was made for.
        tick: called now and then with ``(fraction, text)``.

    Raises:
        PortfolioError: a question is open, or the portfolio has changed since.
    """
    if proposal.questions:
        raise PortfolioError(
            "A question is still open.", proposal.sheet.source, proposal.questions[0].text
        )
    before = portfolio
    portfolio, made = create(portfolio, proposal.creates)
    drafts = _drafts(proposal, before, made, tick)
    initiatives, added, kept = _initiatives(drafts, portfolio)
    portfolio = replace(
        portfolio,
        initiatives=portfolio.initiatives.with_all(initiatives),
        ratings=_ratings(portfolio, drafts),
    )
    changed = {key for key in kept if _changed(key, before, portfolio)}
    return portfolio, Report(
        rows=proposal.rows,
        added=tuple(added),
        updated=tuple(key for key in kept if key in changed),
        unchanged=tuple(key for key in kept if key not in changed),
        created=proposal.creates,
        problems=proposal.problems,
        notes=proposal.notes,
    )


def _drafts(proposal: Proposal, before: Portfolio, made: Made, tick: Tick | None) -> list[Draft]:
    """Return one draft for each initiative of the table.

    What the rows name is looked up where the proposal did, in the portfolio as it was:
    beside a period that was just made, a shorter name might mean two.
    """
    meanings = [column.meaning for column in proposal.columns]
    axes = Axes(meanings, Vocabulary(before))
    periods = [key for key, _ in in_order(before.periods)]
    periods += [key for (noun, _), key in made.items() if noun == "period"]
    known: dict[int, tuple[list[Meaning], list[Meaning]]] = {}
    drafts: dict[int, Draft] = {}
    for plan, values in zip(proposal.rows, proposal.values, strict=True):
        if tick is not None and plan.index % _TICK_ROWS == 0:
            tick(plan.index / len(proposal.rows), f"Importing row {plan.number:,}")
        if plan.action == "skip":
            continue
        if plan.initiative is not None and plan.initiative not in before.initiatives:
            raise PortfolioError(
                "The portfolio has changed since the table was looked at.",
                proposal.sheet.place(plan.index),
                "Open the table again.",
            )
        first = plan.index if plan.joins is None else plan.joins
        draft = drafts.setdefault(first, Draft(plan.initiative, periods))
        found = axes.meanings(axes.of_row(values) if axes else {})
        if id(found) not in known:
            known[id(found)] = (found, [_known(meaning, made) for meaning in found])
        for meaning, value in zip(known[id(found)][1], values, strict=True):
            if value is not None:
                draft.take(meaning, value)
    return list(drafts.values())


def _known(meaning: Meaning, made: Made) -> Meaning:
    """Return a meaning with the ids of what was created for it."""
    if not meaning.new:
        return meaning
    return replace(
        meaning,
        resource=_found("resource", meaning.resource, made),
        period=_found("period", meaning.period, made),
        criterion=_found("criterion", meaning.criterion, made),
        rater=_found("rater", meaning.rater, made),
    )


def _found(noun: str, named: Named | None, made: Made) -> Named | None:
    if named is None or named.id is not None:
        return named
    return Named(named.name, made[noun, named.name])


def _initiatives(
    drafts: list[Draft], portfolio: Portfolio
) -> tuple[dict[str, Initiative], list[str], list[str]]:
    """Return initiatives by id, the ids of new ones, and those of the others."""
    ordered = in_order(portfolio.initiatives)
    new = [draft for draft in drafts if draft.initiative is None]
    orders = keys_between(ordered[-1][1].order if ordered else "", "", len(new))
    for draft, order in zip(new, orders, strict=True):
        draft.make(new_id("i"), order)
    built = {
        draft.key: draft.build(portfolio.initiatives.get(draft.key), portfolio.settings)
        for draft in drafts
    }
    kept = [draft.key for draft in drafts if draft.initiative is not None]
    return built, [draft.key for draft in new], kept


def _ratings(portfolio: Portfolio, drafts: list[Draft]) -> Ratings:
    """Return the ratings with those of the table; comments and confidence are kept."""
    wanted: dict[str, dict[str, dict[str, float]]] = {}
    for draft in drafts:
        for (rater, criterion), value in draft.ratings.items():
            wanted.setdefault(rater, {}).setdefault(draft.key, {})[criterion] = value
    changed: dict[str, FrozenMap[str, FrozenMap[str, Rating]]] = {}
    nothing: FrozenMap[str, Rating] = FrozenMap()
    for rater, by_initiative in wanted.items():
        old = portfolio.ratings.get(rater, FrozenMap())
        changed[rater] = old.with_all(
            {
                key: old.get(key, nothing).with_all(_rated(old.get(key, nothing), values))
                for key, values in by_initiative.items()
            }
        )
    return portfolio.ratings.with_all(changed) if changed else portfolio.ratings


def _rated(old: Mapping[str, Rating], values: Mapping[str, float]) -> dict[str, Rating]:
    return {
        criterion: replace(old[criterion], value=value) if criterion in old else Rating(value)
        for criterion, value in values.items()
    }


def _changed(key: str, before: Portfolio, after: Portfolio) -> bool:
    """Whether an initiative or any of its ratings is new or different."""
    if before.initiatives[key] != after.initiatives[key]:
        return True
    return before.ratings is not after.ratings and any(
        before.ratings.get(rater, FrozenMap()).get(key) != ratings.get(key)
        for rater, ratings in after.ratings.items()
    )

"""Competitors of today's plan, and who is sure of a place, as rows of two tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.squeeze_rows import names_in
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import plural, quoted, visible

if TYPE_CHECKING:
    from portfolio.insight import Competition, Competitor, CoreLine, Driver

_ORDER = {"core": 0, "contested": 1, "out": 2}


@dataclass(frozen=True, slots=True)
class CompetitorRow:
    """A plan that costs no more than today's and could give more.

    Attributes:
        key: unique.
        beats: share of the worlds in which it is worth more.
        worlds: the same as text.
        enters: names, against today's plan.
        leaves: names.
        behind: value that it is worth less as things stand, 0 or more.
        now: the same as text.
        lead: value that it is worth more where it wins, on average.
        then: the same as text.
        where: what sets those worlds apart; may be empty.
    """

    key: str
    beats: float
    worlds: str
    enters: str
    leaves: str
    behind: float
    now: str
    lead: float
    then: str
    where: str


@dataclass(frozen=True, slots=True)
class CoreRow:
    """How sure one initiative is of its place.

    Attributes:
        key: id of the initiative.
        name: of it.
        index: share of the worlds whose best plan funds it.
        worlds: the same as text.
        standing: ``core``, ``contested`` or ``out``.
        now: ``funded`` or ``not funded`` in today's plan.
        odd: whether today's plan goes against its standing.
    """

    key: str
    name: str
    index: float
    worlds: str
    standing: str
    now: str
    odd: bool

    @property
    def order(self) -> tuple[int, float]:
        """Core first, then contested by falling share, then out."""
        return _ORDER[self.standing], -self.index


@dataclass(frozen=True, slots=True)
class CompetitionView:
    """What the pictures show.

    Attributes:
        portfolio: the document that was looked into.
        competition: what is known; None while nothing is.
        outdated: whether the document has changed since.
    """

    portfolio: Portfolio
    competition: Competition | None
    outdated: bool = False


def competition_finding(competition: Competition | None) -> Finding:
    """Say in how many worlds today's plan is the best, and how many have a sure place."""
    if competition is None:
        return Finding(
            "The plan is being held against others.", "In sampled worlds, each with its best plan."
        )
    if not competition.worlds:
        return Finding(
            "No plan obeys every limit and rule, so none has competitors.",
            "Release what is forced in, switch off a rule, or raise a limit.",
        )
    what = "other weights" if competition.kind == "weights" else "other estimates"
    worlds = plural(competition.worlds, "world")
    start = "Today's plan" if competition.final else "So far today's plan"
    counts = _counts(competition)
    if competition.best_share == 1.0:
        headline = f"{start} is the best in every one of {worlds} with {what}."
        return Finding(headline, counts)
    share = percent_text(competition.best_share)
    headline = f"{start} is the best in {share} of {worlds} with {what}."
    regret = amount_text(competition.regret, competition.value_unit)
    return Finding(
        headline, f"Knowing the world beforehand would add {regret} on average. {counts}"
    )


def competitor_rows(portfolio: Portfolio, competition: Competition) -> list[CompetitorRow]:
    """Return the competitors by falling share of the worlds."""
    unit = competition.value_unit
    return [
        CompetitorRow(
            key=f"{number}",
            beats=one.beats,
            worlds=percent_text(one.beats),
            enters=names_in(portfolio, one.enters),
            leaves=names_in(portfolio, one.leaves) or _sizes(one),
            behind=one.behind,
            now=amount_text(one.behind, unit) if one.behind > 0 else "nothing",
            lead=one.lead,
            then=amount_text(one.lead, unit),
            where="" if one.driver is None else _where(portfolio, one.driver, competition),
        )
        for number, one in enumerate(competition.competitors, start=1)
    ]


def core_rows(portfolio: Portfolio, competition: Competition) -> list[CoreRow]:
    """Return every initiative with its core index, the surest first."""
    return [_core(portfolio, line) for line in competition.core]


def _core(portfolio: Portfolio, line: CoreLine) -> CoreRow:
    record = portfolio.initiatives.get(line.initiative_id)
    against = "out" if line.funded else "core"
    return CoreRow(
        key=line.initiative_id,
        name=(visible(record.name) if record is not None else "") or "(no name)",
        index=line.index,
        worlds=percent_text(line.index),
        standing=line.standing,
        now="funded" if line.funded else "not funded",
        odd=line.standing == against,
    )


def _counts(competition: Competition) -> str:
    core, contested, out = (
        len(competition.standing("core")),
        len(competition.standing("contested")),
        len(competition.standing("out")),
    )
    counts = f"{core:,} core, {contested:,} contested, {out:,} out."
    if competition.final and not competition.competitors:
        counts += " No plan that costs no more beats it in a fair share of the worlds."
    return counts


def _sizes(one: Competitor) -> str:
    return "" if one.enters else "(other sizes or starts)"


def _where(portfolio: Portfolio, driver: Driver, competition: Competition) -> str:
    if competition.kind == "weights":
        criterion = portfolio.criteria.get(driver.drawn_id)
        name = quoted("" if criterion is None else criterion.name)
        return f"{name} weighs {percent_text(driver.then)}, not {percent_text(driver.usual)}"
    record = portfolio.initiatives.get(driver.drawn_id)
    then = amount_text(driver.then, competition.value_unit)
    usual = amount_text(driver.usual, competition.value_unit)
    return f"{quoted('' if record is None else record.name)} is worth {then}, not {usual}"

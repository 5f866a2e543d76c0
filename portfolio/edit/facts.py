"""Verbs on what the five lessons ask: answers, figures, kill criteria, risks, thresholds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from portfolio.edit.derived import rederived
from portfolio.edit.document import set_settings
from portfolio.edit.gates import with_tier_gate
from portfolio.edit.initiatives import set_initiative
from portfolio.edit.ratings import rated_again
from portfolio.model import Facts, Figure, Portfolio, Reading, RiskState


def set_facts(portfolio: Portfolio, initiative: str, **answers: Any) -> Portfolio:
    """Set attributes of the facts of one initiative, named as in ``model.Facts``.

    Derived demand follows. A use that is prohibited becomes barred by a gate; once it is
    called so no longer, the gate goes, unless somebody has said something about it.
    """
    return set_initiative(
        portfolio, initiative, facts=replace(_facts(portfolio, initiative), **answers)
    )


def set_figure(
    portfolio: Portfolio, initiative: str, name: str, figure: Figure | None
) -> Portfolio:
    """Set one figure, see ``model.FIGURES``; None makes it *not stated*."""
    figures = _facts(portfolio, initiative).figures
    figures = figures.without(name) if figure is None else figures.with_(name, figure)
    return set_facts(portfolio, initiative, figures=figures)


def restate_figure(portfolio: Portfolio, initiative: str, name: str, figure: Figure) -> Portfolio:
    """Set one figure, and keep what it was as an earlier reading if both are dated apart."""
    before = _facts(portfolio, initiative).figures.get(name)
    return set_figure(portfolio, initiative, name, restated(before, figure))


def restated(before: Figure | None, figure: Figure) -> Figure:
    """Return a figure with what it was as an earlier reading if both are dated apart."""
    if before is None or before.as_of is None or figure.as_of is None:
        return figure
    earlier = before.earlier
    if before.as_of < figure.as_of:
        was = Reading(before.likely, before.as_of, before.low, before.high, before.source)
        earlier = (*earlier, was)
    return replace(figure, earlier=earlier)


def set_training(
    portfolio: Portfolio, initiative: str, chip: str, hours: Figure | None
) -> Portfolio:
    """Set the chip-hours of training on one chip; None makes them *not stated*."""
    training = _facts(portfolio, initiative).training
    training = training.without(chip) if hours is None else training.with_(chip, hours)
    return set_facts(portfolio, initiative, training=training)


def set_kill(portfolio: Portfolio, initiative: str, **fields: Any) -> Portfolio:
    """Set attributes of the kill criterion, named as in ``model.KillCriterion``."""
    kill = replace(_facts(portfolio, initiative).kill, **fields)
    return set_facts(portfolio, initiative, kill=kill)


def set_provenance(portfolio: Portfolio, initiative: str, **fields: Any) -> Portfolio:
    """Set how made content can be told, named as in ``model.Provenance``."""
    provenance = replace(_facts(portfolio, initiative).provenance, **fields)
    return set_facts(portfolio, initiative, provenance=provenance)


def set_functions(portfolio: Portfolio, initiative: str, **levels: Any) -> Portfolio:
    """Set levels of the NIST functions, 0 to 4, named as in ``model.RiskFunctions``."""
    functions = replace(_facts(portfolio, initiative).functions, **levels)
    return set_facts(portfolio, initiative, functions=functions)


def set_risk(
    portfolio: Portfolio, initiative: str, risk: str, state: RiskState | None
) -> Portfolio:
    """Set the state of one risk, see ``model.GENAI_RISKS``; None makes it *not stated*."""
    risks = _facts(portfolio, initiative).risks
    risks = risks.without(risk) if state is None else risks.with_(risk, state)
    return set_facts(portfolio, initiative, risks=risks)


def set_lesson_settings(portfolio: Portfolio, **fields: Any) -> Portfolio:
    """Set what the checks assume, named as in ``model.LessonSettings``; derived demand follows."""
    return set_settings(portfolio, lessons=replace(portfolio.settings.lessons, **fields))


def set_threshold(portfolio: Portfolio, name: str, value: float | None) -> Portfolio:
    """Set one threshold, see ``portfolio.lessons``; None goes back to its default."""
    mine = portfolio.settings.lessons.thresholds
    mine = mine.without(name) if value is None else mine.with_(name, value)
    return set_lesson_settings(portfolio, thresholds=mine)


def followed_through(portfolio: Portfolio, before: Portfolio, now: datetime) -> Portfolio:
    """Return a portfolio that a table was read into as the verbs would have left it.

    Derived demand follows, uses that are prohibited now are barred, and ratings that were
    given anew keep what was said before.

    Args:
        portfolio: after the import.
        before: the document until then.
        now: when the table was read.
    """
    after = rederived(rated_again(portfolio, before, now), before)
    for key in after.initiatives:
        after = with_tier_gate(after, key, before.initiatives.get(key))
    return after


def _facts(portfolio: Portfolio, initiative: str) -> Facts:
    facts = portfolio.initiatives[initiative].facts
    return Facts() if facts is None else facts

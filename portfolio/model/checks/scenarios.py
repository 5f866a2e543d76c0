"""Scenarios, comments and settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, isfinite

from portfolio.model.amounts import percent_text
from portfolio.model.checks.pins import forced_by, pin_faults
from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.redacted_mark import another_plan, redacted_mark
from portfolio.model.scenario import CHANGE_TARGETS, Change, TargetNoun
from portfolio.model.settings import Settings
from portfolio.model.text import plural, quoted

#: A yearly rate above this is more likely a percentage written as a number.
_HIGHEST_LIKELY_RATE = 1.0


def scenario_problems(portfolio: Portfolio) -> dict[str, list[Problem]]:
    """Return the changes that cannot be made, by scenario id."""
    return {
        key: [
            problem
            for n, change in enumerate(record.changes)
            for problem in problems_of(
                "scenario",
                key,
                f"Scenario {quoted(record.name)}, change {n + 1}",
                _change(portfolio, f"changes/{n}", change),
            )
        ]
        for key, record in in_order(portfolio.scenarios)
    }


def _change(portfolio: Portfolio, field: str, change: Change) -> Iterator[Fault]:
    noun = CHANGE_TARGETS[change.kind]
    tables: dict[TargetNoun, Mapping[str, object]] = {
        "resource": portfolio.resources,
        "criterion": portfolio.criteria,
        "initiative": portfolio.initiatives,
        "rule": portfolio.rules,
    }
    if change.target not in tables[noun]:
        yield (
            f"unknown_{noun}",
            "warning",
            field,
            f"the {noun} is not in the portfolio, so the change is skipped",
            f"Choose another {noun}, or delete the change.",
        )
    yield from _where(portfolio, field, change)
    weighting = portfolio.settings.weighting
    if change.kind == "weight" and weighting != "direct":
        yield (
            "change_without_effect",
            "warning",
            field,
            "it sets a direct weight, but "
            + ("swing weights" if weighting == "swing" else "the raters’ own weights")
            + " are in use",
            "Use direct weights, or delete the change.",
        )
    if not _amount_is_sound(change):
        yield (
            "change_amount",
            "error",
            field,
            f"{change.amount:g} is no amount for this kind of change",
            "Enter a factor, a weight or a number of periods of 0 or more.",
        )


def _where(portfolio: Portfolio, field: str, change: Change) -> Iterator[Fault]:
    """Yield what is wrong with the period or the size of a change."""
    if change.period is not None and change.period not in portfolio.periods:
        effect = "any start counts" if change.kind == "force_in" else "nothing changes"
        yield (
            "unknown_period",
            "warning",
            field,
            f"the period is not in the portfolio, so {effect}",
            "Choose another period, or delete the change.",
        )
    if change.kind == "force_in":
        for code, severity, _, text, remedy in pin_faults(forced_by(change), portfolio):
            yield code, severity, field, text, remedy


def _amount_is_sound(change: Change) -> bool:
    if change.kind in ("rule_off", "force_in", "force_out"):
        return True
    if change.kind == "benefit_factor":
        return isfinite(change.amount)
    return 0 <= change.amount < inf


def comment_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield the comments on initiatives that are gone, as one problem."""
    known = portfolio.initiatives
    strays = sorted(
        key
        for key, comment in portfolio.comments.items()
        if comment.initiative is not None and comment.initiative not in known
    )
    if strays:
        yield Problem(
            "unknown_initiative",
            "note",
            "comment",
            strays[0],
            "initiative",
            f"{plural(len(strays), 'comment is', 'comments are')} about an initiative that is "
            "not in the portfolio.",
            "Add the initiative again, or delete the comment.",
        )


def portfolio_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield the parts that a portfolio lacks altogether, and settings that cannot be used.

    First what a redacted copy has lost on purpose.
    """
    yield from _redacted(portfolio.settings)
    lacking: tuple[tuple[object, str, str], ...] = (
        (portfolio.initiatives, "initiatives", "There are no initiatives yet."),
        (portfolio.periods, "periods", "There is no planning period to state amounts in."),
        (portfolio.resources, "resources", "There are no resources, so nothing limits the plan."),
        (portfolio.criteria, "criteria", "There are no criteria, so nothing can be ranked."),
    )
    for records, field, text in lacking:
        if not records:
            remedy = f"Add {field}, or open a sample to see some."
            yield Problem(f"no_{field}", "note", "portfolio", "", field, text, remedy)
    yield from _settings(portfolio.settings)


def _redacted(settings: Settings) -> Iterator[Problem]:
    if settings.redacted:
        other = another_plan(settings)
        yield Problem(
            "redacted_copy",
            "warning" if other else "note",
            "portfolio",
            "",
            "settings/redacted",
            redacted_mark(settings),
            "What the original plans is kept as a comment on each initiative."
            if other
            else "Ask whoever made it if you need the rest.",
        )


def _settings(settings: Settings) -> Iterator[Problem]:
    if not -1 < settings.discount_rate < inf:
        yield Problem(
            "discount_rate",
            "error",
            "portfolio",
            "",
            "settings/discount_rate",
            "The discount rate is not a percentage above −100 %.",
            "Enter the yearly rate, for example 10 %, or 0 %.",
        )
    elif settings.discount_rate > _HIGHEST_LIKELY_RATE:
        yield Problem(
            "discount_rate_high",
            "warning",
            "portfolio",
            "",
            "settings/discount_rate",
            f"The discount rate is {percent_text(settings.discount_rate)} a year.",
            "Check it: in the file, 10 % is written 0.1.",
        )
    if not 0 <= settings.score_floor <= 100:
        yield Problem(
            "score_floor",
            "error",
            "portfolio",
            "",
            "settings/score_floor",
            "The score below which nothing is funded is not between 0 and 100.",
            "Enter a score from 0 to 100.",
        )

"""Lesson 3: who pays, how much, and when?"""

from __future__ import annotations

from math import isinf
from operator import attrgetter

from portfolio.lessons.check import Answer, Check, Measure, Said, Threshold, Values
from portfolio.lessons.derived import quotient
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.sold import no_use, nothing_is_free, payers_are_not_users
from portfolio.lessons.subject import Subject
from portfolio.model.compute import DAYS_PER_MONTH

_APP = "App default."
_SUBSIDY_BASIS = (
    "App default; inference takes about 23 % of the revenue of AI products at scale (ICONIQ)."
)
_PAYBACK_BASIS = (
    "App default; a satisfactory return typically takes two to four years, and 6 % have it "
    "within one (Deloitte, 1,854 executives)."
)

CONVERSION_RED = Threshold("3b.red", "Red above this share of users", 0.10, "share", _APP)
CONVERSION_AMBER = Threshold("3b.amber", "Amber above this share of users", 0.05, "share", _APP)
SUBSIDY_AMBER = Threshold("3c.amber", "Amber above", 0.23, "share", _SUBSIDY_BASIS)
SUBSIDY_RED = Threshold("3c.red", "Red above", 1.0, "share", _SUBSIDY_BASIS)
VALUE_AMBER = Threshold("3d.amber", "Amber above", 24.0, "months", _PAYBACK_BASIS)
VALUE_RED = Threshold("3d.red", "Red above", 48.0, "months", _PAYBACK_BASIS)

#: Evidence that somebody pays, by its level.
EVIDENCE = ("nothing", "a survey", "a pilot", "paying customers", "renewals")
#: The same where it saves cost inside, and nobody pays.
_EVIDENCE_INSIDE = ("nothing", "a survey", "a pilot", "savings made", "savings that last")
_EARNS = {
    "subscription": "It earns by subscription",
    "usage": "It earns by use",
    "hybrid": "It earns by subscription and by use",
    "outcome": "It earns by outcome",
    "enterprise license": "It earns by licenses to organizations",
    "internal saving": "It saves cost inside",
}
_SCALE, _RUN = 2, 3


def conversion(inputs: Inputs) -> Values:
    """Return ``uses per active user and month × unit cost ÷ price per payer and month``."""
    cost = inputs["uses_per_user"] * inputs["unit_cost"]
    return quotient(cost, inputs["price_per_month"])


def free_subsidy(inputs: Inputs) -> Values:
    """Return ``free uses of a month × unit cost ÷ revenue of a month``."""
    free = inputs["free_units_per_day"] * DAYS_PER_MONTH * inputs["unit_cost"]
    return quotient(free, inputs["revenue_month"])


def compute_to_revenue(inputs: Inputs) -> Values:
    """Return ``compute cost to date ÷ revenue to date``."""
    return quotient(inputs["compute_cost_to_date"], inputs["revenue_to_date"])


def _beyond_all(value: float) -> str:
    return "Even if every user paid, it would not cover the cost." if value > 1 else ""


def _no_revenue(value: float) -> str:
    return "It costs, and there is no revenue." if isinf(value) else ""


def _pricing(subject: Subject) -> Said:
    """Judge how it earns, and what shows that somebody pays, at its stage."""
    facts, stage = subject.facts, subject.initiative.stage
    if facts.pricing is None:
        return Said("missing", "How it earns is not stated.", missing=("the pricing model",))
    late = subject.has_reached("scale")
    if facts.pricing == "none":
        return Said(
            "red" if late else "amber",
            f"It has no way to earn, at the {stage} stage.",
            ("Choose a pricing model, or say that it is mandated or saves cost inside.",),
        )
    if facts.pricing == "mandate":
        return Said("green", "It is mandated, so nobody has to pay for it.")
    if facts.evidence is None:
        return Said(
            "missing",
            f"{_EARNS[facts.pricing]}; what shows it is not stated.",
            missing=("the evidence that it earns",),
        )
    return _evidence(facts.pricing, facts.evidence, subject)


def _evidence(pricing: str, level: int, subject: Subject) -> Said:
    stage = subject.initiative.stage
    shown = _EVIDENCE_INSIDE if pricing == "internal saving" else EVIDENCE
    level = min(max(level, 0), len(shown) - 1)
    wanted = _RUN if stage == "run" else _SCALE if subject.has_reached("scale") else 0
    if stage == "pilot":
        wanted = 1
    how = f"shown by {shown[level]}" if level else "with nothing yet to show it"
    said = f"{_EARNS[pricing]}, {how}, at the {stage} stage."
    if level >= wanted:
        return Said("green", said)
    nothing = level == 0 and subject.has_reached("scale")
    return Said("red" if nothing else "amber", said, (f"Show it by {shown[wanted]}.",))


_CONVERSION = Measure(
    "3b.conversion",
    "Share of users who must pay",
    "share",
    "less",
    ("uses_per_user", "unit_cost", "price_per_month"),
    "{uses_per_user} × {unit_cost} ÷ {price_per_month}",
    conversion,
    CONVERSION_AMBER,
    CONVERSION_RED,
    ("price_per_month", "unit_cost", "units_per_day"),
    remark=_beyond_all,
)
_FREE = Measure(
    "3c.free",
    "Cost of free use, as a share of revenue",
    "share",
    "less",
    ("free_units_per_day", "unit_cost", "revenue_month"),
    "{free_units_per_day} × 365 ÷ 12 × {unit_cost} ÷ {revenue_month}",
    free_subsidy,
    SUBSIDY_AMBER,
    SUBSIDY_RED,
    ("free_units_per_day", "unit_cost", "revenue_month"),
    remark=_no_revenue,
)
_TO_DATE = Measure(
    "3c.to_date",
    "Compute cost for each unit of revenue, since launch",
    "×",
    "less",
    ("compute_cost_to_date", "revenue_to_date"),
    "{compute_cost_to_date} ÷ {revenue_to_date}",
    compute_to_revenue,
    SUBSIDY_AMBER,
    SUBSIDY_RED,
    ("revenue_to_date", "compute_cost_to_date"),
    optional=True,
    remark=_no_revenue,
)
_TIME_TO_VALUE = Measure(
    "3d.value",
    "Time to value",
    "months",
    "less",
    ("months_to_value",),
    "{months_to_value}",
    lambda inputs: inputs["months_to_value"],
    VALUE_AMBER,
    VALUE_RED,
    ("months_to_value",),
)
_PAYBACK = Measure(
    "3d.payback",
    "Payback",
    "months",
    "less",
    ("payback_months",),
    "{payback_months}",
    lambda inputs: inputs["payback_months"],
    VALUE_AMBER,
    VALUE_RED,
    ("payback_months",),
    optional=True,
)

CHECKS: tuple[Check, ...] = (
    Check(
        "3a",
        "monetization",
        "Pricing and evidence",
        "How does it earn, and what shows that somebody pays?",
        (
            Answer(
                "3a.pricing",
                "Pricing and evidence",
                "Red without a pricing model or any evidence at scale; amber with less evidence "
                "than its stage asks for: a survey in the pilot, a pilot at scale, paying "
                "customers in the run.",
                "App default; 58 % of makers of AI products sell subscriptions, 35 % use, 18 % "
                "outcomes (ICONIQ, December 2025).",
                _pricing,
                attrgetter("facts.pricing", "facts.evidence", "initiative.stage"),
            ),
        ),
        no_use,
    ),
    Check(
        "3b",
        "monetization",
        "Required conversion",
        "Which share of its users must pay to cover the cost of all?",
        (_CONVERSION,),
        payers_are_not_users,
    ),
    Check(
        "3c",
        "monetization",
        "Free subsidy",
        "How much does use that nobody pays for cost, against revenue?",
        (_FREE, _TO_DATE),
        nothing_is_free,
    ),
    Check(
        "3d",
        "monetization",
        "Time to value",
        "When does it show value, and when has it paid for itself?",
        (_TIME_TO_VALUE, _PAYBACK),
    ),
)

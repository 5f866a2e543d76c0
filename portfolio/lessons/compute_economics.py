"""Lesson 1: does the use of compute pay for itself?"""

from __future__ import annotations

import numpy as np

from portfolio.lessons.check import Check, Measure, Threshold, Values
from portfolio.lessons.derived import per, quotient
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.sold import no_use, not_sold
from portfolio.lessons.subject import Subject

_MARGIN_BASIS = (
    "App default; AI products averaged 41 % in 2024 and 45 % in 2025, with 52 % expected for "
    "2026 (ICONIQ)."
)
_EFFICIENCY_BASIS = "Reported bands, around an average of 4.3 (ICONIQ, second-hand)."
_APP = "App default."

MARGIN_AMBER = Threshold("1a.amber", "Green from this margin", 0.50, "share", _MARGIN_BASIS)
MARGIN_RED = Threshold("1a.red", "Red below this margin", 0.20, "share", _MARGIN_BASIS)
EFFICIENCY_AMBER = Threshold("1b.amber", "Green from this ratio", 5.0, "×", _EFFICIENCY_BASIS)
EFFICIENCY_RED = Threshold("1b.red", "Red below this ratio", 3.0, "×", _EFFICIENCY_BASIS)
SHARE_AMBER = Threshold("1c.amber", "Amber above this ratio", 1.5, "×", _APP)
SHARE_RED = Threshold("1c.red", "Red above this ratio", 3.0, "×", _APP)
MONTHS_AMBER = Threshold("1d.amber", "Amber above", 12.0, "months", _APP)
MONTHS_RED = Threshold("1d.red", "Red above", 18.0, "months", _APP)
GROWTH_RED = Threshold("1d.growth", "Red above, while each use loses money", 0.0, "share", _APP)


def margin(inputs: Inputs) -> Values:
    """Return ``(price − cost) ÷ price``; −infinity for a use that costs and brings nothing."""
    return quotient(inputs["price_per_unit"] - inputs["unit_cost"], inputs["price_per_unit"])


def efficiency(inputs: Inputs) -> Values:
    """Return ``revenue ÷ inference cost`` of a month."""
    return per(inputs["revenue_month"], inputs["inference_cost_month"])


def share_ratio(inputs: Inputs) -> Values:
    """Return ``share of compute ÷ share of benefit``; infinite without a benefit above 0."""
    benefit = np.maximum(inputs["benefit_share"], 0.0)
    return quotient(inputs["compute_share"], benefit)


def months_to_margin(inputs: Inputs) -> Values:
    """Return ``12 · ln(target cost ÷ cost) ÷ ln(1 − yearly fall)`` in months, 0 or more.

    The target cost is ``price × (1 − target margin)``. 0 when it is met already; infinite
    when the price is 0 or the cost does not fall.
    """
    target = inputs["price_per_unit"] * (1.0 - inputs["target_margin"])
    cost, fall = inputs["unit_cost"], inputs["cost_fall"]
    with np.errstate(divide="ignore", invalid="ignore"):
        months = 12.0 * np.log(target / cost) / np.log1p(-fall)
    met = cost <= target
    months = np.where((fall == 0) & ~np.isnan(target + cost), np.inf, months)
    return np.where(np.isnan(target + cost + fall), np.nan, np.where(met, 0.0, months))


def growth_of_losses(inputs: Inputs) -> Values:
    """Return the monthly growth of use where the margin is below 0, and 0 where it is not."""
    margins = margin(inputs)
    growth = np.where(margins < 0, inputs["use_growth"], 0.0)
    return np.where(np.isnan(margins), np.nan, growth)


def _no_share(value: float) -> str:
    return "It takes compute and promises no benefit." if np.isinf(value) else ""


def _when(value: float) -> str:
    if value == 0:
        return "It is reached already."
    return "At this price and this fall of cost it never gets there." if np.isinf(value) else ""


def _loses(value: float) -> str:
    if value == -np.inf:
        return "It costs with every use and brings in nothing."
    return "Every use loses money." if value < 0 else ""


def _takes_no_compute(subject: Subject) -> str:
    if subject.facts.pricing == "mandate":
        return "It is there because it must be, whatever it brings."
    if resources := subject.population.compute_resources:
        demand = subject.initiative.demand.keys()
        return "It asks for no compute." if demand and demand.isdisjoint(resources) else ""
    return "This portfolio plans no compute."


_UNIT_MARGIN = Measure(
    "1a.margin",
    "Unit margin",
    "share",
    "more",
    ("price_per_unit", "unit_cost"),
    "({price_per_unit} − {unit_cost}) ÷ {price_per_unit}",
    margin,
    MARGIN_AMBER,
    MARGIN_RED,
    ("price_per_unit", "unit_cost", "utilization", "seconds_per_unit"),
    remark=_loses,
)
_EFFICIENCY = Measure(
    "1b.efficiency",
    "Revenue per unit of inference cost",
    "×",
    "more",
    ("revenue_month", "inference_cost_month"),
    "{revenue_month} ÷ {inference_cost_month}",
    efficiency,
    EFFICIENCY_AMBER,
    EFFICIENCY_RED,
    ("revenue_month", "inference_cost_month", "unit_cost"),
)
_SHARES = Measure(
    "1c.shares",
    "Share of compute for each share of benefit",
    "×",
    "less",
    ("compute_share", "benefit_share"),
    "{compute_share} ÷ {benefit_share}",
    share_ratio,
    SHARE_AMBER,
    SHARE_RED,
    ("benefit", "compute"),
    remark=_no_share,
)
_MONTHS = Measure(
    "1d.months",
    "Time until the margin is reached",
    "months",
    "less",
    ("price_per_unit", "target_margin", "unit_cost", "cost_fall"),
    "12 × ln({price_per_unit} × (1 − {target_margin}) ÷ {unit_cost}) ÷ ln(1 − {cost_fall})",
    months_to_margin,
    MONTHS_AMBER,
    MONTHS_RED,
    ("price_per_unit", "unit_cost", "cost_fall"),
    remark=_when,
)
_GROWTH = Measure(
    "1d.growth",
    "Growth of use that loses money",
    "share",
    "less",
    ("price_per_unit", "unit_cost", "use_growth"),
    "{use_growth} a month, where {price_per_unit} is less than {unit_cost}",
    growth_of_losses,
    None,
    GROWTH_RED,
    ("price_per_unit", "unit_cost"),
)

CHECKS: tuple[Check, ...] = (
    Check(
        "1a",
        "compute",
        "Unit margin",
        "Does one use bring in more than it costs?",
        (_UNIT_MARGIN,),
        not_sold,
    ),
    Check(
        "1b",
        "compute",
        "Inference efficiency",
        "Does revenue cover the cost of inference several times over?",
        (_EFFICIENCY,),
        not_sold,
    ),
    Check(
        "1c",
        "compute",
        "Compute appetite",
        "Does it take a larger share of the compute than it brings of the benefit?",
        (_SHARES,),
        _takes_no_compute,
        shared=("compute", "compute_unit", "compute_resources", "benefit", "benefit_unit"),
    ),
    Check(
        "1d",
        "compute",
        "Scaling trap",
        "Does growth make it better, or only the loss larger?",
        (_MONTHS, _GROWTH),
        lambda subject: not_sold(subject) or no_use(subject),
    ),
)

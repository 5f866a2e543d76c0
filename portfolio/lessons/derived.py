"""What follows from other figures where it is not stated: each formula once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.lessons.columns import Values
from portfolio.lessons.readings import monthly_change, peak, quarterly_change
from portfolio.lessons.thresholds import Threshold
from portfolio.model import FIGURE, FigureKind
from portfolio.model.compute import DAYS_PER_MONTH, SECONDS_PER_HOUR

if TYPE_CHECKING:
    from portfolio.lessons.inputs import Inputs
    from portfolio.lessons.population import Population

TARGET_MARGIN = Threshold(
    "1d.target",
    "Margin to be reached",
    0.52,
    "share",
    "The average that makers of AI products expected for 2026 (ICONIQ, State of AI).",
)

#: What a formula may name beside the figures that are asked for.
_MORE = (
    FigureKind("uses_month", "Uses per month", "uses/month", "compute", ""),
    FigureKind("installs_change", "Change of installs per month", "share/month", "use", "", -1.0),
    FigureKind("force_cost", "Cost of forcing it in", "share", "use", ""),
    FigureKind("in_progress", "Initiatives in progress", "initiatives", "use", ""),
    FigureKind("retained_use", "Use that lasts", "points", "use", "", 0.0, 100.0),
    FigureKind("uses_per_user", "Uses per active user and month", "uses/month", "use", ""),
    FigureKind("chip_ratio", "H100-equivalents of its chip", "×", "compute", ""),
    FigureKind("target_margin", "Margin to be reached", "share", "price", "", -np.inf, 1.0),
    FigureKind("compute", "Demand of compute", "", "compute", ""),
    FigureKind("compute_others", "Demand of compute of all others", "", "compute", ""),
    FigureKind("compute_share", "Share of compute", "share", "compute", ""),
    FigureKind("benefit", "Benefit, times its probability", "", "price", "", -np.inf),
    FigureKind("benefit_others", "Benefit of all others", "", "price", "", -np.inf),
    FigureKind("benefit_share", "Share of benefit", "share", "price", "", -np.inf),
)
#: Every name that inputs have: the figures of the model, and what follows from them.
KINDS: Mapping[str, FigureKind] = {**FIGURE, **{kind.name: kind for kind in _MORE}}


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way to work a number out.

    Attributes:
        needs: names of inputs; without one of them there is no value.
        formula: with names of inputs in braces.
        value: from inputs to values that broadcast to (n_initiatives, n_worlds).
        extras: names of inputs that count as nothing where they are not stated, which is
            said wherever the formula is shown.
        asks: what has to be stated for it, as a phrase, where that is no input.
    """

    needs: tuple[str, ...]
    formula: str
    value: Callable[[Inputs], Values]
    extras: tuple[str, ...] = ()
    asks: str = ""


def quotient(above: Values, below: Values) -> Values:
    """Return ``above ÷ below``; NaN where both are 0, infinite where only ``below`` is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(above, below)


def per(above: Values, below: Values) -> Values:
    """Return ``above ÷ below``; NaN where ``below`` is 0: there is nobody, or nothing, to ask."""
    return quotient(above, np.where(below == 0, np.nan, below))


_UNIT_COST_EXTRAS = ("moderation_cost", "storage_cost", "fee_cost", "review_cost")


def _unit_cost(inputs: Inputs) -> Values:
    """``seconds × H100-equivalents ÷ 3 600 × price ÷ utilization + moderation + …``."""
    hours = inputs.stated("seconds_per_unit") * inputs.stated("chip_ratio") / SECONDS_PER_HOUR
    cost = per(hours * inputs.stated("chip_hour_price"), inputs.stated("utilization"))
    for name in _UNIT_COST_EXTRAS:
        more = inputs.stated(name)
        cost = cost + np.where(np.isnan(more), 0.0, more)
    return cost


def _share(own: str, others: str) -> Callable[[Inputs], Values]:
    """``own ÷ (own + others)``; NaN where the sum is not above 0."""

    def value(inputs: Inputs) -> Values:
        total = inputs[own] + inputs[others]
        return per(inputs[own], np.where(total > 0, total, np.nan))

    return value


def _others(own: str, total: Callable[[Population], float]) -> Callable[[Inputs], Values]:
    """The total of the portfolio less what this initiative has as likely, whatever replaces it."""

    def value(inputs: Inputs) -> Values:
        everyone = total(inputs.subjects[0].population) if inputs.count else 0.0
        return (everyone - np.nan_to_num(inputs.column(own).likely, nan=0.0))[:, None]

    return value


def _from_readings(name: str, read: Callable[..., float]) -> Callable[[Inputs], Values]:
    def value(inputs: Inputs) -> Values:
        found = [read(each.facts.figures.get(name)) for each in inputs.subjects]
        return np.array(found, dtype=np.float64)[:, None]

    return value


#: Name to the ways of working it out, the best first; none leads back to itself, because
#: each takes as *stated* what could in turn follow from it.
DERIVATIONS: Mapping[str, tuple[Derivation, ...]] = {
    "unit_cost": (
        Derivation(
            ("seconds_per_unit", "chip_ratio", "chip_hour_price", "utilization"),
            "{seconds_per_unit} × {chip_ratio} ÷ 3,600 × {chip_hour_price} ÷ {utilization}",
            _unit_cost,
            _UNIT_COST_EXTRAS,
        ),
        Derivation(
            ("inference_cost_month", "units_per_day"),
            "{inference_cost_month} ÷ ({units_per_day} × 365 ÷ 12)",
            lambda i: per(
                i.stated("inference_cost_month"), i.stated("units_per_day") * DAYS_PER_MONTH
            ),
        ),
    ),
    "units_per_day": (
        Derivation(
            ("inference_cost_month", "unit_cost"),
            "{inference_cost_month} ÷ {unit_cost} ÷ (365 ÷ 12)",
            lambda i: per(i.stated("inference_cost_month"), i["unit_cost"] * DAYS_PER_MONTH),
        ),
    ),
    "uses_month": (
        Derivation(
            ("units_per_day",),
            "{units_per_day} × 365 ÷ 12",
            lambda i: i["units_per_day"] * DAYS_PER_MONTH,
        ),
    ),
    "inference_cost_month": (
        Derivation(
            ("uses_month", "unit_cost"),
            "{uses_month} × {unit_cost}",
            lambda i: i["uses_month"] * i["unit_cost"],
        ),
    ),
    "price_per_unit": (
        Derivation(
            ("revenue_month", "uses_month"),
            "{revenue_month} ÷ {uses_month}",
            lambda i: per(i.stated("revenue_month"), i["uses_month"]),
        ),
    ),
    "revenue_month": (
        Derivation(
            ("price_per_unit", "units_per_day", "free_units_per_day"),
            "{price_per_unit} × ({units_per_day} − {free_units_per_day}) × 365 ÷ 12",
            lambda i: (
                i.stated("price_per_unit")
                * np.maximum(i["units_per_day"] - i.stated("free_units_per_day"), 0.0)
                * DAYS_PER_MONTH
            ),
        ),
    ),
    "uses_per_user": (
        Derivation(
            ("uses_month", "active_month"),
            "{uses_month} ÷ {active_month}",
            lambda i: per(i["uses_month"], i.stated("active_month")),
        ),
    ),
    "use_growth": (
        Derivation(
            (),
            "growth of uses per day between its last two readings",
            _from_readings("units_per_day", monthly_change),
        ),
        Derivation(
            (),
            "growth of monthly active users between their last two readings",
            _from_readings("active_month", monthly_change),
        ),
    ),
    "installs_change": (
        Derivation(
            (),
            "change of installs per month over its readings of the last quarter",
            _from_readings("installs_month", quarterly_change),
            asks="Installs per month at two dates of a quarter",
        ),
    ),
    "active_peak": (
        Derivation(
            (),
            "the highest reading of monthly active users",
            _from_readings("active_month", peak),
        ),
    ),
    "compute_others": (
        Derivation(
            (),
            "all of the portfolio but this one",
            _others("compute", lambda everyone: everyone.compute),
        ),
    ),
    "benefit_others": (
        Derivation(
            (),
            "all of the portfolio but this one",
            _others("benefit", lambda everyone: everyone.benefit),
        ),
    ),
    "compute_share": (
        Derivation(
            ("compute", "compute_others"),
            "{compute} ÷ ({compute} + {compute_others})",
            _share("compute", "compute_others"),
        ),
    ),
    "benefit_share": (
        Derivation(
            ("benefit", "benefit_others"),
            "{benefit} ÷ ({benefit} + {benefit_others})",
            _share("benefit", "benefit_others"),
        ),
    ),
}

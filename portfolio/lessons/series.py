"""Unit economics over time: what falling cost and growing use do to margin and break-even."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from portfolio.lessons.check import Values
from portfolio.lessons.compute_economics import margin, months_to_margin
from portfolio.lessons.inputs import WORLDS, Inputs
from portfolio.lessons.monetization import conversion, free_subsidy
from portfolio.lessons.subject import Subject
from portfolio.lessons.terms import missing_of

MONTHS = 36
#: The band holds the middle 80 % of the sampled worlds.
_LOW, _HIGH = 0.1, 0.9
_NEEDS = ("price_per_unit", "unit_cost")


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A number over the months, each array of shape (n_months,); NaN where it is not known.

    Attributes:
        likely: with every figure as likely as stated.
        low: a tenth of the sampled worlds lies below it; ``high``, above it.
    """

    likely: Values
    low: Values
    high: Values


@dataclass(frozen=True, slots=True, eq=False)
class Economics:
    """Unit economics of one initiative, month by month from today.

    Attributes:
        months: 0 to ``MONTHS``.
        margin: unit margin, a share.
        loss: inference cost less revenue of the month, in the currency of the portfolio;
            below 0 it earns.
        conversion: share of users who would have to pay.
        subsidy: cost of free use, as a share of revenue.
        break_even: months until a use no longer loses money, as likely and at the ends of
            the band; 0 when it does not, infinite when it never will, NaN when not known.
        missing: what has to be stated for the margin, as phrases.
    """

    months: Values
    margin: Band
    loss: Band
    conversion: Band
    subsidy: Band
    break_even: tuple[float, float, float]
    missing: tuple[str, ...]


def economics(subject: Subject, months: int = MONTHS) -> Economics:
    """Return how the unit economics of an initiative develop.

    ``cost(t) = cost · (1 − yearly fall) ** (t ÷ 12)`` and ``use(t) = use · (1 + growth) ** t``
    for users and uses alike, at today's price; revenue grows with use. Growth that is not
    stated counts as none.

    Args:
        subject: the initiative.
        months: how far to look.
    """
    inputs = Inputs([subject], WORLDS)
    time = np.arange(months + 1, dtype=np.float64)
    with np.errstate(all="ignore"):
        fall = np.power(1.0 - inputs["cost_fall"].T, time / 12.0)
        growth = np.power(1.0 + np.nan_to_num(inputs["use_growth"].T, nan=0.0), time)

    def over_time(value: Callable[[Inputs], Values], shape: Values) -> Band:
        with np.errstate(all="ignore"):
            return _band(value(inputs).T * shape)

    with np.errstate(all="ignore"):
        margins = _band(1.0 - (1.0 - margin(inputs).T) * fall)
        cost = inputs["inference_cost_month"].T * fall * growth
        loss = _band(cost - inputs["revenue_month"].T * growth)
        until = months_to_margin(inputs.with_("target_margin", 0.0))[0]
    return Economics(
        months=time,
        margin=margins,
        loss=loss,
        conversion=over_time(conversion, fall),
        subsidy=over_time(free_subsidy, fall),
        break_even=(float(until[0]), *_ends(until)),
        missing=missing_of(inputs, _NEEDS),
    )


def _band(worlds: Values) -> Band:
    """Return the band of values of shape (n_worlds, n_months), the likely world first."""
    rest = worlds[1:] if len(worlds) > 1 else worlds
    return Band(worlds[0], _quantile(rest, _LOW), _quantile(rest, _HIGH))


def _ends(until: Values) -> tuple[float, float]:
    rest = until[1:] if len(until) > 1 else until
    return float(_quantile(rest, _LOW)), float(_quantile(rest, _HIGH))


def _quantile(values: Values, share: float) -> Values:
    """Return an observed value, since *never* cannot be averaged with a number."""
    return np.asarray(np.quantile(values, share, axis=0, method="closest_observation"))

"""What each initiative is worth to the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.result import Floats, PlanObjective
from portfolio.funding.wording import names_of
from portfolio.model import Benefit, Portfolio
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.text import plural, quoted


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What is maximized.

    Attributes:
        objective: ``benefit`` or ``value``.
        name: the same as part of a sentence.
        unit: in which it adds up.
        gain: per initiative at full size, ``(n_initiatives,)``; 0 where ``unvalued``.
        unvalued: ids of the initiatives for which it is not known.
        barred: ids of those that score less than the settings ask for, or have no score.
        notes: sentences on what was assumed.
    """

    objective: PlanObjective
    name: str
    unit: str
    gain: Floats
    unvalued: frozenset[str]
    notes: tuple[str, ...]
    barred: frozenset[str] = frozenset()


def worth_of(portfolio: Portfolio, ids: Sequence[str], scores: Mapping[str, float] | None) -> Worth:
    """Return what each initiative adds to the objective that the settings ask for.

    ``auto`` is the benefit as soon as one initiative states an amount, else the score.

    ``benefit_above`` is the benefit, and bars what scores less than the settings ask for;
    an initiative without a score is barred as well, and a note names it.

    *Risk-adjusted benefit* is ``probability * likely amount / (1 + rate) ** delay_years``,
    in the unit of the stated amounts, negative for a loss. An amount whose probability
    is not stated counts in full (probability 1), and a note names it: leaving it out
    would empty the plan of a team that has not come to probabilities yet, and any other
    number would be invented.

    *Multi-criteria value* is the score, 0 to 100, not funding being the zero.

    An initiative without a stated amount (or score) is worth nothing that is known: its
    gain is 0, so only a rule can bring it in, and a note names it.

    Args:
        portfolio: the document; its settings name the objective and the discount rate.
        ids: the initiatives, in the order of the result.
        scores: initiative id to score; needed for the value objective and a least score.

    Raises:
        PortfolioError: the amounts are in several units, or a number is out of range.
    """
    wanted = portfolio.settings.objective
    stated = any(_amount(portfolio, initiative_id) is not None for initiative_id in ids)
    if wanted == "benefit_above":
        return _above(portfolio, ids, scores or {})
    if wanted == "benefit" or (wanted == "auto" and stated):
        return _benefit(portfolio, ids)
    return _value(portfolio, ids, scores or {})


def _above(portfolio: Portfolio, ids: Sequence[str], scores: Mapping[str, float]) -> Worth:
    floor = portfolio.settings.score_floor
    unscored = [i for i in ids if not math.isfinite(scores.get(i, math.nan))]
    low = [i for i in ids if i not in unscored and scores[i] < floor]
    worth = _benefit(portfolio, ids)
    notes = list(worth.notes)
    if unscored:
        notes.append(
            f"{plural(len(unscored), 'initiative')} without a score "
            f"({names_of(portfolio, unscored)}) cannot be held against the least score of "
            f"{floor:g}: only a rule can bring {'it' if len(unscored) == 1 else 'them'} into "
            "the plan."
        )
    return replace(
        worth,
        name=f"risk-adjusted benefit of what scores {floor:g} or more",
        notes=tuple(notes),
        barred=frozenset([*unscored, *low]),
    )


def _benefit(portfolio: Portfolio, ids: Sequence[str]) -> Worth:
    benefits = [portfolio.initiatives[i].benefit for i in ids]
    rate = portfolio.settings.discount_rate
    if not (math.isfinite(rate) and rate > -1):
        raise PortfolioError(
            what=f"A discount rate of {rate:g} cannot be used.",
            where="Settings",
            remedy="Enter a yearly rate above −100 %, such as 10 %.",
        )
    unvalued = [i for i, benefit in zip(ids, benefits, strict=True) if _none_stated(benefit)]
    certain = [
        i
        for i, benefit in zip(ids, benefits, strict=True)
        if benefit is not None and benefit.amount is not None and benefit.probability is None
    ]
    gain = np.array(
        [
            _gain(benefit, rate, portfolio.initiatives[i].name)
            for i, benefit in zip(ids, benefits, strict=True)
        ],
        dtype=np.float64,
    )
    notes = [*_unvalued_note(portfolio, unvalued, "a benefit")]
    if certain:
        whose = "its" if len(certain) == 1 else "their"
        notes.append(
            f"No probability of success is stated for {plural(len(certain), 'initiative')} "
            f"({names_of(portfolio, certain)}); {whose} benefit counts in full."
        )
    return Worth(
        objective="benefit",
        name="risk-adjusted benefit",
        unit=_unit(portfolio, ids),
        gain=gain,
        unvalued=frozenset(unvalued),
        notes=tuple(notes),
    )


def _gain(benefit: Benefit | None, rate: float, name: str) -> float:
    if benefit is None or benefit.amount is None:
        return 0.0
    probability = 1.0 if benefit.probability is None else benefit.probability
    amount, delay = benefit.amount.likely, benefit.delay_years
    _require(abs(amount) <= LARGEST, name, "The benefit is too large to be added up.")
    _require(0 <= probability <= 1, name, "The probability of success must be from 0 to 100 %.")
    _require(0 <= delay < math.inf, name, "The years until the benefit arrives must be 0 or more.")
    gain = _discounted(probability * amount, rate, delay)
    _require(abs(gain) <= LARGEST, name, f"{delay:g} years are too long to discount a benefit.")
    return gain


def worth_of_one(benefit: Benefit | None, rate: float) -> float:
    """Return what one more unit of the likely benefit adds to the plan at full size.

    Args:
        benefit: None counts as certain and not delayed.
        rate: yearly discount rate, above -1.
    """
    if benefit is None:
        return 1.0
    probability = 1.0 if benefit.probability is None else benefit.probability
    return _discounted(probability, rate, benefit.delay_years)


def _discounted(amount: float, rate: float, years: float) -> float:
    """Return ``amount / (1 + rate) ** years``, also where the divisor is out of range."""
    try:
        return float(amount / (1 + rate) ** years)
    except OverflowError:
        return 0.0
    except ZeroDivisionError:
        return math.inf


def _require(holds: bool, name: str, what: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise PortfolioError(what=what, where=quoted(name), remedy="Correct it in the form.")


def _value(portfolio: Portfolio, ids: Sequence[str], scores: Mapping[str, float]) -> Worth:
    known = {i: scores[i] for i in ids if i in scores and math.isfinite(scores[i])}
    unvalued = [i for i in ids if i not in known]
    return Worth(
        objective="value",
        name="multi-criteria value",
        unit="points",
        gain=np.array([known.get(i, 0.0) for i in ids], dtype=np.float64),
        unvalued=frozenset(unvalued),
        notes=tuple(_unvalued_note(portfolio, unvalued, "a score")),
    )


def _unvalued_note(portfolio: Portfolio, unvalued: Sequence[str], what: str) -> list[str]:
    if not unvalued:
        return []
    note = (
        f"{plural(len(unvalued), 'initiative')} without {what} "
        f"({names_of(portfolio, unvalued)}) cannot be valued: only a rule can bring "
        f"{'it' if len(unvalued) == 1 else 'them'} into the plan."
    )
    return [note]


def _unit(portfolio: Portfolio, ids: Sequence[str]) -> str:
    units: dict[str, str] = {}
    for initiative_id in ids:
        benefit = portfolio.initiatives[initiative_id].benefit
        if benefit is not None and benefit.amount is not None:
            units.setdefault(benefit.unit.strip(), portfolio.initiatives[initiative_id].name)
    if len(units) > 1:
        examples = "; ".join(f"{quoted(name)} in {quoted(unit)}" for unit, name in units.items())
        raise PortfolioError(
            what=f"Benefits in different units cannot be added up: {examples}.",
            remedy=f"State every benefit in {quoted(portfolio.settings.benefit_unit)}, "
            "or maximize the multi-criteria value instead.",
        )
    return next(iter(units), portfolio.settings.benefit_unit)


def _amount(portfolio: Portfolio, initiative_id: str) -> float | None:
    benefit = portfolio.initiatives[initiative_id].benefit
    return None if benefit is None or benefit.amount is None else benefit.amount.likely


def _none_stated(benefit: Benefit | None) -> bool:
    return benefit is None or benefit.amount is None

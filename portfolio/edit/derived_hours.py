"""Demand of compute that follows from training and use, period by period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf, log
from operator import add

from portfolio.model import (
    CHIP_HOURS,
    FIGURE,
    Estimate,
    Facts,
    Figure,
    FigureKind,
    Initiative,
    Portfolio,
    in_order,
)
from portfolio.model.amounts import money_unit
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.compute import (
    DAYS_PER_MONTH,
    HOURS_PER_DAY,
    chip_hour_price,
    chip_ratio,
    fleet,
    period_days,
    units_of_hours,
)
from portfolio.model.compute_basis import ComputeBasis, compute_basis
from portfolio.model.figures import unit_fits

#: The figures from which demand follows.
_COUNTED_WITH = (
    "units_per_day",
    "seconds_per_unit",
    "utilization",
    "use_growth",
    "chip_hour_price",
)
#: Natural logarithm of what no number of the machine can hold.
_TOO_LARGE = 709.0


@dataclass(frozen=True, slots=True)
class Slot:
    """One planning period: its id, name, first day if stated, and length."""

    id: str
    name: str
    start: date | None
    days: float

    @property
    def hours(self) -> float:
        """How long it is."""
        return self.days * HOURS_PER_DAY

    def days_until(self, day: date) -> float:
        """Return how many days after its first one a day is; 0 when that is not known."""
        return 0.0 if self.start is None else float(day.toordinal() - self.start.toordinal())


@dataclass(frozen=True, slots=True)
class Ground:
    """What the derived demand of all initiatives stands on: where it goes, and the periods."""

    basis: ComputeBasis
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The demand of one period, and what it is made of.

    Attributes:
        slot: the period.
        share: of all training that falls into the period.
        training: H100-equivalent hours of it; None when no training is stated.
        months: from the first day of use to the middle of the days of use in the period.
        used: hours of the period in which people can use it.
        use: H100-equivalent hours of that; None when use or its chip time is not stated.
        hours: of both.
        amount: in the unit of the resource that it is counted on.
    """

    slot: Slot
    share: float
    training: Estimate | None
    months: float
    used: float
    use: Estimate | None
    hours: Estimate
    amount: Estimate


def ground_of(portfolio: Portfolio) -> Ground:
    """Return what the derived demand of all initiatives stands on."""
    periods = in_order(portfolio.periods)
    lengths = period_days([record.start for _, record in periods])
    slots = [
        Slot(key, record.name, record.start, days)
        for (key, record), days in zip(periods, lengths, strict=True)
    ]
    return Ground(compute_basis(portfolio), tuple(slots))


def working(record: Initiative, ground: Ground) -> list[Slot]:
    """Return the periods in which an initiative is at work.

    From the earliest it may start: of its ``starts``, else the first period with a demand
    for another resource, else the first one. Of these, the ones between its first and last
    day, and no more than its duration.

    Args:
        record: the initiative.
        ground: all periods, and the resources whose demand is derived.
    """
    counted, slots = {ground.basis.counted, *ground.basis.idle}, ground.slots
    rows = [row for key, row in record.demand.items() if key not in counted]
    if record.facts is not None:
        rows += record.facts.besides.values()
    typed = {period for row in rows for period in row}
    named = [slot.id for slot in slots]
    wanted = set(record.starts).intersection(named) or typed
    first = next((place for place, key in enumerate(named) if key in wanted), 0)
    within = [slot for slot in slots[first:] if _between(slot, record)]
    return within[: max(record.duration, 1)] if record.duration is not None else within


def _between(slot: Slot, record: Initiative) -> bool:
    if slot.start is None:
        return True
    late = record.end is not None and slot.start > record.end
    early = record.start is not None and slot.days_until(record.start) >= slot.days
    return not late and not early


def cells_of(portfolio: Portfolio, record: Initiative, facts: Facts, ground: Ground) -> list[Cell]:
    """Return the demand of one initiative in the periods in which it works.

    ``training = Σ chip-hours × ratio``, spread over these periods by their length;
    ``use = uses/day × chip-s/use × ratio ÷ 86 400 ÷ utilization × hours × (1 + growth)^months``,
    from its launch on where a day is stated. The months count from the first day of use to
    the middle of a period's use, so that the stated uses per day are those at its beginning.
    The peak factor is not planned with: the busiest hour is served from what others leave.
    Of a running effort, the training stated is what is still to come.

    In the unit of the resource: hours or chips where compute is owned; where it is rented,
    ``hours × price per H100-equivalent hour``. Lows go with lows, and with the highest
    utilization; a part without a range enters with its likely value. Nothing where neither
    training nor use is stated in numbers that can be used.
    """
    known, basis = usable(portfolio, facts), ground.basis
    slots = working(record, ground)
    total = sum(slot.days for slot in slots)
    training, run_rate = _training(portfolio, facts), _run_rate(portfolio, facts, known)
    if training is None and run_rate is None:
        return []
    cells, passed = [], 0.0
    for slot in slots:
        used = _used_days(slot, facts.launched)
        months = (passed + used / 2) / DAYS_PER_MONTH
        passed += used
        share = slot.days / total
        trained = None if training is None else _times(training, share)
        use = None if run_rate is None else _grown(run_rate, known, months, used)
        hours = plus(trained, use)
        amount = _counted(basis, hours, slot, known)
        if amount is not None:
            cells.append(
                Cell(slot, share, trained, months, used * HOURS_PER_DAY, use, hours, amount)
            )
    return cells


def usable(portfolio: Portfolio, facts: Facts) -> dict[str, Estimate]:
    """Return the figures that can be counted with, by name, with the portfolio's defaults.

    Left out is what is not finite, beyond its limits or in another unit; of a range, what is
    on the wrong side.
    """
    settings = portfolio.settings
    defaults = {
        "utilization": Figure(settings.lessons.utilization),
        "chip_hour_price": chip_hour_price(settings),
    }
    found = {}
    for name in _COUNTED_WITH:
        figure, kind = facts.figures.get(name, defaults.get(name)), FIGURE[name]
        if figure is not None and unit_fits(figure.unit, kind, settings.currency):
            sound = _sound(figure, kind)
            if sound is not None:
                found[name] = sound
    return found


def _sound(figure: Figure, kind: FigureKind) -> Estimate | None:
    """Return what of a figure its limits allow; None when its likely value is none of it."""
    likely, low, high = figure.likely, figure.low, figure.high
    if not kind.allows(likely):
        return None
    return Estimate(
        likely,
        low if low is not None and kind.allows(low) and low <= likely else None,
        high if high is not None and kind.allows(high) and high >= likely else None,
    )


def trainings(portfolio: Portfolio, facts: Facts) -> list[tuple[str, Estimate, float]]:
    """Return each chip with its hours of training and its ratio, where both can be used."""
    found = []
    for chip, hours in facts.training.items():
        ratio = chip_ratio(chip, facts, portfolio.settings.lessons)
        sound = _sound(hours, CHIP_HOURS)
        fits = unit_fits(hours.unit, CHIP_HOURS, portfolio.settings.currency)
        if ratio is not None and sound is not None and fits:
            found.append((chip, sound, ratio))
    return found


def _training(portfolio: Portfolio, facts: Facts) -> Estimate | None:
    """Return H100-equivalent hours of all training; None when nothing usable is stated."""
    total: Estimate | None = None
    for _, hours, ratio in trainings(portfolio, facts):
        total = plus(total, _times(hours, ratio))
    return total


def _run_rate(portfolio: Portfolio, facts: Facts, known: Mapping[str, Estimate]) -> Estimate | None:
    """Return the H100-equivalents that use keeps busy on average; None when not stated."""
    ratio = chip_ratio(facts.inference_chip, facts, portfolio.settings.lessons)
    units, seconds = known.get("units_per_day"), known.get("seconds_per_unit")
    if ratio is None or units is None or seconds is None or "utilization" not in known:
        return None
    share = known["utilization"]
    # More of the paid time at work is less compute.
    turned = Estimate(share.likely, share.high, share.low)
    return _combined(
        lambda unit, second, each: fleet(unit, second * ratio, each), units, seconds, turned
    )


def _used_days(slot: Slot, launched: date | None) -> float:
    """Return for how many days of a period people can use it."""
    if launched is None or slot.start is None:
        return slot.days
    return min(max(slot.days - slot.days_until(launched), 0.0), slot.days)


def _grown(
    run_rate: Estimate, known: Mapping[str, Estimate], months: float, days: float
) -> Estimate:
    """Return the H100-equivalent hours of some days of use, ``months`` after it began."""
    growth = known.get("use_growth")
    if growth is None:
        return _times(run_rate, days * HOURS_PER_DAY)
    return _combined(
        lambda busy, share: busy * days * HOURS_PER_DAY * _power(1.0 + share, months),
        run_rate,
        growth,
    )


def _power(base: float, exponent: float) -> float:
    """Return ``base ** exponent`` for a base of 0 or more; infinite where it is too large."""
    if base > 0 and exponent * log(base) > _TOO_LARGE:
        return inf
    power: float = base**exponent
    return power


def _counted(
    basis: ComputeBasis, hours: Estimate, slot: Slot, known: Mapping[str, Estimate]
) -> Estimate | None:
    """Return hours in the unit of the resource; None where that gives no number."""
    if basis.rented:
        money = money_unit(basis.unit)
        if money is None or "chip_hour_price" not in known:
            return None
        found = _combined(
            lambda hour, price: hour * price / money[1], hours, known["chip_hour_price"]
        )
    else:
        found = _times(hours, units_of_hours(basis.unit, 1.0, slot.hours) or 0.0)
    ends = (found.low, found.likely, found.high)
    return found if all(each is None or abs(each) <= LARGEST for each in ends) else None


def _times(estimate: Estimate, factor: float) -> Estimate:
    low, high = estimate.low, estimate.high
    return Estimate(
        estimate.likely * factor,
        None if low is None else low * factor,
        None if high is None else high * factor,
    )


def plus(one: Estimate | None, other: Estimate | None) -> Estimate:
    """Return the sum of what is stated, low with low and high with high."""
    if one is None or other is None:
        return one or other or Estimate(0.0)
    return _combined(add, one, other)


def _combined(formula: Callable[..., float], *parts: Estimate) -> Estimate:
    """Return a formula of lows, of likely values and of highs.

    What has no low enters with its likely value; there is none where no part has one.
    """
    lows = [part.likely if part.low is None else part.low for part in parts]
    highs = [part.likely if part.high is None else part.high for part in parts]
    return Estimate(
        formula(*[part.likely for part in parts]),
        formula(*lows) if any(part.low is not None for part in parts) else None,
        formula(*highs) if any(part.high is not None for part in parts) else None,
    )

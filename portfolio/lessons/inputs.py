"""Figures of a batch of initiatives as arrays: as likely as stated, and in sampled worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from portfolio.lessons.columns import Column, Values, read_column, same_currency, worlds
from portfolio.lessons.derived import DERIVATIONS, KINDS, TARGET_MARGIN
from portfolio.lessons.hype import retained_use
from portfolio.lessons.population import benefit_of, compute_of
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import in_force
from portfolio.model import FIGURE, Estimate, Figure, LessonSettings, Settings
from portfolio.model.compute import CHIPS

#: How many worlds are sampled beside the likely one.
WORLDS = 32

#: One H100-equivalent hour under a one-year contract, where a portfolio in US dollars
#: states no price of its own.
CHIP_HOUR_PRICE = Figure(
    likely=2.35,
    low=1.70,
    high=6.88,
    unit="USD/H100e-h",
    as_of=date(2026, 3, 1),
    source="SemiAnalysis, one-year contract; from 1.70 (October 2025) to 6.88 (a cloud's list)",
    label="reported estimate",
)


def defaults(settings: Settings) -> dict[str, Figure]:
    """Return the figures that stand where an initiative states none, by name."""
    own: LessonSettings = settings.lessons
    found = {
        "utilization": Figure(own.utilization),
        "peak_factor": Figure(own.peak_factor),
        "cost_fall": Figure(own.cost_fall),
    }
    if own.chip_hour_price is not None:
        found["chip_hour_price"] = own.chip_hour_price
    elif same_currency("USD", settings.currency):
        found["chip_hour_price"] = CHIP_HOUR_PRICE
    return found


class Inputs:
    """Figures of n initiatives in m worlds, by name, as float64 arrays.

    ``inputs["unit_cost"]`` has the shape (n, m), or (n, 1) where no initiative gives a
    range: numpy broadcasts the two. World 0 is the likely one. NaN is missing: not stated,
    in another currency or unit, or impossible, and not to be worked out from other figures.
    Names are those of ``model.FIGURES`` and of ``derived.KINDS``.

    Args:
        subjects: of one portfolio.
        samples: how many worlds are sampled beside the likely one; 0 for none.
    """

    def __init__(self, subjects: Sequence[Subject], samples: int = WORLDS) -> None:
        self.subjects = tuple(subjects)
        self.samples = samples
        self._replaced: dict[str, Values] = {}
        self._stated: dict[str, Values] = {}
        self._columns: dict[str, Column] = {}
        self._found: dict[str, Values] = {}

    @property
    def count(self) -> int:
        """How many initiatives there are."""
        return len(self.subjects)

    def __getitem__(self, name: str) -> Values:
        """Values of one name: stated, else the first of its derivations that has a value."""
        if name not in self._found:
            values = self.stated(name)
            for derivation in DERIVATIONS.get(name, ()):
                gaps = np.isnan(values)
                if not gaps.any():
                    break
                with np.errstate(all="ignore"):
                    values = np.where(gaps, derivation.value(self), values)
            self._found[name] = values
        return self._found[name]

    def stated(self, name: str) -> Values:
        """Values of one name that are stated or a default, without any derived from others."""
        if name in self._replaced:
            return self._replaced[name]
        if name not in self._stated:
            self._stated[name] = worlds(self.column(name), name, self.samples)
        return self._stated[name]

    def column(self, name: str) -> Column:
        """Likely value, low and high of one name, as stated or by default."""
        if name not in self._columns:
            self._columns[name] = self._read(name)
        return self._columns[name]

    def with_(self, name: str, values: Values | float) -> Inputs:
        """Return the same inputs but for one name, as if it had been stated.

        Args:
            name: of a figure.
            values: broadcast to (n, m); any m, if it fits all others that are not (n, 1).
        """
        other = Inputs(self.subjects, self.samples)
        # What is read from the records is shared; what was derived may change.
        other._stated, other._columns = self._stated, self._columns
        other._replaced = {
            **self._replaced,
            name: np.atleast_2d(np.asarray(values, dtype=np.float64)),
        }
        return other

    def _read(self, name: str) -> Column:
        if not self.subjects:
            return Column(*(np.empty(0),) * 3)
        settings = self.subjects[0].settings
        reader = _READERS.get(name)
        if name in _NEVER_STATED:
            return Column(*(np.full(self.count, np.nan),) * 3)
        if reader is not None:
            given: list[Figure | Estimate | None] = [reader(each) for each in self.subjects]
        else:
            default = defaults(settings).get(name)
            given = [each.facts.figures.get(name, default) for each in self.subjects]
        return read_column(given, KINDS[name], settings.currency)


def _chip_ratio(subject: Subject) -> Figure | None:
    """H100-equivalents of the chip that serves it: its own ratio, the portfolio's, the maker's."""
    chip, own = subject.facts.inference_chip, subject.facts.chip_ratios
    portfolio: Mapping[str, float] = subject.settings.lessons.chip_ratios
    ratio = own.get(chip, portfolio.get(chip, CHIPS.get(chip)))
    return None if ratio is None else Figure(ratio)


def _benefit(subject: Subject) -> Estimate | None:
    """Its benefit times its probability, in the unit of the portfolio."""
    population, record = subject.population, subject.initiative.benefit
    likely = benefit_of(subject.initiative, population.benefit_unit)
    if likely is None or record is None or record.amount is None:
        return None
    probability = 1.0 if record.probability is None else record.probability
    low, high = record.amount.low, record.amount.high
    return Estimate(
        likely,
        None if low is None else low * probability,
        None if high is None else high * probability,
    )


def _benefit_others(subject: Subject) -> Figure:
    own = benefit_of(subject.initiative, subject.population.benefit_unit)
    return Figure(subject.population.benefit - (own or 0.0))


def _compute(subject: Subject) -> Figure | None:
    population = subject.population
    if not population.compute_unit:
        return None
    likely = compute_of(subject.initiative, population.compute_resources)
    return None if likely is None else Figure(likely)


def _compute_others(subject: Subject) -> Figure:
    own = compute_of(subject.initiative, subject.population.compute_resources)
    return Figure(max(subject.population.compute - (own or 0.0), 0.0))


def _retained_use(subject: Subject) -> Figure | None:
    kept = retained_use(subject.facts)
    return None if np.isnan(kept) else Figure(kept)


def _force_cost(subject: Subject) -> Figure | None:
    cost = subject.population.force_cost.get(subject.id)
    return None if cost is None else Figure(cost)


def _in_progress(subject: Subject) -> Figure | None:
    count = subject.population.leads.get(subject.initiative.owner.strip())
    return None if count is None else Figure(float(count))


def _target_margin(subject: Subject) -> Figure:
    return Figure(in_force(TARGET_MARGIN, subject.settings))


#: Inputs that are no figures of an initiative, by name.
_READERS: Mapping[str, Callable[[Subject], Figure | Estimate | None]] = {
    "chip_ratio": _chip_ratio,
    "target_margin": _target_margin,
    "retained_use": _retained_use,
    "force_cost": _force_cost,
    "in_progress": _in_progress,
    "benefit": _benefit,
    "benefit_others": _benefit_others,
    "compute": _compute,
    "compute_others": _compute_others,
}
#: Inputs that only follow from others: nothing states them.
_NEVER_STATED = frozenset(KINDS) - frozenset(FIGURE) - frozenset(_READERS)

"""Inputs that no figure of an initiative states: from its other fields, or from all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import nan

import numpy as np

from portfolio.lessons.columns import Column
from portfolio.lessons.derived import TARGET_MARGIN
from portfolio.lessons.hype import retained_use
from portfolio.lessons.population import Contribution, contribution_of
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import in_force
from portfolio.model.compute import chip_ratio


def read_fields(name: str, subjects: Sequence[Subject]) -> Column:
    """Return one of ``READERS`` for all initiatives; only a benefit has a range."""
    likely = np.array([READERS[name](each) for each in subjects], dtype=np.float64)
    likely[~np.isfinite(likely)] = nan
    none = np.full(len(subjects), nan)
    if name != "benefit":
        return Column(likely, none, none)
    low, high = np.array([_benefit_range(each) for each in subjects], dtype=np.float64).T
    return Column(likely, np.where(low <= likely, low, nan), np.where(high >= likely, high, nan))


def _chip_ratio(subject: Subject) -> float:
    """H100-equivalents of the chip that serves it: its own ratio, the portfolio's, the maker's."""
    facts = subject.facts
    ratio = chip_ratio(facts.inference_chip, facts, subject.settings.lessons)
    return nan if ratio is None else ratio


def _own(subject: Subject) -> Contribution:
    """What the population knows of it already, unless it is not seen as it is recorded."""
    initiative, everyone = subject.initiative, subject.population
    known = everyone.own.get(subject.id)
    if known is not None and known.record is initiative and initiative.facts is subject.facts:
        return known
    seen = replace(initiative, facts=subject.facts)
    return contribution_of(seen, everyone.compute_resources, everyone.benefit_unit)


def _benefit(subject: Subject) -> float:
    """Its benefit times its probability, in the unit of the portfolio."""
    likely = _own(subject).benefit
    return nan if likely is None else likely


def _benefit_range(subject: Subject) -> tuple[float, float]:
    benefit = subject.initiative.benefit
    if benefit is None or benefit.amount is None:
        return nan, nan
    probability = 1.0 if benefit.probability is None else benefit.probability
    low, high = benefit.amount.low, benefit.amount.high
    return (nan if low is None else low) * probability, (
        nan if high is None else high
    ) * probability


def _compute(subject: Subject) -> float:
    likely = _own(subject).compute if subject.population.compute_unit else None
    return nan if likely is None else likely


def _retained_use(subject: Subject) -> float:
    pair = _own(subject).compared
    return retained_use(subject.facts) if pair is None else pair[1]


def _force_cost(subject: Subject) -> float:
    return subject.population.force_cost.get(subject.id, nan)


def _in_progress(subject: Subject) -> float:
    return float(subject.population.leads.get(subject.initiative.owner.strip(), nan))


def _target_margin(subject: Subject) -> float:
    return in_force(TARGET_MARGIN, subject.settings)


#: Name of an input to how it is read; NaN where it is not stated.
READERS: Mapping[str, Callable[[Subject], float]] = {
    "chip_ratio": _chip_ratio,
    "target_margin": _target_margin,
    "retained_use": _retained_use,
    "force_cost": _force_cost,
    "in_progress": _in_progress,
    "benefit": _benefit,
    "compute": _compute,
}

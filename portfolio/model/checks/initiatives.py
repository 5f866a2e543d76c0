"""What is missing or contradictory in one initiative."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isfinite

from portfolio.model.checks.demand import demand_faults, ending_faults
from portfolio.model.checks.estimates import REMEDIES, faults
from portfolio.model.checks.facts import fact_faults
from portfolio.model.checks.frame import Frame
from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.checks.timing import timing_faults
from portfolio.model.days import day_text
from portfolio.model.estimate import Benefit
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.text import quoted


def initiative_problems(key: str, record: Initiative, frame: Frame) -> tuple[Problem, ...]:
    """Return the problems inside one initiative, in the order of its form.

    Its name is checked beside the others' in ``names``, its ratings in ``ratings``.
    """
    faults = (
        *_dates(record),
        *_benefit(record, frame),
        *demand_faults(record, frame),
        *timing_faults(record, frame.names),
        *ending_faults(record, frame),
        *_levels(record),
        *fact_faults(key, record.facts, frame.lessons),
    )
    return problems_of("initiative", key, quoted(record.name or record.code), faults)


def _dates(record: Initiative) -> Iterator[Fault]:
    start, end = record.start, record.end
    if start is not None and end is not None and end < start:
        yield (
            "end_before_start",
            "error",
            "end",
            f"it ends on {day_text(end)}, before it starts on {day_text(start)}",
            "Correct one of the two dates.",
        )


def _benefit(record: Initiative, frame: Frame) -> Iterator[Fault]:
    benefit = record.benefit
    if benefit is None or benefit.amount is None:
        if frame.wants_benefit:
            yield (
                "benefit_missing",
                "warning",
                "benefit/amount",
                "no benefit is stated, so the plan leaves it out unless a rule brings it in",
                "Estimate its benefit, even as a wide range.",
            )
        return
    for code, text in faults(benefit.amount, benefit.unit, floor=-inf):
        yield code, "error", "benefit/amount", f"in the benefit, {text}", REMEDIES[code]
    if benefit.unit.strip() != frame.benefit_unit:
        units = f"{quoted(benefit.unit)}, but others in {quoted(frame.benefit_unit)}"
        yield (
            "benefit_unit_mixed",
            "error",
            "benefit/unit",
            f"the benefit is counted in {units}",
            "Convert it; benefits in different units cannot be added up.",
        )
    yield from _chances(benefit)


def _chances(benefit: Benefit) -> Iterator[Fault]:
    probability, delay = benefit.probability, benefit.delay_years
    if probability is None:
        yield (
            "probability_missing",
            "warning",
            "benefit/probability",
            "the probability of success is not stated, so the plan counts the whole benefit",
            "Estimate the probability; it is part of the benefit that the plan maximizes.",
        )
    elif not 0.0 <= probability <= 1.0:
        yield (
            "probability_range",
            "error",
            "benefit/probability",
            "the probability of success is not between 0 % and 100 %",
            "Enter a probability from 0 % to 100 %.",
        )
    if not 0.0 <= delay < inf:
        yield (
            "delay_range",
            "error",
            "benefit/delay_years",
            "the years until the benefit arrives are negative or not a number",
            "Enter 0 or more years.",
        )


def _levels(record: Initiative) -> Iterator[Fault]:
    for key, level in in_order(record.levels):
        name = quoted(level.name)
        if not level.name.strip():
            yield (
                "level_unnamed",
                "warning",
                f"levels/{key}",
                "a funding level has no name",
                "Name it, for example “Pilot”, or delete it.",
            )
        yield from _share(f"levels/{key}", name, "demand", level.demand_share)
        yield from _share(f"levels/{key}", name, "benefit", level.benefit_share)


def _share(field: str, name: str, part: str, share: float) -> Iterator[Fault]:
    """Yield what is wrong with a share of the full size; nothing can be had for no demand."""
    wanted, enter = "of 0 % or more", "from 0 % to 100 %"
    if part == "demand":
        wanted, enter = "above 0 %", "above 0 % and up to 100 %"
    if not isfinite(share) or share < 0 or (part == "demand" and share == 0):
        yield (
            "level_share",
            "error",
            f"{field}/{part}_share",
            f"the {part} share of the funding level {name} is not a number {wanted}",
            f"Enter a share {enter}.",
        )
    elif share > 1:
        yield (
            "level_share",
            "warning",
            f"{field}/{part}_share",
            f"the {part} share of the funding level {name} is above 100 %",
            "Enter a share of the full size, up to 100 %.",
        )

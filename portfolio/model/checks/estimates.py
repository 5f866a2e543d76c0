"""Three-point estimates whose numbers contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import isfinite

from portfolio.model.amounts import amount_text
from portfolio.model.estimate import Estimate

#: The largest amount that can be planned with, in any unit: what is up to here can be added
#: up and multiplied without leaving the range of numbers.
LARGEST = 1e100
TOO_LARGE = "Count in a larger unit, or type the number again."


def all_sound(estimates: Iterable[Estimate]) -> bool:
    """Whether ``faults`` has nothing to say about any of them, with 0 as the floor.

    One loop without calls: a large portfolio has tens of thousands of cells, and
    nearly all of them are sound.
    """
    for estimate in estimates:
        likely, low, high = estimate.likely, estimate.low, estimate.high
        if not 0.0 <= likely <= LARGEST:
            return False
        if low is not None and not 0.0 <= low <= likely:
            return False
        if high is not None and not likely <= high <= LARGEST:
            return False
    return True


def faults(estimate: Estimate, unit: str, floor: float = 0.0) -> Iterator[tuple[str, str]]:
    """Yield (code, end of a sentence) for everything wrong with one estimate."""
    numbers = {"low": estimate.low, "likely": estimate.likely, "high": estimate.high}
    stated = {name: value for name, value in numbers.items() if value is not None}
    for name, value in stated.items():
        if not isfinite(value):
            yield "number_not_finite", f"the {name} estimate is not a finite number"
        elif abs(value) > LARGEST:
            yield "number_too_large", f"the {name} estimate is too large to plan with"
        elif value < floor:
            yield (
                "estimate_negative",
                f"the {name} estimate is negative ({amount_text(value, unit)})",
            )
    names = [name for name, value in stated.items() if isfinite(value)]
    for lower, upper in pairwise(names):
        if stated[lower] > stated[upper]:
            above, below = (amount_text(stated[name], unit) for name in (lower, upper))
            yield "estimate_order", f"the {lower} estimate ({above}) is above the {upper} ({below})"


REMEDIES = {
    "number_not_finite": "Type the number again.",
    "number_too_large": TOO_LARGE,
    "estimate_negative": "Enter 0 or more.",
    "estimate_order": "Enter them so that low is at most likely, and likely at most high.",
}

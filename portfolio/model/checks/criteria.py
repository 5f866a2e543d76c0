"""Criteria whose scales or weights cannot be used as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf, isfinite

from portfolio.model.amounts import number_text
from portfolio.model.checks.preferences import preference_faults
from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.criterion import Criterion
from portfolio.model.portfolio import Portfolio
from portfolio.model.rater_weights import joined_weights
from portfolio.model.text import quoted


def criterion_problems(key: str, record: Criterion, weighting: str) -> tuple[Problem, ...]:
    """Return the problems inside one criterion, in the order of its form."""
    faults = (*_weight(record, weighting), *_anchors(record), *preference_faults(record))
    return problems_of("criterion", key, quoted(record.name), faults)


def weight_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what concerns all weights together."""
    weighting = portfolio.settings.weighting
    if weighting == "raters":
        yield from _no_rater_weights(portfolio)
        return
    swing = weighting == "swing"
    weights = [
        record.swing or 0.0 if swing else record.weight for record in portfolio.criteria.values()
    ]
    if weights and all(weight == 0 for weight in weights):
        yield Problem(
            "weights_zero",
            "error",
            "portfolio",
            "",
            "criteria",
            "All weights are 0, so no criterion counts and nothing can be ranked.",
            "Give at least one criterion a weight above 0 %.",
        )


def _no_rater_weights(portfolio: Portfolio) -> Iterator[Problem]:
    if portfolio.criteria and not joined_weights(portfolio):
        yield Problem(
            "weights_zero",
            "error",
            "portfolio",
            "",
            "criteria",
            "The raters’ own weights are to be used, but no weights follow from them, so nothing "
            "can be ranked.",
            "Ask for weights in the ballots and reveal them, or use direct weights.",
        )


def _weight(record: Criterion, weighting: str) -> Iterator[Fault]:
    swing = record.swing
    if not 0 <= record.weight < inf:
        code = "weight_negative" if isfinite(record.weight) else "number_not_finite"
        text = "negative" if isfinite(record.weight) else "not a finite number"
        yield code, "error", "weight", f"its weight is {text}", "Enter a weight of 0 or more."
    if swing is None:
        if weighting == "swing":
            yield (
                "swing_not_asked",
                "warning",
                "swing",
                "the swing question has not been asked, so it counts with weight 0",
                "Ask how much the step from worst to best matters, or use direct weights.",
            )
    elif not 0 <= swing <= 100:
        yield (
            "swing_range",
            "error",
            "swing",
            "its swing points are not between 0 and 100",
            "Enter 100 for the swing that matters most, less for the others.",
        )


def _anchors(record: Criterion) -> Iterator[Fault]:
    fault = scale_fault(record)
    if fault is not None:
        yield fault
    else:
        yield from _direction(record)
        yield from _reach(record)


def scale_fault(record: Criterion) -> Fault | None:
    """Return why the scale of a criterion gives no points; None when it does."""
    anchors = record.anchors
    if not all(isfinite(anchor.level) and isfinite(anchor.points) for anchor in anchors):
        return (
            "number_not_finite",
            "error",
            "anchors",
            "one of its anchors is not a finite number",
            "Type the number again.",
        )
    if len(anchors) < 2:
        return (
            "anchors_few",
            "error",
            "anchors",
            "its scale has fewer than two anchors",
            "Describe at least the worst and the best level.",
        )
    if any(a.level >= b.level for a, b in pairwise(anchors)):
        return (
            "anchors_not_rising",
            "error",
            "anchors",
            "the levels of its anchors do not rise from one to the next",
            "Put the anchors in order, each level once.",
        )
    if any(not 0 <= anchor.points <= 100 for anchor in anchors):
        return (
            "anchor_points",
            "error",
            "anchors",
            "the points of its anchors are not all between 0 and 100",
            "Enter 0 for the worst and 100 for the best.",
        )
    return None


def _reach(record: Criterion) -> Iterator[Fault]:
    points = [anchor.points for anchor in record.anchors]
    low, high = min(points), max(points)
    if low < high and (low > 0 or high < 100):
        span = f"{number_text(low)} to {number_text(high)}"
        yield (
            "anchors_reach",
            "warning",
            "anchors",
            f"its scale gives {span} points, so it counts for less than its weight says",
            "Let the worst level earn 0 points and the best 100.",
        )


def _direction(record: Criterion) -> Iterator[Fault]:
    points = [anchor.points for anchor in record.anchors]
    rises = any(a < b for a, b in pairwise(points))
    falls = any(a > b for a, b in pairwise(points))
    if not rises and not falls:
        yield (
            "anchors_flat",
            "warning",
            "anchors",
            "all anchors give the same points, so it tells no initiatives apart",
            "Give the worst level 0 points and the best 100.",
        )
    elif rises and falls:
        yield (
            "anchors_peak",
            "warning",
            "anchors",
            "its points rise and fall again, which only the additive method can follow",
            "Use the additive method, or anchors whose points only rise or only fall.",
        )
    elif falls == (record.direction == "max"):
        said = "more is better" if record.direction == "max" else "less is better"
        drawn = "fewer" if falls else "more"
        yield (
            "direction_contradicts_anchors",
            "warning",
            "direction",
            f"it says that {said}, but its anchors give {drawn} points to higher levels",
            "Change the direction, or the points of the anchors.",
        )

"""What the checks of the five lessons assume, where it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isfinite

from portfolio.model.checks.figures import LessonFrame, one_figure
from portfolio.model.checks.problem import Fault, Problem, Severity
from portfolio.model.figures import FIGURE
from portfolio.model.settings import LessonSettings
from portfolio.model.text import quoted

_NAME = "settings/lessons"


def lesson_setting_problems(lessons: LessonSettings, frame: LessonFrame) -> Iterator[Problem]:
    """Yield the settings of the lessons that no check can use."""
    for code, severity, field, text, remedy in _faults(lessons, frame):
        said = f"In the settings of the lessons, {text}."
        yield Problem(code, severity, "portfolio", "", field, said, remedy)


def _faults(lessons: LessonSettings, frame: LessonFrame) -> Iterator[Fault]:
    if lessons.chip_hour_price is not None:
        field, kind = f"{_NAME}/chip_hour_price", FIGURE["chip_hour_price"]
        yield from one_figure(field, kind, lessons.chip_hour_price, frame)
    error: Severity = "error"
    limits = (
        ("utilization", "utilization", 0 < lessons.utilization <= 1, "above 0 % and up to 100 %"),
        ("peak_factor", "peak factor", 1 <= lessons.peak_factor < inf, "of 1 or more"),
        (
            "cost_fall",
            "yearly fall of unit cost",
            0 <= lessons.cost_fall < 1,
            "from 0 % to below 100 %",
        ),
        (
            "stale_months",
            "age in months of an old figure",
            lessons.stale_months >= 1,
            "of 1 or more",
        ),
    )
    for name, words, sound, wanted in limits:
        if not sound:
            text = f"the {words} is no number {wanted}"
            yield "lesson_setting", error, f"{_NAME}/{name}", text, f"Enter a number {wanted}."
    for chip, ratio in lessons.chip_ratios.items():
        if not 0 < ratio < inf:
            text = f"the ratio of {quoted(chip)} to an H100 is not a number above 0"
            yield "chip_ratio_range", error, f"{_NAME}/chip_ratios/{chip}", text, "Enter it again."
    for name, value in lessons.thresholds.items():
        if not isfinite(value):
            text = f"the threshold {quoted(name)} is not a finite number"
            remedy = "Enter it again, or go back to its default."
            yield "lesson_setting", error, f"{_NAME}/thresholds/{name}", text, remedy

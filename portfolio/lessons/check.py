"""What a check is: a question, where it applies, and the parts that answer it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal

from portfolio.lessons.columns import Values
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import Threshold

__all__ = [
    "Answer",
    "Check",
    "Lesson",
    "Measure",
    "Said",
    "Status",
    "Threshold",
    "Values",
    "everywhere",
]

Lesson = Literal["compute", "value", "monetization", "trust", "focus"]
#: From bad to good; *missing* is shown as amber, since what is not known is never green.
Status = Literal["red", "amber", "missing", "green", "does not apply"]
Better = Literal["more", "less"]


def everywhere(_: Subject) -> str:
    """Say nothing: it applies to every initiative."""
    return ""


def nothing_more(_: float) -> str:
    """Say nothing: the thresholds tell what a value means."""
    return ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is held against two thresholds.

    Attributes:
        name: for example ``2b.week_to_day``; unique among all parts.
        title: as a phrase with a capital.
        unit: of the value; ``share`` is shown in percent.
        better: whether *more* of it is better, or *less*.
        needs: names of figures (``model.FIGURES``, or what ``Inputs`` derives) in the
            order of the formula; a value is NaN where one of them is missing.
        formula: with the needs in braces, for example
            ``({price_per_unit} − {unit_cost}) ÷ {price_per_unit}``.
        value: from inputs of shape (n_initiatives, n_worlds) to values that broadcast to
            that shape. NaN where a need is missing, or where the numbers give no answer
            (nobody to ask); infinite where none is large or small enough (never, or a price
            of 0).
        amber: threshold from which it is no longer green; None when it is never amber.
        red: threshold from which it is red; None when it is never red.
        levers: which of the needs are solved for to turn the light green.
        applies: says why this part leaves an initiative alone; empty when it applies.
        optional: whether the check can be green although this part is missing.
        remark: what a value means, as a sentence, where the thresholds do not tell.
    """

    name: str
    title: str
    unit: str
    better: Better
    needs: tuple[str, ...]
    formula: str
    value: Callable[[Inputs], Values]
    amber: Threshold | None = None
    red: Threshold | None = None
    levers: tuple[str, ...] = ()
    applies: Callable[[Subject], str] = everywhere
    optional: bool = False
    remark: Callable[[float], str] = nothing_more


@dataclass(frozen=True, slots=True)
class Said:
    """What an answered part says of one initiative.

    Attributes:
        status: of the part.
        sentence: what was found.
        turns: what would turn it green, a sentence each; empty when it is green.
        missing: what is not stated, as phrases.
    """

    status: Status
    sentence: str
    turns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A part that is judged from answers and dates, not from a formula.

    Attributes:
        name: unique among all parts.
        title: as a phrase with a capital.
        rule: what is green, amber and red, as a sentence.
        basis: where the rule comes from, as a sentence.
        judge: says it of one initiative.
        reads: all that ``judge`` looks at. Most initiatives share their answers with many
            others, and the same ones are judged once.
    """

    name: str
    title: str
    rule: str
    basis: str
    judge: Callable[[Subject], Said]
    reads: Callable[[Subject], Hashable]


@dataclass(frozen=True, slots=True)
class Check:
    """One question that a lesson asks of every initiative.

    Its light is the worst of its parts that are known; it is *missing* when none is, and
    when all that are known are green while one that is not optional is missing.

    Attributes:
        code: for example ``1a``; short, stable, in files.
        lesson: to which it belongs.
        title: as a phrase with a capital.
        question: as a sentence that a leader would ask.
        parts: that answer it.
        applies: says why the whole check leaves an initiative alone, as a sentence;
            empty when it applies.
        gate: whether red bars funding until it is met or overridden.
        shared: fields of ``Subject.population`` that it reads; where an edit of one
            initiative changes one of them, the light of the others may change.
    """

    code: str
    lesson: Lesson
    title: str
    question: str
    parts: tuple[Measure | Answer, ...]
    applies: Callable[[Subject], str] = everywhere
    gate: bool = False
    shared: tuple[str, ...] = ()

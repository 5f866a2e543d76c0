"""What one problem is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
ProblemKind = Literal[
    "portfolio",
    "period",
    "resource",
    "criterion",
    "initiative",
    "rating",
    "rule",
    "scenario",
    "decision",
    "comment",
]
#: What is wrong inside a record: code, severity, field, end of a sentence, remedy.
Fault = tuple[str, Severity, str, str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing or contradictory, where it is, and what to do.

    Attributes:
        code: stable name of the check, for example ``demand_not_stated``.
        severity: ``error`` when results cannot be right until it is mended,
            ``warning`` when they rest on an assumption, ``note`` for advice.
        kind: noun of the record concerned; ``rating`` for ratings and for who gives them.
        record: id of that record; the initiative's for a rating, the rater's for what
            concerns one of the raters; empty for the portfolio.
        field: attribute concerned, with ids below it separated by slashes, for
            example ``demand/r_compute``; may be empty.
        text: what is wrong, as a sentence with names.
        remedy: what to do, as a sentence.
    """

    code: str
    severity: Severity
    kind: ProblemKind
    record: str
    field: str
    text: str
    remedy: str


def problems_of(
    kind: ProblemKind, key: str, title: str, faults: Iterable[Fault]
) -> tuple[Problem, ...]:
    """Return the faults of one record as problems, each a sentence that starts with ``title``."""
    return tuple(
        Problem(code, severity, kind, key, field, f"{title}: {text}.", remedy)
        for code, severity, field, text, remedy in faults
    )

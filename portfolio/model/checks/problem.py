"""What one problem is."""

from __future__ import annotations

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
    "comment",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing or contradictory, where it is, and what to do.

    Attributes:
        code: stable name of the check, for example ``demand_not_stated``.
        severity: ``error`` when results cannot be right until it is mended,
            ``warning`` when they rest on an assumption, ``note`` for advice.
        kind: noun of the record concerned; a rating is found through its initiative.
        record: id of that record; the initiative's for a rating; empty for the portfolio.
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

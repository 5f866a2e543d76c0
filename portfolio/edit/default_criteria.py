"""The criteria of a new document: what they ask, and what each level looks like.

Benefit is what the plan maximizes and resources are its limits, so neither is scored a
second time here. The weights are a starting point of ours, to be changed by every team.
"""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model import Anchor, Direction


@dataclass(frozen=True, slots=True)
class CriterionOutline:
    """A criterion before it has an id and a place.

    Attributes:
        weight: in percent of all of ``DEFAULT_CRITERIA``.
        anchors: five, by rising level.
    """

    name: str
    group: str
    weight: float
    description: str
    anchors: tuple[Anchor, ...]
    unit: str = "points"
    direction: Direction = "max"


def _levels(*texts: str) -> tuple[Anchor, ...]:
    """Return anchors at 0, 25, 50, 75 and 100 points."""
    return tuple(Anchor(25.0 * i, 25.0 * i, text) for i, text in enumerate(texts))


DEFAULT_CRITERIA = (
    CriterionOutline(
        "Goal fit",
        "Value that lasts",
        20.0,
        "How directly it serves the goals of the year.",
        _levels(
            "Serves no stated goal",
            "Touches a goal by the way",
            "One of several ways to reach a goal",
            "Named in the plan for a goal",
            "A goal cannot be reached without it",
        ),
    ),
    CriterionOutline(
        "Workflow integration and retention",
        "Value that lasts",
        18.0,
        "Whether people still use it when the novelty is gone, and inside which work.",
        _levels(
            "A demo beside the work, tried once",
            "Used now and then; under 5 % are back on day 30",
            "Used weekly by some; about 12 % are back on day 30",
            "Used daily; 20 % are back on day 30, or 40 % of seats are active in a week",
            "Inside a daily system of record; nobody would give it up",
        ),
    ),
    CriterionOutline(
        "Unit economics",
        "Economics",
        15.0,
        "What one use earns against what it costs, and where that is going.",
        _levels(
            "Each use loses money, and use grows",
            "Unit margin under 20 %, and no dated way up",
            "Unit margin of 20 to 50 %, with cost falling as planned",
            "Unit margin of 50 % or more",
            "Unit margin of 70 % or more, or it makes everything else cheaper",
        ),
    ),
    CriterionOutline(
        "Trust, IP and governance readiness",
        "Trust",
        15.0,
        "Rights, misuse, provenance, regulation. What is forbidden is a gate, not a low score.",
        _levels(
            "Rights are missing or misuse was shown, and there is no plan",
            "The gaps are known and owned, without a date",
            "The gaps have dates; the legal tier is known",
            "The evidence file is complete; misuse tests were passed",
            "Audited from outside; others could copy the file",
        ),
    ),
    CriterionOutline(
        "Monetization evidence",
        "Economics",
        12.0,
        "Who pays, how, and what shows it. An internal saving counts once finance has booked it.",
        _levels(
            "Nobody has said who pays",
            "A survey, or a letter of interest",
            "A pilot that carries a price",
            "Paying customers, or a booked saving",
            "Renewals, or a saving in the second year’s budget",
        ),
    ),
    CriterionOutline(
        "Feasibility",
        "Delivery",
        10.0,
        "Whether the data and the people that it needs are there.",
        _levels(
            "Neither data nor people",
            "One of the two; the other is unclear",
            "Both are found, and not yet secured",
            "Both are secured; the risks are known",
            "It runs today",
        ),
    ),
    CriterionOutline(
        "Time to value",
        "Delivery",
        10.0,
        "Months until the first users or the budget feel it.",
        (
            Anchor(3.0, 100.0, "Before the next review"),
            Anchor(9.0, 75.0, "Within the budget year"),
            Anchor(18.0, 50.0, "In a year and a half"),
            Anchor(30.0, 25.0, "In two and a half years"),
            Anchor(48.0, 0.0, "In four years or more"),
        ),
        unit="months",
        direction="min",
    ),
)

"""What each field of each record can tell a stranger: one table, complete by a test.

A redacted copy is made field by field from this table, so that a field that is added to
the model has to be judged here before anything of it can leave the house.
"""

from __future__ import annotations

from typing import Literal

from portfolio.model import (
    Anchor,
    Benefit,
    Change,
    Comment,
    Condition,
    Criterion,
    Decision,
    Estimate,
    Facts,
    Figure,
    FundingLevel,
    Initiative,
    KillCriterion,
    LessonSettings,
    PastRating,
    Period,
    Portfolio,
    Preference,
    Provenance,
    Rater,
    Rating,
    Reading,
    Resource,
    RiskFunctions,
    Rule,
    Scenario,
    Settings,
    Vote,
)

#: What a field, the key of a map or the entry of a list holds:
#:
#: ======= =========================================================================
#: plain   a choice, a day, a share, a count, a place in a list: tells nobody's name,
#:         no amount and no opinion
#: id      of a record; random ones tell nothing, made ones (``u_ferrante``) may
#: words   free text that the copy is about: stays, with names and amounts taken out
#: person  the name of a person or body
#: about   words that lead to one person, such as the role of a rater
#: comment what somebody had to say: goes without comments, otherwise as *words*
#: reason  the same where a rule is not whole without one
#: amount  a number in a unit that may be money
#: record  records of their own
#: gone    is in no redacted copy
#: ======= =========================================================================
Holds = Literal[
    "plain", "id", "words", "person", "about", "comment", "reason", "amount", "record", "gone"
]

_DEMAND: tuple[Holds, ...] = ("id", "id", "record")

#: Class to field to what it holds; for a map, what its keys hold first.
HOLDS: dict[type, dict[str, tuple[Holds, ...]]] = {
    Portfolio: {
        "id": ("id",),
        "title": ("words",),
        "notes": ("comment",),
        "settings": ("record",),
        **dict.fromkeys(
            ("periods", "resources", "criteria", "initiatives", "raters"), ("id", "record")
        ),
        "ratings": ("id", "id", "id", "record"),
        **dict.fromkeys(("rules", "scenarios", "decisions", "comments"), ("id", "record")),
        **dict.fromkeys(("invitations", "ballots", "paper", "journal", "plans"), ("gone",)),
    },
    Settings: {
        "method": ("words",),
        "parameters": ("words", "words", "plain"),
        **dict.fromkeys(("weighting", "missing", "aggregation", "objective"), ("plain",)),
        **dict.fromkeys(("discuss_from", "score_floor", "discount_rate", "redacted"), ("plain",)),
        **dict.fromkeys(("currency", "benefit_unit"), ("words",)),
        "lessons": ("record",),
    },
    LessonSettings: {
        "chip_hour_price": ("record",),
        **dict.fromkeys(("chip_ratios", "thresholds"), ("words", "plain")),
        **dict.fromkeys(
            ("compute", "utilization", "peak_factor", "cost_fall", "stale_months"), ("plain",)
        ),
    },
    Period: {"name": ("words",), "order": ("plain",), "start": ("plain",)},
    Resource: {
        **dict.fromkeys(("name", "unit", "role"), ("words",)),
        **dict.fromkeys(("order", "category", "kind", "carries_over"), ("plain",)),
        "capacity": ("id", "amount"),
        **dict.fromkeys(("pool", "serves"), ("id",)),
        "notes": ("comment",),
    },
    Criterion: {
        **dict.fromkeys(("name", "unit", "group", "description", "check"), ("words",)),
        **dict.fromkeys(("order", "direction", "weight", "swing"), ("plain",)),
        **dict.fromkeys(("anchors", "preference"), ("record",)),
    },
    Anchor: {"level": ("amount",), "points": ("plain",), "text": ("words",)},
    Preference: {"shape": ("plain",), **dict.fromkeys(("q", "p", "s"), ("amount",))},
    Initiative: {
        **dict.fromkeys(("name", "code", "category", "unit", "goal", "tags"), ("words",)),
        **dict.fromkeys(("owner", "sponsor"), ("person",)),
        **dict.fromkeys(("notes", "evidence"), ("comment",)),
        **dict.fromkeys(("order", "stage", "status", "start", "end"), ("plain",)),
        **dict.fromkeys(("duration", "late_loss", "open_ended"), ("plain",)),
        **dict.fromkeys(("benefit", "facts"), ("record",)),
        **dict.fromkeys(("demand", "stop_cost"), _DEMAND),
        "levels": ("id", "record"),
        "starts": ("id",),
        "spent": ("id", "amount"),
    },
    FundingLevel: {
        "name": ("words",),
        **dict.fromkeys(("order", "demand_share", "benefit_share"), ("plain",)),
    },
    Estimate: dict.fromkeys(("likely", "low", "high"), ("amount",)),
    Benefit: {
        "amount": ("record",),
        **dict.fromkeys(("probability", "kind", "delay_years"), ("plain",)),
        "unit": ("words",),
        "source": ("comment",),
    },
    Facts: {
        **dict.fromkeys(("figures", "training"), ("words", "record")),
        "inference_chip": ("words",),
        "chip_ratios": ("words", "plain"),
        "besides": _DEMAND,
        "risks": ("words", "plain"),
        **dict.fromkeys(("provenance", "functions", "kill"), ("record",)),
        **dict.fromkeys(("kind", "derived", "launched", "pricing", "evidence"), ("plain",)),
        **dict.fromkeys(("integration", "tier", "role", "eu_reach", "evidence_file"), ("plain",)),
        **dict.fromkeys(
            ("rights", "output_rights", "likeness", "indemnity", "synthetic_media"), ("plain",)
        ),
    },
    Figure: {
        **dict.fromkeys(("likely", "low", "high"), ("amount",)),
        "unit": ("words",),
        "source": ("comment",),
        **dict.fromkeys(("as_of", "label"), ("plain",)),
        "earlier": ("record",),
    },
    Reading: {
        **dict.fromkeys(("likely", "low", "high"), ("amount",)),
        "as_of": ("plain",),
        "source": ("comment",),
    },
    KillCriterion: {
        **dict.fromkeys(("metric", "floor", "action"), ("words",)),
        **dict.fromkeys(("date", "outcome"), ("plain",)),
    },
    Provenance: dict.fromkeys(
        ("visible_mark", "content_credentials", "watermark", "survives_editing"), ("plain",)
    ),
    RiskFunctions: dict.fromkeys(("govern", "map", "measure", "manage"), ("plain",)),
    Rater: {
        "name": ("person",),
        "role": ("about",),
        **dict.fromkeys(("order", "weight", "weighing"), ("plain",)),
        "weights": ("id", "plain"),
    },
    Rating: {
        "value": ("amount",),
        **dict.fromkeys(("confidence", "at"), ("plain",)),
        "comment": ("comment",),
        "earlier": ("record",),
    },
    PastRating: {
        "value": ("amount",),
        **dict.fromkeys(("confidence", "at"), ("plain",)),
        "comment": ("comment",),
    },
    Rule: {
        **dict.fromkeys(("kind", "active", "basis", "state", "due"), ("plain",)),
        **dict.fromkeys(("initiatives", "resource", "period", "level"), ("id",)),
        "reason": ("reason",),
        "author": ("person",),
        **dict.fromkeys(("field", "value", "check"), ("words",)),
        "amount": ("amount",),
    },
    Scenario: {
        "name": ("words",),
        "order": ("plain",),
        "changes": ("record",),
        "notes": ("comment",),
    },
    Change: {
        **dict.fromkeys(("kind", "amount"), ("plain",)),
        **dict.fromkeys(("target", "period", "level"), ("id",)),
        "reason": ("reason",),
    },
    Decision: {
        **dict.fromkeys(("initiative", "level", "start", "displaces"), ("id",)),
        **dict.fromkeys(("option", "at", "review"), ("plain",)),
        "reason": ("comment",),
        **dict.fromkeys(("owner", "decided_by"), ("person",)),
        **dict.fromkeys(("conditions", "kill_criterion", "name"), ("words",)),
        "amounts": ("id", "id", "amount"),
        **dict.fromkeys(("terms", "kill", "votes"), ("record",)),
    },
    Condition: {"text": ("words",), **dict.fromkeys(("due", "state"), ("plain",))},
    Vote: {"voter": ("person",), "choice": ("plain",), "dissent": ("comment",)},
    Comment: {
        "text": ("comment",),
        "at": ("plain",),
        "author": ("person",),
        "initiative": ("id",),
    },
}

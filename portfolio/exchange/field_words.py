"""Other words for the columns of a portfolio, as they are found in teams' own spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.exchange.meaning import MeaningKind, Part

#: Words that leave no doubt.
SURE: Mapping[MeaningKind, tuple[str, ...]] = {
    "id": ("record id",),
    "name": (
        "name",
        "initiative",
        "initiative name",
        "project",
        "project name",
        "title",
        "use case",
        "summary",
        "ai initiative",
    ),
    "code": (
        "code",
        "id",
        "key",
        "ref",
        "reference",
        "initiative code",
        "initiative id",
        "project code",
        "project id",
        "issue key",
    ),
    "owner": ("owner", "lead", "initiative owner", "project lead", "assignee", "product owner"),
    "sponsor": ("sponsor", "executive sponsor", "exec sponsor"),
    "category": ("category", "cat", "type", "theme", "pillar", "portfolio area", "issue type"),
    "unit": ("business unit", "bu", "department", "dept", "division", "agency", "org unit"),
    "stage": ("stage", "phase", "lifecycle stage", "maturity"),
    "status": ("status", "state"),
    "goal": ("goal", "objective", "purpose", "expected outcome"),
    "notes": ("notes", "note", "comment", "comments", "remarks", "description"),
    "start": ("start", "start date", "begin", "begins", "kick off"),
    "end": ("end", "end date", "due", "due date", "finish", "target date", "deadline"),
    "tags": ("tags", "labels", "keywords"),
    "evidence": ("evidence", "proof"),
    "benefit": ("benefit", "benefits", "annual benefit", "total benefit", "npv"),
    "benefit_unit": ("benefit unit",),
    "benefit_kind": ("benefit kind", "benefit type", "kind of benefit", "value type"),
    "benefit_delay": ("benefit delay", "benefit delay years", "years to benefit"),
    "benefit_source": ("benefit source",),
    "probability": (
        "probability",
        "probability of success",
        "success probability",
        "p success",
        "chance of success",
        "pos",
    ),
    "resource_name": ("resource", "resource name", "resource type"),
    "period_name": ("period", "quarter", "planning period"),
    "criterion_name": ("criterion", "criteria", "criterion name"),
    "rater_name": ("rater", "rated by", "reviewer", "scored by"),
}

#: Words that often mean this, and sometimes something else.
LIKELY: Mapping[MeaningKind, tuple[str, ...]] = {
    "name": ("item", "program", "programme", "product", "workload", "epic"),
    "code": ("no", "nr", "number", "#"),
    "owner": ("responsible", "manager", "contact", "team lead"),
    "category": ("group", "area", "class"),
    "unit": ("unit", "team", "function", "organization", "organisation"),
    "goal": ("outcome", "target"),
    "benefit": ("value", "revenue", "savings", "saving", "return", "impact", "upside"),
    "benefit_delay": ("delay", "delay years", "time to value", "time to benefit"),
    "benefit_source": ("source",),
    "probability": ("chance", "likelihood", "success"),
    "period_name": ("year", "month"),
}

PART_WORDS: Mapping[str, Part] = {
    **dict.fromkeys(("low", "min", "minimum", "lower", "p10", "pessimistic"), "low"),
    **dict.fromkeys(("likely", "most likely", "base", "mid", "mode", "p50", "expected"), "likely"),
    **dict.fromkeys(("high", "max", "maximum", "upper", "p90", "optimistic"), "high"),
}

#: Words around a resource's name that change nothing.
FILLERS = frozenset(
    ("demand", "need", "needed", "required", "requirement", "of", "for", "per", "total", "amount")
)

#: Words for the three usual kinds of resource.
RESOURCE_WORDS: Mapping[str, frozenset[str]] = {
    "compute": frozenset(
        ("compute", "gpu", "gpus", "h100", "a100", "b200", "tpu", "tpus", "accelerator", "tokens")
    ),
    "talent": frozenset(
        (
            "fte",
            "ftes",
            "headcount",
            "talent",
            "people",
            "staff",
            "engineer",
            "engineers",
            "researcher",
            "researchers",
            "scientist",
            "scientists",
            "analyst",
            "analysts",
        )
    ),
    "capital": frozenset(
        (
            "capital",
            "budget",
            "capex",
            "opex",
            "cost",
            "costs",
            "spend",
            "investment",
            "funding",
            "money",
            "cash",
        )
    ),
}


def kind_of(words: str) -> tuple[MeaningKind | None, bool]:
    """Return the attribute that plain words name, and whether there is no doubt."""
    for table, sure in ((SURE, True), (LIKELY, False)):
        for kind, synonyms in table.items():
            if words in synonyms:
                return kind, sure
    return None, False


def category_of(words: str) -> str | None:
    """Return ``compute``, ``talent`` or ``capital`` when the words name such a resource."""
    found = set(words.split())
    return next((name for name, known in RESOURCE_WORDS.items() if found & known), None)

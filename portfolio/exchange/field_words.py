"""Other words for the columns of a portfolio, as they are found in teams' own spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.exchange.meaning import MeaningKind, Part
from portfolio.model import ResourceCategory

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
    "benefit": ("benefit", "benefits", "total benefit", "npv"),
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
    "benefit": (
        "value",
        "revenue",
        "savings",
        "saving",
        "return",
        "impact",
        "upside",
        "annual benefit",
        "annual value",
        "annual savings",
        "expected value",
        "business value",
    ),
    "benefit_delay": ("delay", "delay years", "time to value", "time to benefit"),
    "benefit_source": ("source",),
    "probability": ("chance", "likelihood", "success", "success rate"),
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
RESOURCE_WORDS: Mapping[ResourceCategory, frozenset[str]] = {
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
            "hc",
            "heads",
            "personnel",
            "employees",
            "eng",
            "engineering",
            "developer",
            "developers",
            "devs",
            "swe",
            "mle",
            "ds",
            "pm",
            "pms",
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


#: Words that say no more than which of the three kinds a resource is of.
GENERAL_WORDS = frozenset(
    (
        *("compute", "gpu", "gpus", "accelerator", "accelerators", "hour", "hours", "h", "k"),
        *("fte", "ftes", "headcount", "hc", "heads", "talent", "people", "staff", "personnel"),
        *RESOURCE_WORDS["capital"],
    )
)

_RATES = frozenset(("rate", "price", "ratio", "roi", "irr", "payback", "margin", "utilization"))
_SPANS = frozenset(("quarter", "month", "year", "period", "annum", "initiative", "project"))
_DEVICES = frozenset(
    ("gpu", "gpus", "tpu", "tpus", "h100", "h100s", "a100", "a100s", "b200", "b200s", "chips")
)


def is_rate(words: str) -> bool:
    """Whether words name a price or a ratio, such as ``cost per GPU hour``, not an amount."""
    pairs = zip(words.split(), [*words.split()[1:], ""], strict=True)
    return any(word in _RATES or (word == "per" and after not in _SPANS) for word, after in pairs)


def counts_devices(words: str) -> bool:
    """Whether words count machines and not their hours: ``GPUs``, ``H100s needed``."""
    found = set(words.split())
    return bool(found & _DEVICES) and not found & {"h", "hr", "hrs", "hour", "hours", "cost"}


def kind_of(words: str) -> tuple[MeaningKind | None, bool]:
    """Return the attribute that plain words name, and whether there is no doubt."""
    for table, sure in ((SURE, True), (LIKELY, False)):
        for kind, synonyms in table.items():
            if words in synonyms:
                return kind, sure
    return None, False


def category_of(words: str) -> ResourceCategory | None:
    """Return ``compute``, ``talent`` or ``capital`` when the words name such a resource."""
    found = set(words.split())
    return next((name for name, known in RESOURCE_WORDS.items() if found & known), None)

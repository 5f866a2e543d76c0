"""The answers that the five lessons ask for, as columns: their titles, and other words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from portfolio.exchange.words import plain_words
from portfolio.model import (
    AI_ACT_ROLES,
    AI_ACT_TIERS,
    GENAI_RISKS,
    INITIATIVE_KINDS,
    KILL_OUTCOMES,
    PRICING_MODELS,
    RIGHTS,
    RISK_STATES,
)

AnswerKind = Literal["choice", "flag", "level", "date", "text"]

FLAG_WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "y", "true", "x", "1"),
    "no": ("no", "n", "false", "0"),
}


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One answer as a column.

    Attributes:
        path: in the facts, with a dot for what is inside: ``kill.metric``.
        title: its header when the app writes it, which only the app does.
        words: of a choice: entry to other words for it.
        headers: plain words of headers that mean it.
    """

    path: str
    title: str
    kind: AnswerKind
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headers: tuple[str, ...] = ()


def _entries(entries: Iterable[str], **more: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the entries of a list with their words; keys of ``more`` have ``_`` for a blank."""
    plain = {entry: plain_words(entry) for entry in entries}
    return {
        entry: (words, *more.get(words.replace(" ", "_"), ())) for entry, words in plain.items()
    }


_PRICING = _entries(
    PRICING_MODELS,
    subscription=("subscriptions", "saas", "per seat", "per user", "monthly fee"),
    usage=("usage based", "pay per use", "per use", "consumption", "metered", "pay as you go"),
    outcome=("outcome based", "success fee", "per outcome"),
    enterprise_license=("enterprise licence", "license", "licence", "site license"),
    internal_saving=("internal savings", "internal", "cost saving", "savings"),
    mandate=("mandated", "regulatory", "compliance"),
    none=("no pricing", "free", "not monetized", "not monetised"),
)
_TIERS = _entries(
    AI_ACT_TIERS,
    prohibited=("unacceptable", "unacceptable risk", "banned"),
    high_risk=("high", "annex iii"),
    transparency=("limited", "limited risk", "article 50", "art 50"),
    minimal=("minimal risk", "low", "low risk"),
)
_RIGHTS = _entries(
    RIGHTS,
    owned=("own", "own data", "proprietary", "in house"),
    licensed=("licenced", "license", "licence"),
    opt_in=("opted in", "consent"),
    opt_out=("opted out",),
    unknown=("unclear", "not known", "unsure"),
)
_KINDS = _entries(
    INITIATIVE_KINDS,
    social_or_video_app=("social app", "video app", "social", "video"),
    consumer_app=("consumer", "app", "b2c"),
    developer_api=("api",),
    enterprise_product=("enterprise", "b2b", "b2b saas"),
    internal_tool=("internal", "internal copilot"),
    public_service=("public", "citizen service"),
    model_or_platform=("model", "platform", "foundation model"),
    data_or_governance=("data", "governance"),
)

ANSWERS: tuple[AnswerColumn, ...] = (
    AnswerColumn("kind", "Kind of initiative", "choice", _KINDS, ("initiative kind",)),
    AnswerColumn("inference_chip", "Inference chip", "text", headers=("serving chip",)),
    AnswerColumn("derived", "Demand is derived", "flag"),
    AnswerColumn(
        "launched", "Launched", "date", headers=("launch date", "launch", "live since", "released")
    ),
    AnswerColumn(
        "pricing", "Pricing model", "choice", _PRICING,
        ("pricing", "monetization", "monetisation", "monetization model", "monetisation model",
         "business model", "revenue model"),
    ),
    AnswerColumn(
        "evidence", "Evidence that someone pays (0–4)", "level",
        headers=("evidence level", "evidence of payment", "monetization evidence",
                 "monetisation evidence", "willingness to pay"),
    ),
    AnswerColumn(
        "integration", "Workflow integration (0–4)", "level",
        headers=("workflow integration", "integration level", "integration into work"),
    ),
    AnswerColumn(
        "tier", "EU AI Act tier", "choice", _TIERS,
        ("ai act tier", "eu ai act", "ai act", "eu ai act class", "ai act class", "ai act risk",
         "eu ai act risk", "eu ai act risk class", "eu ai act risk tier", "ai act category",
         "eu ai act category", "eu ai act classification", "ai act classification"),
    ),
    AnswerColumn(
        "role", "EU AI Act role", "choice", _entries(AI_ACT_ROLES), ("ai act role",)
    ),
    AnswerColumn(
        "eu_reach", "Reaches people in the EU", "flag",
        headers=("eu reach", "reaches the eu", "eu users", "available in the eu", "eu exposure"),
    ),
    AnswerColumn(
        "evidence_file", "EU evidence file", "flag",
        headers=("evidence file", "technical file", "technical documentation", "conformity file"),
    ),
    AnswerColumn(
        "rights", "Training data rights", "choice", _RIGHTS,
        ("data rights", "training rights", "ip status", "ip rights", "rights"),
    ),
    AnswerColumn("output_rights", "Output rights", "choice", _RIGHTS, ("rights to output",)),
    AnswerColumn("likeness", "Likeness consent", "choice", _RIGHTS, ("likeness",)),
    AnswerColumn(
        "indemnity", "Indemnity", "flag", headers=("indemnification", "vendor indemnity")
    ),
    AnswerColumn(
        "synthetic_media", "Synthetic media", "flag", headers=("makes synthetic media", "deepfakes")
    ),
    AnswerColumn(
        "provenance.visible_mark", "Visible mark", "flag",
        headers=("visible watermark", "visible label"),
    ),
    AnswerColumn(
        "provenance.content_credentials", "Content credentials", "flag", headers=("c2pa",)
    ),
    AnswerColumn(
        "provenance.watermark", "Watermark", "flag", headers=("invisible watermark", "watermarked")
    ),
    AnswerColumn("provenance.survives_editing", "Mark survives editing", "flag"),
    *(
        AnswerColumn(
            f"functions.{name}", f"NIST {name.capitalize()} (0–4)", "level",
            headers=(f"nist {name}", f"nist ai rmf {name}"),
        )
        for name in ("govern", "map", "measure", "manage")
    ),
    AnswerColumn(
        "kill.metric", "Kill metric", "text",
        headers=("kill criterion", "kill criteria", "stop criterion", "exit criterion",
                 "kill condition"),
    ),
    AnswerColumn("kill.floor", "Kill floor", "text", headers=("kill threshold", "kill level")),
    AnswerColumn("kill.date", "Kill date", "date", headers=("kill by", "kill review date")),
    AnswerColumn("kill.action", "Kill action", "text", headers=("action if missed",)),
    AnswerColumn("kill.outcome", "Kill outcome", "choice", _entries(KILL_OUTCOMES)),
    *(
        AnswerColumn(
            f"risks.{key}", f"Risk: {words}", "choice", _entries(RISK_STATES),
            (f"{plain_words(words)} risk",),
        )
        for key, words in GENAI_RISKS.items()
    ),
)  # fmt: skip
ANSWER: Mapping[str, AnswerColumn] = {answer.path: answer for answer in ANSWERS}
ANSWER_BY_TITLE: Mapping[str, str] = {answer.title: answer.path for answer in ANSWERS}
ANSWER_BY_WORDS: Mapping[str, str] = {
    words: answer.path
    for answer in ANSWERS
    for words in (plain_words(answer.title), *answer.headers)
}

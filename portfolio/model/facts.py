"""What the five lessons ask of an initiative: figures, answers, and a kill criterion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from portfolio.model.estimate import Estimate
from portfolio.model.figure import Figure
from portfolio.model.frozen import FrozenMap

InitiativeKind = Literal[
    "social or video app",
    "consumer app",
    "developer API",
    "enterprise product",
    "internal tool",
    "public service",
    "model or platform",
    "data or governance",
]
PricingModel = Literal[
    "subscription",
    "usage",
    "hybrid",
    "outcome",
    "enterprise license",
    "internal saving",
    "mandate",
    "none",
]
AiActTier = Literal["prohibited", "high-risk", "transparency", "minimal"]
AiActRole = Literal["provider", "deployer", "importer", "distributor"]
RightsStatus = Literal["owned", "licensed", "opt-in", "opt-out", "unknown"]
RiskState = Literal["not relevant", "treated", "open", "severe"]
KillOutcome = Literal["not judged", "passed", "failed", "not known"]

INITIATIVE_KINDS: tuple[InitiativeKind, ...] = get_args(InitiativeKind)
PRICING_MODELS: tuple[PricingModel, ...] = get_args(PricingModel)
AI_ACT_TIERS: tuple[AiActTier, ...] = get_args(AiActTier)
AI_ACT_ROLES: tuple[AiActRole, ...] = get_args(AiActRole)
RIGHTS: tuple[RightsStatus, ...] = get_args(RightsStatus)
RISK_STATES: tuple[RiskState, ...] = get_args(RiskState)
KILL_OUTCOMES: tuple[KillOutcome, ...] = get_args(KillOutcome)

#: The risks of generative AI that NIST AI 600-1 (2024) names: key in the file to words.
GENAI_RISKS = {
    "cbrn": "CBRN information or capabilities",
    "confabulation": "Confabulation",
    "dangerous_content": "Dangerous, violent or hateful content",
    "data_privacy": "Data privacy",
    "environment": "Environmental impacts",
    "bias": "Harmful bias and homogenization",
    "human_ai": "Human and AI configuration",
    "information_integrity": "Information integrity",
    "information_security": "Information security",
    "intellectual_property": "Intellectual property",
    "obscene_content": "Obscene, degrading or abusive content",
    "value_chain": "Value chain and component integration",
}


@dataclass(frozen=True, slots=True)
class KillCriterion:
    """What ends an initiative, said before it is funded.

    Attributes:
        metric: what is watched, for example *retention on day 30*.
        floor: the level below which it ends, with its unit, in the user's words.
        date: when it is judged.
        action: what happens when the floor is not reached.
        outcome: of the judgment; a date that passed without one is a finding. *Not known*
            when it concerns somebody else's product.
    """

    metric: str = ""
    floor: str = ""
    date: date | None = None
    action: str = ""
    outcome: KillOutcome = "not judged"
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How made content can be told; None where it has not been said."""

    visible_mark: bool | None = None
    content_credentials: bool | None = None
    watermark: bool | None = None
    survives_editing: bool | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class RiskFunctions:
    """Levels of the four functions of the NIST AI Risk Management Framework, 0 to 4."""

    govern: int | None = None
    map: int | None = None
    measure: int | None = None
    manage: int | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers; None, or no entry, is *not stated*, and never zero or no.

    Attributes:
        kind: decides which checks apply.
        figures: name in ``model.FIGURES`` to the number stated.
        training: chip (see ``model.compute.CHIPS``) to chip-hours of training in all.
        inference_chip: the chip whose seconds ``seconds_per_unit`` counts.
        chip_ratios: chip to H100-equivalents, where this workload differs from the
            portfolio's ratio.
        derived: whether its compute demand follows from its training and use, and is
            kept so with every edit, see ``edit.derived``.
        besides: resource id to period id to what it needs besides its compute, of a resource
            on which rented compute is counted as well: the demand there is the sum.
        launched: when people could first use it.
        pricing: how it earns; *none* is an answer.
        evidence: that someone pays, 0 none, 1 survey, 2 pilot, 3 paid, 4 renewals.
        integration: into the work of its users, 0 stand-alone demo to 4 inside a daily
            system of record.
        tier: of the EU AI Act; ``role`` under it; ``eu_reach`` whether people in the EU
            are reached; ``evidence_file`` whether the required file exists.
        rights: to the training data; ``output_rights`` to what it makes;
            ``likeness`` how consent of people shown is had; ``indemnity`` whether the
            supplier covers claims.
        synthetic_media: whether it makes pictures, sound or video.
        risks: key in ``GENAI_RISKS`` to its state.
    """

    kind: InitiativeKind | None = None
    figures: FrozenMap[str, Figure] = field(default_factory=FrozenMap)
    training: FrozenMap[str, Figure] = field(default_factory=FrozenMap)
    inference_chip: str = "H100"
    chip_ratios: FrozenMap[str, float] = field(default_factory=FrozenMap)
    derived: bool = False
    besides: FrozenMap[str, FrozenMap[str, Estimate]] = field(default_factory=FrozenMap)
    launched: date | None = None
    pricing: PricingModel | None = None
    evidence: int | None = None
    integration: int | None = None
    tier: AiActTier | None = None
    role: AiActRole | None = None
    eu_reach: bool | None = None
    evidence_file: bool | None = None
    rights: RightsStatus | None = None
    output_rights: RightsStatus | None = None
    likeness: RightsStatus | None = None
    indemnity: bool | None = None
    synthetic_media: bool | None = None
    provenance: Provenance = field(default_factory=Provenance)
    functions: RiskFunctions = field(default_factory=RiskFunctions)
    risks: FrozenMap[str, RiskState] = field(default_factory=FrozenMap)
    kill: KillCriterion = field(default_factory=KillCriterion)
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

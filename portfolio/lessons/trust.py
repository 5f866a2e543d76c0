"""Lesson 4: trust, rights and governance are features of the product."""

from __future__ import annotations

from collections.abc import Hashable
from operator import attrgetter

from portfolio.lessons.check import Answer, Check, Measure, Said, Values
from portfolio.lessons.derived import per
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.intervals import wilson_lower
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import Threshold
from portfolio.model import GENAI_RISKS
from portfolio.model.text import listed, quoted, uncapitalized

_FULL_LEVEL = 2
_LAYERS = 2

_AI_ACT = (
    "Regulation (EU) 2024/1689: prohibited practices in Art. 5; marking of made content in "
    "Art. 50 from 2 August 2026; the duties of high-risk systems of Annex III were moved to "
    "2 December 2027."
)
_SETTLEMENT = (
    "$3,000 for each work in the Anthropic settlement of 2025; US statutory damages go up to "
    "$150,000. The bands are an app default."
)


def _tier(subject: Subject) -> Said:
    facts = subject.facts
    if facts.tier is None:
        return Said(
            "missing",
            "The tier under the EU AI Act is not stated.",
            ("State the tier: prohibited, high-risk, transparency or minimal.",),
            ("the tier under the EU AI Act",),
        )
    if facts.tier == "prohibited":
        return Said(
            "red",
            "The use is prohibited by the EU AI Act.",
            ("Change the use until it is not prohibited any more.",),
        )
    if facts.eu_reach is False:
        return Said("green", f"The tier is {facts.tier}, and nobody in the EU is reached.")
    return _high_risk(subject) if facts.tier == "high-risk" else _lower_tier(subject)


_TIER_READS = attrgetter(
    "facts.tier", "facts.eu_reach", "facts.evidence_file", "facts.provenance.visible_mark"
)


def _high_risk(subject: Subject) -> Said:
    facts = subject.facts
    if facts.evidence_file:
        return Said("green", "It is high-risk, and its evidence file exists.")
    said = "is missing" if facts.evidence_file is False else "has not been stated"
    return Said(
        "red",
        f"It is high-risk, and its evidence file {said}.",
        ("Write the evidence file: risk management, data, logging, human oversight.",),
    )


def _lower_tier(subject: Subject) -> Said:
    facts = subject.facts
    if facts.tier == "minimal":
        return Said("green", "The tier is minimal: the AI Act asks for nothing more.")
    if facts.provenance.visible_mark:
        return Said("green", "People are told that it is AI, as its tier asks.")
    known = facts.provenance.visible_mark is False
    return Said(
        "amber",
        "Its tier asks that people are told that it is AI, and "
        + ("they are not." if known else "whether they are is not stated."),
        ("Mark what it makes so that everybody sees that AI made it.",),
        () if known else ("whether what it makes is visibly marked",),
    )


_RIGHTS_WORDS = {
    "owned": "owned",
    "licensed": "licensed",
    "opt-in": "had by opt-in",
    "opt-out": "assumed unless somebody opts out",
    "unknown": "unknown",
}


def _rights(subject: Subject) -> Said:
    facts = subject.facts
    asked = {"rights to the training data": facts.rights}
    asked["rights to what it makes"] = facts.output_rights
    if facts.synthetic_media:
        asked["consent of the people shown"] = facts.likeness
    open_ones = {what: how for what, how in asked.items() if how in ("opt-out", "unknown")}
    unsaid = tuple(what for what, how in asked.items() if how is None)
    if open_ones:
        said = (f"the {what} {_are(what)} {_RIGHTS_WORDS[how]}" for what, how in open_ones.items())
        turns = tuple(f"Get the {what} by ownership, license or opt-in." for what in open_ones)
        return Said("red", _sentence(listed(list(said))), turns, unsaid)
    if unsaid:
        text = f"Not stated: {listed([f'the {what}' for what in unsaid])}."
        return Said("missing", text, tuple(f"State the {what}." for what in unsaid), unsaid)
    covered = ", and the supplier covers claims" if facts.indemnity else ""
    needed = "rights and the consent" if facts.synthetic_media else "rights"
    return Said("green", f"It has the {needed} it needs{covered}.")


_RIGHTS_READS = attrgetter(
    "facts.rights",
    "facts.output_rights",
    "facts.likeness",
    "facts.synthetic_media",
    "facts.indemnity",
)


def _are(what: str) -> str:
    return "is" if what.startswith("consent") else "are"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _exposure(inputs: Inputs) -> Values:
    loss = inputs["claim_probability"] * inputs["works_at_risk"] * inputs["cost_per_work"]
    return per(loss, inputs["revenue_month"] * 12.0)


def _provenance(subject: Subject) -> Said:
    stated = subject.facts.provenance
    layers = {
        "a visible mark": stated.visible_mark,
        "content credentials": stated.content_credentials,
        "a watermark": stated.watermark,
    }
    there = [name for name, has in layers.items() if has]
    unsaid = tuple(f"whether it has {name}" for name, has in layers.items() if has is None)
    if len(there) < _LAYERS:
        if unsaid and False not in layers.values():
            text = "Not stated: which layers show that AI made it."
            if there:
                text = f"It has {listed(there)}; the other layers are not stated."
            return Said("missing", text, ("State which layers it has.",), unsaid)
        text = f"It makes media with {listed(there) or 'nothing'} to show that AI made it."
        more = [name for name, has in layers.items() if not has]
        turn = f"Add {'two' if not there else 'one'} of these: {', '.join(more)}."
        return Said("red", f"{text} Two layers are expected.", (turn,), unsaid)
    if stated.survives_editing is None:
        missing = ("whether the marks survive editing",)
        return Said(
            "missing",
            f"It has {listed(there)}; whether they survive editing is not stated.",
            ("Test whether the marks survive a crop, a copy and a screenshot.",),
            missing,
        )
    if not stated.survives_editing:
        text = f"It has {listed(there)}, but they do not survive editing."
        return Said("amber", text, ("Make the marks survive a crop, a copy and a screenshot.",))
    return Said("green", f"It has {listed(there)}, and they survive editing.")


_LAYER_READS = attrgetter(
    *(f"facts.provenance.{name}" for name in ("visible_mark", "content_credentials", "watermark")),
    "facts.provenance.survives_editing",
)


def _misuse(inputs: Inputs) -> Values:
    return wilson_lower(inputs["misuse_successes"], inputs["misuse_tries"])


def _functions(subject: Subject) -> Said:
    facts = subject.facts
    severe = [
        uncapitalized(GENAI_RISKS[key]) if key in GENAI_RISKS else quoted(key)
        for key, state in facts.risks.items()
        if state == "severe"
    ]
    if severe:
        what = "A severe risk is" if len(severe) == 1 else "Severe risks are"
        turns = tuple(f"Treat the risk: {name}." for name in severe)
        return Said("red", f"{what} not treated: {listed(severe)}.", turns)
    if subject.initiative.stage not in ("scale", "run"):
        return Said("does not apply", "The levels are asked for once it scales.")
    levels = {
        name: getattr(facts.functions, name) for name in ("govern", "map", "measure", "manage")
    }
    unsaid = tuple(f"the level of {name.capitalize()}" for name, at in levels.items() if at is None)
    low = [name for name, at in levels.items() if at is not None and at < _FULL_LEVEL]
    if low:
        names = listed([name.capitalize() for name in low])
        return Said(
            "amber",
            f"{names} {'is' if len(low) == 1 else 'are'} below level 2 of 4 while it scales.",
            tuple(f"Bring {name.capitalize()} to level 2." for name in low),
            unsaid,
        )
    if unsaid:
        return Said("missing", f"Not stated: {listed(list(unsaid))}.", (), unsaid)
    return Said("green", "Govern, Map, Measure and Manage are at level 2 or more.")


def _functions_reads(subject: Subject) -> Hashable:
    at = subject.facts.functions
    risks = tuple(subject.facts.risks.items())
    return at.govern, at.map, at.measure, at.manage, subject.initiative.stage, risks


def _if_synthetic(subject: Subject) -> str:
    if subject.facts.synthetic_media is False:
        return "It makes no pictures, sound or video."
    return ""


def _if_asked(subject: Subject) -> str:
    if subject.states("misuse_tries"):
        return ""
    kind = subject.facts.kind
    if kind in ("internal tool", "model or platform", "data or governance"):
        return "No stranger reaches it; state tests if one could."
    if not subject.has_reached("pilot"):
        return "It is tested once there is a pilot."
    return ""


CHECKS: tuple[Check, ...] = (
    Check(
        "4a",
        "trust",
        "Regulation",
        "Is it allowed, and is what the law asks for on file?",
        (
            Answer(
                "4a.tier",
                "Tier under the EU AI Act",
                "Prohibited is red and bars funding; high-risk without an evidence file is red.",
                _AI_ACT,
                _tier,
                _TIER_READS,
            ),
        ),
        gate=True,
    ),
    Check(
        "4b",
        "trust",
        "Rights",
        "Do we have the rights to what it learned from and to what it makes?",
        (
            Answer(
                "4b.rights",
                "Rights and consent",
                "Opt-out or unknown is red; owned, licensed or opt-in is green.",
                "App default.",
                _rights,
                _RIGHTS_READS,
            ),
            Measure(
                "4b.exposure",
                "Expected claims against a year’s revenue",
                "share",
                "less",
                ("claim_probability", "works_at_risk", "cost_per_work", "revenue_month"),
                "{claim_probability} × {works_at_risk} × {cost_per_work} ÷ (12 × {revenue_month})",
                _exposure,
                Threshold(
                    "4b.amber", "Exposure above which it is amber", 0.1, "share", _SETTLEMENT
                ),
                Threshold("4b.red", "Exposure above which it is red", 0.5, "share", _SETTLEMENT),
                ("claim_probability", "works_at_risk", "revenue_month"),
                optional=True,
            ),
        ),
    ),
    Check(
        "4c",
        "trust",
        "Provenance",
        "Can people tell that AI made it?",
        (
            Answer(
                "4c.layers",
                "Layers of provenance",
                "Made media with fewer than two layers are red; layers that editing removes are "
                "amber.",
                "EU guidance on marking expects several layers; the number is an app default.",
                _provenance,
                _LAYER_READS,
            ),
        ),
        _if_synthetic,
    ),
    Check(
        "4d",
        "trust",
        "Misuse",
        "How often does misuse succeed when somebody tries?",
        (
            Measure(
                "4d.misuse",
                "Share of misuse tests that worked, at least",
                "share",
                "less",
                ("misuse_tries", "misuse_successes"),
                "lower end of Wilson’s 95 % interval of {misuse_successes} ÷ {misuse_tries}",
                _misuse,
                Threshold(
                    "4d.amber",
                    "Success of misuse above which it is amber",
                    0.05,
                    "share",
                    "App default.",
                ),
                Threshold(
                    "4d.red",
                    "Success of misuse above which it is red",
                    0.2,
                    "share",
                    "App default.",
                ),
                ("misuse_successes",),
            ),
        ),
        _if_asked,
    ),
    Check(
        "4e",
        "trust",
        "Risk management",
        "Is risk governed, mapped, measured and managed?",
        (
            Answer(
                "4e.functions",
                "NIST AI RMF functions and risks",
                "A severe risk that is not treated is red; at scale a function below level 2 is "
                "amber.",
                "NIST AI 100-1 and AI 600-1; the levels are an app default.",
                _functions,
                _functions_reads,
            ),
        ),
    ),
)

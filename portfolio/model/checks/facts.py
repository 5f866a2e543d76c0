"""Answers to what the five lessons ask that are incomplete, or contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model.checks.figures import LessonFrame, figure_faults
from portfolio.model.checks.problem import Fault
from portfolio.model.facts import GENAI_RISKS, Facts
from portfolio.model.kill import kill_lacks, kill_text
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule
from portfolio.model.text import listed, quoted

#: The check of the five lessons that a prohibited use fails.
PROHIBITED = "4a"
_PRICES = ("price_per_unit", "price_per_month")
#: Pricing models under which somebody pays a price.
_PAID = frozenset({"subscription", "usage", "hybrid", "outcome", "enterprise license"})
_MOST_LEVEL = 4


def bars(rule: Rule, initiative: str, check: str) -> bool:
    """Whether a rule is a gate that keeps an initiative from funding on account of a check.

    An overridden one still stands for it: leaders have decided about that gate.
    """
    return (
        rule.kind == "gate"
        and rule.active
        and rule.state != "met"
        and rule.check == check
        and initiative in rule.initiatives
    )


def barred_by(portfolio: Portfolio, check: str) -> frozenset[str]:
    """Return the initiatives that gates keep from funding on account of a check."""
    return frozenset(
        initiative
        for rule in portfolio.rules.values()
        for initiative in rule.initiatives
        if bars(rule, initiative, check)
    )


def fact_faults(key: str, facts: Facts | None, frame: LessonFrame) -> Iterator[Fault]:
    """Yield what is wrong with the facts of one initiative; nothing where none are stated."""
    if facts is None:
        return
    yield from figure_faults(facts, frame)
    yield from _chips(facts, frame)
    yield from _derived(facts, frame)
    yield from _pricing(facts)
    yield from _levels(facts)
    yield from _risks(facts)
    yield from _kill(facts)
    if facts.tier == "prohibited" and key not in frame.barred:
        yield (
            "prohibited_without_gate",
            "error",
            "facts/tier",
            "its use is prohibited by the EU AI Act, but no gate bars it from funding",
            "Add a gate for check 4a, or set another tier.",
        )


def _chips(facts: Facts, frame: LessonFrame) -> Iterator[Fault]:
    named = {chip: f"facts/training/{chip}" for chip in facts.training}
    if "seconds_per_unit" in facts.figures:
        named.setdefault(facts.inference_chip, "facts/inference_chip")
    for chip, field in named.items():
        if chip not in frame.chips and chip not in facts.chip_ratios:
            yield (
                "chip_unknown",
                "warning",
                field,
                f"the ratio of {quoted(chip)} to an H100 is not known, so its hours are left out",
                "State its ratio, or convert the hours to a chip that is known.",
            )
    for chip, ratio in facts.chip_ratios.items():
        if not 0 < ratio < float("inf"):
            text = f"the ratio of {quoted(chip)} to an H100 is not a number above 0"
            yield "chip_ratio_range", "error", f"facts/chip_ratios/{chip}", text, "Enter it again."


def _derived(facts: Facts, frame: LessonFrame) -> Iterator[Fault]:
    if not facts.derived:
        return
    basis, field = frame.basis, "facts/derived"
    if basis.fault:
        text = f"its demand cannot be derived, since {basis.fault}"
        yield "derived_nowhere", "error", field, text, basis.remedy
    elif basis.rented and not frame.has_price and "chip_hour_price" not in facts.figures:
        text = "its demand cannot be derived, since no price of an H100-equivalent hour is stated"
        yield "derived_without_price", "error", field, text, "State the price in the settings."
    missing = [n for n in ("units_per_day", "seconds_per_unit") if n not in facts.figures]
    words = {"units_per_day": "the uses per day", "seconds_per_unit": "the chip time of one use"}
    if len(missing) == 1 or (missing and not facts.training):
        names = listed(words[name] for name in missing)
        verb = "is" if len(missing) == 1 and missing[0] == "seconds_per_unit" else "are"
        text = f"its demand is derived, but {names} {verb} not stated, so its use counts as nothing"
        if len(missing) > 1:
            text = "its demand is derived, but neither training nor use is stated"
        yield "derived_from_nothing", "warning", field, text, "State them, or type its demand."


def _pricing(facts: Facts) -> Iterator[Fault]:
    priced = [name for name in _PRICES if name in facts.figures]
    if priced and facts.pricing in (None, "none"):
        said = "no pricing model is" if facts.pricing is None else "the pricing model “none” is"
        yield (
            "price_without_pricing",
            "warning",
            "facts/pricing",
            f"a price is stated, but {said} chosen",
            "Choose how it earns, or clear the price.",
        )
    if facts.pricing in _PAID and not priced and "revenue_month" not in facts.figures:
        yield (
            "pricing_without_price",
            "warning",
            "facts/pricing",
            f"it is priced by {facts.pricing}, but no price is stated",
            "State the price of one use or of a month, or the revenue per month.",
        )


def _levels(facts: Facts) -> Iterator[Fault]:
    functions = facts.functions
    levels = {
        "evidence": ("the evidence that someone pays", facts.evidence),
        "integration": ("the integration into work", facts.integration),
        "functions/govern": ("the NIST function Govern", functions.govern),
        "functions/map": ("the NIST function Map", functions.map),
        "functions/measure": ("the NIST function Measure", functions.measure),
        "functions/manage": ("the NIST function Manage", functions.manage),
    }
    for field, (words, level) in levels.items():
        if level is not None and not 0 <= level <= _MOST_LEVEL:
            text = f"the level of {words} is {level}, and not between 0 and {_MOST_LEVEL}"
            yield "level_range", "error", f"facts/{field}", text, "Enter a level from 0 to 4."


def _risks(facts: Facts) -> Iterator[Fault]:
    for risk in facts.risks:
        if risk not in GENAI_RISKS:
            yield (
                "risk_unknown",
                "note",
                f"facts/risks/{risk}",
                f"it states a risk {quoted(risk)} that this version does not know; it is kept",
                "Open it with the version that wrote it, or clear the risk.",
            )


def _kill(facts: Facts) -> Iterator[Fault]:
    kill = facts.kill
    missing = kill_lacks(kill)
    if missing and kill_text(kill):
        yield (
            "kill_incomplete",
            "warning",
            "facts/kill",
            f"the kill criterion lacks {listed(missing)}",
            "Say what is watched, its floor, the date and what happens then.",
        )

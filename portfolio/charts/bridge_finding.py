"""Why the value of a plan moved: the view that is drawn, and what it says in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.text import shown
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import capitalized, listed

if TYPE_CHECKING:
    from portfolio.insight import Bridge, Part, Step

#: What each step takes over, as part of a sentence.
STEP_WORDS: dict[Step, str] = {
    "inputs": "what the initiatives promise and need",
    "weights": "how much criteria and raters count",
    "limits": "how much of each resource there is",
    "choices": "rules, gates and settings",
}
_LISTED = 3


@dataclass(frozen=True, slots=True)
class BridgeView:
    """A bridge with all that its picture needs.

    Attributes:
        bridge: None while it is not worked out.
        titles: of the two versions.
        names: initiative id to name.
        outdated: the document has changed since.
        only_best: a version holds another plan than its best one, between which the parts are.
    """

    bridge: Bridge | None
    titles: tuple[str, str]
    names: Mapping[str, str]
    outdated: bool = False
    only_best: bool = False

    def named(self, keys: tuple[str, ...]) -> str:
        """Return initiatives by name, each in one line."""
        wanted = set(keys)
        known = [key for key in self.names if key in wanted]
        return listed((shown(self.names[key]) or "(no name)" for key in known), _LISTED)


def bridge_finding(view: BridgeView) -> Finding:
    """Return how the value moved, and the parts with the largest effect."""
    split = view.bridge
    if split is None:
        return Finding("The plans are being worked out.", "Their values are split when they are.")
    if split.trouble:
        both = split.first.fitting is not None and split.last.fitting is not None
        told = "Who enters and leaves the plan is told all the same." if both else ""
        return Finding(split.trouble, told)
    plan = "The best plan" if view.only_best else "The plan"
    if is_still(split):
        return Finding(f"{plan} is the same, for the same value.")
    return Finding(_headline(split, plan), " ".join(split.notes))


def is_still(split: Bridge) -> bool:
    """Whether no part moves anything."""
    return not split.total and all(part.change.nothing for part in split.parts)


def order_counts(split: Bridge) -> bool:
    """Whether two parts or more change what a plan is made from, so that they depend on it."""
    plans = ((part.start.planned.plan, part.end.planned.plan) for part in split.parts)
    return sum(one is not other for one, other in plans) > 1


def _headline(split: Bridge, plan: str) -> str:
    parts = sorted((p for p in split.parts if p.gained), key=lambda p: -abs(p.gained))
    told = listed(
        f"{listed(part.steps)} {amount_text(part.gained, split.unit, signed=True)}"
        for part in parts
    )
    if not split.total and not told:
        return "Other initiatives are funded, for the same value."
    if not split.total:
        return f"The value of the plan is the same in the end: {told}."
    percent = "" if split.share is None else f" ({percent_text(split.share, signed=True)})"
    verb = "gains" if split.total > 0 else "loses"
    amount = amount_text(abs(split.total), split.unit)
    return f"{plan} {verb} {amount}{percent}: {told}."


def part_title(part: Part) -> str:
    """Return ``Inputs``, or ``Inputs and weights`` for steps that are told together."""
    return capitalized(listed(part.steps))


def part_words(part: Part, unit: str) -> str:
    """Return ``−$940.7M``, with what is known of it if a plan is not proven; ``no change``."""
    if not part.gained and part.proven:
        return "no change"
    text = amount_text(part.gained, unit, signed=True)
    if part.proven:
        return text
    low, high = (
        amount_text(end, unit, signed=True) if isfinite(end) else ""
        for end in (part.low, part.high)
    )
    if low and high:
        return f"{text} (from {low} to {high})"
    known = f"at least {low}" if low else f"at most {high}" if high else "not proven"
    return f"{text} ({known})"


def movers_words(view: BridgeView, part: Part) -> str:
    """Return who comes in and drops out in a part, in a line; empty when nobody does."""
    told = [
        f"{word} {view.named(keys)}"
        for word, keys in (
            ("in:", part.change.enters),
            ("out:", part.change.leaves),
            ("other size:", part.change.resized),
            ("other start:", part.change.moved),
        )
        if keys
    ]
    return "; ".join(told)

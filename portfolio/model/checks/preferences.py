"""Preference functions whose thresholds cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from portfolio.model.checks.problem import Fault
from portfolio.model.criterion import Criterion
from portfolio.model.preference import THRESHOLDS, Preference

_WORDS = {"q": "indifference threshold q", "p": "preference threshold p", "s": "spread s"}
_FILL_IN = {"v_shape": "p", "gaussian": "s"}


def preference_fault(preference: Preference) -> tuple[str, str]:
    """Return what is wrong with the thresholds that the shape reads, and what to do.

    Both are empty when nothing is; the first is the end of a sentence that starts with the
    criterion. Thresholds that the shape does not read may be anything.
    """
    used = THRESHOLDS[preference.shape]
    for name in used:
        if not 0 <= getattr(preference, name) < inf:
            return (
                f"the {_WORDS[name]} of its preference function is not a number of 0 or more",
                "Enter a lead in the unit of the criterion.",
            )
    needed = _FILL_IN.get(preference.shape)
    if needed is not None and getattr(preference, needed) == 0:
        return (
            f"its preference function needs a {_WORDS[needed]} above 0",
            "Enter a lead in the unit of the criterion, or choose the usual function.",
        )
    if "q" in used and "p" in used and preference.p < preference.q:
        return (
            f"the {_WORDS['p']} of its preference function is below the {_WORDS['q']}",
            "Enter a p of at least q.",
        )
    return "", ""


def preference_faults(record: Criterion) -> Iterator[Fault]:
    """Yield what is wrong with the preference function of a criterion."""
    if record.preference is not None:
        text, remedy = preference_fault(record.preference)
        if text:
            yield "preference_threshold", "error", "preference", text, remedy

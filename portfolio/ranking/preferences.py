"""The preference functions of criteria: whether they can be used, and a note that they are."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.errors import PortfolioError
from portfolio.model import THRESHOLDS, Preference
from portfolio.model.amounts import number_text
from portfolio.model.checks.preferences import preference_fault
from portfolio.model.text import capitalized, listed, quoted

_SHAPES = {
    "u_shape": "a U-shape",
    "v_shape": "a V-shape",
    "level": "levels",
    "linear": "a line",
    "gaussian": "a gaussian",
}


def check_preferences(preferences: Sequence[Preference | None], names: Sequence[str]) -> None:
    """Refuse thresholds that cannot be used.

    Args:
        preferences: of the criteria that count.
        names: of the same criteria.

    Raises:
        PortfolioError: naming the criterion.
    """
    for preference, name in zip(preferences, names, strict=True):
        text, remedy = preference_fault(preference) if preference is not None else ("", "")
        if text:
            what = f"{capitalized(text)}."
            raise PortfolioError(what=what, where=f"Criterion {quoted(name)}", remedy=remedy)


def preference_notes(
    preferences: Sequence[Preference | None], names: Sequence[str]
) -> tuple[str, ...]:
    """Say on which criteria a lead does not count in full; nothing when it does on all."""
    told = [
        f"{quoted(name)} by {_SHAPES[preference.shape]} ({_thresholds(preference)})"
        for preference, name in zip(preferences, names, strict=True)
        if preference is not None and preference.shape != "usual"
    ]
    rest = ", elsewhere in full" if len(told) < len(names) else ""
    return (f"A lead counts on {listed(told)}{rest}.",) if told else ()


def _thresholds(preference: Preference) -> str:
    return ", ".join(
        f"{name} = {number_text(getattr(preference, name))}"
        for name in THRESHOLDS[preference.shape]
    )

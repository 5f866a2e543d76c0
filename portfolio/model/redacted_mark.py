"""What a redacted copy says of itself, to whoever opens it."""

from __future__ import annotations

from portfolio.model.settings import Settings
from portfolio.model.text import listed

#: What follows the proof of a plan that was found without the money of the original.
OTHER_PLAN = "for this redacted copy: not the plan of the original"


def another_plan(settings: Settings) -> bool:
    """Whether what is planned from this document is not what its original plans."""
    return "money" in settings.redacted


def redacted_mark(settings: Settings) -> str:
    """Return the sentence that a redacted copy opens with; empty for any other document."""
    if not settings.redacted:
        return ""
    said = f"This is a redacted copy, made without {listed(settings.redacted)}"
    if another_plan(settings):
        return f"{said}: the plan here is not the plan of the original."
    return f"{said}."

"""The fixed lists of a portfolio (stage, status, kind of benefit), and other words for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

STAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "idea": ("idea", "ideation", "concept", "backlog", "intake", "proposal"),
    "discovery": ("discovery", "discover", "exploration", "explore", "research", "feasibility"),
    "build": ("build", "building", "development", "dev", "in development", "implementation"),
    "pilot": ("pilot", "piloting", "poc", "proof of concept", "mvp", "trial", "beta"),
    "scale": ("scale", "scaling", "scale up", "rollout", "roll out"),
    "run": ("run", "live", "production", "in production", "operate", "operations"),
    "retire": ("retire", "retired", "retiring", "sunset", "decommission", "decommissioned"),
}
STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    "candidate": ("candidate", "proposed", "planned", "new", "not started", "to do", "backlog"),
    "running": ("running", "active", "ongoing", "in progress", "live", "started"),
}
BENEFIT_WORDS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("revenue", "revenues", "sales", "income"),
    "saving": ("saving", "savings", "cost saving", "cost savings", "cost reduction"),
    "risk": ("risk", "risk reduction", "avoided loss", "avoided losses"),
    "mission": ("mission", "public value", "mission value"),
    "other": ("other",),
}


def plain_words(text: str) -> str:
    """Return a text for comparison: no case, punctuation or repeated spaces."""
    return " ".join(re.findall(r"[^\W_]+|[%$€£#]", text.casefold()))


def lookup(words: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """Return the entry that a text means, or None."""
    plain = plain_words(text)
    for entry, synonyms in words.items():
        if plain in synonyms:
            return entry
    return None

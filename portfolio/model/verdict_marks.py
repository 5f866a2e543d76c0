"""One set of marks for what becomes of an initiative, the same on every page and picture.

A mark stands beside its word and its color, never for them.
"""

from __future__ import annotations

from typing import Literal

VerdictMark = Literal["funded", "deferred", "cut", "held in", "held out"]

#: The mark as a character, for tables and lists; charts draw the same shapes.
GLYPHS: dict[VerdictMark, str] = {
    "funded": "✓",
    "deferred": "◷",
    "cut": "✕",
    "held in": "◆",
    "held out": "◇",
}
#: What the marks mean, in the order of ``GLYPHS``.
KEY: dict[VerdictMark, str] = {
    "funded": "funded",
    "deferred": "funded from a later start",
    "cut": "cut",
    "held in": "funded by rule",
    "held out": "cut by rule",
}
_OF_FATE: dict[str, VerdictMark] = {"fund": "funded", "defer": "deferred"}


def verdict_mark(fate: str | None, origin: str) -> VerdictMark | None:
    """Return the mark of a verdict; None when nothing was decided and no rule holds it.

    Args:
        fate: ``fund``, ``defer`` or ``cut``; None while no plan fits.
        origin: the rule that decided it, ``mandated``, ``forced in`` or ``forced out``;
            empty when the plan was free to choose.
    """
    if origin:
        return "held out" if origin == "forced out" else "held in"
    return None if fate is None else _OF_FATE.get(fate, "cut")


def marked(text: str, fate: str | None, origin: str = "") -> str:
    """Return a verdict in words behind its mark: ``◆ Forced in``."""
    mark = verdict_mark(fate, origin)
    return text if mark is None or not text else f"{GLYPHS[mark]} {text}"


def key_sentence() -> str:
    """Return what all marks mean: ``✓ funded · ✕ cut`` and so on, in the order of the key."""
    return " · ".join(f"{GLYPHS[mark]} {words}" for mark, words in KEY.items())

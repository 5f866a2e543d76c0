"""What is asked before anything could be lost, and the answers to choose from."""

from __future__ import annotations

from pathlib import Path

from portfolio.errors import PortfolioError
from ui.messages import Question

SAVE = "Save"
DISCARD = "Discard"
CANCEL = "Cancel"
KEEP_BOTH = "Keep both…"
OPEN_OTHER = "Open the other version"
PUT_BACK = "Put it back here"
ELSEWHERE = "Save elsewhere…"


def unsaved(name: str) -> Question:
    """Ask what becomes of unsaved changes to the document called ``name``."""
    return Question(
        title="Unsaved work",
        text=f"Save the changes to “{name}”?",
        answers=(SAVE, DISCARD, CANCEL),
        default=SAVE,
        detail="Discarded changes cannot be brought back.",
    )


def changed_on_disk(error: PortfolioError) -> Question:
    """Ask how two versions of one file go on."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(KEEP_BOTH, OPEN_OTHER, CANCEL),
        default=KEEP_BOTH,
        detail=f"“{KEEP_BOTH}” saves yours under another name. “{OPEN_OTHER}” does the same, "
        "then shows what is on the disk now.",
    )


def gone(path: Path, error: PortfolioError) -> Question:
    """Ask where to save a document whose file is no longer there."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(PUT_BACK, ELSEWHERE, CANCEL),
        default=PUT_BACK,
        detail=f"It was {path}.",
    )


def not_saved(error: PortfolioError) -> Question:
    """Offer another place when this one takes no file."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(ELSEWHERE, CANCEL),
        default=ELSEWHERE,
        detail=" ".join(part for part in (error.where, error.remedy) if part),
    )

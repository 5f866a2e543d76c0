"""What is asked before anything could be lost, and the answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import PortfolioError
from portfolio.files import ChangedOnDisk, Emptied, Gone, LockedByOther
from portfolio.model.text import capitalized, listed, quoted
from ui.filing.theirs import moment_words
from ui.messages import Question, where_and_remedy

SAVE = "Save"
DISCARD = "Discard"
CANCEL = "Cancel"
MERGE = "Merge"
KEEP_BOTH = "Keep both…"
RELOAD = "Reload theirs"
TRY_AGAIN = "Try again"
PUT_BACK = "Put it back here"
ELSEWHERE = "Save elsewhere…"
READ_ONLY = "Open read-only"
ANYWAY = "Open anyway"
WAIT = "Wait"
SAVE_ANYWAY = "Save anyway"
OPEN_BACKUP = "Open the backup"
OPEN = "Open it"
COMBINE = "Combine"
BEGUN = "They began with it"
ASK_EACH = "Ask about each difference"
WITHOUT_TRIED = "Save without it"
KEEP_TRIED = "Keep this what-if"
LEAVE_TRIED = "Let it go"


def unsaved(name: str) -> Question:
    """Ask what becomes of unsaved changes to the document called ``name``."""
    return Question(
        title="Unsaved work",
        text=f"Save the changes to {quoted(name)}?",
        answers=(SAVE, DISCARD, CANCEL),
        default=SAVE,
        detail="Discarded changes cannot be brought back.",
    )


def tried(names: Sequence[str]) -> Question:
    """Ask whether what is being tried is saved; ``names`` are parts of a sentence."""
    return Question(
        title="A what-if is on the screen",
        text=f"{_these(names)} a what-if. What should be saved?",
        answers=(WITHOUT_TRIED, KEEP_TRIED, CANCEL),
        default=WITHOUT_TRIED,
        detail=f"“{WITHOUT_TRIED}” leaves the what-if on the screen and out of the file. "
        f"“{KEEP_TRIED}” makes it part of the document.",
    )


def only_tried(names: Sequence[str]) -> Question:
    """Ask what becomes of a what-if when all else is saved."""
    return Question(
        title="A what-if is on the screen",
        text=f"{_these(names)} a what-if, and not in the file.",
        answers=(LEAVE_TRIED, KEEP_TRIED, CANCEL),
        default=LEAVE_TRIED,
        detail="Everything else is saved.",
    )


def _these(names: Sequence[str]) -> str:
    words = listed(names)
    return f"{capitalized(words)} {'is' if len(names) == 1 else 'are'}"


def refused(path: Path, error: PortfolioError, *, own: bool = True) -> Question:
    """Ask what to do about a save to ``path`` that was refused.

    Args:
        path: where it was to be saved.
        error: why it was not.
        own: whether that is the document's own file.
    """
    if isinstance(error, Emptied):
        return emptied(error)
    if isinstance(error, ChangedOnDisk):
        return changed_on_disk(error) if own else name_taken(error)
    if isinstance(error, Gone):
        return gone(path, error)
    if isinstance(error, LockedByOther):
        return place_locked(error)
    return not_saved(error)


def changed_on_disk(error: PortfolioError) -> Question:
    """Ask how two versions of one file go on."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(MERGE, KEEP_BOTH, RELOAD, CANCEL),
        default=MERGE,
        detail=f"“{MERGE}” joins both and saves; where you changed the same value you are asked. "
        f"“{KEEP_BOTH}” saves yours under another name. “{RELOAD}” shows what the file holds "
        "now; undo brings yours back.",
    )


def emptied(error: PortfolioError) -> Question:
    """Ask what to do while the file is empty: there is nothing to merge with yet."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(TRY_AGAIN, KEEP_BOTH, CANCEL),
        default=TRY_AGAIN,
        detail=f"Your work is still here. “{KEEP_BOTH}” saves it under another name.",
    )


def name_taken(error: PortfolioError) -> Question:
    """Ask where to save when a file of that name has appeared or changed meanwhile."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(KEEP_BOTH, CANCEL),
        default=KEEP_BOTH,
        detail=where_and_remedy(error),
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
        detail=where_and_remedy(error),
    )


def locked(error: PortfolioError) -> Question:
    """Ask how to open a file that somebody else has open."""
    return Question(
        title="The file is open elsewhere",
        text=error.what,
        answers=(READ_ONLY, WAIT, ANYWAY, CANCEL),
        default=READ_ONLY,
        detail=f"“{WAIT}” shows it read-only and lets you edit as soon as it is free. “{ANYWAY}” "
        "lets both of you edit; whoever saves second merges, and nothing is overwritten.",
    )


def place_locked(error: PortfolioError) -> Question:
    """Ask whether to replace a file that somebody else has open."""
    return Question(
        title="Not saved",
        text=error.what,
        answers=(ELSEWHERE, SAVE_ANYWAY, CANCEL),
        default=ELSEWHERE,
        detail=f"“{SAVE_ANYWAY}” replaces the file under their hands; they are told when they "
        "save next.",
    )


def version_dropped(path: Path, name: str) -> Question:
    """Ask what becomes of another version of the open document called ``name``."""
    return Question(
        title="Another version of this document",
        text=f"{quoted(path.name)} is another version of {quoted(name)}.",
        answers=(MERGE, OPEN, CANCEL),
        default=MERGE,
        detail=f"“{MERGE}” joins it with what is open; where the two differ you are asked, and "
        f"the file that you dropped stays as it is. “{OPEN}” shows it in place of what is open.",
    )


def begun(path: Path, used: datetime) -> Question:
    """Ask whether a version began with the oldest one that is known here."""
    when = moment_words(used, datetime.now(UTC))
    return Question(
        title="Where the two versions began",
        text=f"Did {quoted(path.name)} begin with the version that you had {when}?",
        answers=(BEGUN, ASK_EACH, CANCEL),
        default=ASK_EACH,
        detail="It is the oldest one kept here. If they began with it, or with a later one, you "
        "are asked only where both of you changed the same value. If they began earlier, what "
        "was changed in between would look as if they had undone it.",
    )


def another_document(path: Path) -> Question:
    """Ask what becomes of a file that is no version of the open document."""
    return Question(
        title="Another document",
        text=f"{quoted(path.name)} is not a version of the open document, but another one.",
        answers=(COMBINE, OPEN, CANCEL),
        default=OPEN,
        detail=f"“{COMBINE}” makes a new document of both, as for the portfolios of two business "
        "units; neither file is changed.",
    )


def several_dropped(paths: Sequence[Path]) -> Question:
    """Ask what becomes of several portfolios that were dropped at once."""
    return Question(
        title="Several portfolios",
        text=f"Combine {len(paths)} portfolios into a new document?",
        answers=(COMBINE, CANCEL),
        default=COMBINE,
        detail=f"{listed(quoted(path.name) for path in paths)}. What has the same name and unit is "
        "taken as one, and what was done is listed. No file is changed.",
    )


def damaged(path: Path, error: PortfolioError) -> Question:
    """Offer the last whole version of a damaged file."""
    backup = (
        "The version before the last save is whole. It opens as a new document; the damaged "
        "file stays as it is."
    )
    return Question(
        title=f"{quoted(path.name)} was not opened",
        text=error.what,
        answers=(OPEN_BACKUP, CANCEL),
        default=OPEN_BACKUP,
        detail="\n\n".join(part for part in (error.where, backup) if part),
    )

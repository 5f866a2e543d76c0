"""A merge that was worked out, in the words of the dialog that settles it."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.files.document_words import DocumentWords
from portfolio.files.merging import Conflict
from portfolio.model.text import capitalized, plural
from ui.dialogs.merge_choices import Line
from ui.dialogs.merge_dialog import MergeStory
from ui.filing import Joined, moment_words

_WHOLE = "As a whole"


def story_of(joined: Joined) -> MergeStory:
    """Return what the dialog tells about a merge."""
    merge, now = joined.merge, datetime.now(UTC)
    base, ours, theirs = merge.sources
    words = DocumentWords(ours, theirs, *([] if base is None else [base]))
    lines = tuple(
        _line(words, conflict, now, marked_theirs=number in merge.preset)
        for number, conflict in enumerate(merge.conflicts)
    )
    return MergeStory(_title(joined, len(lines)), lines, tuple(t.sentence for t in merge.taken))


def _title(joined: Joined, count: int) -> str:
    places = plural(count, "value")
    if joined.base is None:
        return (
            f"What this document and {joined.whose()} have in common is not known, so each "
            f"difference is asked: {places}."
        )
    return f"You and {joined.whose()} changed {places} differently."


def _line(words: DocumentWords, conflict: Conflict, now: datetime, *, marked_theirs: bool) -> Line:
    path = conflict.path
    record = words.place(path[:2] if len(path) > 1 else ())
    field = conflict.place.removeprefix(record).lstrip(", ")
    return Line(
        record=record,
        field=capitalized(field) or _WHOLE,
        before=conflict.base_text,
        mine=conflict.ours_text,
        theirs=conflict.theirs_text,
        mine_by=_by(conflict.ours_by or "you", conflict.ours_at, now),
        theirs_by=_by(conflict.theirs_by, conflict.theirs_at, now),
        marked="theirs" if marked_theirs else "mine",
    )


def _by(who: str, at: datetime | None, now: datetime) -> str:
    """Return who and when: ``ana, at 14:02``."""
    when = "" if at is None else moment_words(at, now)
    return ", ".join(part for part in (who, when) if part)

"""A merge that was worked out, in the words of the dialog that settles it."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.files.document_words import OF_ALL, DocumentWords
from portfolio.files.merging import Conflict
from portfolio.model.text import capitalized, plural, visible
from ui.dialogs.merge_choices import Line, Side
from ui.dialogs.merge_dialog import MergeStory
from ui.filing import Joined, moment_words

_WHOLE = "As a whole"
_UNKNOWN = "not known"


def story_of(joined: Joined) -> MergeStory:
    """Return what the dialog tells about a merge."""
    merge, now = joined.merge, datetime.now(UTC)
    base, ours, theirs = merge.sources
    words = DocumentWords(merge.portfolio, ours, theirs, *([] if base is None else [base]))
    lines = tuple(
        _line(
            words,
            conflict,
            now,
            before=_UNKNOWN if base is None else _in_full(conflict.base, conflict.base_text),
            marked="theirs" if number in merge.preset else "mine",
        )
        for number, conflict in enumerate(merge.conflicts)
    )
    title, about = _titles(joined, len(lines))
    return MergeStory(title, about, lines, tuple(change.sentence for change in merge.taken))


def _titles(joined: Joined, count: int) -> tuple[str, str]:
    """Return what is to be settled, and which version theirs is."""
    values, whose = plural(count, "value"), f"Theirs is {joined.whose()}."
    if joined.base is None:
        why = "What the two began with is not known, so each difference is asked."
        return f"The two versions differ in {values}.", f"{why} {whose}"
    who = visible(joined.theirs.saved.by) or "somebody else"
    return f"You and {who} changed {values} differently.", f"{whose} All else is merged."


def _line(
    words: DocumentWords, conflict: Conflict, now: datetime, *, before: str, marked: Side
) -> Line:
    path = conflict.path
    record = words.place(path[:1] if path in OF_ALL else path[:2] if len(path) > 1 else ())
    field = conflict.place.removeprefix(record).lstrip(", ")
    return Line(
        record=record,
        field=capitalized(field) or _WHOLE,
        before=before,
        mine=_in_full(conflict.ours, conflict.ours_text),
        theirs=_in_full(conflict.theirs, conflict.theirs_text),
        mine_by=_by(conflict.ours_by or "you", conflict.ours_at, now),
        theirs_by=_by(conflict.theirs_by, conflict.theirs_at, now),
        marked=marked,
    )


def _in_full(value: object, text: str) -> str:
    """Return a text that was cut in full."""
    return value if isinstance(value, str) and text.endswith("…”") else text


def _by(who: str, at: datetime | None, now: datetime) -> str:
    """Return who and when: ``ana, at 14:02``."""
    when = "" if at is None else moment_words(at, now)
    return ", ".join(part for part in (who, when) if part)

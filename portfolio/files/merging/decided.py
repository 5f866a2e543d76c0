"""Which decisions no longer hold after a merge: nobody is asked, so everybody must be told.

Decisions are history, which only grows: where both sides decided, the later one holds.
"""

from __future__ import annotations

from portfolio.model import Entry, EntryKind, Portfolio, in_order
from portfolio.model.days import moment_text
from portfolio.model.decided import current_decisions, name_decided, verdict, verdict_words
from portfolio.model.text import quoted, visible


def decided_anew(merged: Portfolio, ours: Portfolio, theirs: Portfolio) -> dict[str, str]:
    """Return initiative id to a sentence, where it is not simply what held in ours that holds.

    That is where each side decided something else, and where theirs withdrew what ours has or
    decided something else after it. In the order of the screen, then what is gone.
    """
    held = [current_decisions(each) for each in (ours, theirs, merged)]
    shown = (key for key, _ in in_order(merged.initiatives))
    found = {}
    for initiative in dict.fromkeys([*shown, *held[0]]):
        mine, other, now = (each.get(initiative, "") for each in held)
        if not mine:
            continue
        if mine not in merged.decisions:
            found[initiative] = _gone(ours, merged, mine, now)
            continue
        known = mine in theirs.decisions or other in ours.decisions
        if other in merged.decisions and not known:
            found[initiative] = _apart(merged, *((mine, other) if now == other else (other, mine)))
        elif now != mine:
            found[initiative] = _later(merged, mine, now)
    return {initiative: sentence for initiative, sentence in found.items() if sentence}


def _apart(merged: Portfolio, rival: str, holds: str) -> str:
    decisions = merged.decisions
    if verdict(decisions[rival]) == verdict(decisions[holds]):
        return ""
    return (
        f"{_name(merged, holds)} was decided twice, in two versions of the file: "
        f"{_told(merged, rival)}, and {_told(merged, holds)}, which holds now."
    )


def _gone(ours: Portfolio, merged: Portfolio, mine: str, now: str) -> str:
    """Return that a version which takes the place of ours has nothing of a decision."""
    holds = f"{_told(merged, now)} holds" if now else "nothing is decided"
    return f"{_name(ours, mine)}: {_told(ours, mine)} is not in it; {holds} now."


def _later(merged: Portfolio, mine: str, now: str) -> str:
    decisions, name, was = merged.decisions, _name(merged, mine), _told(merged, mine)
    entry = _entry(merged, mine, "withdrawn")
    if entry is not None or not now:
        by = "" if entry is None else f" ({_who_and_when(entry)})"
        holds = f"{_told(merged, now)} holds" if now else "nothing is decided"
        return f"{name}: {was} was withdrawn{by}; {holds} now."
    if verdict(decisions[mine]) == verdict(decisions[now]):
        return ""
    return f"{name} is decided anew: {was} → {_told(merged, now)}."


def _name(merged: Portfolio, key: str) -> str:
    return quoted(name_decided(merged, merged.decisions[key]))


def _told(merged: Portfolio, key: str) -> str:
    """Return ``cut, decided by Ann (Carl, 3 Mar 2027, 14:05)``: Carl recorded it."""
    decision, entry = merged.decisions[key], _entry(merged, key, "decision")
    by = visible(decision.decided_by.strip())
    when = moment_text(decision.at) if entry is None else _who_and_when(entry, by)
    return f"{verdict_words(merged, decision)}{by and f', decided by {by}'} ({when})"


def _who_and_when(entry: Entry, named: str = "") -> str:
    """Return who wrote an entry, unless that is who is named already, and when."""
    who = visible(entry.who.strip())
    return ", ".join(filter(None, ("" if who == named else who, moment_text(entry.at))))


def _entry(merged: Portfolio, key: str, kind: EntryKind) -> Entry | None:
    found = (e for e in merged.journal.values() if (e.record, e.kind) == (key, kind))
    return next(found, None)

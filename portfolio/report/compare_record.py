"""A comparison with a plan of record in words: its lines are compared, not its best plan."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model.text import in_quotes
from portfolio.report.compare import Comparison, Version
from portfolio.report.of_record_worth import deviates, worth_of, worth_sentences

_RECORD = "in the plan of record"
_PARTS = "Why the value moved is told from best plan to best plan: these know no decision."


@dataclass(frozen=True, slots=True)
class Ends:
    """What the two ends of a comparison are called, as parts of a sentence.

    Attributes:
        subject: the later plan.
        before: the earlier one, after *than*.
        in_first, in_last: where somebody is funded.
    """

    subject: str = "The plan"
    before: str = "before"
    in_first: str = "before"
    in_last: str = "now"


def ends_of(found: Comparison) -> Ends:
    """Return what the two ends are called."""
    older, newer = found.before.record is not None, found.after.record is not None
    if older and newer:
        frozen = "in the first plan of record", "in the second one"
        return Ends("The second plan of record", "the first one", *frozen)
    if older:
        return Ends("The best plan now", "the plan of record", _RECORD, "now")
    if newer:
        return Ends("The plan of record", "the best plan before", "before", _RECORD)
    return Ends()


def still_plan(found: Comparison) -> str:
    """Return that nobody moves, as the beginning of a sentence."""
    records = found.before.record is not None, found.after.record is not None
    if not any(records):
        return "The plan is the same"
    return "The two fund the same" if all(records) else "The best plan is the plan of record"


def decided_otherwise(version: Version) -> bool:
    """Whether it is a plan of record that decisions made another one than its best plan."""
    return version.record is not None and deviates(version.record.lines)


def notes_on_records(found: Comparison) -> tuple[str, ...]:
    """Return what a plan of record is worth as decided, and what is compared; sentences.

    Empty without one in which a decision did otherwise than the plan.
    """
    sides = (found.before, found.after)
    records = [(side.name, side.record) for side in sides if side.record is not None]
    told = []
    for name, record in records:
        if deviates(record.lines):
            words = " ".join(worth_sentences(worth_of(record)))
            told.append(f"{in_quotes(name)}. {words}" if len(records) > 1 else words)
    return (*told, _PARTS) if told else ()

"""A plan of record in words: who froze it, what it holds, and how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import tzinfo

from portfolio.model import PlannedLine, PlanOfRecord
from portfolio.model.days import moment_text
from portfolio.model.text import plural, visible
from portfolio.report.of_record_worth import worth_of, worth_sentences


def counts_words(lines: Mapping[str, PlannedLine]) -> tuple[str, ...]:
    """Return ``3 funded``, ``1 deferred to a later start``, ``2 deferred`` and ``4 cut``.

    What is not deferred at all is left out.
    """
    states = Counter(line.state for line in lines.values())
    later = sum(line.state == "deferred" and line.in_plan for line in lines.values())
    put_off, cut = states["deferred"] - later, states["cut"]
    told = [f"{len(lines) - states['deferred'] - cut:,} funded"]
    told += [f"{later:,} deferred to a later start"] if later else []
    told += [f"{put_off:,} deferred"] if put_off else []
    return (*told, f"{cut:,} cut")


def counts_sentence(lines: Mapping[str, PlannedLine]) -> str:
    """Return ``3 of 10 initiatives funded, 2 deferred, 5 cut``, without a full stop."""
    funded, *others = counts_words(lines)
    count = funded.removesuffix(" funded")
    return ", ".join([f"{count} of {plural(len(lines), 'initiative')} funded", *others])


def record_line(record: PlanOfRecord, zone: tzinfo | None = None) -> str:
    """Return when, by whom and how many, on one line."""
    who = visible(record.author.strip())
    by = f" by {who}" if who else ""
    return f"{moment_text(record.at, zone)}{by}: {counts_words(record.lines)[0]}"


def record_facts(record: PlanOfRecord) -> tuple[str, ...]:
    """Return what it holds and how it was made, a sentence each, then its note, line by line."""
    facts = (
        f"{counts_sentence(record.lines)}.",
        *(worth_sentences(worth_of(record)) if record.objective else ()),
        f"Ranked by: {visible(record.method)}." if record.method else "",
        *(visible(line.strip()) for line in record.note.splitlines()),
    )
    return tuple(fact for fact in facts if fact)

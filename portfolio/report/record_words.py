"""A plan of record in words: who froze it, what it holds, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from portfolio.model import PlannedLine, PlanOfRecord
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import plural, visible
from portfolio.report.log_rows import moment_text


def funded_count(lines: Mapping[str, PlannedLine]) -> int:
    """Return how many initiatives a plan of record with these lines funds."""
    return sum(line.state != "cut" for line in lines.values())


def record_line(record: PlanOfRecord, zone: tzinfo | None = None) -> str:
    """Return when, by whom and how many, on one line."""
    who = visible(record.author.strip())
    by = f" by {who}" if who else ""
    return f"{moment_text(record.at, zone)}{by}: {funded_count(record.lines):,} funded"


def record_facts(record: PlanOfRecord) -> tuple[str, ...]:
    """Return what it holds and how it was made, a sentence each, its note at the end."""
    total, funded = len(record.lines), funded_count(record.lines)
    value = amount_text(record.value, record.unit)
    proof = "proven best" if record.gap <= 0 else f"within {percent_text(record.gap)} of the best"
    facts = (
        f"{funded:,} of {plural(total, 'initiative')} funded, {total - funded:,} cut.",
        f"Worth {value} of {visible(record.objective)}, {proof}." if record.objective else "",
        f"Ranked by: {visible(record.method)}." if record.method else "",
        visible(record.note.strip()),
    )
    return tuple(fact for fact in facts if fact)

"""What a plan of record says of each initiative, as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model import PlannedLine, PlanOfRecord, PlanState
from portfolio.model.text import visible
from portfolio.model.verdict_marks import GLYPHS, VerdictMark

_MARKS: dict[PlanState, tuple[VerdictMark, str]] = {
    "running": ("funded", "Continue"),
    "funded": ("funded", "Funded"),
    "forced": ("held in", "Funded"),
    "deferred": ("deferred", "Deferred"),
    "cut": ("cut", "Cut"),
}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One initiative, as it was frozen.

    Attributes:
        key: its id.
        state: what becomes of it.
        words: the same behind its mark; where a decision did otherwise than the plan, both.
        rank: 1 for the first; None when it was not ranked.
    """

    key: str
    name: str
    state: PlanState
    words: str
    rank: int | None
    reason: str


def record_rows(record: PlanOfRecord) -> list[RecordRow]:
    """Return what is funded, then what is deferred, then what is cut, each by its rank.

    Without a rank it comes last; ties by name.
    """
    rows = [
        RecordRow(
            key,
            visible(line.name.strip()) or "(no name)",
            line.state,
            _words(line),
            line.rank,
            visible(line.reason.strip()),
        )
        for key, line in record.lines.items()
    ]
    return sorted(rows, key=_place)


def _words(line: PlannedLine) -> str:
    mark, word = _MARKS[line.state]
    planned = line.planned
    differs = planned is not None and _MARKS[planned][1] != word
    aside = f", planned: {_MARKS[planned][1].lower()}" if planned and differs else ""
    return f"{GLYPHS[mark]} {word}{aside}"


def _place(row: RecordRow) -> tuple[bool, bool, bool, int, str]:
    out, cut = row.state in ("deferred", "cut"), row.state == "cut"
    return out, cut, row.rank is None, row.rank or 0, row.name

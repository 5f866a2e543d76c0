"""The lines of a plan of record, in the order in which a committee reads them."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.model import FrozenMap, PlannedLine, PlanOfRecord
from portfolio.report.record_rows import record_rows

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def rows_of(**lines):
    return record_rows(PlanOfRecord("Board", NOW, lines=FrozenMap(lines)))


def test_what_is_funded_comes_first_then_what_is_deferred_then_what_is_cut():
    rows = rows_of(
        a=PlannedLine("Cut first", "cut", rank=1),
        b=PlannedLine("Later", "deferred", rank=2),
        c=PlannedLine("Goes on", "running", rank=5),
        d=PlannedLine("Held", "forced", rank=4),
        e=PlannedLine("New", "funded", rank=3),
        f=PlannedLine("Not ranked", "funded"),
    )
    assert [row.key for row in rows] == ["e", "d", "c", "f", "b", "a"]
    assert [row.words for row in rows] == [
        *("✓ Funded", "◆ Funded", "✓ Continue", "✓ Funded", "◷ Deferred", "✕ Cut")
    ]


def test_where_a_decision_did_otherwise_both_are_said():
    (row,) = rows_of(a=PlannedLine("Video", "cut", planned="funded", reason="Decided: cut."))
    assert (row.words, row.reason) == ("✕ Cut, planned: funded", "Decided: cut.")
    (row,) = rows_of(a=PlannedLine("Video", "funded", planned="forced"))
    assert row.words == "✓ Funded"


def test_names_and_reasons_are_shown_as_they_are():
    (row,) = rows_of(a=PlannedLine(" ", "cut", reason="a\N{RIGHT-TO-LEFT OVERRIDE}b"))
    assert row.name == "(no name)"
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in row.reason

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from portfolio.model import FrozenMap, PlannedLine, PlanOfRecord
from portfolio.report.record_words import record_facts, record_line

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
LINES = FrozenMap(
    {
        "a": PlannedLine("A", "funded"),
        "b": PlannedLine("B", "running"),
        "c": PlannedLine("C", "cut"),
    }
)
RECORD = PlanOfRecord(
    "Board",
    NOW,
    author="Ada",
    note="As agreed.",
    method="Additive value, direct weights",
    objective="risk-adjusted benefit",
    value=12.5,
    unit="$M",
    lines=LINES,
)


def test_a_line_says_when_by_whom_and_how_many():
    assert record_line(RECORD, UTC) == "23 Nov 2026, 09:05 by Ada: 2 funded"
    assert record_line(PlanOfRecord("Board", NOW), UTC) == "23 Nov 2026, 09:05: 0 funded"


def test_the_facts_say_what_it_holds_and_how_it_was_made():
    assert record_facts(RECORD) == (
        "2 of 3 initiatives funded, 1 cut.",
        "Worth $12.5M of risk-adjusted benefit, proven best.",
        "Ranked by: Additive value, direct weights.",
        "As agreed.",
    )


def test_a_gap_is_told_and_what_is_not_stated_left_out():
    plain = PlanOfRecord("Board", NOW, objective="value", gap=0.002, unit="points")
    assert record_facts(plain) == (
        "0 of 0 initiatives funded, 0 cut.",
        "Worth 0 points of value, within 0.2 % of the best.",
    )


def test_deferred_is_not_cut():
    lines = LINES.with_all(
        {
            "d": PlannedLine("D", "deferred", planned="funded"),
            "e": PlannedLine("E", "deferred", start="q2"),
        }
    )
    assert record_facts(replace(RECORD, lines=lines, best=14.0, gap=1.5 / 14)) == (
        "2 of 5 initiatives funded, 1 deferred to a later start, 1 deferred, 1 cut.",
        "As decided: worth $12.5M of risk-adjusted benefit, $1.5M less than the best plan.",
        "It breaks no limit and no rule.",
        "Ranked by: Additive value, direct weights.",
        "As agreed.",
    )


def test_what_is_broken_is_told_up_to_three():
    lines = LINES.with_("c", PlannedLine("C", "forced", planned="cut"))
    broken = tuple(f"{n} FTE too much." for n in (1, 2, 3, 4, 5))
    facts = record_facts(replace(RECORD, lines=lines, best=12.5, breaks=broken))
    assert facts[1].endswith("as much as the best plan.")
    assert facts[2] == (
        "Not everything fits: 1 FTE too much. 2 FTE too much. 3 FTE too much. And 2 more."
    )


def test_a_note_of_several_lines_stays_so():
    facts = record_facts(replace(RECORD, note="As agreed.\n\n By all\u202e."))
    assert facts[-2:] == ("As agreed.", "By all⟨U+202E⟩.")

"""What going back would change, in lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from portfolio.edit import decide, set_capacity
from portfolio.files.journal import kept, recorded
from portfolio.model import Decision, Entry, FrozenMap
from portfolio.report.compare import Version, compare_content, compare_plans
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_preview import preview_text, staying_words
from tests.portfolio.small import sound


def content(before, after):
    return compare_content(Version("now", before), Version("then", after))


def test_every_value_before_and_after():
    after = set_capacity(sound(), "gpu", "q1", 20.0)
    after = replace(after, initiatives=after.initiatives.without("wiki"))
    assert preview_text(content(sound(), after)) == (
        "Resource “Compute”, capacity, “Q1 2027”: 100 H100e-h to 20 H100e-h\n"
        "Initiative “Wiki”: would be deleted"
    )
    assert preview_text(content(sound(), sound())) == "The two are the same."


def test_many_are_counted_first_and_too_many_are_cut():
    many = FrozenMap(
        {f"i{n}": replace(sound().initiatives["wiki"], name=f"Wiki {n}") for n in range(300)}
    )
    lines = preview_text(content(sound(), replace(sound(), initiatives=many))).splitlines()
    assert lines[0] == "300 initiatives added."
    assert lines[-1] == "And 104 more differences: see the Compare page."


def test_the_plan_stands_in_front():
    found = content(sound(), set_capacity(sound(), "gpu", "q1", 20.0))
    found = compare_plans(found, Planner(), lambda _fraction, _text: None)
    named, first, *rest = preview_text(found).splitlines()
    assert named == "Before: now. Now: then."
    assert first.startswith("The plan is worth $10M, $22M less than before")
    assert rest[0].startswith("Funded before and not now: ")


def test_what_the_log_keeps_is_no_deletion():
    at = datetime(2027, 3, 1, tzinfo=UTC)
    decided = decide(sound(), "d_1", Decision("wiki", "cut", at, reason="Why"))
    decided = recorded(decided, Entry(at, "decision", "Cut.", record="d_1"))
    restored = kept(set_capacity(sound(), "gpu", "q1", 20.0), decided)
    staying = staying_words(sound(), restored)
    assert staying == (
        "What was recorded stays: 1 decision and 1 entry of the log that this version does not "
        "have."
    )
    assert preview_text(content(decided, restored), staying) == (
        f"{staying}\n\nResource “Compute”, capacity, “Q1 2027”: 100 H100e-h to 20 H100e-h"
    )
    assert preview_text(content(decided, decided), staying) == f"{staying} All else is the same."
    assert staying_words(decided, decided) == ""

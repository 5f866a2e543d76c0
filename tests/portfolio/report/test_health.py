"""The health card in words, and the number that is most worth finding out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.lessons import CHECK, Finding, most_valuable_missing
from portfolio.model import FrozenMap, Initiative
from portfolio.report.health import health_of, health_text, worst_of
from portfolio.report.missing_words import most_wanted
from tests.portfolio.lessons.sora import TODAY, video


@pytest.fixture(scope="module")
def results():
    return analyze(video(), upto="lessons", today=TODAY)


def found(code, status, p_red=None):
    return Finding("video", CHECK[code], status, "", p_red, ())


def test_a_card_holds_every_finding_once_and_the_worst_first(results):
    health = health_of(results, "video")
    assert sorted(each.check.code for each in health.findings) == sorted(CHECK)
    assert len(health.worst) == 3
    assert {each.status for each in health.worst} == {"red"}
    assert len({each.check.lesson for each in health.worst}) == 3


def test_the_worst_are_certain_bar_funding_and_come_from_different_lessons():
    row = [
        found("1a", "red", 0.5),
        found("1b", "red", 1.0),
        found("2a", "amber"),
        found("4a", "red", 1.0),
        found("5c", "green"),
    ]
    assert [each.check.code for each in worst_of(row)] == ["4a", "1b", "1a"]
    assert [each.check.code for each in worst_of([found("5c", "green")])] == []


def test_what_is_not_judged_has_no_card(results):
    assert health_of(results, "nobody") is None
    assert health_of(replace(results, board=None), "video") is None


def test_the_text_has_name_gate_findings_and_ways_out(results):
    health = health_of(results, "video")
    text = health_text(results, health)
    lines = text.splitlines()
    assert lines[0] == health.name
    assert health.gate in lines
    assert all(f"✕ {what}" in lines for what in health.missing)
    assert "−30 %" in text
    assert text.endswith("\n")


def test_a_line_for_each_lesson_counts_its_lights(results):
    lines = health_of(results, "video").lessons
    assert len(lines) == 5
    assert lines[0] == "Compute economics: 3 red" or lines[0].startswith("Compute economics: 3 red")


def test_a_name_in_markup_stays_as_it_is():
    records = FrozenMap({"a": Initiative("<b>\N{RIGHT-TO-LEFT OVERRIDE}A</b>", "0")})
    bare = analyze(replace(video(), initiatives=records), upto="lessons", today=TODAY)
    health = health_of(bare, "a")
    assert health.name == "<b>⟨U+202E⟩A</b>"
    assert health.about.startswith("Type not stated")


def test_the_most_wanted_number_is_that_of_the_board(results):
    records = video().initiatives.with_("wiki", Initiative("Wiki", "0"))
    board = analyze(replace(video(), initiatives=records), upto="lessons", today=TODAY).board
    gap, wanted = most_valuable_missing(board), most_wanted(board)
    assert wanted.name == gap.name
    assert wanted.initiative == gap.initiatives[0]
    assert gap.title in wanted.sentence
    empty = analyze(replace(video(), initiatives=FrozenMap()), upto="lessons", today=TODAY).board
    assert most_wanted(empty) is None

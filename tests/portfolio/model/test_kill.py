"""Kill criteria in words: whole, and with parts that nobody stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio.model import Decision, KillCriterion
from portfolio.model.kill import decided_kill, kill_lacks, kill_text

DAY = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("kill", "words"),
    [
        (
            KillCriterion("retention on day 30", "25 %", DAY, "stop"),
            "retention on day 30: 25 % by 30 Jun 2027, else stop",
        ),
        (KillCriterion("calls", "30 % fewer"), "calls: 30 % fewer"),
        (KillCriterion("calls", date=DAY), "calls: no floor stated by 30 Jun 2027"),
        (KillCriterion(floor="8 %", action=" end it "), "no metric stated: 8 %, else end it"),
        (KillCriterion("use\u202e", "8 %"), "use⟨U+202E⟩: 8 %"),
        (KillCriterion(" ", outcome="failed"), ""),
    ],
)
def test_a_criterion_says_what_is_stated(kill, words):
    assert kill_text(kill) == words


def test_what_is_not_said_is_named_in_its_order():
    assert kill_lacks(KillCriterion()) == ("a metric", "a floor", "a date", "an action")
    assert kill_lacks(KillCriterion("calls", " ", DAY)) == ("a floor", "an action")
    assert kill_lacks(KillCriterion("calls", "8 %", DAY, "stop")) == ()


def test_of_a_decision_the_parts_count_and_else_the_words():
    kill = KillCriterion("calls", "8 %", DAY, "stop")
    said = Decision("i", "fund", datetime(2027, 1, 1, tzinfo=UTC), kill_criterion=" No use\u202e ")
    assert decided_kill(said) == "No use⟨U+202E⟩"
    assert decided_kill(replace(said, kill=KillCriterion())) == "No use⟨U+202E⟩"
    assert decided_kill(replace(said, kill=kill)) == "calls: 8 % by 30 Jun 2027, else stop"
    assert decided_kill(replace(said, kill_criterion="")) == ""

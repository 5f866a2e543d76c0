"""Verbs on facts: answers, figures, thresholds, and the gate of a prohibited use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio.edit import (
    add_rule,
    bar_until_met,
    delete_initiatives,
    duplicate_initiatives,
    followed_through,
    meet_gate,
    override_gate,
    restate_figure,
    set_facts,
    set_figure,
    set_functions,
    set_kill,
    set_lesson_settings,
    set_provenance,
    set_risk,
    set_rule,
    set_threshold,
    set_training,
)
from portfolio.model import Facts, Figure, Reading, Rule
from tests.portfolio.small import sound, with_record

NOON = datetime(2027, 1, 8, 12, tzinfo=UTC)


def facts(portfolio):
    return portfolio.initiatives["vivid"].facts


def prohibited():
    return set_facts(sound(), "vivid", tier="prohibited")


def gate(portfolio):
    """The id and the record of the only rule."""
    ((key, rule),) = portfolio.rules.items()
    return key, rule


def test_the_first_answer_begins_the_facts():
    portfolio = set_facts(sound(), "vivid", pricing="none", evidence=0)
    assert facts(portfolio) == Facts(pricing="none", evidence=0)
    assert portfolio.initiatives["wiki"].facts is None
    with pytest.raises(TypeError, match="tiers"):
        set_facts(portfolio, "vivid", tiers="minimal")


@pytest.mark.parametrize(
    ("verb", "value", "field"),
    [
        (set_figure, Figure(1.3), "figures"),
        (set_training, Figure(9.0), "training"),
        (set_risk, "open", "risks"),
    ],
)
def test_entries_are_set_and_cleared(verb, value, field):
    portfolio = verb(sound(), "vivid", "key", value)
    assert getattr(facts(portfolio), field)["key"] == value
    assert facts(verb(portfolio, "vivid", "key", None)) == Facts()


def test_records_inside_are_set_by_field():
    portfolio = set_kill(sound(), "vivid", metric="D30", date=date(2027, 6, 1))
    portfolio = set_kill(portfolio, "vivid", floor="8 %")
    assert (facts(portfolio).kill.metric, facts(portfolio).kill.floor) == ("D30", "8 %")
    portfolio = set_functions(portfolio, "vivid", govern=2)
    portfolio = set_provenance(portfolio, "vivid", watermark=False)
    assert (facts(portfolio).functions.govern, facts(portfolio).provenance.watermark) == (2, False)


def test_a_newer_figure_keeps_the_old_one_as_a_reading():
    old = Figure(9.0, 8.0, source="press", as_of=date(2026, 1, 1))
    portfolio = set_figure(sound(), "vivid", "reach", old)
    newer = Figure(5.0, as_of=date(2026, 3, 1))
    after = restate_figure(portfolio, "vivid", "reach", newer)
    reading = Reading(9.0, date(2026, 1, 1), 8.0, source="press")
    assert facts(after).figures["reach"] == replace(newer, earlier=(reading,))
    for same in (Figure(7.0), Figure(7.0, as_of=date(2026, 1, 1))):
        assert facts(restate_figure(portfolio, "vivid", "reach", same)).figures["reach"] == same


def test_thresholds_go_back_to_their_defaults():
    portfolio = set_threshold(sound(), "1a.red", 0.3)
    assert portfolio.settings.lessons.thresholds["1a.red"] == 0.3
    assert set_threshold(portfolio, "1a.red", None) == sound()
    assert set_lesson_settings(sound(), stale_months=6).settings.lessons.stale_months == 6


def test_a_prohibited_use_is_barred_at_once_and_only_once():
    _, rule = gate(prohibited())
    assert (rule.kind, rule.initiatives, rule.check, rule.state) == (
        "gate",
        ("vivid",),
        "4a",
        "open",
    )
    assert "prohibits" in rule.value
    again = set_facts(prohibited(), "vivid", tier="prohibited", evidence=1)
    assert len(again.rules) == 1


def test_the_gate_goes_with_the_tier_unless_somebody_touched_it():
    portfolio = prohibited()
    key, _ = gate(portfolio)
    assert not set_facts(portfolio, "vivid", tier="minimal").rules
    touched = (
        meet_gate(portfolio, key),
        override_gate(portfolio, key, reason="pilot abroad", author="Ana"),
        set_rule(portfolio, key, reason="asked the lawyers"),
    )
    for each in touched:
        assert set_facts(each, "vivid", tier="minimal").rules == each.rules


def test_a_gate_that_was_met_does_not_stand_for_a_new_prohibition():
    portfolio = prohibited()
    key, _ = gate(portfolio)
    back = set_facts(meet_gate(portfolio, key), "vivid", tier="minimal")
    assert len(set_facts(back, "vivid", tier="prohibited").rules) == 2


def test_a_gate_of_several_loses_the_one_that_is_allowed():
    rule = Rule("gate", initiatives=("vivid", "wiki"), value="lawful", check="4a")
    portfolio = set_facts(add_rule(sound(), "x", rule), "vivid", tier="prohibited")
    assert len(portfolio.rules) == 1
    after = set_facts(portfolio, "vivid", tier="high-risk")
    assert gate(after)[1].initiatives == ("wiki",)


def test_copies_are_barred_and_deleted_ones_leave_no_gate():
    portfolio = duplicate_initiatives(prohibited(), {"vivid": "copy", "wiki": "other"})
    assert sorted(rule.initiatives for rule in portfolio.rules.values()) == [("copy",), ("vivid",)]
    assert gate(delete_initiatives(portfolio, ["vivid"]))[1].initiatives == ("copy",)


def test_any_other_check_can_bar_until_its_condition_is_met():
    portfolio = bar_until_met(sound(), "wiki", "4d", "a red team has tried to misuse it")
    assert gate(portfolio)[1].value == "a red team has tried to misuse it"
    assert bar_until_met(portfolio, "wiki", "4d", "in other words") is portfolio
    assert len(bar_until_met(portfolio, "wiki", "4b", "rights are cleared").rules) == 2


def test_what_a_table_brought_in_is_followed_through():
    read = with_record(sound(), "initiatives", "vivid", facts=Facts(tier="prohibited"))
    assert gate(followed_through(read, sound(), NOON))[1].initiatives == ("vivid",)

"""Initiatives that are forced in at a size and from a start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.model import Change, FrozenMap, FundingLevel, Rule, Scenario, problems
from portfolio.model.checks.pins import Pin, choices_of, how_forced, pin_of
from tests.portfolio.small import demand, only, sound, with_record, with_rules

LEVELS = FrozenMap({"lean": FundingLevel("Lean", "a", 0.5, 0.6), "full": FundingLevel("Full", "b")})
PINNED = Rule("force_in", ("wiki",), reason="The board asked", level="lean", period="q1")


def sized(**fields):
    fields = {"levels": LEVELS, "starts": ("q1", "q2"), "open_ended": True} | fields
    return with_record(sound(), "initiatives", "wiki", **fields)


@pytest.mark.parametrize("kind", ["force_in", "mandated"])
def test_a_size_and_a_start_that_are_open_to_it(kind):
    rule = replace(PINNED, kind=kind)
    assert problems(with_rules(sized(), rule)) == ()
    assert pin_of(sized(), rule) == Pin("lean", "q1")


@pytest.mark.parametrize(
    ("rule", "code", "field"),
    [
        (replace(PINNED, level="huge"), "unknown_level", "level"),
        (replace(PINNED, period="q9"), "unknown_period", "period"),
        (replace(PINNED, initiatives=("wiki", "claims")), "pin_of_several", "level"),
        (
            replace(PINNED, initiatives=("wiki", "claims"), level=None),
            "pin_of_several",
            "period",
        ),
    ],
)
def test_what_cannot_be_asked_is_a_problem_and_counts_for_nothing(rule, code, field):
    portfolio = with_rules(sized(), rule)
    problem = only(portfolio, code)
    assert (problem.kind, problem.record, problem.field) == ("rule", "u1", field)
    assert problem.severity == "warning"
    assert problem.remedy
    assert getattr(pin_of(portfolio, rule), "level" if field == "level" else "start") is None


def test_a_start_that_is_not_open():
    portfolio = with_rules(sized(starts=("q2",)), PINNED)
    problem = only(portfolio, "start_not_open")
    assert problem.text == (
        "Force-in of “Wiki”: a start in “Q1 2027” is not open to it, so any start counts."
    )
    assert pin_of(portfolio, PINNED) == Pin("lean")


def test_a_start_that_would_not_let_it_finish_is_not_open():
    portfolio = with_rules(sized(open_ended=False), replace(PINNED, period="q2"))
    assert only(portfolio, "start_not_open").field == "period"


@pytest.mark.parametrize("rule", [replace(PINNED, kind="force_out"), Rule("mandated", ("wiki",))])
def test_other_rules_ask_for_no_size(rule):
    assert pin_of(sized(), rule) == Pin()
    assert problems(with_rules(sized(), rule)) == ()


def test_one_that_is_gone_is_told_once():
    portfolio = with_rules(sized(), replace(PINNED, initiatives=("gone",)))
    assert [p.code for p in problems(portfolio)] == ["unknown_initiative"]
    assert pin_of(portfolio, portfolio.rules["u1"]) == Pin()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"level": "full"}, "“Wiki” is mandated or forced in at two sizes."),
        ({"period": "q2"}, "“Wiki” is mandated or forced in at two starts."),
    ],
)
def test_two_sizes_or_starts_contradict_each_other(other, words):
    second = replace(PINNED, kind="mandated", **other)
    problem = only(with_rules(sized(), PINNED, second), "forced_two_ways")
    assert (problem.severity, problem.text) == ("error", words)


def test_a_size_and_a_start_do_not_contradict_each_other():
    rules = (replace(PINNED, level=None), replace(PINNED, period=None))
    assert problems(with_rules(sized(), *rules)) == ()


def short_of(portfolio):
    return next(p.text for p in problems(portfolio) if p.code == "capacity_below_mandated")


def test_the_need_is_that_of_the_size_and_start():
    """Another one needs 30 of 100 and this one 80 at full size, in both quarters."""
    agents = Rule("mandated", ("agents",))
    portfolio = sized(demand=demand(80, 1, 1))
    assert problems(with_rules(portfolio, agents, PINNED)) == ()
    short = with_rules(portfolio, agents, replace(PINNED, level="full"))
    assert "need 110 H100e-h of “Compute” in “Q1 2027”" in short_of(short)


def test_a_gate_that_opens_after_the_start():
    gate = Rule("gate", ("wiki",), value="rights", period="q2")
    assert only(with_rules(sized(), PINNED, gate), "gate_mandated").record == "u2"
    later = replace(PINNED, period="q2")
    assert problems(with_rules(sized(), later, gate)) == ()


def test_a_scenario_that_asks_for_what_is_not_there():
    changes = (
        Change("force_in", "wiki", period="q1", level="lean"),
        Change("force_in", "wiki", level="huge"),
        Change("force_in", "wiki", period="q9"),
    )
    portfolio = replace(sized(), scenarios=FrozenMap({"s1": Scenario("Late", "a", changes)}))
    level, period = problems(portfolio)
    assert (level.code, level.field) == ("unknown_level", "changes/1")
    assert (period.code, period.field) == ("unknown_period", "changes/2")
    assert "so any start counts" in period.text


def test_there_is_a_choice_between_several_only():
    assert choices_of(sized(), "wiki") == (["lean", "full"], ["q1", "q2"])
    assert choices_of(sized(open_ended=False), "wiki") == (["lean", "full"], [])
    assert choices_of(sized(levels=LEVELS.without("lean")), "wiki") == ([], ["q1", "q2"])
    assert choices_of(replace(sized(), periods=FrozenMap()), "wiki") == (["lean", "full"], [])


@pytest.mark.parametrize(
    ("level", "period", "words"),
    [
        (None, None, ""),
        ("lean", None, " at “Lean”"),
        (None, "q2", " from Q2 2027"),
        ("lean", "q2", " at “Lean”, from Q2 2027"),
        ("gone", "gone", ""),
    ],
)
def test_words(level, period, words):
    rule = replace(PINNED, level=level, period=period)
    assert how_forced(sized(), rule) == words
    assert how_forced(sized(), replace(rule, initiatives=("gone",))) == ""
    assert how_forced(sized(), replace(rule, initiatives=())) == ""

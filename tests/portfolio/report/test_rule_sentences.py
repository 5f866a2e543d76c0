from datetime import date
from typing import get_args

import pytest

from portfolio.model import Basis, Change, FrozenMap, FundingLevel, GateState, Rule
from portfolio.model.rule import RULE_KINDS
from portfolio.report import all_rules
from portfolio.report.plan_change import input_changes
from portfolio.report.rule_sentences import rule_sentence, rules_about, rules_concerning
from portfolio.report.scenario_words import change_words
from tests.portfolio.small import sound, with_record, with_rules


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            Rule("requires", ("claims", "agents", "wiki"), reason="Shared index."),
            "“Claims triage” requires “Agents” and “Wiki”. Shared index.",
        ),
        (Rule("excludes", ("vivid", "wiki")), "At most one of “Vivid” and “Wiki”."),
        (Rule("mandated", ("wiki",), author="Ada"), "“Wiki” must be funded (mandated). (Ada)"),
        (Rule("force_out", ("vivid",), active=False), "“Vivid” forced out. Switched off."),
        (
            Rule("floor", resource="usd", period="q1", field="category", value="work", amount=2.0),
            "At least $2M of Capital for category “work” in Q1 2027.",
        ),
        (
            Rule("cap", resource="fte", field="unit", value="Claims", amount=6.0),
            "At most 6 FTE of ML engineers for unit “Claims”.",
        ),
        (Rule("cap", field="unit"), "At most so much of a missing one for unit (no name)."),
        (Rule("requires", ("gone", "wiki")), "a missing one requires “Wiki”."),
        (
            Rule("finished_before", ("claims", "agents")),
            "“Claims triage” may start only after “Agents” has finished.",
        ),
        (
            Rule("finished_before", ("claims", "agents", "wiki")),
            "“Claims triage” may start only after “Agents” and “Wiki” have finished.",
        ),
        (Rule("together", ("vivid", "wiki")), "Both or neither of “Vivid” and “Wiki”."),
        (
            Rule("together", ("agents", "vivid", "wiki")),
            "All or none of “Agents”, “Vivid” and “Wiki”.",
        ),
        (
            Rule("at_most", ("agents", "vivid", "wiki"), amount=2.0),
            "At most 2 of “Agents”, “Vivid” and “Wiki”.",
        ),
        (
            Rule("at_least", field="category", value="work", amount=1.0),
            "At least 1 where category is “work”.",
        ),
        (Rule("at_least", ("wiki",)), "At least so many of “Wiki”."),
        (
            Rule("gate", ("vivid",), value="rights are cleared", due=date(2027, 3, 1)),
            "Gate: “Vivid” waits until rights are cleared (due 1 Mar 2027).",
        ),
        (
            Rule("gate", ("vivid", "wiki"), value="rights are met", period="q2"),
            "Gate: “Vivid” and “Wiki” wait until rights are met (expected by Q2 2027, not before).",
        ),
        (Rule("gate", ("vivid",)), "Gate: “Vivid” waits until a condition is met."),
        (
            Rule("gate", ("vivid",), value="rights are cleared.", state="met"),
            "Gate met for “Vivid”: rights are cleared.",
        ),
        (
            Rule(
                "gate",
                ("vivid",),
                value="rights are cleared",
                state="overridden",
                reason="Board vote",
                author="Ada",
            ),
            "Gate overridden for “Vivid”: rights are cleared. Board vote. (Ada)",
        ),
        (
            Rule("synergy", ("agents", "claims"), amount=3.0),
            "Together “Agents” and “Claims triage” are worth $3M more.",
        ),
        (
            Rule("synergy", ("agents", "claims"), amount=-0.1, basis="benefit"),
            "Together “Agents” and “Claims triage” are worth 10 % of their benefit less.",
        ),
        (
            Rule("synergy", ("agents", "claims")),
            "Together “Agents” and “Claims triage” are worth so much more.",
        ),
        (
            Rule("cap", resource="gpu", field="unit", value="R&D", amount=0.25, basis="capacity"),
            "At most 25 % of the capacity of Compute for unit “R&D”.",
        ),
        (
            Rule("floor", resource="gpu", field="unit", value="R&D", amount=0.25, basis="use"),
            "At least 25 % of all use of Compute for unit “R&D”.",
        ),
    ],
)
def test_each_kind_is_a_sentence(rule, sentence):
    assert rule_sentence(sound(), rule) == sentence


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("force_in", "“Wiki” forced in at “Lean”, from Q2 2027."),
        ("mandated", "“Wiki” must be funded at “Lean”, from Q2 2027 (mandated)."),
        ("force_out", "“Wiki” forced out."),
    ],
)
def test_a_forced_size_and_start_are_told(kind, sentence):
    levels = FrozenMap({"lean": FundingLevel("Lean", "a", 0.5)})
    record = {"levels": levels, "starts": ("q2",), "open_ended": True}
    portfolio = with_record(sound(), "initiatives", "wiki", **record)
    rule = Rule(kind, ("wiki",), level="lean", period="q2")
    assert rule_sentence(portfolio, rule) == sentence
    change = Change("force_in", "wiki", level="lean", period="q2")
    assert change_words(portfolio, change) == "“Wiki” forced in at “Lean”, from Q2 2027"
    forced = with_rules(portfolio, Rule("force_in", ("wiki",), level="lean"))
    assert input_changes(portfolio, forced) == ("“Wiki” forced in at “Lean”",)


def test_rules_come_by_kind_in_force_or_not():
    portfolio = with_rules(
        sound(),
        Rule("force_in", ("wiki",), active=False),
        Rule("force_out", ("vivid",)),
        Rule("requires", ("claims", "agents")),
    )
    assert [key for key, _, _ in all_rules(portfolio)] == ["u3", "u1", "u2"]
    assert [key for key, _, _ in rules_about(portfolio, "agents")] == ["u3"]


@pytest.mark.parametrize("kind", RULE_KINDS)
@pytest.mark.parametrize("state", get_args(GateState))
@pytest.mark.parametrize("basis", get_args(Basis))
def test_a_bare_rule_of_any_kind_is_a_sentence(kind, state, basis):
    text = rule_sentence(sound(), Rule(kind, state=state, basis=basis))
    assert text.endswith(".")
    assert text[0].isupper()
    assert not {"None", "_"} & {part for word in text.split() for part in (word, *word)}


def test_rules_about_a_group_concern_its_members():
    portfolio = with_rules(
        sound(),
        Rule("cap", resource="gpu", field="category", value="media", amount=9.0),
        Rule("requires", ("claims", "vivid")),
        Rule("at_most", ("wiki", "claims"), field="category", value="media", amount=1.0),
    )
    assert [key for key, _, _ in rules_concerning(portfolio, "vivid")] == ["u2", "u1"]
    assert [key for key, _, _ in rules_concerning(portfolio, "wiki")] == ["u3"]

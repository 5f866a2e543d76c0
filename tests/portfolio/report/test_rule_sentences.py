import pytest

from portfolio.model import Rule
from portfolio.report import all_rules
from portfolio.report.rule_sentences import rule_sentence, rules_about
from tests.portfolio.small import sound, with_rules


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
    ],
)
def test_each_kind_is_a_sentence(rule, sentence):
    assert rule_sentence(sound(), rule) == sentence


def test_rules_in_force_come_first_by_kind():
    portfolio = with_rules(
        sound(),
        Rule("force_in", ("wiki",), active=False),
        Rule("force_out", ("vivid",)),
        Rule("requires", ("claims", "agents")),
    )
    assert [key for key, _, _ in all_rules(portfolio)] == ["u3", "u2", "u1"]
    assert [key for key, _, _ in rules_about(portfolio, "agents")] == ["u3"]

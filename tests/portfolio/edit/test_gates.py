"""Gates: met, overridden with a reason and a name, open again."""

from __future__ import annotations

import pytest

from portfolio.edit import delete_period, meet_gate, open_gate, override_gate
from portfolio.errors import PortfolioError
from portfolio.model import Rule
from tests.portfolio.small import sound, with_rules


def gated(**fields):
    return with_rules(sound(), Rule("gate", ("vivid",), value="rights are cleared", **fields))


def test_a_gate_is_met_and_opened_again():
    met = meet_gate(gated(), "u1")
    assert met.rules["u1"].state == "met"
    assert open_gate(met, "u1") == gated()


def test_an_override_keeps_why_and_who():
    after = override_gate(gated(), "u1", reason=" Board vote ", author=" Ada ")
    rule = after.rules["u1"]
    assert (rule.state, rule.reason, rule.author) == ("overridden", "Board vote", "Ada")
    assert open_gate(after, "u1").rules["u1"].reason == "Board vote"


@pytest.mark.parametrize(
    ("reason", "author", "words"),
    [
        ("", "Ada", "needs a reason."),
        ("Vote", " ", "needs a name."),
        (" ", "", "needs a reason and a name."),
    ],
)
def test_an_override_without_either_is_refused(reason, author, words):
    with pytest.raises(PortfolioError) as caught:
        override_gate(gated(), "u1", reason=reason, author=author)
    assert words in caught.value.what
    assert "rights are cleared" in caught.value.where


def test_a_gate_outlives_the_period_by_which_it_was_expected():
    after = delete_period(gated(period="q2"), "q2")
    assert after.rules["u1"] == gated().rules["u1"]

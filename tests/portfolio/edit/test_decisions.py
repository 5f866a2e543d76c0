"""Decisions that can be taken, and a sentence for each that cannot."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio.edit import (
    decide,
    decision_faults,
    delete_initiatives,
)
from portfolio.errors import PortfolioError
from portfolio.model import (
    Condition,
    Decision,
    Entry,
    FrozenMap,
    FundingLevel,
    KillCriterion,
    Vote,
)
from portfolio.model.decided import current_decisions, decisions_in_order, withdrawn_decisions
from tests.portfolio.small import sound, with_record

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
KILL = KillCriterion("Weekly users", "10,000", date(2027, 9, 1), "Stop it")
PILOT = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.4)})
SOUND = with_record(sound(), "initiatives", "claims", levels=PILOT)


def decision(option="fund", **fields):
    return Decision("claims", option, NOW, **fields)


def amounts(**cells):
    return FrozenMap({"gpu": FrozenMap(cells)})


def test_a_decision_is_added_under_the_name_of_now_and_those_before_are_kept():
    one = decide(SOUND, "k1", decision())
    both = decide(one, "k2", decision("defer", reason="No rights yet."))
    assert both.decisions["k1"] == decision(name="Claims triage")
    assert list(both.decisions) == ["k1", "k2"]
    assert not SOUND.decisions


def test_a_full_decision_can_be_taken():
    full = decision(
        "fund with conditions",
        level="pilot",
        start="q2",
        amounts=amounts(q2=10.0),
        displaces=("wiki",),
        terms=(Condition("Rights cleared", date(2027, 6, 1)),),
        kill=KILL,
        votes=(Vote("Ana"), Vote("Bo", "against", "Too soon"), Vote(""), Vote("")),
    )
    assert decision_faults(SOUND, full) == ()
    assert decide(SOUND, "k1", full).decisions["k1"] == replace(full, name="Claims triage")


@pytest.mark.parametrize(
    ("given", "field", "what"),
    [
        (decision(level="gone"), "level", "“Claims triage” has no such size any more."),
        (
            decision(start="q9"),
            "start",
            "The period in which it starts is not in the portfolio any more.",
        ),
        (
            decision(amounts=amounts(q9=1.0)),
            "amounts",
            "An amount is of a resource or a period that is not in the portfolio any more.",
        ),
        (
            decision(amounts=amounts(q1=-1.0)),
            "amounts",
            "An amount that is granted is not a number of 0 or more.",
        ),
        (
            decision(amounts=amounts(q1=math.inf)),
            "amounts",
            "An amount that is granted is not a number of 0 or more.",
        ),
        (decision("cut"), "reason", "Cutting an initiative needs a reason."),
        (decision("defer", reason="  "), "reason", "Deferring an initiative needs a reason."),
        (decision(displaces=("claims",)), "displaces", "An initiative cannot displace itself."),
        (
            decision(displaces=("gone",)),
            "displaces",
            "An initiative that leaves the plan for it is not in the portfolio any more.",
        ),
        (
            decision("fund with conditions"),
            "terms",
            "Funding with conditions needs at least one condition.",
        ),
        (decision(terms=(Condition(" "),)), "terms", "A condition has no words."),
        (
            decision(kill=KillCriterion("Users")),
            "kill",
            "The kill criterion lacks a floor, a date and an action.",
        ),
        (decision(votes=(Vote("Ana"), Vote(" Ana", "against"))), "votes", "“Ana” votes twice."),
    ],
)
def test_what_a_decision_lacks_is_said_in_a_sentence(given, field, what):
    (fault,) = decision_faults(SOUND, given)
    assert (fault.field, fault.what) == (field, what)
    assert fault.remedy.endswith(".")
    with pytest.raises(PortfolioError) as refused:
        decide(SOUND, "k1", given)
    assert (refused.value.what, refused.value.where) == (what, "Decision on “Claims triage”")


def test_all_that_it_lacks_is_said_in_the_order_of_a_form():
    given = decision("cut", level="x", displaces=("claims",), kill=KillCriterion("Users"))
    fields = [fault.field for fault in decision_faults(SOUND, given)]
    assert fields == ["level", "reason", "displaces", "kill"]


def test_conditions_in_words_are_conditions():
    assert decision_faults(SOUND, decision("fund with conditions", conditions="Rights")) == ()


def test_an_initiative_that_is_gone_cannot_be_decided_on():
    gone = delete_initiatives(SOUND, ["claims"])
    with pytest.raises(PortfolioError, match="not in the portfolio any more") as refused:
        decide(gone, "k1", decision(name="Claims triage"))
    assert refused.value.where == "Decision on “Claims triage”"


def test_funding_against_the_plan_needs_a_reason():
    (fault,) = decision_faults(SOUND, decision(), against_plan=True)
    assert fault.what == "Funding an initiative that the plan leaves out needs a reason."
    assert decision_faults(SOUND, decision(reason="The law"), against_plan=True) == ()


def test_a_cut_grants_nothing():
    cut = decision(
        "cut",
        reason="No use.",
        level="pilot",
        start="q1",
        amounts=amounts(q1=1.0),
        displaces=("wiki",),
    )
    assert decide(SOUND, "k1", cut).decisions["k1"] == decision(
        "cut", reason="No use.", name="Claims triage"
    )


# Which decision holds.


def entry(n, record, kind="decision"):
    return Entry(NOW, kind, "x", n=n, record=record)


def test_the_last_decision_by_its_place_in_the_log_holds_whatever_the_clock_says():
    early = replace(decision(), at=datetime(2020, 1, 1, tzinfo=UTC))
    portfolio = replace(
        SOUND,
        decisions=FrozenMap({"k1": decision(), "k2": early, "k3": decision()}),
        journal=FrozenMap({"e1": entry(1, "k1"), "e2": entry(2, "k2")}),
    )
    assert current_decisions(portfolio) == {"claims": "k2"}
    assert decisions_in_order(portfolio) == ("k3", "k1", "k2")


def test_when_one_is_withdrawn_the_one_before_holds_again():
    portfolio = replace(
        SOUND,
        decisions=FrozenMap({"k1": decision(), "k2": decision()}),
        journal=FrozenMap(
            {"e1": entry(1, "k1"), "e2": entry(2, "k2"), "e3": entry(3, "k2", "withdrawn")}
        ),
    )
    assert withdrawn_decisions(portfolio) == {"k2"}
    assert current_decisions(portfolio) == {"claims": "k1"}


def test_a_decision_that_two_branches_took_in_stands_where_it_was_first():
    entries = {"e1": entry(1, "k1"), "e2": entry(2, "k2"), "e3": entry(3, "k1")}
    decisions = FrozenMap({"k1": decision(), "k2": decision()})
    for order in (list(entries), list(reversed(entries))):
        journal = FrozenMap({key: entries[key] for key in order})
        portfolio = replace(SOUND, decisions=decisions, journal=journal)
        assert current_decisions(portfolio) == {"claims": "k2"}


def test_without_a_log_the_latest_holds():
    later = replace(decision(), at=datetime(2028, 1, 1, tzinfo=UTC))
    portfolio = replace(SOUND, decisions=FrozenMap({"k1": later, "k2": decision()}))
    assert current_decisions(portfolio) == {"claims": "k1"}

"""Decisions that grant what is there no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.model import Decision, Entry, FrozenMap, FundingLevel, problems
from tests.portfolio.small import found, sound, with_record

AT = datetime(2027, 1, 1, tzinfo=UTC)
PILOT = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.5)})
SIZED = with_record(sound(), "initiatives", "claims", levels=PILOT)


def with_decision(**fields):
    decision = Decision("claims", "fund", AT, **fields)
    return replace(SIZED, decisions=FrozenMap({"k1": decision}))


def amounts(resource, period):
    return FrozenMap({resource: FrozenMap({period: 5.0})})


def test_a_decision_that_fits_is_no_problem():
    fits = with_decision(level="pilot", start="q2", amounts=amounts("gpu", "q1"))
    assert found(fits) == found(SIZED)


def test_a_size_a_start_and_amounts_that_are_gone():
    assert found(with_decision(level="x")) == [
        ("unknown_level", "warning", "decision", "k1", "level")
    ]
    assert found(with_decision(start="x")) == [
        ("unknown_period", "warning", "decision", "k1", "start")
    ]
    assert found(with_decision(amounts=amounts("x", "q1"))) == [
        ("unknown_resource", "warning", "decision", "k1", "amounts/x")
    ]
    assert found(with_decision(amounts=amounts("gpu", "x"))) == [
        ("unknown_period", "warning", "decision", "k1", "amounts/gpu")
    ]


def test_it_is_told_by_the_name_of_the_initiative():
    (problem,) = problems(with_decision(amounts=amounts("gpu", "x")))
    assert problem.text == (
        "Decision on “Claims triage”: it grants an amount of “Compute” in a period that is gone."
    )
    assert problem.remedy == "Decide again on what there is now."


def test_only_the_decision_that_holds_counts():
    later = replace(SIZED, decisions=FrozenMap())
    old, new = Decision("claims", "fund", AT, level="x"), Decision("claims", "fund", AT)
    journal = FrozenMap(
        {
            "e1": Entry(AT, "decision", "x", n=1, record="k1"),
            "e2": Entry(AT, "decision", "x", n=2, prev=("e1",), record="k2"),
        }
    )
    both = replace(later, decisions=FrozenMap({"k1": old, "k2": new}), journal=journal)
    assert found(both) == found(SIZED)
    withdrawn = journal.with_("e3", Entry(AT, "withdrawn", "x", n=3, record="k2"))
    assert len(found(replace(both, journal=withdrawn))) == len(found(SIZED)) + 1


def test_a_decision_on_what_is_gone_is_history():
    gone = Decision("gone", "fund", AT, level="x", start="y", amounts=amounts("z", "z"))
    assert found(replace(SIZED, decisions=FrozenMap({"k1": gone}))) == found(SIZED)


def decided_apart(second="cut", *, joined=False, withdrawn=False):
    """Return a document in which two versions decided on one initiative, then perhaps more."""
    decisions = {
        "k1": Decision("claims", "fund", AT, decided_by="Bo"),
        "k2": Decision("claims", second, AT + timedelta(hours=1)),
    }
    journal = {
        "e0": Entry(AT, "note", "x"),
        "e1": Entry(AT, "decision", "x", n=2, prev=("e0",), record="k1"),
        "e2": Entry(AT, "decision", "x", n=2, prev=("e0",), record="k2"),
    }
    if joined:
        decisions["k3"] = Decision("claims", "defer", AT)
        journal["e3"] = Entry(AT, "decision", "x", n=3, prev=("e1", "e2"), record="k3")
    if withdrawn:
        journal["e3"] = Entry(AT, "withdrawn", "x", n=3, prev=("e1", "e2"), record="k1")
    return replace(SIZED, decisions=FrozenMap(decisions), journal=FrozenMap(journal))


def test_two_versions_that_decided_otherwise_are_told():
    (problem,) = problems(decided_apart())
    assert (problem.code, problem.severity, problem.record) == ("decided_apart", "warning", "k2")
    assert problem.text == (
        "Decision on “Claims triage”: it says “cut”, while another version of the file, merged "
        "since, said “fund” by Bo."
    )
    assert problem.remedy == "Decide again, or withdraw one of the two."


@pytest.mark.parametrize(
    "settled",
    [
        decided_apart("fund"),
        decided_apart(joined=True),
        decided_apart(withdrawn=True),
    ],
    ids=["the same", "decided again", "one withdrawn"],
)
def test_what_was_settled_since_is_no_problem(settled):
    assert found(settled) == found(SIZED)

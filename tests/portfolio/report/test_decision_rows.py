from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import set_rating
from portfolio.model import Condition, Decision, Entry, FrozenMap, KillCriterion, Rating, Vote
from portfolio.report.decision_dues import Lapse
from portfolio.report.decision_rows import (
    attention,
    decision_rows,
    headline,
    money_by_unit,
    money_text,
    no_longer_holding,
    session_order,
    state_counts,
)
from portfolio.report.of_record_standing import Standing
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def results():
    return analyze(sound())


def with_decisions(results, *decisions):
    records = FrozenMap({f"k{n}": decision for n, decision in enumerate(decisions)})
    return replace(results, portfolio=replace(results.portfolio, decisions=records))


def row_of(results, key, broken=None):
    rows = decision_rows(results, broken or {}, TODAY)
    return next(row for row in rows if row.key == key)


def test_a_session_takes_first_what_costs_much_and_divides_the_raters(results):
    # All are rated ten points apart, so money alone decides: 8, 4, 2 and 1 $M.
    assert session_order(results) == ["vivid", "agents", "claims", "wiki"]
    apart = set_rating(sound(), "ana", "agents", "fit", Rating(100.0))
    apart = set_rating(apart, "bo", "agents", "fit", Rating(10.0))
    assert session_order(analyze(apart))[0] == "agents"


def test_without_ratings_money_orders(results):
    assert session_order(Results(0, sound()))[:2] == ["vivid", "agents"]


def test_a_row_says_what_was_decided(results):
    terms = (
        Condition("a", date(2027, 3, 31)),
        Condition("b", date(2027, 1, 31)),
        Condition("c", date(2026, 1, 1), "met"),
    )
    amounts = FrozenMap({"usd": FrozenMap({"q1": 1.0, "q2": 0.5}), "fte": FrozenMap({"q1": 3.0})})
    decision = Decision(
        "claims", "fund", NOW, terms=terms, amounts=amounts, votes=(Vote("Ada", "against"),)
    )
    row = row_of(with_decisions(results, decision), "claims")
    assert (row.state, row.money, row.amount) == ("decided", "$1.5M", 1.5)
    assert (row.terms_text, row.votes) == ("2 open, 31 Jan", "1 against")
    other = row_of(with_decisions(results, decision), "wiki")
    assert (other.state, other.money, other.terms_text) == ("undecided", "", "")


def test_what_two_versions_decided_is_said_with_both_sides_until_one_of_them_is_withdrawn(results):
    twice = with_decisions(
        results, Decision("claims", "fund", NOW), Decision("claims", "cut", NOW, decided_by="Bo")
    )
    entries = {f"e{n}": Entry(NOW, "decision", "x", record=f"k{n}") for n in range(2)}
    merged = replace(twice.portfolio, journal=FrozenMap(entries))
    rows = decision_rows(replace(twice, portfolio=merged), {}, TODAY)
    row = next(row for row in rows if row.key == "claims")
    assert row.apart == (
        "was decided twice, in two versions of the file that were merged since: "
        "“cut, decided by Bo” holds; the other is “fund”. "
        "Decide again, or withdraw one of the two."
    )
    assert row.signs == ("decided", "apart")
    assert attention(rows) == "1 initiative was decided twice, in two versions."
    withdrawn = Entry(NOW, "withdrawn", "x", record="k1", n=2, prev=("e0", "e1"))
    settled = replace(merged, journal=FrozenMap({**entries, "e2": withdrawn}))
    rows = decision_rows(replace(twice, portfolio=settled), {}, TODAY)
    assert attention(rows) == ""


def test_what_waits_to_be_recorded_is_counted(results):
    row = replace(row_of(results, "claims"), draft="cut")
    assert state_counts([row, row_of(results, "wiki")]) == {"undecided": 2, "draft": 1}


def test_settled_conditions_are_said_to_be(results):
    decision = Decision("claims", "fund", NOW, terms=(Condition("c", state="met"),))
    assert row_of(with_decisions(results, decision), "claims").terms_text == "all settled"


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"review": TODAY + timedelta(30)}, True),
        ({"review": TODAY + timedelta(31)}, False),
        ({"terms": (Condition("a", TODAY - timedelta(5)),)}, True),
        ({"terms": (Condition("a", TODAY, "met"),)}, False),
        ({"kill": KillCriterion("use", "5", TODAY, "stop")}, True),
        ({"kill": KillCriterion("use", "5", TODAY, "stop", "passed")}, False),
    ],
)
def test_what_falls_due_in_thirty_days_is_told(results, fields, due):
    decision = replace(Decision("claims", "fund", NOW), **fields)
    assert row_of(with_decisions(results, decision), "claims").falls_due == due


def test_a_decision_that_no_longer_holds_says_why(results):
    known = with_decisions(results, Decision("claims", "fund", NOW))
    row = row_of(known, "claims", {"claims": "The plan cuts it now.", "wiki": "Not decided."})
    assert (row.state, row.broken) == ("no longer holds", "The plan cuts it now.")
    assert row_of(known, "wiki", {"wiki": "Not decided."}).state == "undecided"


def test_money_is_added_up_by_unit():
    portfolio = sound()
    capital = replace(portfolio.resources["usd"], unit="€M", order="z")
    portfolio = replace(portfolio, resources=portfolio.resources.with_("eur", capital))
    row = FrozenMap({"q1": 1.0, "q2": 2.0})
    decision = Decision("claims", "fund", NOW, amounts=FrozenMap({"usd": row, "eur": row}))
    assert money_text(money_by_unit(portfolio, decision)) == "$3M and €3M"
    assert money_text({}) == ""


def test_the_headline_says_how_far_the_session_is(results):
    none = decision_rows(results, {}, TODAY)
    assert headline([]) == "There is nothing to decide on yet."
    assert headline(none) == "Nothing is decided yet: 4 initiatives to go."
    ids = list(sound().initiatives)
    some = with_decisions(results, *(Decision(key, "fund", NOW) for key in ids[:1]))
    assert headline(decision_rows(some, {}, TODAY)) == "1 of 4 initiatives decided, 3 to go."
    every = with_decisions(results, *(Decision(key, "fund", NOW) for key in ids))
    rows = decision_rows(every, {"claims": "Why"}, TODAY)
    assert headline(rows) == "All 4 are decided."
    assert attention(rows) == "1 decision no longer holds."
    assert state_counts(rows) == {"decided": 3, "no longer holds": 1}
    due = with_decisions(results, Decision("claims", "fund", NOW, review=TODAY))
    rows = decision_rows(due, {}, TODAY)
    assert attention(rows) == "1 decision has a date that is past or in the next 30 days."


def test_what_is_due_is_no_reason_to_say_that_a_decision_does_not_hold(results):
    terms = (Condition("a", TODAY - timedelta(3)), Condition("b", state="missed"))
    decision = Decision("claims", "fund", NOW, terms=terms, review=TODAY)
    portfolio = with_decisions(results, decision).portfolio
    said = no_longer_holding(portfolio, None, TODAY)
    assert said == {"claims": "“Claims triage” missed a condition: “b”."}


def test_a_plan_that_does_otherwise_than_the_plan_of_record_breaks_a_decision(results):
    key = next(iter(results.plan.chosen))
    lapses = (
        Lapse(key, "A", "cut now", "“A” is cut now.", ("Its benefit fell.",)),
        Lapse("wiki", "Wiki", "decided since", "“Wiki” was decided on since."),
        Lapse(key, "A", "kill criterion failed", "It failed."),
    )
    said = no_longer_holding(results.portfolio, Standing(lapses, 4, 2), TODAY)
    assert said == {key: "“A” is cut now. Its benefit fell. It failed."}


def test_conditions_in_words_are_told(results):
    decision = Decision("claims", "fund", NOW, conditions="Report monthly")
    assert row_of(with_decisions(results, decision), "claims").terms_text == "in words"


def test_a_day_that_is_far_is_told_with_its_year(results):
    decision = Decision("claims", "fund", NOW, terms=(Condition("a", date(2028, 1, 31)),))
    row = row_of(with_decisions(results, decision), "claims")
    assert row.terms_text == "1 open, 31 Jan 2028"

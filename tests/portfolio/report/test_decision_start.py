from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import decision_faults, set_level
from portfolio.model import (
    Condition,
    Decision,
    FrozenMap,
    FundingLevel,
    KillCriterion,
    Period,
    Vote,
)
from portfolio.report.decision_draft import against_plan, granted
from portfolio.report.decision_start import (
    as_recorded,
    decided_anew,
    first_review,
    started,
    with_option,
    with_size,
    with_terms,
)
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def document():
    """Two fit; a pilot takes half of everything."""
    pilot = FundingLevel("Pilot", "a", 0.5, 0.5)
    return set_level(sound(), "claims", "pilot", pilot)


@pytest.fixture(scope="module")
def results():
    return analyze(document())


def test_the_form_begins_with_what_the_plan_does(results):
    for key in results.portfolio.initiatives:
        begun = started(results, key, "Ada", NOW)
        funded = key in results.plan.chosen
        assert begun.option == ("fund" if funded else "cut")
        assert bool(begun.amounts) == funded
        assert begun.decided_by == "Ada"
        assert begun.reason == results.lines[key].cause


def test_without_a_plan_it_begins_with_the_full_size():
    results = Results(revision=0, portfolio=document())
    begun = started(results, "claims", "", NOW)
    assert begun.option == "fund"
    assert begun.amounts["usd"] == FrozenMap({"q1": 1.0, "q2": 1.0})
    assert with_option(results, begun, "cut").amounts == FrozenMap()


def test_another_option_drops_the_reason_of_the_plan_and_keeps_that_of_a_person(results):
    cut = started(results, "vivid", "Ada", NOW)
    assert cut.option == "cut"
    funded = with_option(results, cut, "fund")
    assert funded.reason == ""
    assert funded.amounts == granted(results.portfolio, "vivid", None, None)
    assert against_plan(results, funded)
    assert [f.field for f in decision_faults(results.portfolio, funded, against_plan=True)] == [
        "reason"
    ]
    assert with_option(results, funded, "cut") == cut
    said = replace(funded, reason="The board wants it.")
    assert with_option(results, said, "cut").reason == "The board wants it."


def test_conditions_keep_what_was_granted_and_deferring_grants_nothing(results):
    begun = started(results, "agents", "Ada", NOW)
    amounts = FrozenMap({"usd": FrozenMap({"q1": 1.5})})
    changed = with_option(results, replace(begun, amounts=amounts), "fund with conditions")
    assert changed.amounts == amounts
    assert changed.reason == begun.reason
    later = with_option(results, changed, "defer")
    assert (later.amounts, later.displaces, later.reason) == (FrozenMap(), (), "")
    assert with_size(results.portfolio, replace(later, start="q2")).amounts == FrozenMap()


def test_what_the_plan_does_comes_back_with_its_option(results):
    begun = started(results, "claims", "Ada", NOW)
    assert with_option(results, with_option(results, begun, "defer"), "fund") == begun


def test_another_size_takes_its_amounts(results):
    begun = Decision("claims", "fund", NOW, level="pilot", start="q2")
    assert with_size(results.portfolio, begun).amounts["usd"] == FrozenMap({"q2": 0.5})


def test_the_first_review_is_when_the_first_period_of_work_ends():
    days = (date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1))
    periods = {f"q{n}": Period(f"Q{n}", "abc"[n], day) for n, day in enumerate(days)}
    portfolio = replace(sound(), periods=FrozenMap(periods))
    cut, funded = Decision("claims", "cut", NOW), Decision("claims", "fund", NOW)
    later = replace(funded, amounts=FrozenMap({"usd": FrozenMap({"q1": 1.0, "q2": 1.0})}))
    assert first_review(portfolio, cut, NOW.date()) == date(2027, 4, 1)
    assert first_review(portfolio, later, NOW.date()) == date(2027, 7, 1)
    assert first_review(portfolio, cut, date(2027, 5, 9)) == date(2027, 7, 1)
    assert first_review(portfolio, cut, date(2028, 1, 1)) == date(2028, 4, 1)
    assert first_review(sound(), cut, date(2026, 1, 1)) == date(2026, 4, 2)


def test_another_option_in_place_of_what_holds_says_nothing_of_who_decided_that(results):
    kill = KillCriterion("use", "5", date(2027, 1, 1), "stop")
    votes = (Vote("Ada"), Vote("Bo", "against", "Too late"))
    held = Decision(
        "claims", "cut", NOW, "Nobody uses it.", "Cleo", decided_by="The board", votes=votes,
        review=date(2026, 12, 1), kill=kill,
    )  # fmt: skip
    anew = decided_anew(results, held, "fund", "Dee", NOW)
    assert (anew.option, anew.decided_by, anew.votes) == ("fund", "Dee", ())
    assert (anew.owner, anew.kill) == ("Cleo", kill)
    assert anew.reason == started(results, "claims", "Dee", NOW).reason
    assert anew.review == first_review(results.portfolio, anew, NOW.date()) != held.review
    assert decided_anew(results, replace(held, option="fund"), "cut", "Dee", NOW).reason == ""


def test_what_is_not_funded_is_recorded_without_conditions_and_kill_criterion():
    kill = KillCriterion("use", "5", date(2027, 1, 1), "stop")
    funded = Decision("claims", "fund", NOW, terms=(Condition("a"),), kill=kill)
    assert as_recorded(funded) == funded
    cut = as_recorded(replace(funded, option="cut"))
    assert (cut.terms, cut.kill) == ((), None)


def test_conditions_in_words_become_the_first_condition():
    said = Decision("claims", "fund", NOW, conditions=" Report monthly ", terms=(Condition("a"),))
    assert with_terms(said).terms == (Condition("Report monthly"), Condition("a"))
    assert with_terms(said).conditions == ""
    plain = replace(said, conditions="")
    assert with_terms(plain) is plain

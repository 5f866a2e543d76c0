from dataclasses import replace

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import delete_initiatives, set_benefit, set_capacity, set_settings
from portfolio.funding.objective import worth_of
from portfolio.model import Problem
from portfolio.report import summarize
from tests.portfolio.small import INITIATIVES, sound


@pytest.fixture(scope="module")
def results():
    return analyze(sound())


def test_the_headline_names_counts_value_and_what_binds(results):
    summary = summarize(results)
    plan = results.plan
    assert summary.funded == len(plan.chosen)
    assert summary.funded + summary.cut == 4
    assert summary.headline.startswith(f"Fund {len(plan.chosen)} of 4 for $")
    assert "risk-adjusted benefit" in summary.headline
    assert (summary.proof, summary.remedy) == ("proven optimal", "")


def test_hidden_letters_of_a_resource_are_marked_and_its_name_is_quoted():
    portfolio = sound()
    key = next(iter(portfolio.resources))
    record = replace(portfolio.resources[key], name="abc\u202ecba")
    named = replace(portfolio, resources=portfolio.resources.with_(key, record))
    summary = summarize(analyze(named))
    use = next(use for use in summary.uses if use.resource_id == key)
    assert use.name == "abc⟨U+202E⟩cba"
    binding = [f"“{use.name}”" for use in summary.uses if use.binding]
    assert all(name in summary.headline for name in binding[:3])


def test_captured_is_the_share_of_all_gains(results):
    gains = worth_of(sound(), tuple(INITIATIVES), None).gain
    expected = results.plan.value / gains[gains > 0].sum()
    assert summarize(results).captured == pytest.approx(expected)


def test_a_plan_in_doubt_is_called_so(results):
    assert summarize(replace(results, provisional=True)).proof == "quick answer, being proven…"
    assert summarize(replace(results, stale=frozenset({"plan"}))).proof == "updating…"


def test_nothing_is_claimed_before_there_is_a_plan():
    summary = summarize(Results(revision=0, portfolio=sound()))
    assert summary.headline == "Finding the best plan…"
    assert (summary.binds, summary.value, summary.captured) == ("", "", None)


def test_an_empty_portfolio_has_nothing_to_decide():
    empty = delete_initiatives(sound(), tuple(INITIATIVES))
    assert summarize(analyze(empty)).headline.startswith("Nothing to decide yet")


def test_a_limit_that_is_used_up_binds(results):
    spent = float(results.plan.use[0, 0])
    tight = set_capacity(set_capacity(sound(), "gpu", "q1", spent), "gpu", "q2", spent)
    summary = summarize(analyze(tight))
    assert summary.uses[0].binding
    assert summary.binds.startswith("Compute (100 % in Q1 2027)")
    assert "Compute" in summary.headline


def test_no_limit_at_all_is_said():
    free = sound()
    for resource in free.resources:
        for period in free.periods:
            free = set_capacity(free, resource, period, None)
    summary = summarize(analyze(free))
    assert summary.binds == "No capacity is stated, so nothing limits the plan."
    assert all(use.share is None for use in summary.uses)


def test_problems_are_counted_in_words(results):
    def found(*severities):
        made = tuple(Problem(s, s, "initiative", "agents", "", "x", "y") for s in severities)
        return summarize(replace(results, problems=made)).attention

    assert found() == "Nothing is missing or contradictory."
    assert found("error", "warning", "warning") == "1 error and 2 warnings."
    assert found("note") == "1 note."


def test_the_strip_and_the_page_share_one_summary(results):
    assert summarize(results) is summarize(results)


def test_entries_that_cannot_be_valued_do_not_break_the_screen(results):
    mixed = set_benefit(sound(), "agents", unit="€M")
    pending = replace(results, portfolio=mixed, stale=frozenset({"plan"}))
    assert summarize(pending).captured is None
    assert summarize(analyze(mixed)).headline == analyze(mixed).plan_error.what


def test_the_proof_of_a_copy_without_money_is_not_that_of_the_original():
    named = summarize(analyze(set_settings(sound(), redacted=("people",))))
    bare = summarize(analyze(set_settings(sound(), redacted=("people", "money"))))
    assert named.proof == "proven optimal"
    assert bare.proof == "proven optimal for this redacted copy: not the plan of the original"

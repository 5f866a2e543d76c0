"""Why this size, why this late, why not yet: in words, and checked by applying what they say."""

from dataclasses import replace

import pytest

from portfolio.funding import build_problem, explain, plan
from portfolio.funding.choice_words import earlier_options
from portfolio.funding.reasons import case_of
from portfolio.funding.reverse import Swaps
from portfolio.funding.solver import Control
from portfolio.model import FundingLevel, Rule
from tests.portfolio.funding.timed_builders import random_over_time
from tests.portfolio.timed_lab import changed, lab


def reasons(portfolio, **options):
    return {key: line.reason for key, line in lines(portfolio, **options).items()}


def lines(portfolio, **options):
    return explain(portfolio, plan(portfolio), **options)


def test_a_later_start_is_called_deferred():
    found = lines(lab())
    assert {key: line.verdict for key, line in found.items()} == {
        "alpha": "fund",
        "beta": "defer",
        "gamma": "fund",
        "delta": "cut",
        "old": "fund",
    }


def test_a_deferred_one_is_told_what_an_earlier_start_runs_into_and_costs():
    assert reasons(lab())["beta"] == (
        "Adds $10M of risk-adjusted benefit. With “Alpha” it adds $2M more. "
        "Deferred to Q2 2027, because a start in Q1 2027 needs 6 FTE of “Engineers” in Q1 2027, "
        "where the rest of the plan leaves 0.5 FTE. "
        "Starting it earlier would displace “Alpha” and cost $22M (55.3 %). "
        "Leaving it out would cost $12M (30.2 %); nothing else would come in."
    )


def test_an_earlier_start_costs_what_the_words_say():
    portfolio = lab()
    forced = Rule("force_in", ("beta",), reason="to see")
    early = plan(
        replace(
            changed(portfolio, "beta", starts=("p0",)), rules=portfolio.rules.with_("f", forced)
        )
    )
    assert plan(portfolio).value - early.value == pytest.approx(22)


def test_an_earlier_start_that_no_plan_allows_is_said():
    first = Rule("finished_before", ("beta", "alpha"))
    words = reasons(lab(first))["beta"]
    assert (
        "Deferred to Q2 2027, because a start in Q1 2027 breaks the rule that "
        "“Beta” can start only when “Alpha” has finished." in words
    )
    assert "No plan that obeys every limit and rule starts it earlier." in words


def test_one_that_may_only_start_later_than_stated_says_so():
    words = reasons(changed(lab(), "beta", starts=("p1",)), priced_up_to=0)["beta"]
    assert "Deferred to Q2 2027, the earliest start that is open to it." in words


def test_a_gate_with_a_period_defers():
    gate = Rule("gate", ("beta",), value="the license is signed", period="p1")
    words = reasons(lab(gate), priced_up_to=0)["beta"]
    assert "Deferred to Q2 2027: it waits for its gate: the license is signed" in words
    assert "(expected by Q2 2027)." in words


def test_a_smaller_size_says_what_the_next_one_runs_into():
    assert (
        "Funded at Pilot size, because Full size needs 5 FTE of “Engineers” in Q1 2027, where "
        "the rest of the plan leaves 3 FTE." in reasons(lab())["gamma"]
    )


def test_the_largest_size_says_that_it_is_the_largest():
    assert "Funded at Full size, its largest." in reasons(lab(people=30.0))["gamma"]


def test_a_size_that_adds_nothing_more_says_so():
    portfolio = lab(people=30.0)
    levels = portfolio.initiatives["gamma"].levels.with_("l3", FundingLevel("Huge", "c", 2.0, 1.0))
    words = reasons(changed(portfolio, "gamma", levels=levels), priced_up_to=0)["gamma"]
    assert "Funded at Full size, because Huge size is worth no more." in words


def test_a_closed_gate_is_what_it_waits_for():
    assert reasons(lab())["delta"].startswith("Waits for its gate: rights are cleared. ")


def test_a_gate_of_what_it_requires_is_named():
    needs = Rule("requires", ("gamma", "delta"))
    words = reasons(lab(needs), priced_up_to=0)["gamma"]
    assert words == "It requires “Delta”, which waits for its gate: rights are cleared."


def test_even_the_easiest_way_in_is_told_by_size_and_start():
    portfolio = lab(people=7.0)
    record = portfolio.initiatives["beta"]
    portfolio = changed(portfolio, "beta", levels=portfolio.initiatives["gamma"].levels)
    portfolio = changed(portfolio, "beta", demand=record.demand, starts=("p0", "p1"))
    portfolio = replace(
        portfolio, rules=portfolio.rules.with_("f", Rule("force_out", ("old",), reason="no"))
    )
    tight = replace(
        portfolio.resources["people"],
        capacity=portfolio.resources["people"].capacity.with_all({"p1": 2.5, "p2": 2.5}),
    )
    portfolio = replace(portfolio, resources=portfolio.resources.with_("people", tight))
    assert reasons(portfolio, priced_up_to=0)["beta"].startswith(
        "Even at Pilot size from Q2 2027 it needs 3 FTE of “Engineers” in Q2 2027; "
        "there are only 2.5 FTE in all."
    )


def test_a_negative_synergy_is_told_to_both_sides():
    portfolio = lab(Rule("synergy", ("alpha", "gamma"), amount=-1.0))
    assert "With “Alpha” it loses $1M." in reasons(portfolio, priced_up_to=0)["gamma"]


def test_a_cut_one_is_told_what_it_would_add_beside_what_is_funded():
    portfolio = lab(Rule("synergy", ("alpha", "delta"), amount=4.0))
    assert "With “Alpha” it would add $4M more." in reasons(portfolio, priced_up_to=0)["delta"]


def test_what_runs_is_stopped_or_continued():
    portfolio = lab()
    assert "Stopping it would cost $3M" in reasons(portfolio)["old"]
    stopped = changed(portfolio, "old", benefit=None)
    no_gain = reasons(stopped)["old"]
    assert "Continuing it would cost nothing." in no_gain


def test_a_gate_that_opens_before_the_start_is_not_the_whole_reason():
    gate = Rule("gate", ("beta",), value="the license is signed", period="p1")
    portfolio = lab(gate)
    people = portfolio.resources["people"]
    tight = replace(people, capacity=people.capacity.with_("p1", 4.0))
    portfolio = replace(portfolio, resources=portfolio.resources.with_("people", tight))
    portfolio = changed(portfolio, "beta", open_ended=True)
    assert (
        "Deferred to Q3 2027, because it waits for its gate: the license is signed "
        "(expected by Q2 2027), and a start in Q2 2027 needs 6 FTE of “Engineers” in Q2 2027, "
        "where the rest of the plan leaves" in reasons(portfolio, priced_up_to=0)["beta"]
    )


def earlier_only(portfolio, key, found):
    """The same where one initiative is forced in and starts earlier than in a plan."""
    periods = list(found.period_ids)
    start = periods.index(found.spans[key].start)
    kept = tuple(p for p in portfolio.initiatives[key].starts if periods.index(p) < start)
    forced = portfolio.rules.with_("zz", Rule("force_in", (key,), reason="to see"))
    return replace(changed(portfolio, key, starts=kept), rules=forced) if kept else None


def test_what_an_earlier_start_costs_is_what_the_best_plan_with_one_loses():
    seen = 0
    for seed in range(120):
        portfolio = random_over_time(seed, count=4, periods=3)
        found = plan(portfolio)
        for key in found.deferred:
            early = earlier_only(portfolio, key, found)
            case = case_of(portfolio, found, build_problem(portfolio))
            options = earlier_options(case, key)
            if early is None or not options or key in found.forced_in | found.mandated:
                continue
            swap = Swaps(case.problem, case.x).with_options(options, Control())
            best = plan(early)
            assert swap.possible == (best.status == "optimal"), seed
            if swap.possible:
                seen += 1
                assert found.value - swap.cost == pytest.approx(best.value, abs=1e-9), seed
    assert seen > 5

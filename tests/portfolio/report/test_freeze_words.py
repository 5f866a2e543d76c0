from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.analysis import Results, analyze
from portfolio.model import Ballot, Decision, Entry, FrozenMap
from portfolio.model.decided import current_decisions
from portfolio.report.freeze_words import disagreements, freeze_summary, freeze_warnings
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def results():
    return analyze(sound())


def decided(results, **options):
    records = FrozenMap({key: Decision(key, option, NOW) for key, option in options.items()})
    return replace(results, portfolio=replace(results.portfolio, decisions=records))


def as_planned(results):
    chosen = results.plan.chosen
    return {key: "fund" if key in chosen else "cut" for key in results.portfolio.initiatives}


def test_the_summary_says_how_many_at_what_worth_and_what_binds(results):
    counts, worth, binds = freeze_summary(results)
    funded = len(results.plan.chosen)
    assert counts == (
        f"{funded} of 4 initiatives funded, {4 - funded} cut; "
        "all as planned, since nothing is decided."
    )
    assert worth.startswith("The plan is worth $")
    assert worth.endswith("proven optimal.")
    assert "bind" in binds


def test_what_was_decided_counts_and_not_what_is_planned(results):
    everything = decided(results, **dict.fromkeys(sound().initiatives, "fund"))
    counts, worth = freeze_summary(everything)
    fit = freeze_warnings(everything)[0]
    assert counts.startswith("4 of 4 initiatives funded, 0 cut; all as decided.")
    assert worth.startswith("As decided: worth $37M of risk-adjusted benefit, $5M more than the")
    assert fit.startswith("Not everything fits: ")
    assert "too much of “Compute” in Q1 2027" in fit


def test_nothing_stands_out_when_all_is_decided_as_planned(results):
    assert freeze_warnings(decided(results, **as_planned(results))) == ()


def test_what_is_undecided_is_named(results):
    options = as_planned(results)
    del options["claims"]
    (warning,) = freeze_warnings(decided(results, **options))
    assert warning == (
        "1 initiative is undecided: “Claims triage”. "
        "The plan of record holds what the plan says of it."
    )


def test_decisions_that_the_plan_does_not_share_are_named(results):
    assert "vivid" not in results.plan.chosen
    options = {**as_planned(results), "vivid": "fund", "agents": "defer"}
    known = decided(results, **options)
    assert disagreements(known.portfolio, known.plan) == ["agents", "vivid"]
    misfit, warning = freeze_warnings(known)
    assert misfit.startswith("Not everything fits: ")
    assert "“Agents” was deferred and the plan funds it" in warning
    assert "“Vivid” was funded and the plan cuts it" in warning


def test_deferring_what_the_plan_cuts_is_no_disagreement(results):
    known = decided(results, **{**as_planned(results), "vivid": "defer"})
    assert disagreements(known.portfolio, known.plan) == []


def test_what_is_tried_out_and_what_is_sealed_is_told(results):
    known = decided(results, **as_planned(results))
    sealed = replace(known.portfolio, ballots=FrozenMap({"ana": Ballot(NOW, NOW)}))
    tried, ballots = freeze_warnings(replace(known, portfolio=sealed), "“Compute” at 80 %")
    assert tried.startswith("What if: “Compute” at 80 %. The plan that is frozen is that of the")
    assert ballots.startswith("1 ballot still sealed")


def test_without_a_plan_there_is_nothing_to_say():
    results = Results(0, sound())
    assert (freeze_summary(results), freeze_warnings(results)) == ((), ())


def test_decisions_against_each_other_are_told(results):
    known = decided(results, **as_planned(results))
    first, second = sorted(results.plan.chosen)[:2]
    records = known.portfolio.decisions
    displacing = replace(records[first], displaces=(second, "vivid"))
    clashing = replace(known.portfolio, decisions=records.with_(first, displacing))
    (warning,) = freeze_warnings(replace(known, portfolio=clashing))
    names = {key: record.name for key, record in sound().initiatives.items()}
    assert warning == (
        f"Decisions disagree with each other: “{names[first]}” displaces “{names[second]}”, "
        "which is decided as funded. All are frozen."
    )


def test_what_another_version_decided_otherwise_is_told(results):
    known = decided(results, **as_planned(results))
    records = known.portfolio.decisions
    holds = current_decisions(known.portfolio)["claims"]
    other = replace(records[holds], option="defer", at=NOW - timedelta(days=9))
    journal = {
        "e1": Entry(NOW, "decision", "x", record="other"),
        "e2": Entry(NOW, "decision", "x", record=holds),
    }
    apart = replace(
        known.portfolio, decisions=records.with_("other", other), journal=FrozenMap(journal)
    )
    (warning,) = freeze_warnings(replace(known, portfolio=apart))
    assert warning == (
        "Decided otherwise in another version of the file, merged since: “Claims triage”. "
        "The later decision is frozen."
    )

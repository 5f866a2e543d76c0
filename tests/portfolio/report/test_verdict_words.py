"""What becomes of an initiative in a few words, and in every count and table."""

from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.funding import plan_change
from portfolio.model import Rule
from portfolio.report import change_sentence, fated, funding_rows, summarize
from portfolio.report.as_json import plan_document
from portfolio.report.as_text import plan_lines
from portfolio.report.frames import plan_frame
from portfolio.report.verdict_words import Fated
from tests.portfolio.timed_lab import changed, lab


@pytest.fixture(scope="module")
def results():
    return analyze(lab(), upto="lines")


def words(results):
    return {
        key: fated(results.portfolio, results.plan, key).words
        for key in results.portfolio.initiatives
    }


def test_each_is_told_from_when_and_at_which_size(results):
    assert words(results) == {
        "alpha": "Funded",
        "beta": "Deferred to Q2 2027",
        "gamma": "Funded (Pilot)",
        "delta": "Cut",
        "old": "Continue",
    }


def test_one_that_starts_as_stated_but_not_at_once_is_told_from_when(results):
    met = Rule("gate", ("delta",), value="rights", state="met")
    found = analyze(replace(lab(), rules=lab().rules.with_("g", met)), upto="plan")
    assert words(found)["delta"] == "Funded from Q2 2027"


def test_what_runs_is_stopped():
    out = Rule("force_out", ("old",), reason="no")
    assert words(analyze(lab(out), upto="plan"))["old"] == "Stop, forced out"


def test_without_a_plan_that_fits_the_rule_is_told():
    both = Rule("force_in", ("alpha", "beta", "gamma"), reason="all")
    found = analyze(changed(lab(both, people=5.0), "beta", starts=()), upto="plan")
    assert words(found)["alpha"] == "Forced in; no plan fits"
    assert words(found)["old"] == ""
    assert fated(found.portfolio, None, "old") == Fated(running=True)


def test_the_counts_tell_the_deferred_apart(results):
    summary = summarize(results)
    assert (summary.funded, summary.deferred, summary.cut) == (3, 1, 1)
    assert summary.counts == "3 funded, 1 deferred, 1 cut"
    assert summary.headline.startswith("Fund 4 of 5, 1 of them from a later start, for ")


def test_rows_stand_funded_deferred_cut(results):
    assert [row.fate for row in funding_rows(results)] == ["fund", "fund", "fund", "defer", "cut"]


def test_json_and_frames_tell_start_and_last_period(results):
    rows = {row["id"]: row for row in plan_document(results)["initiatives"]}
    beta = rows["beta"]
    assert beta["verdict"] == "defer"
    assert (beta["start"], beta["start_name"]) == ("p1", "Q2 2027")
    assert (beta["last"], beta["last_name"], beta["goes_on"]) == ("p2", "Q3 2027", False)
    assert (rows["delta"]["start"], rows["delta"]["last_name"]) == ("", "")
    frame = plan_frame(results)
    assert frame.loc["beta", ["verdict", "start", "last"]].tolist() == ["defer", "p1", "p2"]


def test_the_terminal_lists_the_deferred(results):
    text = "\n".join(plan_lines(results, 100))
    assert "Funded (3)" in text
    assert "Deferred (1)" in text
    assert "from Q2 2027" in text


def test_another_start_is_a_change():
    before = analyze(lab(), upto="plan").plan
    after = analyze(changed(lab(), "beta", starts=("p2",), open_ended=True), upto="plan").plan
    change = plan_change(before, after)
    assert change.moved == ("beta",)
    assert not change.nothing
    assert change_sentence(change, {"beta": "Beta"}) == "another start: “Beta”; the same value"

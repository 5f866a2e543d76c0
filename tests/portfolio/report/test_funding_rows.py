from dataclasses import replace

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import add_rule, set_benefit, set_capacity
from portfolio.model import Rule
from portfolio.report import funding_rows, summarize
from portfolio.report.initiative_lines import initiative_lines, verdict_text
from tests.portfolio.small import sound


@pytest.fixture(scope="module")
def results():
    return analyze(sound())


def test_one_row_an_initiative_as_the_plan_says(results):
    rows = funding_rows(results)
    assert {row.key for row in rows if row.fate == "fund"} == set(results.plan.chosen)
    assert {row.key for row in rows} == set(sound().initiatives)


def test_funded_first_each_by_falling_worth(results):
    rows = funding_rows(results)
    assert [row.fate for row in rows] == sorted((row.fate for row in rows), reverse=True)
    for fate in ("fund", "cut"):
        worths = [row.worth for row in rows if row.fate == fate]
        assert worths == sorted(worths, reverse=True)


def test_rank_reason_and_price_are_those_of_the_analysis(results):
    ranks = dict(zip(results.ranking.initiative_ids, results.ranking.ranks.tolist(), strict=True))
    for row in funding_rows(results):
        assert row.rank == ranks[row.key]
        assert row.reason == results.lines[row.key].reason
        assert row.price == results.lines[row.key].price
        assert row.waterline == ("fund" if row.key in results.waterline.chosen else "cut")


def test_the_rule_that_decided_is_named():
    forced = add_rule(sound(), "u1", Rule("force_out", ("agents",), reason="Not now"))
    mandated = add_rule(forced, "u2", Rule("mandated", ("wiki",)))
    rows = {row.key: row for row in funding_rows(analyze(mandated))}
    assert (rows["agents"].fate, rows["agents"].origin) == ("cut", "forced out")
    assert (rows["wiki"].fate, rows["wiki"].origin) == ("fund", "mandated")


def test_what_is_not_known_is_none(results):
    unvalued = set_benefit(sound(), "wiki", amount=None)
    row = next(row for row in funding_rows(analyze(unvalued)) if row.key == "wiki")
    assert row.worth is None
    without = replace(results, ranking=None, waterline=None, lines={})
    assert all(
        (row.rank, row.waterline, row.reason, row.price) == (0, None, "", None)
        for row in funding_rows(without)
    )


def test_no_rows_without_a_plan():
    assert funding_rows(Results(revision=0, portfolio=sound())) == []


def nothing_fits():
    tight = set_capacity(sound(), "gpu", "q1", 1.0)
    held = add_rule(tight, "u1", Rule("mandated", ("vivid",), reason="Law"))
    held = add_rule(held, "u2", Rule("force_out", ("agents",), reason="Not now"))
    return analyze(add_rule(held, "u3", Rule("force_in", ("wiki",), active=False)))


def test_when_nothing_fits_every_row_says_what_holds_it():
    results = nothing_fits()
    assert results.plan.status == "infeasible"
    rows = funding_rows(results)
    assert {row.key for row in rows} == set(sound().initiatives)
    assert {row.fate for row in rows} == {None}
    assert {(row.key, row.origin) for row in rows[:2]} == {
        ("vivid", "mandated"),
        ("agents", "forced out"),
    }
    by_key = {row.key: row for row in rows}
    assert by_key["vivid"].reason.endswith("must be funded (mandated). Law.")
    assert by_key["wiki"].origin == ""
    assert by_key["wiki"].reason == "No rule holds it; nothing is decided while no plan fits."
    assert all(row.waterline is None for row in rows)


def test_when_nothing_fits_nothing_is_counted():
    summary = summarize(nothing_fits())
    assert (summary.fits, summary.funded, summary.cut, summary.forced) == (False, 0, 0, 2)
    assert summary.headline.startswith("No plan fits: “")
    assert summary.remedy.startswith("Release what is forced in")
    assert all(use.share is None and not use.binding for use in summary.uses)
    assert summary.uses[0].demand_share > 1
    assert (summary.value, summary.binds, summary.captured) == ("", "", None)


def test_when_nothing_fits_a_line_says_what_holds_it():
    lines = {line.key: verdict_text(line) for line in initiative_lines(nothing_fits())}
    assert lines["vivid"] == "Mandated; no plan fits"
    assert lines["wiki"] == ""

from dataclasses import replace

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import add_rule, set_benefit
from portfolio.model import Rule
from portfolio.report import funding_rows
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


def test_no_rows_without_a_plan(results):
    assert funding_rows(Results(revision=0, portfolio=sound())) == []
    impossible = replace(results, plan=replace(results.plan, status="infeasible"))
    assert funding_rows(impossible) == []

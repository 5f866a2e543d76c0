"""What planning by hand loses, way by way."""

from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.files import load, samples
from portfolio.report.habit_lines import habit_lines, ranked_order
from tests.portfolio.timed_lab import lab


@pytest.fixture(scope="module")
def tutorial():
    path = next(each.path for each in samples() if each.path.stem == "tutorial_8")
    return analyze(load(path).portfolio, upto="waterline")


def test_every_way_is_told_with_what_it_loses(tutorial):
    lines = habit_lines(tutorial)
    assert lines[0].title == "Down the ranking"
    assert len(lines) == 3
    lost = 1 - lines[0].kept
    assert lost == pytest.approx(1 - tutorial.waterline.value / tutorial.plan.value)
    assert lines[0].lost.startswith("−$")
    assert lines[0].sentence.startswith("It loses $")


def test_the_order_is_that_of_the_ranks(tutorial):
    ranks = dict(zip(tutorial.ranking.initiative_ids, tutorial.ranking.ranks.tolist(), strict=True))
    order = ranked_order(tutorial)
    assert [ranks[key] for key in order] == sorted(ranks[key] for key in order)


def test_there_is_nothing_to_compare_without_a_plan(tutorial):
    assert habit_lines(replace(tutorial, plan=None)) == ()
    stuck = replace(tutorial.plan, status="infeasible")
    assert habit_lines(replace(tutorial, plan=stuck)) == ()


def test_without_a_ranking_the_ratio_is_left():
    lines = habit_lines(analyze(lab(), upto="waterline"))
    assert {line.title for line in lines} >= {"Benefit per “Engineers”"}

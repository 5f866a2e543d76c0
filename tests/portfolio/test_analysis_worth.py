"""What each initiative is worth: known once for each state of the document, and of what."""

import math
from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.analysis.worth import KnownWorth, known_worth, worth_by_id
from portfolio.charts.lineup import lineup
from portfolio.edit import set_benefit, set_settings
from tests.portfolio.small import sound


@pytest.fixture(scope="module")
def results():
    return analyze(sound())


def test_worth_is_worked_out_once_while_weights_move(results):
    other = replace(results, scores={"agents": 3.0}, revision=9)
    assert worth_by_id(other) is worth_by_id(results)


def test_worth_by_value_follows_the_scores(results):
    portfolio = set_settings(sound(), objective="value")
    valued = replace(results, portfolio=portfolio, scores={"agents": 3.0})
    assert worth_by_id(valued) == {"agents": 3.0}
    assert worth_by_id(replace(valued, scores={"wiki": 4.0})) == {"wiki": 4.0}


def test_nothing_is_known_of_entries_that_cannot_be_valued(results):
    mixed = set_benefit(sound(), "agents", unit="€M")
    found = known_worth(replace(results, portfolio=mixed))
    assert (found.objective, found.by_id) == (None, KnownWorth().by_id) == (None, {})


def test_amounts_of_another_objective_do_not_stand_beside_an_older_plan(results):
    scored = set_settings(sound(), objective="value")
    pending = replace(results, portfolio=scored, scores={"agents": 3.0})
    assert known_worth(pending).objective == "value"
    assert results.plan.objective == "benefit"
    assert all(math.isnan(entry.gain) for entry in lineup(pending, results.plan))
    assert not any(math.isnan(entry.gain) for entry in lineup(results, results.plan))

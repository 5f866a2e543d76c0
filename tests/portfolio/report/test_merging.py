"""A merge followed through: what is derived anew, and what is wrong only since the merge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portfolio.edit import (
    add_rule,
    set_facts,
    set_figure,
    set_initiative,
    set_period,
    set_title,
)
from portfolio.files.merging import merge
from portfolio.model import Figure, Rule
from portfolio.report.merging import answered, joined
from tests.portfolio.files.documents import SMALL
from tests.portfolio.small import sound

MORE, LESS = Figure(2_000.0), Figure(500.0)


def test_a_circle_that_both_sides_close_together_is_a_new_problem():
    base = replace(SMALL, rules=SMALL.rules.without("u_1"))
    ours = add_rule(base, "u_a", Rule("requires", ("i_triage", "i_video")))
    theirs = add_rule(base, "u_b", Rule("requires", ("i_video", "i_triage")))
    found, result = joined(base, ours, theirs)
    assert found.conflicts == ()
    assert result.portfolio.rules.keys() == {"u_a", "u_b"}
    (problem,) = [each for each in result.problems if each.kind == "rule"]
    assert "“Claims triage”" in problem.text
    assert "“Viral video”" in problem.text


def test_what_was_wrong_on_a_side_already_is_no_news():
    ours = add_rule(SMALL, "u_a", Rule("requires", ("i_triage", "gone")))
    _, result = joined(SMALL, ours, set_title(SMALL, "New"))
    assert result.problems == ()


def derived():
    """“Vivid”, of which the demand of compute follows from its training and use."""
    portfolio = set_period(sound(), "q1", start=date(2027, 1, 1))
    portfolio = set_period(portfolio, "q2", start=date(2027, 4, 1))
    portfolio = set_figure(portfolio, "vivid", "units_per_day", Figure(1_000.0))
    portfolio = set_figure(portfolio, "vivid", "seconds_per_unit", Figure(2_400.0))
    return set_facts(portfolio, "vivid", derived=True)


def test_nobody_is_asked_about_demand_that_follows_from_other_figures():
    base = derived()
    ours = set_figure(base, "vivid", "units_per_day", Figure(2_000.0))
    theirs = set_figure(base, "vivid", "seconds_per_unit", Figure(600.0))
    assert {each.path[2] for each in merge(base, ours, theirs).conflicts} == {"demand"}
    found, result = joined(base, ours, theirs)
    assert found.conflicts == ()
    assert result.portfolio == set_figure(ours, "vivid", "seconds_per_unit", Figure(600.0))


def test_real_conflicts_keep_their_places_beside_those_that_are_moot():
    base = derived()
    ours = set_figure(set_initiative(base, "vivid", owner="Ana"), "vivid", "units_per_day", MORE)
    theirs = set_figure(set_initiative(base, "vivid", owner="Ben"), "vivid", "units_per_day", LESS)
    found, _ = joined(base, ours, theirs)
    assert [each.path[2] for each in found.conflicts] == ["owner", "facts"]
    assert answered(found, ()).portfolio == ours
    assert answered(found, {0, 1}).portfolio == theirs
    assert answered(found, {1}).portfolio == set_initiative(theirs, "vivid", owner="Ana")

from dataclasses import replace

import pytest

from portfolio.analysis import Analysis
from portfolio.edit import add_rule, force, set_benefit, set_demand
from portfolio.model import Estimate, Problem, Rule
from portfolio.report.initiative_lines import (
    initiative_lines,
    overall_demand,
    problems_by_initiative,
    verdict_text,
)
from portfolio.report.rule_sentences import rule_sentence, rules_about
from tests.portfolio.small import sound


def results_of(portfolio):
    *_, last = Analysis().run(portfolio, 1, lambda fraction, text: None)
    return last


@pytest.fixture(scope="module")
def forced():
    rule = Rule("force_in", initiatives=("vivid",), reason="The board wants it", author="Ada")
    return results_of(force(sound(), "x", rule))


def test_lines_join_record_plan_and_ranking(forced):
    lines = {line.key: line for line in initiative_lines(forced)}
    assert list(lines) == ["agents", "claims", "vivid", "wiki"]
    assert verdict_text(lines["vivid"]) == "Funded, forced in"
    assert {key for key, line in lines.items() if line.fate == "fund"} == set(forced.plan.chosen)
    assert verdict_text(lines["agents"]) == "Cut"
    assert lines["claims"].worth == pytest.approx(0.5 * 20.0)
    assert sorted(line.rank for line in lines.values()) == [1, 2, 3, 4]
    best = min(lines.values(), key=lambda line: line.rank)
    assert best.score == max(line.score for line in lines.values())


def test_lines_without_results_know_only_the_record(forced):
    bare = replace(forced, plan=None, ranking=None, scores={})
    line = initiative_lines(bare)[0]
    assert (line.fate, line.rank, line.score, verdict_text(line)) == (None, 0, None, "")
    assert line.worth is not None


def test_benefits_in_two_units_leave_the_worth_unknown(forced):
    mixed = set_benefit(forced.portfolio, "wiki", unit="€M")
    lines = initiative_lines(replace(forced, portfolio=mixed))
    assert {line.worth for line in lines} == {None}


def test_demand_over_all_periods_adds_up_money_and_takes_the_peak_of_people():
    portfolio = set_demand(sound(), "wiki", "gpu", "q1", None)
    portfolio = set_demand(portfolio, "wiki", "gpu", "q2", Estimate(0.5))
    portfolio = set_demand(portfolio, "wiki", "fte", "q2", Estimate(3.0))
    record = portfolio.initiatives["wiki"]

    def over(key, *periods):
        return overall_demand(record, (key, portfolio.resources[key]), periods)

    assert over("gpu", "q1", "q2") == 0.5
    assert over("fte", "q1", "q2") == 3.0
    likely = [record.demand["usd"][period].likely for period in ("q1", "q2")]
    assert over("usd", "q1", "q2") == pytest.approx(sum(likely))
    assert over("gpu", "q1") is None
    gone = ("gone", portfolio.resources["gpu"])
    assert overall_demand(record, gone, ("q1",)) is None


def test_problems_are_grouped_by_initiative():
    problems = [
        Problem("a", "error", "initiative", "i0", "name", "", ""),
        Problem("b", "warning", "rating", "i0", "ratings", "", ""),
        Problem("c", "warning", "resource", "r", "", "", ""),
    ]
    assert problems_by_initiative(problems) == {"i0": problems[:2]}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("requires", ("vivid", "wiki")), "“Vivid” requires “Wiki”."),
        (
            Rule("excludes", ("vivid", "wiki", "gone")),
            "At most one of “Vivid”, “Wiki” and a missing one.",
        ),
        (
            Rule("force_out", ("vivid",), reason="No rights.", author="Ada"),
            "“Vivid” forced out. No rights. (Ada)",
        ),
        (
            Rule("mandated", ("vivid",), active=False),
            "“Vivid” must be funded (mandated). Switched off.",
        ),
    ],
)
def test_rules_are_sentences(rule, sentence):
    portfolio = add_rule(sound(), "x", rule)
    assert rule_sentence(portfolio, rule) == sentence
    assert rules_about(portfolio, "vivid") == [("x", rule, sentence)]
    assert rules_about(portfolio, "agents") == []


def test_a_level_is_named_in_the_verdict(forced):
    line = initiative_lines(forced)[2]
    assert (
        verdict_text(replace(line, fated=replace(line.fated, level="Pilot", origin="")))
        == "Funded (Pilot)"
    )

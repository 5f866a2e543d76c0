"""The lights in the analysis: at once, and again with the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.analysis import Analysis, analyze
from portfolio.model import Facts, KillCriterion, Rule
from tests.portfolio.small import sound, with_record

TODAY = date(2027, 3, 1)


def run(portfolio, work=None):
    work = work or Analysis(lambda: TODAY)
    return list(work.run(portfolio, 1, lambda _fraction, _text: None))


def test_lights_come_before_the_plan_and_are_stale_until_it_is_there():
    results = run(sound())
    first = next(each for each in results if each.board is not None)
    assert "plan" in first.stale
    assert "lessons" in first.stale
    assert not first.board.population.funded
    assert not results[-1].stale
    assert results[-1].board.population.funded == frozenset(results[-1].plan.chosen)


def test_a_force_in_has_its_price_on_the_board():
    rule = Rule("force_in", ("vivid",), reason="Asked for", author="Ana")
    portfolio = sound()
    best = run(portfolio)[-1].plan
    assert "vivid" not in best.chosen
    forced = with_rule(portfolio, rule)
    last = run(forced)[-1]
    assert last.board.population.force_cost["vivid"] == pytest.approx(
        1 - last.plan.value / best.value
    )
    assert last.board.status("vivid", "5a") == "red"


def with_rule(portfolio, rule):
    return replace(portfolio, rules=portfolio.rules.with_("forced", rule))


def test_a_kill_criterion_past_its_date_turns_red_by_itself():
    kill = KillCriterion("retention", "8 %", date(2027, 3, 1), "stop")
    portfolio = with_record(sound(), "initiatives", "vivid", facts=Facts(kill=kill))
    day = [TODAY]
    work = Analysis(lambda: day[0])
    assert run(portfolio, work)[-1].board.status("vivid", "5c") == "green"
    day[0] = date(2027, 3, 2)
    assert run(portfolio, work)[-1].board.status("vivid", "5c") == "red"


def test_a_board_that_still_holds_is_the_same_object():
    work = Analysis(lambda: TODAY)
    portfolio = sound()
    first = run(portfolio, work)[-1].board
    assert run(portfolio, work)[-1].board is first
    renamed = with_record(portfolio, "criteria", "fit", description="Other words")
    assert run(renamed, work)[-1].board is first


def test_the_lights_are_current_in_the_end_where_facts_alone_were_edited():
    work = Analysis(lambda: TODAY)
    portfolio = sound()
    run(portfolio, work)
    edited = with_record(portfolio, "initiatives", "vivid", facts=Facts(synthetic_media=True))
    last = run(edited, work)[-1]
    assert not last.stale
    assert last.board.status("vivid", "4c") == "missing"


def test_those_who_wait_may_choose_the_day():
    kill = KillCriterion("retention", "8 %", date(2027, 3, 1), "stop")
    portfolio = with_record(sound(), "initiatives", "vivid", facts=Facts(kill=kill))
    late = analyze(portfolio, upto="lessons", today=date(2028, 1, 1))
    assert late.board.status("vivid", "5c") == "red"
    early = analyze(portfolio, upto="lessons", today=date(2027, 1, 1))
    assert early.board.status("vivid", "5c") == "green"

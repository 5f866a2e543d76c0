"""The month in which each light could have come on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portfolio.lessons import CHECKS, judge
from portfolio.lessons.timeline import facts_at, timeline
from portfolio.model import Facts, Figure, FrozenMap, Initiative, KillCriterion, Portfolio, Reading

TODAY = date(2026, 4, 30)
LAUNCH = date(2025, 9, 30)


def facts(**fields):
    """A price at launch; a cost reported in November; revenue in December, less in January."""
    figures = {
        "price_per_unit": Figure(1.0, as_of=LAUNCH),
        "unit_cost": Figure(1.3, as_of=date(2025, 11, 10)),
        "revenue_month": Figure(
            367e3, as_of=date(2026, 1, 31), earlier=(Reading(540e3, date(2025, 12, 31)),)
        ),
        "inference_cost_month": Figure(31e6, as_of=date(2025, 11, 10)),
    }
    return Facts(
        kind="social or video app",
        pricing="hybrid",
        launched=LAUNCH,
        figures=FrozenMap(figures),
        **fields,
    )


def months(stated):
    record = Initiative("Video app", "1", stage="run", facts=stated)
    board = judge(Portfolio("p", initiatives=FrozenMap({"v": record})), today=TODAY)
    return {each.check.code: each.month for each in timeline(board, "v")}


def test_a_light_comes_on_when_its_last_figure_is_known():
    found = months(facts())
    assert found["1a"] == date(2025, 11, 1)
    assert found["1b"] == date(2025, 12, 1)
    assert found["3a"] is None
    assert list(found) == [check.code for check in CHECKS]


def test_what_has_no_date_holds_from_the_first_month():
    assert months(replace(facts(), rights="opt-out"))["4b"] == date(2025, 9, 1)


def test_a_kill_criterion_turns_red_after_its_date():
    kill = KillCriterion("retention", "8 %", date(2025, 12, 31), "stop")
    assert months(facts(kill=kill))["5c"] == date(2026, 1, 1)


def test_without_any_date_there_is_no_month():
    undated = Facts(kind="consumer app", figures=FrozenMap({"unit_cost": Figure(1.0)}))
    assert set(months(undated).values()) == {None}


def test_readings_of_the_future_are_not_known_yet():
    known = facts_at(facts(), date(2026, 1, 15)).figures
    assert known["revenue_month"].likely == 540e3
    assert known["revenue_month"].earlier == ()
    assert "unit_cost" not in facts_at(facts(), date(2025, 10, 31)).figures
    late = facts_at(facts(), TODAY).figures["revenue_month"]
    assert (late.likely, len(late.earlier)) == (367e3, 1)


def test_the_first_and_the_last_day_of_the_calendar():
    kill = KillCriterion("D30", "8 %", date.max, "end it")
    old = {"price_per_unit": Figure(1.0, as_of=date.min), "unit_cost": Figure(2.0)}
    record = Initiative("A", "1", stage="run", facts=Facts(figures=FrozenMap(old), kill=kill))
    portfolio = Portfolio("p", initiatives=FrozenMap({"v": record}))
    for today in (date.min, TODAY, date.max):
        found = {
            each.check.code: each.month for each in timeline(judge(portfolio, today=today), "v")
        }
        assert found["1a"] == date.min

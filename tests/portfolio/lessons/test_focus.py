"""Lesson 5: what forcing costs, work in progress, kill criteria; focus and appetite in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from portfolio.lessons.appetite import appetites
from portfolio.lessons.focus import CHECKS
from portfolio.lessons.focus_numbers import focus_numbers
from portfolio.model import Facts, Initiative, KillCriterion
from tests.portfolio.lessons.asked import TODAY, asked, one, portfolio_of, said_of, value_of
from tests.portfolio.small import sound, with_record

WHOLE = KillCriterion("retention on day 30", "8 %", date(2027, 6, 30), "hand back the chips")


def test_the_cost_of_a_force_in_is_what_the_plan_says():
    portfolio = portfolio_of(vivid=Initiative("Vivid", "V"))
    forced = asked("vivid", portfolio, force_cost={"vivid": 0.189})
    assert value_of(CHECKS, "5a.cost", forced) == pytest.approx(0.189)
    assert CHECKS[0].applies(forced) == ""
    assert CHECKS[0].applies(asked("vivid", portfolio)) == "Nobody forces it into the plan."


def busy(count, **fields):
    """One person who leads so many running efforts."""
    rows = {
        f"i{n}": Initiative(f"I{n}", f"V{n}", owner="Ana ", status="running", **fields)
        for n in range(count)
    }
    return portfolio_of(**rows)


def test_work_in_progress_is_counted_by_lead():
    assert value_of(CHECKS, "5b.per_lead", asked("i0", busy(4))) == 4
    assert CHECKS[1].applies(asked("i0", busy(4))) == ""


def test_what_is_retired_or_not_begun_is_no_work_in_progress():
    assert CHECKS[1].applies(asked("i0", busy(2, stage="retire"))) == "It is being retired."
    waiting = portfolio_of(i=Initiative("I", "V", owner="Ana"))
    assert CHECKS[1].applies(asked("i", waiting)) == "It is neither running nor funded."
    assert CHECKS[1].applies(asked("i", waiting, funded=["i"])) == ""


def test_work_without_an_owner_is_missing_one():
    assert said_of(CHECKS, "5b.owner", one(None, status="running")).status == "missing"


@pytest.mark.parametrize(
    ("stage", "kill", "status"),
    [
        ("idea", KillCriterion(), "missing"),
        ("pilot", KillCriterion(), "red"),
        ("run", KillCriterion(), "red"),
        ("retire", KillCriterion(), "missing"),
        ("pilot", KillCriterion("retention"), "amber"),
        ("pilot", WHOLE, "green"),
        ("pilot", replace(WHOLE, date=TODAY), "green"),
        ("pilot", replace(WHOLE, date=TODAY - timedelta(days=1)), "red"),
        ("idea", replace(WHOLE, date=TODAY - timedelta(days=1)), "red"),
        ("pilot", replace(WHOLE, date=TODAY - timedelta(days=1), outcome="passed"), "green"),
        ("pilot", replace(WHOLE, outcome="failed"), "red"),
    ],
)
def test_kill_criterion(stage, kill, status):
    said = said_of(CHECKS, "5c.kill", one(Facts(kill=kill), stage=stage))
    assert said.status == status
    assert bool(said.turns) == (status != "green")


def test_what_is_not_known_of_somebody_elses_product_is_missing():
    kill = KillCriterion(outcome="not known")
    assert said_of(CHECKS, "5c.kill", one(Facts(kill=kill), stage="run")).status == "missing"


def test_focus_of_what_is_running_or_funded():
    """Three funded of four; people: 10 FTE a quarter in the small portfolio."""
    portfolio = sound()
    numbers = focus_numbers(portfolio, ["agents", "claims", "wiki"])
    people = portfolio.resources["fte"].capacity
    mean = sum(people.values()) / len(people)
    assert numbers.started == 3
    assert numbers.people == mean
    assert numbers.per_person == pytest.approx(3 / mean)
    asked_for = sum(
        portfolio.initiatives[key].demand["fte"]["q1"].likely
        for key in ("agents", "claims", "wiki")
    )
    assert numbers.people_share == pytest.approx(asked_for / people["q1"])
    assert numbers.top_share == 1


def test_focus_of_an_empty_portfolio_says_nothing():
    numbers = focus_numbers(portfolio_of())
    assert (numbers.started, numbers.people, numbers.per_person) == (0, None, None)
    assert (numbers.people_share, numbers.top_share) == (None, None)


def test_appetite_is_share_of_compute_against_share_of_benefit():
    portfolio = sound()
    found = appetites(portfolio)
    assert sum(each.compute_share for each in found) == pytest.approx(1)
    assert [each.compute_share for each in found] == sorted(
        (each.compute_share for each in found), reverse=True
    )
    assert sum(each.benefit_share for each in found) == pytest.approx(1)
    first = found[0]
    assert first.ratio == pytest.approx(first.compute_share / first.benefit_share)


def test_appetite_without_a_benefit_has_no_ratio():
    portfolio = with_record(sound(), "initiatives", "vivid", benefit=None)
    vivid = next(each for each in appetites(portfolio) if each.initiative == "vivid")
    assert vivid.benefit_share is None
    assert vivid.ratio is None


def test_a_lead_that_nobody_counts_is_unknown():
    assert np.isnan(value_of(CHECKS, "5b.per_lead", one(None, owner="Ana")))

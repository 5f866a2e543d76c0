"""Would these numbers have warned us? The reconstruction, as it ships, at both ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portfolio.files import load
from portfolio.lessons import CHECKS, judge
from portfolio.lessons.finding import finding
from portfolio.lessons.timeline import timeline
from portfolio.model import Reading, problems

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"
#: The end was announced a week before.
DAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def portfolio():
    return load(SAMPLES / "sora_reconstruction.portfolio").portfolio


@pytest.fixture(scope="module")
def board(portfolio):
    return judge(portfolio, today=DAY)


def part(board, key, name):
    found = finding(board, key, name.split(".")[0])
    return next(part for part in found.parts if part.name == name)


@pytest.mark.parametrize(
    ("name", "kinder", "harsher"),
    [
        ("1a.margin", -0.30, -2.25),
        ("1b.efficiency", 0.0174, 0.00116),
        ("2a.social", 0.08, 0.01),
        ("2b.week_to_day", 0.20, 0.20),
        ("2b.active_to_peak", 0.5, 0.5),
        ("2b.installs", -0.31, -0.31),
        ("3b.conversion", 3.04, 45.6),
        ("3c.to_date", 83.3, 1250.0),
        ("4d.misuse", 0.584, 0.584),
    ],
)
def test_the_verdict_table(board, name, kinder, harsher):
    assert part(board, "i_low", name).value == pytest.approx(kinder, rel=0.005)
    assert part(board, "i_high", name).value == pytest.approx(harsher, rel=0.005)


def test_months_to_the_margin_at_both_falls_of_cost(board):
    """34 months when cost falls by 30 % a year, 17 when it falls by 50 %."""
    months = part(board, "i_low", "1d.months")
    assert months.harshest.text == "34 months"
    assert months.harshest.status == "red"
    assert months.kindest.value == pytest.approx(17.2, abs=0.1)
    assert months.kindest.status == "amber"


@pytest.mark.parametrize("key", ["i_low", "i_high"])
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("1a", "red"),
        ("1b", "red"),
        ("1d", "red"),
        ("2b", "red"),
        ("3b", "red"),
        ("3c", "red"),
        ("4b", "red"),
        ("4c", "red"),
        ("4d", "red"),
        ("5c", "missing"),
    ],
)
def test_lights_are_the_same_at_both_ends(board, key, code, status):
    assert board.status(key, code) == status


def test_retention_alone_is_borderline_at_the_kinder_end(board):
    assert board.status("i_low", "2a") == "amber"
    assert board.status("i_high", "2a") == "red"
    assert 0 < board.chance("i_low", "2a") <= 1


def test_no_price_works(board):
    for key in ("i_low", "i_high"):
        assert "Even if every user paid" in finding(board, key, "3b").sentence


def test_revenue_would_have_to_be_172_times_as_much(board):
    revenue = next(
        turn for turn in part(board, "i_low", "1b.efficiency").turns if turn.name == "revenue_month"
    )
    assert revenue.ends_red / 540_000 == pytest.approx(172.2, abs=0.1)


def test_every_figure_says_where_it_comes_from(portfolio):
    for record in portfolio.initiatives.values():
        for name, figure in record.facts.figures.items():
            assert figure.source, name
            assumed = name in ("price_per_month", "cost_fall")
            assert (figure.as_of is None) == assumed, name
            if figure.label == "estimate":
                assert assumed, name
            assert all(isinstance(each, Reading) and each.source for each in figure.earlier)


def test_lights_come_on_when_their_figures_were_known(board):
    months = {each.check.code: each.month for each in timeline(board, "i_low")}
    assert months["4d"] == date(2025, 10, 1)
    assert months["1a"] == date(2025, 11, 1)
    assert months["1b"] == date(2025, 12, 1)
    assert months["2a"] is None
    assert months["3c"] == date(2026, 3, 1)
    assert set(months) == {check.code for check in CHECKS}


def test_the_caveats_are_printed_with_it(portfolio):
    for caveat in (
        "estimates of outsiders",
        "leaves out ChatGPT subscriptions and API income",
        "upper bound",
        "borderline",
        "it is not used here",
        "is not publicly known",
        "“Vivid”",
    ):
        assert caveat in portfolio.notes


def test_the_only_contradiction_is_that_of_the_two_reports(portfolio):
    errors = [problem for problem in problems(portfolio) if problem.severity != "note"]
    assert [problem.record for problem in errors] == ["i_low"]
    assert "Retention on day 30" in errors[0].text

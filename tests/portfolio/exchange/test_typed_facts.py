"""Figures and answers as somebody types them, one at a time."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.exchange.fact_words import ANSWERS
from portfolio.exchange.typed_facts import figure_text, parse_answer, parse_figure
from portfolio.model import CHIP_HOURS, FIGURE, FIGURES


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("unit_cost", "$1.30", 1.3),
        ("unit_cost", "1,30 USD", 1.3),
        ("retention_day7", "8 %", 0.08),
        ("retention_day7", "8", 0.08),
        ("retention_day7", "1", 0.01),
        ("retention_day7", "0", 0.0),
        ("use_growth", "-12 %", -0.12),
        ("seconds_per_unit", "40 min", 2400.0),
        ("seconds_per_unit", "40", 40.0),
        ("reach", "1.2M", 1_200_000.0),
        ("payback_months", "2 years", 24.0),
        ("revenue_month", "$540k", 540_000.0),
    ],
)
def test_a_figure_is_read_with_its_unit_or_without(name, text, value):
    assert parse_figure(text, FIGURE[name], "USD").value == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("unit_cost", "€1.30", "USD"),
        ("retention_day7", "120 %", "cannot be"),
        ("utilization", "0 %", "cannot be"),
        ("peak_factor", "0.5", "cannot be"),
        ("reach", "many", "not a number"),
        ("reach", "1,200", "1200"),
        ("seconds_per_unit", "3 FTE", "FTE"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(name, text, word):
    parsed = parse_figure(text, FIGURE[name], "USD")
    assert parsed.value is None
    assert word in parsed.problem


def test_a_blank_is_neither_a_value_nor_a_problem():
    assert parse_figure("  ", FIGURE["reach"], "USD") == parse_answer("", "tier")
    assert parse_figure("", FIGURE["reach"], "USD").problem == ""


@pytest.mark.parametrize("kind", [*FIGURES, CHIP_HOURS], ids=lambda kind: kind.name)
@pytest.mark.parametrize("value", [1.0, 0.1, 0.333, 2400.0, 11_538_462.0, 2.625e9, 1.2e6, 1 / 3])
def test_what_a_field_shows_reads_back_equal(kind, value):
    if not kind.allows(value):
        return
    read = parse_figure(figure_text(value, kind), kind, "EUR", decimal=".").value
    assert read == (value if not kind.is_share else pytest.approx(value, rel=1e-11))


def test_large_numbers_are_short_only_where_nothing_is_lost():
    assert figure_text(9_600_000.0, FIGURE["reach"]) == "9.6M"
    assert figure_text(2_625_000_000.0, FIGURE["compute_cost_to_date"]) == "2.625B"
    assert figure_text(11_538_462.0, FIGURE["units_per_day"]) == "11538462"
    assert figure_text(540_000.0, FIGURE["revenue_month"]) == "540k"
    assert figure_text(2_400_000.0, FIGURE["seconds_per_unit"]) == "2400000"
    assert figure_text(0.0, FIGURE["retention_day1"]) == "0 %"


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("tier", "High-risk", "high-risk"),
        ("evidence", "3: paying customers", 3),
        ("evidence", "0", 0),
        ("eu_reach", "yes", True),
        ("eu_reach", "No", False),
        ("kill.date", "2027-03-01", date(2027, 3, 1)),
        ("kill.floor", "8 %", "8 %"),
        ("risks.bias", "severe", "severe"),
    ],
)
def test_answers_are_read_as_the_facts_hold_them(path, text, value):
    found = parse_answer(text, path).value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.path)
def test_nonsense_is_no_answer_but_to_an_open_question(answer):
    parsed = parse_answer("gibberish", answer.path)
    assert bool(parsed.problem) == (answer.kind != "text")

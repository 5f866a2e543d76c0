"""Figures in words, and the fifteen questions."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from portfolio.edit import (
    add_initiatives,
    new_portfolio,
    set_benefit,
    set_demand,
    set_facts,
    set_figure,
    set_initiative,
    set_kill,
    set_training,
)
from portfolio.exchange.fact_words import ANSWERS
from portfolio.lessons.monetization import EVIDENCE
from portfolio.model import CHIP_HOURS, FIGURE, FIGURES, Estimate, Figure, KillCriterion, Reading
from portfolio.report.fact_words import (
    LEVELS,
    asked_unit,
    figure_marks,
    figure_question,
    figure_sentences,
    kill_words,
    level_text,
    stated_text,
)
from portfolio.report.first_questions import FIRST_QUESTIONS, answered_words, unanswered

COST = FIGURE["unit_cost"]
FULL = Figure(
    1.3,
    0.9,
    1.5,
    as_of=date(2025, 11, 30),
    source="An analyst",
    label="reported estimate",
    earlier=(Reading(1.6, date(2025, 10, 1)),),
)


def test_each_level_has_its_words():
    levels = {answer.path for answer in ANSWERS if answer.kind == "level"}
    assert set(LEVELS) == levels
    assert {len(words) for words in LEVELS.values()} == {5}
    assert level_text("evidence", 3) == f"3: {EVIDENCE[3]}"
    assert level_text("evidence", 7) == "7"


@pytest.mark.parametrize("kind", [*FIGURES, CHIP_HOURS], ids=lambda kind: kind.name)
def test_a_question_says_unit_and_limits(kind):
    said = figure_question(kind, "EUR")
    assert said.startswith(kind.question)
    assert f" In {asked_unit(kind, 'EUR')}, " in said
    assert "¤" not in said
    assert said.endswith(".")


def test_marks_say_range_label_date_and_earlier_readings():
    assert figure_marks(FULL, COST, "USD") == (
        "USD 0.9 to USD 1.5 · reported estimate · 30 Nov 2025 · 1 earlier"
    )
    assert figure_marks(Figure(1.3), COST, "USD") == ""
    assert figure_marks(None, COST, "USD") == ""
    assert figure_marks(Figure(1.3, high=2.0), COST, "USD") == "up to USD 2"
    assert figure_marks(Figure(1.3, low=1.0), COST, "USD") == "USD 1 or more"


def test_sentences_hold_everything():
    said = figure_sentences(FULL, COST, "USD")
    assert "USD 1.3 (reported estimate)" in said
    assert "Source: An analyst" in said
    assert "Earlier: USD 1.6 on 1 Oct 2025" in said


def test_a_figure_in_another_currency_is_shown_with_it():
    assert stated_text(Figure(1.3, unit="EUR/use"), COST, "USD") == "1.3 EUR/use"
    assert stated_text(Figure(1.3, unit="$"), COST, "USD") == "1.3"
    assert stated_text(None, COST, "USD") == ""


def test_a_kill_criterion_says_what_is_open_in_it():
    assert kill_words(KillCriterion()) == "No kill criterion is stated."
    half = KillCriterion("Retention on day 30", date=date(2027, 6, 1))
    assert kill_words(half) == (
        "Retention on day 30: no floor stated by 1 Jun 2027. It lacks a floor and an action."
    )


@pytest.fixture
def portfolio():
    numbers = count()
    empty = new_portfolio(lambda prefix: f"{prefix}{next(numbers)}", today=date(2026, 11, 22))
    return add_initiatives(empty, {"i0": "Vivid"})


def test_answering_one_by_one_leaves_nothing_open(portfolio):
    period = next(iter(portfolio.periods))
    by_category = {r.category: key for key, r in portfolio.resources.items()}
    assert len(FIRST_QUESTIONS) == 15
    assert answered_words(len(unanswered(portfolio, "i0"))) == "2 of 15 stated. Still missing:"
    steps = {
        "owner": lambda p: set_initiative(p, "i0", owner="Ada"),
        "facts/kind": lambda p: set_facts(p, "i0", kind="internal tool"),
        "facts/training/H100": lambda p: set_training(p, "i0", "A100", Figure(10.0)),
        "facts/figures/units_per_day": lambda p: set_figure(p, "i0", "units_per_day", Figure(0.0)),
        "facts/figures/seconds_per_unit": lambda p: set_figure(
            p, "i0", "seconds_per_unit", Figure(2.0)
        ),
        "demand/talent": lambda p: set_demand(
            p, "i0", by_category["talent"], period, Estimate(0.0)
        ),
        "demand/capital": lambda p: set_demand(
            p, "i0", by_category["capital"], period, Estimate(1.0)
        ),
        "benefit": lambda p: set_benefit(p, "i0", amount=Estimate(0.0)),
        "probability": lambda p: set_benefit(p, "i0", probability=0.0),
        "start": lambda p: set_initiative(p, "i0", start=date(2027, 1, 1)),
        "facts/pricing": lambda p: set_facts(p, "i0", pricing="none"),
        "facts/tier": lambda p: set_facts(p, "i0", tier="minimal"),
        "facts/kill/metric": lambda p: set_kill(
            p, "i0", metric="D30", floor="8 %", date=date(2027, 6, 1), action="Stop"
        ),
    }
    for field, step in steps.items():
        open_before = {asked.field for asked in unanswered(portfolio, "i0")}
        portfolio = step(portfolio)
        assert open_before - {asked.field for asked in unanswered(portfolio, "i0")} == {field}
    assert unanswered(portfolio, "i0") == ()
    assert answered_words(0) == "15 of 15 stated"


def test_a_kill_criterion_that_says_half_is_open(portfolio):
    half = set_kill(portfolio, "i0", metric="D30", floor="8 %")
    assert "facts/kill/metric" in {asked.field for asked in unanswered(half, "i0")}

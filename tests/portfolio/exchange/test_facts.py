"""Figures and answers as columns: recognized by many headers, with units, and written back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.exchange import apply_proposal, propose, read_text, table_of
from portfolio.exchange.choices import ColumnChoice
from portfolio.exchange.meaning import Meaning
from portfolio.exchange.meaning_list import all_meanings
from portfolio.exchange.vocabulary import Vocabulary
from portfolio.model import (
    FIGURES,
    Facts,
    Figure,
    FrozenMap,
    KillCriterion,
    Provenance,
    Reading,
    RiskFunctions,
)
from tests.portfolio.exchange.tables import EMPTY, WRITERS, imported, there_and_back
from tests.portfolio.small import sound, with_record

FIGURE_HEADERS = {
    "D30": "retention_day30",
    "Retention D30 (%)": "retention_day30",
    "Day 7 retention": "retention_day7",
    "D1 retention - low": "retention_day1",
    "cost per clip": "unit_cost",
    "Unit cost ($)": "unit_cost",
    "price/month": "price_per_month",
    "Price per seat": "price_per_month",
    "Price per call": "price_per_unit",
    "MAU": "active_month",
    "Daily active users (k)": "active_day",
    "Weekly active users": "seats_active_week",
    "Paid seats": "seats",
    "Clips per day": "units_per_day",
    "Queries per day": "units_per_day",
    "Free videos per day": "free_units_per_day",
    "GPU minutes per clip": "seconds_per_unit",
    "Utilisation": "utilization",
    "MRR": "revenue_month",
    "Lifetime revenue": "revenue_to_date",
    "Monthly downloads": "installs_month",
    "Red team attempts": "misuse_tries",
}
ANSWER_HEADERS = {
    "EU AI Act tier": "tier",
    "AI Act risk": "tier",
    "pricing": "pricing",
    "Business model": "pricing",
    "kill criterion": "kill.metric",
    "Kill date": "kill.date",
    "IP status": "rights",
    "C2PA": "provenance.content_credentials",
    "NIST govern (0-4)": "functions.govern",
    "Launch date": "launched",
    "Data privacy risk": "risks.data_privacy",
}


@pytest.mark.parametrize(("header", "name"), FIGURE_HEADERS.items())
def test_figures_are_recognized_by_their_headers(header, name):
    guess = Vocabulary(sound()).guess(header)
    part = "low" if "low" in header else "likely"
    assert (guess.meaning, guess.sure) == (Meaning("figure", part, of=name), True)


@pytest.mark.parametrize(("header", "path"), ANSWER_HEADERS.items())
def test_answers_are_recognized_by_their_headers(header, path):
    guess = Vocabulary(sound()).guess(header)
    assert (guess.meaning, guess.sure) == (Meaning("answer", of=path), True)


def test_every_figure_is_recognized_by_its_title_or_offered():
    for kind in FIGURES:
        guess = Vocabulary(EMPTY).guess(kind.title)
        assert Meaning("figure", of=kind.name) in (guess.meaning, *guess.others), kind.title


@pytest.mark.parametrize(
    ("header", "chip", "sure"),
    [
        ("Training GPU hours", "H100", True),
        ("A100 hours (training)", "A100", True),
        ("Training TPU v5p hours", "TPU v5p", True),
        ("GPU-hours (A100)", "A100", False),
    ],
)
def test_hours_of_training_are_told_from_demand(header, chip, sure):
    guess = Vocabulary(EMPTY).guess(header)
    assert (guess.meaning, guess.sure) == (Meaning("training", of=chip), sure)
    assert sure or "demand" in {other.kind for other in guess.others}


def test_hours_of_compute_stay_a_demand():
    for header in ("GPU hours", "H100 hours", "GPU-hours (k)", "Compute"):
        assert Vocabulary(sound()).guess(header).meaning.kind == "demand"
    named = with_record(sound(), "resources", "gpu", name="A100 hours")
    assert Vocabulary(named).guess("A100 hours").meaning.kind == "demand"


def test_words_that_mean_something_else_as_often_are_only_offered():
    for header, name in (("Price", "price_per_unit"), ("Payback (months)", "payback_months")):
        guess = Vocabulary(EMPTY).guess(header)
        assert guess.meaning.kind == "ignore"
        assert guess.others[0] == Meaning("figure", of=name)


def facts_read(headers, cells, portfolio=EMPTY):
    """The facts that one row gives, and the problems."""
    proposal = propose(read_text(f"Name\t{headers}\nVivid\t{cells}\n"), portfolio)
    assert not proposal.questions
    after, report = apply_proposal(proposal, portfolio)
    found = next(one for one in after.initiatives.values() if one.name == "Vivid")
    return found.facts, [problem.what for problem in report.problems]


@pytest.mark.parametrize(
    ("header", "cell", "name", "value"),
    [
        ("cost per clip", "$1.30", "unit_cost", 1.3),
        ("cost per clip", "1.30", "unit_cost", 1.3),
        ("D30", "8 %", "retention_day30", 0.08),
        ("Retention D30 (%)", "1", "retention_day30", 0.01),
        ("D30", "0.08", "retention_day30", 0.08),
        ("GPU time per clip", "40 min", "seconds_per_unit", 2400.0),
        ("GPU minutes per clip", "40", "seconds_per_unit", 2400.0),
        ("GPU time per clip", "2 s", "seconds_per_unit", 2.0),
        ("MAU", "0.5M", "active_month", 500_000.0),
        ("Daily active users (k)", "12", "active_day", 12_000.0),
        ("MRR", "$0.367M", "revenue_month", 367_000.0),
        ("Months to value", "2 years", "months_to_value", 24.0),
        ("Time to value (months)", "18", "months_to_value", 18.0),
        ("Growth per month", "-5 %", "use_growth", -0.05),
        ("Peak factor", "2.5 x", "peak_factor", 2.5),
    ],
)
def test_units_in_cells_and_headers(header, cell, name, value):
    facts, problems = facts_read(header, cell)
    assert dict(facts.figures) == {name: Figure(pytest.approx(value))}
    assert problems == []


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("cost per clip", "€1.30", "is in “€”, but is asked in USD/use."),
        ("GPU time per clip", "40 miles", "is in “miles”, but is asked in chip-s/use."),
        ("Utilization", "140 %", "cannot be for utilization."),
        ("MAU", "-5", "cannot be for monthly active users."),
        ("D30", "8 days", "is in “days”, but is asked in percent."),
        ("NIST map", "7", "is not a level from 0 to 4."),
        ("Indemnity", "maybe", "is not one of yes, no."),
    ],
)
def test_cells_that_cannot_be_are_left_out_and_told(header, cell, said):
    facts, problems = facts_read(f"{header}\tEvidence level", f"{cell}\t3")
    assert facts == Facts(evidence=3)
    assert len(problems) == 1
    assert problems[0].endswith(said)


def test_answers_in_other_words():
    headers = (
        "AI Act risk\tpricing\tIP status\tC2PA\tLaunch date\tkill criterion\tBias risk\tNIST map"
    )
    facts, problems = facts_read(
        headers.replace("Bias risk", "Harmful bias and homogenization risk"),
        "Limited risk\tfree\topted out\tno\t2025-09-30\tD30\tsevere\t2",
    )
    assert problems == []
    assert facts == Facts(
        tier="transparency",
        pricing="none",
        rights="opt-out",
        provenance=Provenance(content_credentials=False),
        launched=date(2025, 9, 30),
        kill=KillCriterion("D30"),
        risks=FrozenMap({"bias": "severe"}),
        functions=RiskFunctions(map=2),
    )


def test_a_list_whose_words_are_all_strange_is_left_out():
    proposal = propose(read_text("Name\tpricing\nA\t12 a month\nB\tsee below\n"), EMPTY)
    assert proposal.columns[1].meaning.kind == "ignore"
    assert proposal.columns[1].alternatives[0] == Meaning("answer", of="pricing")


def test_a_header_in_another_currency_is_asked_about():
    table = read_text("Name\tUnit cost (€)\nVivid\t1.30\n")
    proposal = propose(table, EMPTY)
    assert "is in “€”, but the portfolio counts in USD/use" in proposal.questions[0].text
    settled = propose(table, EMPTY, proposal.questions[0].answers[0].choices)
    assert settled.values[1][1] == 1.3


def test_shares_below_and_above_one_are_asked_about():
    table = read_text("Name\tD30\nA\t0.5\nB\t8\n")
    proposal = propose(table, EMPTY)
    assert "below and above 1" in proposal.questions[0].text
    settled = propose(table, EMPTY, proposal.questions[0].answers[0].choices)
    assert [row[1] for row in settled.values[1:]] == [0.005, 0.08]


def test_low_and_high_need_a_likely_value():
    facts, problems = facts_read("MAU high\tEvidence level", "9\t0")
    assert facts == Facts(evidence=0)
    assert problems == ["A likely value is missing beside it."]
    known = with_record(
        sound(),
        "initiatives",
        "vivid",
        facts=Facts(figures=FrozenMap({"active_month": Figure(5.0)})),
    )
    facts, problems = facts_read("MAU high", "9", known)
    assert facts.figures["active_month"] == Figure(5.0, high=9.0)
    assert problems == []


def test_what_a_table_does_not_say_of_a_figure_stays():
    figure = Figure(5.0, 1.0, source="press", as_of=date(2026, 1, 1), label="reported estimate")
    known = with_record(
        sound(), "initiatives", "vivid", facts=Facts(figures=FrozenMap({"reach": figure}))
    )
    facts, _ = facts_read("Reach", "7", known)
    assert facts.figures["reach"] == replace(figure, likely=7.0)


def test_a_row_without_facts_states_none():
    proposal = propose(read_text("Name\tMAU\nA\t5\nB\t\n"), EMPTY)
    after, _ = apply_proposal(proposal, EMPTY)
    facts = {one.name: one.facts for one in after.initiatives.values()}
    assert facts["B"] is None
    assert facts["A"].figures["active_month"] == Figure(5.0)


def test_the_menu_offers_every_figure_and_answer():
    offered = {one for group in all_meanings(sound()).values() for one in group}
    assert {one.of for one in offered if one.kind == "figure"} == {kind.name for kind in FIGURES}
    assert Meaning("answer", of="kill.metric") in offered
    assert Meaning("training", of="A100") in offered
    titles = [one.title for one in offered]
    assert len(titles) == len(set(titles))


def test_a_column_can_be_chosen():
    table = read_text("Name\tPrice\nVivid\t$5\n")
    choices = propose(table, EMPTY).choices.with_column(
        1, ColumnChoice(meaning=Meaning("figure", of="price_per_unit"))
    )
    assert propose(table, EMPTY, choices).values[1][1] == 5.0


def with_facts():
    """Facts of every kind in two initiatives; one other has facts that say nothing."""
    past = (Reading(1.0, date(2025, 1, 1)),)
    facts = Facts(
        kind="social or video app",
        figures=FrozenMap(
            {
                "unit_cost": Figure(
                    1.3, 0.4, 6.0, "$/use", date(2026, 1, 1), "press", earlier=past
                ),
                "retention_day30": Figure(0.07, 0.01),
                "use_growth": Figure(-0.1),
                "utilization": Figure(1.0),
                "chip_hour_price": Figure(1_234.5),
                "of | later": Figure(-3.0, high=1e-7),
            }
        ),
        training=FrozenMap({"A100": Figure(2e6, high=3e6), "X | 1": Figure(5.0)}),
        inference_chip="A100",
        derived=True,
        launched=date(2025, 9, 30),
        pricing="none",
        evidence=0,
        tier="high-risk",
        eu_reach=True,
        evidence_file=False,
        rights="opt-out",
        provenance=Provenance(watermark=True, visible_mark=False),
        functions=RiskFunctions(1, 2, 3, 4),
        risks=FrozenMap({"bias": "severe", "cbrn": "not relevant"}),
        kill=KillCriterion("D30", "=8 %", date(2026, 5, 1), "stop; or not", "failed"),
    )
    portfolio = with_record(sound(), "initiatives", "vivid", facts=facts)
    portfolio = with_record(portfolio, "initiatives", "wiki", facts=Facts(integration=4))
    return with_record(portfolio, "initiatives", "claims", facts=Facts())


@pytest.mark.parametrize("writer", WRITERS)
def test_facts_come_back_into_the_same_portfolio(writer):
    after, report = imported(there_and_back(with_facts(), writer), with_facts())
    assert report.problems == ()
    assert after == with_facts()


@pytest.mark.parametrize("writer", WRITERS)
def test_facts_come_back_into_an_empty_portfolio(writer):
    after, report = imported(there_and_back(with_facts(), writer), EMPTY)
    assert report.problems == ()
    facts = {one.name: one.facts for one in after.initiatives.values()}
    before = with_facts().initiatives["vivid"].facts
    cost = Figure(1.3, 0.4, 6.0)
    assert facts["Vivid"] == replace(before, figures=before.figures.with_("unit_cost", cost))
    assert facts["Wiki"] == Facts(integration=4)
    assert facts["Claims triage"] is None


def test_a_figure_in_another_currency_is_not_written_as_one_in_ours():
    euros = Facts(figures=FrozenMap({"unit_cost": Figure(1.3, unit="€")}))
    portfolio = with_record(sound(), "initiatives", "vivid", facts=euros)
    assert not [header for header in table_of(portfolio).headers if header.startswith("Figure")]


def test_without_facts_the_table_is_as_it_was():
    assert not {"Pricing model", "EU AI Act tier"} & set(table_of(sound()).headers)

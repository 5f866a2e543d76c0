"""What columns are taken for, in an empty portfolio and in one with resources and criteria."""

from __future__ import annotations

import pytest

from portfolio.exchange import Choices, Meaning, Named, propose, read_text
from portfolio.exchange.meaning_list import all_meanings
from portfolio.exchange.periods import find_period
from tests.portfolio.exchange.tables import EMPTY, answered, columns, imported, named
from tests.portfolio.small import sound


def meaning_of(header, portfolio, cells=("1", "2")):
    names = "\n".join(f"Name {at}\t{cell}" for at, cell in enumerate(cells))
    return propose(read_text(f"Name\t{header}\n{names}\n"), portfolio).columns[1]


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("ID", "Code"),
        ("Use case", "Leave out"),
        ("Project lead", "Owner"),
        ("BU", "Business unit"),
        ("Labels", "Tags"),
        ("Due date", "End"),
        ("Expected benefit ($k)", "Benefit (likely)"),
        ("Benefit (high)", "Benefit (high)"),
        ("Probability of success (%)", "Probability of success"),
        ("Compute", "Demand: Compute"),
        ("Compute Q1", "Demand: Compute, Q1 2027"),
        ("Q2 2027 Compute (low)", "Demand: Compute, Q2 2027 (low)"),
        ("compute_2027-Q2_max", "Demand: Compute, Q2 2027 (high)"),
        ("ML engineer FTE 1Q27", "Demand: ML engineers, Q1 2027"),
        ("Q1'27 FTE ML engineers", "Demand: ML engineers, Q1 2027"),
        ("Goal fit", "Rating: Goal fit"),
        ("Goal fit (Ana)", "Rating: Goal fit, Ana"),
        ("Bo: trust", "Rating: Trust, Bo"),
        ("Whatever", "Leave out"),
    ],
)
def test_headers_are_understood(header, title):
    assert meaning_of(header, sound()).meaning.title == title


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("GPU hours", "Demand: Compute"),
        ("Headcount", "Demand: ML engineers"),
        ("Capex Q1 2027", "Demand: Capital, Q1 2027"),
        ("Value", "Benefit (likely)"),
    ],
)
def test_what_is_only_likely_is_marked(header, title):
    column = meaning_of(header, sound())
    assert column.meaning.title == title
    assert column.ambiguous


def test_numbers_that_are_words_and_stages_that_are_none_are_not_believed():
    column = meaning_of("Benefit", EMPTY, ("large", "small"))
    assert column.meaning.kind == "ignore"
    assert column.ambiguous
    assert column.alternatives[0].kind == "benefit"
    column = meaning_of("Stage", EMPTY, ("red", "green"))
    assert column.meaning.kind == "ignore"
    assert "none of its texts is a stage" in column.evidence
    assert meaning_of("Stage", EMPTY, ("red", "pilot")).meaning.kind == "stage"


def test_every_guess_has_a_sentence_of_evidence():
    proposal = propose(read_text("Name\tCompute Q1\tFoo\nA\t1,5\tx\n"), sound())
    for column in proposal.columns:
        assert column.evidence[0].isupper() or column.evidence[0] == "“"
        assert column.evidence.endswith(".")
    assert "decimal comma, as “1,5” shows" in proposal.columns[1].evidence
    assert "bare numbers are in H100e-h" in proposal.columns[1].evidence
    assert proposal.columns[1].samples == ("1,5",)


def test_a_chosen_meaning_wins_over_everything():
    sheet = read_text("Name,Owner\nA,3\n")
    choices = Choices().with_meaning(1, Meaning("benefit"))
    proposal = propose(sheet, EMPTY, choices)
    assert proposal.columns[1].meaning == Meaning("benefit")
    assert proposal.columns[1].chosen
    assert proposal.columns[1].alternatives[0].kind == "owner"
    assert proposal.shown(1, 1) == "3"
    back = propose(sheet, EMPTY, choices.with_meaning(1, None))
    assert back.columns[1].meaning.kind == "owner"


def test_new_resources_periods_and_criteria_are_made_only_when_asked_for():
    sheet = read_text("Name,GPU hours Q1 2027,Fit score\nA,5,3\n")
    proposal = propose(sheet, EMPTY)
    assert not proposal.ready
    create = proposal.questions[-1]
    assert create.text == (
        "The portfolio does not have: resource “GPU hours” in GPU hours, period “Q1 2027”, "
        "criterion “Fit”."
    )
    made, report = imported(sheet, EMPTY)
    assert [one.title for one in report.created][:2] == [
        "resource “GPU hours” in GPU hours",
        "period “Q1 2027”",
    ]
    assert {one.name: one.category for one in made.resources.values()} == {"GPU hours": "compute"}
    assert named(made)[0]["ratings"] == {("Imported", "Fit"): 3.0}
    left = answered(sheet, EMPTY, choices=create.answers[1].choices)
    assert columns(left) == {
        "Name": "Name",
        "GPU hours Q1 2027": "Leave out",
        "Fit score": "Leave out",
    }
    assert left.creates == ()


def test_a_new_resource_that_is_chosen_needs_no_second_yes():
    sheet = read_text("Name,X\nA,5\n")
    wanted = Meaning("demand", resource=Named("Robots"), period=Named("Q1 2027", "q1"))
    proposal = propose(sheet, sound(), Choices().with_meaning(1, wanted))
    assert proposal.ready
    assert [one.title for one in proposal.creates] == ["resource “Robots” in units"]


def test_money_becomes_a_budget_and_people_do_not():
    text = "Name\tCapex Q2 2027 ($k)\tData scientists Q1 2027\nA\t5\t2\n"
    made, _ = imported(read_text(text), EMPTY)
    kinds = {one.name: (one.kind, one.category, one.unit) for one in made.resources.values()}
    assert kinds == {
        "Capex": ("budget", "capital", "$k"),
        "Data scientists": ("renewable", "talent", "FTE"),
    }
    starts = [(one.name, str(one.start)) for one in made.periods.values()]
    assert starts == [("Q1 2027", "2027-01-01"), ("Q2 2027", "2027-04-01")]


@pytest.mark.parametrize(
    ("text", "year", "month", "months"),
    [
        ("Q1 2027", 2027, 1, 3),
        ("2027-Q3", 2027, 7, 3),
        ("1Q27", 2027, 1, 3),
        ("Q4'27", 2027, 10, 3),
        ("FY27 Q2", 2027, 4, 3),
        ("H2 2027", 2027, 7, 6),
        ("FY2027", 2027, 1, 12),
        ("Mar 2027", 2027, 3, 1),
        ("2027-03", 2027, 3, 1),
        ("Q2", 0, 4, 3),
        ("Year 1", 0, 0, 0),
    ],
)
def test_periods_are_found_however_they_are_written(text, year, month, months):
    found = find_period(f"Compute {text} (low)")
    assert (found.text, found.year, found.month, found.months) == (text, year, month, months)


@pytest.mark.parametrize("text", ["Compute", "H100 hours", "Q12", "GPU", "2nd choice", ""])
def test_what_is_no_period_is_none(text):
    assert find_period(text) is None


def test_the_menu_offers_every_meaning_that_a_header_can_have():
    menu = all_meanings(sound())
    titles = {meaning.title for meanings in menu.values() for meaning in meanings}
    assert {"Leave out", "Name", "Benefit (low)", "Demand: Compute, Q2 2027"} <= titles
    assert {"Rating: Trust", "Resource (one row each)", "Probability of success"} <= titles
    assert all(meanings for meanings in menu.values())

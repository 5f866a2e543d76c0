"""What is open is asked, each answer settles it, and nothing is imported before."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import ColumnChoice, apply_proposal, propose, read_text
from tests.portfolio.exchange.tables import EMPTY, first, from_bytes, imported, named, workbook
from tests.portfolio.small import sound


def the_question(text, portfolio=EMPTY):
    proposal = propose(read_text(text), portfolio)
    (question,) = proposal.questions
    with pytest.raises(PortfolioError, match="still open"):
        apply_proposal(proposal, portfolio)
    return proposal.sheet, question


def test_fault_36_one_cell_decides_for_its_column():
    proposal = propose(read_text("Name;Benefit\nA;1.200\nB;2,5\nC;1,200\n"), EMPTY)
    assert proposal.questions == ()
    assert [proposal.shown(row, 1) for row in (1, 2, 3)] == ["1200", "2.5", "1.2"]
    assert proposal.columns[1].decimal == ","


def test_fault_36_another_column_decides_where_one_is_open():
    text = "Name\tBenefit\tCompute Q1 2027\nA\t1,200\t2,5\n"
    proposal = propose(read_text(text), sound())
    assert proposal.questions == ()
    assert proposal.shown(1, 1) == "1.2"
    assert "as in column C" in proposal.columns[1].evidence


def test_fault_36_what_stays_open_is_asked_and_both_readings_are_shown():
    sheet, question = the_question("Name\tBenefit\nA\t1,200\nB\t7\n")
    assert question.text == "Column B (“Benefit”) writes “1,200”. What is it?"
    assert [answer.label for answer in question.answers] == [
        "1200 (decimal point)",
        "1.2 (decimal comma)",
    ]
    assert question.column == 1
    values = [propose(sheet, EMPTY, answer.choices).shown(1, 1) for answer in question.answers]
    assert values == ["1200", "1.2"]


def test_fault_36_mixed_locales_in_a_column_are_asked_and_misfits_are_left_out():
    sheet, question = the_question("Name\tBenefit\nA\t1,5\nB\t1.5\n")
    proposal = propose(sheet, EMPTY, question.answers[1].choices)
    assert [proposal.shown(row, 1) for row in (1, 2)] == ["1.5", ""]
    assert [problem.where for problem in proposal.problems] == ["row 3, column B"]


def test_fault_36_a_mark_can_be_chosen_for_a_column():
    sheet = read_text("Name\tBenefit\nA\t1,200\n")
    question = propose(sheet, EMPTY).questions[0]
    choices = question.answers[0].choices.with_column(1, ColumnChoice(decimal=","))
    assert propose(sheet, EMPTY, choices).shown(1, 1) == "1.2"


def test_a_table_with_decimal_commas_is_imported_right():
    text = (
        "Name;Benefit ($M);Probability;Compute Q1 2027;Start\n"
        "Claims;1.234,5;80 %;1,25;31.03.2027\n"
        "Fraud;0,5;0,4;1.000;1.4.2027\n"
    )
    after, report = imported(read_text(text), EMPTY)
    claims, fraud = named(after)
    assert report.problems == ()
    assert claims["benefit"].amount.likely == 1234.5
    assert claims["benefit"].probability == 0.8
    assert fraud["benefit"].probability == 0.4
    assert fraud["start"] == date(2027, 4, 1)
    amounts = [one["demand"]["Compute", "Q1 2027"].likely for one in (claims, fraud)]
    assert amounts == [1.25, 1000.0]


def test_fault_37_day_and_month_are_decided_by_the_column_or_asked():
    clear = propose(read_text("Name\tStart\nA\t03/04/2027\nB\t13/04/2027\n"), EMPTY)
    assert clear.shown(1, 1) == "2027-04-03"
    assert clear.columns[1].date_order == "dmy"
    sheet, question = the_question("Name\tStart\tEnd\nA\t03/04/2027\t04/05/2027\n")
    assert question.text == "Columns B and C write “03/04/2027”. Which day is it?"
    assert [answer.label for answer in question.answers] == [
        "3 Apr 2027 (day first)",
        "4 Mar 2027 (month first)",
    ]
    shown = [propose(sheet, EMPTY, answer.choices).shown(1, 1) for answer in question.answers]
    assert shown == ["2027-04-03", "2027-03-04"]


def test_fault_37_bare_numbers_in_a_date_column_are_asked_about():
    sheet, question = the_question("Name\tStart\nA\t46023\n")
    assert "count of days" in question.text
    shown = [propose(sheet, EMPTY, answer.choices).shown(1, 1) for answer in question.answers]
    assert shown == ["2026-01-01", "2030-01-02", ""]
    in_workbook = propose(from_bytes(workbook(("Name", "Start"), ("A", 46023))), EMPTY)
    assert "count of days" in in_workbook.questions[0].text


def test_fault_37_a_date_is_never_a_score():
    data = workbook(("Name", "Goal fit (Ana)"), ("A", 70), ("B", date(2027, 5, 1)), ("C", 80))
    proposal = propose(from_bytes(data), sound())
    (problem,) = proposal.problems
    assert problem.where == "row 3, column B"
    assert "is a date" in problem.what
    pasted = propose(
        read_text("Name\tBenefit\nA\t1-5\nB\t5-Jan\nC\t5 Jan 2027\nD\t2\nE\t3\n"), EMPTY
    )
    assert [problem.row for problem in pasted.problems] == [1, 2, 3]


def test_fault_40_units_in_headers_and_cells_are_converted():
    text = "Name\tBenefit (k$)\tCapital Q1\nA\t1500\t$1.2M\nB\t$2M\t900 k\nC\t€3M\t3 FTE\n"
    proposal = propose(read_text(text), sound())
    assert [proposal.shown(1, column) for column in (1, 2)] == ["1.5", "1.2"]
    assert [proposal.shown(2, column) for column in (1, 2)] == ["2", "0.9"]
    assert [problem.text for problem in proposal.problems] == ["€3M", "3 FTE"]
    assert proposal.columns[1].unit == "k$"
    assert proposal.columns[1].scale == 0.001


def test_a_unit_that_the_portfolio_does_not_count_in_is_asked_about():
    sheet, question = the_question("Name\tGPU hours Q1\nA\t5\n", sound())
    assert "is in “GPU hours”, but the portfolio counts in H100e-h" in question.text
    kept, left = (propose(sheet, sound(), answer.choices) for answer in question.answers)
    assert kept.shown(1, 1) == "5"
    assert left.columns[1].meaning.kind == "ignore"


def test_amounts_that_are_too_large_for_millions_are_asked_about():
    sheet, question = the_question("Name\tBenefit\nA\t1200000\nB\t800000\n")
    shown = [propose(sheet, EMPTY, answer.choices).shown(1, 1) for answer in question.answers]
    assert shown == ["1.2", "1200", "1200000"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("80", "5"), ["0.8", "0.05"]),
        (("0.8", "0.05"), ["0.8", "0.05"]),
        (("80 %", "0.5"), ["0.8", "0.5"]),
        (("1", "0"), ["1", "0"]),
    ],
)
def test_probabilities_are_percentages_or_fractions_for_the_whole_column(cells, values):
    text = "Name\tProbability\n" + "".join(f"N{at}\t{cell}\n" for at, cell in enumerate(cells))
    proposal = propose(read_text(text), EMPTY)
    assert [proposal.shown(row, 1) for row in (1, 2)] == values


def test_probabilities_below_and_above_one_are_asked_about():
    sheet, question = the_question("Name\tProbability\nA\t80\nB\t0.5\n")
    percent, fraction = (propose(sheet, EMPTY, answer.choices) for answer in question.answers)
    assert [percent.shown(row, 1) for row in (1, 2)] == ["0.8", "0.005"]
    assert [fraction.shown(row, 1) for row in (1, 2)] == ["", "0.5"]
    assert len(fraction.problems) == 1


def test_amounts_without_a_period_are_asked_about_once():
    sheet, question = the_question("Name\tCompute\tCapital\nA\t10\t4\n", sound())
    assert question.text.startswith("Columns B and C name no period of the plan.")
    found = {}
    for answer in question.answers:
        after, _ = imported(sheet, sound(), choices=answer.choices)
        demand = next(one["demand"] for one in named(after) if one["name"] == "A")
        found[answer.label] = {key: estimate.likely for key, estimate in demand.items()}
    assert found["People and machines in each period, money spread evenly"] == {
        ("Compute", "Q1 2027"): 10.0,
        ("Compute", "Q2 2027"): 10.0,
        ("Capital", "Q1 2027"): 2.0,
        ("Capital", "Q2 2027"): 2.0,
    }
    assert found["Spread evenly over the periods"]["Compute", "Q2 2027"] == 5.0
    assert found["All in Q2 2027"] == {("Compute", "Q2 2027"): 10.0, ("Capital", "Q2 2027"): 4.0}


def test_amounts_that_name_only_a_period_are_asked_about():
    sheet, question = the_question("Name\tQ1 2027\tQ2 2027\nA\t10\t4\n", sound())
    assert question.text == "Columns B and C: no resource is named. What is needed there?"
    assert [answer.label for answer in question.answers] == [
        *("Compute", "ML engineers", "Capital"),
        "A new resource called “Imported demand”",
        "Nothing: leave this out",
    ]
    after, _ = imported(sheet, sound(), choices=question.answers[1].choices)
    assert {key: one.likely for key, one in named(after)[-1]["demand"].items()} == {
        ("ML engineers", "Q1 2027"): 10.0,
        ("ML engineers", "Q2 2027"): 4.0,
    }
    left, report = imported(sheet, sound(), choices=question.answers[-1].choices)
    assert named(left)[-1]["demand"] == {}
    assert "Left out: column B (“Q1 2027”), column C (“Q2 2027”)." in report.notes


def test_ratings_without_a_rater_are_asked_about():
    sheet, question = the_question("Name\tGoal fit\nA\t70\n", sound())
    assert [answer.label for answer in question.answers] == [
        "Ana",
        "Bo",
        "A new rater called “Imported”",
    ]
    after, _ = imported(sheet, sound(), choices=question.answers[1].choices)
    assert next(one for one in named(after) if one["name"] == "A")["ratings"] == {
        ("Bo", "Goal fit"): 70.0
    }
    after, report = imported(sheet, sound(), choices=question.answers[2].choices)
    assert [one.title for one in report.created] == ["rater “Imported”"]


def test_what_cannot_be_read_is_never_zero():
    text = "Name\tBenefit\tCompute Q1 2027\nA\tn/a\t?\nB\t1\t2\nC\t2\t3\nD\t\ttbd\n"
    proposal = propose(read_text(text), sound())
    after, report = apply_proposal(proposal, sound())
    one = next(one for one in named(after) if one["name"] == "A")
    assert one["benefit"] is None
    assert one["demand"] == {}
    assert [problem.text for problem in report.problems] == ["n/a", "?", "tbd"]
    assert first(after).benefit == first(sound()).benefit

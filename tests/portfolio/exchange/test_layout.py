"""Where the table is on its sheet, and that every row is accounted for."""

from __future__ import annotations

import pytest

from portfolio.exchange import NO_HEADER, Choices, propose, read_text
from tests.portfolio.exchange.tables import EMPTY, columns, pasted, reasons


def test_fault_39_titles_totals_footnotes_and_repeated_headers_are_skipped_with_a_reason():
    text = (
        "AI portfolio 2027\n\nConfidential,,\n"
        "Code,Name,Benefit\nA1,Claims,3\nA2,Fraud,4\nCode,Name,Benefit\nA3,Search,5\n"
        "Total,,12\n,,\n* preliminary,,\nprinted on Monday,,\n"
    )
    _, report = pasted(text)
    assert {row.number: row.reason for row in report.skipped} == {
        1: "Line above the table.",
        3: "Line above the table.",
        4: "Header.",
        7: "The header again.",
        9: "Totals are not an initiative.",
        11: "Footnote.",
        12: "Text below the table.",
    }
    assert len(report.added) == 3
    assert len(report.rows) == 10


@pytest.mark.parametrize(
    "label", ["Total", "TOTALS:", "Grand total", "Sub-total", "Sum", "Summe", "Gesamt", "Average"]
)
def test_fault_39_rows_of_totals_are_known_by_their_label(label):
    proposal = propose(read_text(f"Name,Benefit\nA,1\nB,2\n{label},99\n"), EMPTY)
    assert reasons(proposal)[4] == "Totals are not an initiative."


def test_fault_39_a_name_that_starts_like_a_total_is_one_only_if_the_sums_agree():
    text = "Name,Benefit,Compute Q1 2027\nA,1,10\nB,2,20\nTotal of both,3,30\nTotal recall,9,9\n"
    proposal = propose(read_text(text), EMPTY)
    assert reasons(proposal) == {1: "Header.", 4: "Its numbers are the sums of the rows above."}


def test_a_row_that_was_skipped_can_be_taken_all_the_same():
    sheet = read_text("Name,Benefit\nA,1\nTotal,7\n")
    choices = Choices().with_row(2, "import").with_row(1, "skip")
    proposal = propose(sheet, EMPTY, choices)
    assert [row.action for row in proposal.rows] == ["skip", "skip", "add"]
    assert proposal.rows[1].reason == "You left this row out."
    assert propose(sheet, EMPTY, Choices().with_row(0, "import")).rows[0].action == "skip"


def test_fault_39_two_header_rows_in_plain_text_are_joined():
    text = ",,Compute,,Notes\nCode,Name,Q1 2027,Q2 2027,\nA,Claims,1,2,x\nB,Fraud,3,4,y\n"
    proposal = propose(read_text(text), EMPTY)
    assert proposal.header_rows == 2
    assert columns(proposal) == {
        "Code": "Code",
        "Name": "Name",
        "Compute Q1 2027": "Demand: Compute, Q1 2027",
        "Compute Q2 2027": "Demand: Compute, Q2 2027",
        "Notes": "Notes",
    }


def test_fault_39_a_title_above_the_header_is_not_half_of_it():
    text = "\tInitiatives 2027 (draft)\t\n\tProject\tLead\tBenefit\n\tA\tAna\t2\n"
    proposal = propose(read_text(text), EMPTY)
    assert proposal.header_rows == 1
    assert columns(proposal) == {"Project": "Name", "Lead": "Owner", "Benefit": "Benefit (likely)"}


def test_fault_39_a_row_of_units_belongs_to_the_header():
    text = "Name,Benefit,Capex Q1 2027\n,$k,€M\nA,1500,2\n"
    proposal = propose(read_text(text), EMPTY)
    assert proposal.header_rows == 2
    assert [column.header for column in proposal.columns][1:] == [
        "Benefit ($k)",
        "Capex Q1 2027 (€M)",
    ]
    assert proposal.shown(2, 1) == "1.5"


def test_a_header_in_unknown_words_is_known_by_its_shape_and_marked_as_a_guess():
    proposal = propose(read_text("Vorhaben\tNutzen\nSchadensprüfung\t3\nSuche\t4\n"), EMPTY)
    assert proposal.header_row == 0
    assert "Row 1 is taken for the header because of its shape; check it." in proposal.notes
    assert proposal.columns[0].meaning.kind == "name"
    assert proposal.columns[0].ambiguous


def test_a_table_without_header_says_so_and_asks_for_the_names():
    proposal = propose(read_text("Claims triage\tAna\t3\nFraud graph\tBo\t4\n"), EMPTY)
    assert proposal.header_row is None
    assert "No header row was found; choose one if there is one." in proposal.notes
    (question,) = proposal.questions
    assert question.text == "Which column holds the names of the initiatives?"
    answered = propose(proposal.sheet, EMPTY, question.answers[0].choices)
    assert answered.ready
    assert answered.count("add") == 2


def test_a_single_pasted_column_is_a_list_of_names():
    proposal = propose(read_text("Claims triage\nFraud graph\nPhase 3\n"), EMPTY)
    assert proposal.ready
    assert proposal.count("add") == 3


def test_the_header_row_can_be_chosen_and_denied():
    sheet = read_text("Name,Owner\nNew name,New owner\nA,Ana\n")
    chosen = propose(sheet, EMPTY, Choices().with_header(1))
    assert [column.header for column in chosen.columns] == ["New name", "New owner"]
    denied = propose(sheet, EMPTY, Choices().with_header(NO_HEADER))
    assert denied.header_row is None
    assert denied.header_rows == 0
    beyond = propose(sheet, EMPTY, Choices().with_header(99, 2))
    assert beyond.header_row == 2


def test_fault_39_duplicate_headers_are_never_both_taken():
    proposal = propose(read_text("Name,Owner,Owner\nA,Ana,Bo\n"), EMPTY)
    second = proposal.columns[2]
    assert second.meaning.kind == "ignore"
    assert second.ambiguous
    assert "column B has that meaning" in second.evidence
    assert second.alternatives[0].kind == "owner"
    choices = Choices().with_meaning(2, second.alternatives[0])
    again = propose(proposal.sheet, EMPTY, choices)
    assert [column.meaning.kind for column in again.columns] == ["name", "ignore", "owner"]


def test_fault_26_two_thousand_columns_and_long_names_are_proposed():
    header = ",".join(["Name", *(f"c{number}" for number in range(1, 2000))])
    long = "n" * 90_000
    proposal = propose(read_text(f"{header}\n{long}{',1' * 1999}\n"), EMPTY)
    assert proposal.ready
    assert proposal.shown(1, 0) == long

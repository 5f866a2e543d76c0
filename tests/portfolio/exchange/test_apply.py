"""Carrying an import out: matching, long tables, duplicates, look-alikes, and the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.errors import PortfolioError
from portfolio.exchange import Choices, apply_proposal, propose, read_text
from portfolio.exchange.names import bare_look
from portfolio.model import Estimate, in_order
from tests.portfolio.exchange.tables import EMPTY, imported, named, pasted, reasons
from tests.portfolio.small import sound, with_record


def test_fifty_rows_pasted_from_a_spreadsheet():
    header = (
        "Initiative\tOwner\tStage\tBenefit ($M)\tProbability\tCompute Q1\tCompute Q2\tCapital Q1"
    )
    rows = [
        f"Pasted {number}\tOwner {number % 5}\tPilot\t{number},5\t{number + 20} %\t{number}"
        f"\t{number * 2}\t${number / 10:.1f}M".replace(".", ",")
        for number in range(1, 51)
    ]
    after, report = pasted("\n".join((header, *rows)) + "\n", sound())
    assert len(report.added) == 50
    assert report.problems == ()
    assert [row.number for row in report.skipped] == [1]
    added = named(after)[-50:]
    assert [one["name"] for one in added] == [f"Pasted {number}" for number in range(1, 51)]
    assert added[6]["stage"] == "pilot"
    assert added[6]["benefit"].amount == Estimate(7.5)
    assert added[6]["benefit"].probability == 0.27
    assert added[6]["demand"] == {
        ("Compute", "Q1 2027"): Estimate(7.0),
        ("Compute", "Q2 2027"): Estimate(14.0),
        ("Capital", "Q1 2027"): Estimate(0.7),
    }
    assert report.summary.startswith("Imported 50 new initiatives, updated 0,")


def test_one_of_each_is_counted_in_the_singular():
    proposal = propose(read_text("Name,Owner\nWiki,Bo\nNew one,Cy\n"), sound())
    assert proposal.summary == "1 new, 1 updated, 1 row skipped, 0 cells left out."
    after, report = apply_proposal(proposal, sound())
    assert report.summary == (
        "Imported 1 new initiative, updated 1, left 0 as they were; "
        "1 row skipped, 0 cells left out."
    )
    again = apply_proposal(propose(read_text("Name,Owner\nWiki,Bo\n"), after), after)[1]
    assert again.summary.startswith("Imported 0 new initiatives, updated 0, left 1 as it was;")


def test_rows_match_by_code_and_then_by_name():
    text = "Code\tName\tOwner\nCL\tClaims desk\tAna\n\tWiki\tBo\nXX\tVivid\tCy\n"
    proposal = propose(read_text(text), sound())
    assert [(row.action, row.reason) for row in proposal.rows[1:]] == [
        ("update", "Same code as “Claims triage”."),
        ("update", "Same name as “Wiki”."),
        ("add", "New."),
    ]
    assert "same name as another initiative" in proposal.rows[3].warning
    after, report = apply_proposal(proposal, sound())
    assert after.initiatives["claims"].name == "Claims desk"
    assert after.initiatives["claims"].demand == sound().initiatives["claims"].demand
    assert after.initiatives["wiki"].owner == "Bo"
    assert report.updated == ("claims", "wiki")
    assert after.initiatives["vivid"] == sound().initiatives["vivid"]


def test_everything_can_be_added_as_new():
    sheet = read_text("Code\tName\nCL\tClaims triage\n")
    after, report = imported(sheet, sound(), choices=Choices(matching="add"))
    assert len(report.added) == 1
    assert len(after.initiatives) == 5


def test_a_code_or_name_of_several_initiatives_is_not_guessed():
    portfolio = with_record(sound(), "initiatives", "wiki", code="CL")
    proposal = propose(read_text("Code\tName\nCL\t\nCL\tWiki\n"), portfolio)
    assert reasons(proposal)[2] == "2 initiatives have the code “CL”; it cannot be told which."
    assert proposal.rows[2].initiative == "wiki"


def test_fault_42_duplicates_are_listed_and_never_merged():
    text = "Code\tName\tBenefit\nA\tOne\t1\nA\tTwo\t2\n\tThree\t3\n\tThree\t4\nB\tThree\t5\n"
    proposal = propose(read_text(text), EMPTY)
    assert reasons(proposal) == {
        1: "Header.",
        3: "Row 2 has the same code.",
        5: "Row 4 has the same name.",
    }
    assert "same name as another initiative (row 4)" in proposal.rows[5].warning
    forced = propose(proposal.sheet, EMPTY, Choices().with_row(4, "import"))
    after, _ = apply_proposal(forced, EMPTY)
    assert [one["name"] for one in named(after)] == ["One", "Three", "Three", "Three"]


@pytest.mark.parametrize(
    "name",
    [
        "claims TRIAGE",
        "Claims\N{NO-BREAK SPACE}triage",
        "Сlaims triаge",  # noqa: RUF001 - two Cyrillic letters, on purpose
        "Claims tria\N{ZERO WIDTH SPACE}ge",
        "Cl\N{COMBINING ACUTE ACCENT}aims triage",
    ],
)
def test_fault_42_look_alikes_are_warned_about_and_added(name):
    proposal = propose(read_text(f"Name,Owner\n{name},Ana\n"), sound())
    row = proposal.rows[1]
    assert row.action == "add"
    assert "Looks like “Claims triage” (the portfolio), but is written differently." in row.warning


def test_fault_42_composed_and_decomposed_accents_are_the_same_name():
    portfolio = with_record(
        sound(), "initiatives", "wiki", name="Caf\N{LATIN SMALL LETTER E WITH ACUTE}"
    )
    proposal = propose(read_text("Name,Owner\nCafe\N{COMBINING ACUTE ACCENT},Ana\n"), portfolio)
    assert proposal.rows[1].initiative == "wiki"


@given(st.text(max_size=30))
def test_a_bare_look_looks_like_itself(name):
    assert bare_look(bare_look(name)) == bare_look(name)


def test_fault_43_long_and_marked_names_are_kept_whole():
    names = ["x" * 90_000, "a\N{RIGHT-TO-LEFT OVERRIDE}b", "e" + "\N{COMBINING ACUTE ACCENT}" * 200]
    after, _ = pasted("Name\n" + "\n".join(names) + "\n")
    assert [one["name"] for one in named(after)] == names


def test_a_long_table_joins_the_rows_of_one_initiative():
    text = (
        "Initiative\tOwner\tResource\tPeriod\tLow\tLikely\tHigh\n"
        "A\tAna\tCompute\tQ1 2027\t1\t2\t3\n"
        "A\t\tCapital\t2027-Q2\t\t$1.2M\t\n"
        "A\tBo\tCompute\tQ1 2027\t9\t9\t9\n"
        "B\t\tML engineers\tQ2 2027\t\t3 FTE\t\n"
        "B\t\t\tQ2 2027\t\t3\t\n"
    )
    proposal = propose(read_text(text), sound())
    assert [row.action for row in proposal.rows] == ["skip", "add", "join", "join", "add", "join"]
    assert "2 new, 0 updated, 3 rows add values to them, 1 row skipped" in proposal.summary
    after, report = apply_proposal(proposal, sound())
    by_name = {one["name"]: one for one in named(after)}
    assert by_name["A"]["owner"] == "Ana"
    assert by_name["A"]["demand"] == {
        ("Compute", "Q1 2027"): Estimate(2.0, 1.0, 3.0),
        ("Capital", "Q2 2027"): Estimate(1.2),
    }
    assert by_name["B"]["demand"] == {("ML engineers", "Q2 2027"): Estimate(3.0)}
    assert [(one.where, one.what) for one in report.problems] == [
        ("row 4, column B", "Row 2 says “Ana”, which is kept."),
        ("row 4, column E", "Row 2 has already given this value."),
        ("row 4, column F", "Row 2 has already given this value."),
        ("row 4, column G", "Row 2 has already given this value."),
        ("row 6, column F", "This row does not say which resource it is for."),
    ]


def test_long_tables_may_be_wide_in_one_direction():
    by_period = "Name\tPeriod\tCompute\tML engineers\nA\tQ1 2027\t1\t2\nA\tQ2 2027\t3\t4\n"
    by_resource = "Name\tResource\tQ1 2027\tQ2 2027\nA\tCompute\t1\t3\nA\tML engineers\t2\t4\n"
    for text in (by_period, by_resource):
        after, _ = pasted(text, sound())
        assert named(after)[-1]["demand"] == {
            ("Compute", "Q1 2027"): Estimate(1.0),
            ("ML engineers", "Q1 2027"): Estimate(2.0),
            ("Compute", "Q2 2027"): Estimate(3.0),
            ("ML engineers", "Q2 2027"): Estimate(4.0),
        }


def test_ratings_come_long_and_keep_their_comments():
    portfolio = sound()
    text = (
        "Initiative\tCriterion\tRater\tScore\n"
        "Wiki\tGoal fit\tAna\t55\nWiki\tTrust\tZoe\t60\nWiki\tBeauty\tAna\t1\n"
    )
    refused, _ = imported(read_text(text), portfolio, answer=1)
    assert refused.ratings["ana"]["wiki"]["fit"].value == 55.0
    assert len(refused.raters) == 2
    after, report = imported(read_text(text), portfolio)
    assert {one.title for one in report.created} == {"rater “Zoe”", "criterion “Beauty”"}
    assert named(after)[3]["ratings"]["Zoe", "Trust"] == 60.0
    assert named(after)[3]["ratings"]["Bo", "Trust"] == 80.0
    assert report.updated == ("wiki",)


def test_a_range_without_a_middle_is_left_out_unless_the_portfolio_has_one():
    text = "Name\tBenefit low\tCompute Q1 low\nClaims triage\t1\t5\nNew one\t1\t5\n"
    after, report = pasted(text, sound())
    claims = after.initiatives["claims"]
    assert claims.benefit.amount == Estimate(20.0, 1.0, 40.0)
    assert claims.demand["gpu"]["q1"].low == 5.0
    assert named(after)[-1]["benefit"] is None
    assert named(after)[-1]["demand"] == {}
    assert [problem.what for problem in report.problems] == [
        "A likely value is missing beside it."
    ] * 2


def test_negative_demands_are_named_and_losses_are_benefits():
    after, report = pasted("Name\tBenefit\tCompute Q1\nA\t(3.5)\t-5\n", sound())
    assert named(after)[-1]["benefit"].amount.likely == -3.5
    assert [problem.what for problem in report.problems] == ["“-5” is below 0, which cannot be."]


def test_benefits_are_added_up_in_one_unit():
    after, _ = pasted("Name\tBenefit\tBenefit unit\nA\t5\t€M\nB\t$5k\t\n", sound())
    units = [(one["benefit"].amount.likely, one["benefit"].unit) for one in named(after)[-2:]]
    assert units == [(5.0, "€M"), (0.005, "$M")]


def test_rows_without_a_name_are_skipped_unless_their_code_is_known():
    proposal = propose(read_text("Code\tName\tOwner\nCL\t\tAna\nZZ\t\tBo\n\t\tCy\n"), sound())
    assert proposal.rows[1].initiative == "claims"
    assert reasons(proposal) == {1: "Header.", 3: "It has no name.", 4: "It has no name."}


def test_new_initiatives_come_last_in_the_order_of_the_table():
    after, _ = pasted("Name\nzeta\nalpha\nmu\n", sound())
    assert [one.name for _, one in in_order(after.initiatives)][-3:] == ["zeta", "alpha", "mu"]


def test_a_failed_import_leaves_the_portfolio_alone():
    portfolio = sound()
    proposal = propose(read_text("Name\tOwner\nWiki\tAna\n"), portfolio)
    without = portfolio.initiatives.without("wiki")
    changed = with_record(portfolio, "initiatives", "claims", owner="Bo")
    other = type(portfolio)("other", initiatives=without)
    with pytest.raises(PortfolioError, match="has changed since"):
        apply_proposal(proposal, other)
    after, _ = apply_proposal(proposal, changed)
    assert after.initiatives["claims"].owner == "Bo"
    assert portfolio == sound()


def test_a_proposal_changes_nothing_and_is_the_same_twice():
    portfolio = sound()
    sheet = read_text("Name\tBenefit\tGPU hours Q1\nWiki\t1,200\t5\n")
    assert propose(sheet, portfolio) == propose(sheet, portfolio)
    assert portfolio == sound()


def test_every_row_of_the_table_is_in_the_report():
    text = "x\n\nName\tOwner\nA\tAna\n\nA\tBo\nTotal\t\n"
    sheet = read_text(text)
    _, report = imported(sheet)
    assert [row.number for row in report.rows] == list(sheet.row_numbers)
    assert all(row.reason for row in report.rows)


def test_a_new_period_does_not_change_what_the_other_rows_name():
    text = "Project\tResource\tQuarter\tAmount\nA\tCompute\tQ1 2028\t1\nA\tCompute\tQ1\t5\n"
    after, report = imported(read_text(text), sound())
    made = {one.name for one in report.created}
    assert "Q1 2028" in made
    (new,) = (after.initiatives[key] for key in report.added)
    assert new.demand["gpu"]["q1"].likely == 5.0

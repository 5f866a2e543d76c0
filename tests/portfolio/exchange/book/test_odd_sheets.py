"""Sheets as people fill them in: every row is told of, nothing unread is zero, nothing is lost."""

from __future__ import annotations

import random
import sys

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import write_csv, write_xlsx
from portfolio.exchange.book import book_of, is_part, plan_book
from portfolio.exchange.sheet import Sheet
from portfolio.files import dumps
from portfolio.model import Portfolio
from tests.portfolio.exchange.mutations import inside, rearranged
from tests.portfolio.exchange.tables import from_bytes
from tests.portfolio.limits import Toll
from tests.portfolio.small import sound


def sheet(title, text) -> Sheet:
    return from_bytes(text.encode(), f"{title}.csv")


def planned(title, text, portfolio=None):
    return plan_book([sheet(title, text)], portfolio or sound())


def told(plan):
    return {row.number: (row.action, row.reason) for row in plan.rows}


def test_rules_are_filled_in_by_name():
    plan = planned(
        "Rules",
        "Rule,Kind,Initiatives,Reason,Amount,Resource,Period\n"
        "R1,Excludes,Vivid; Wiki,one budget,,,\n"
        "R2,at most,Agents;Claims triage;Wiki,focus,2,,\n"
        "R3,cap,,limit,12 %,Compute,Q1 2027\n",
    )
    new = [rule for key, rule in plan.portfolio.rules.items() if key not in sound().rules]
    assert [(rule.kind, rule.initiatives, rule.amount) for rule in new] == [
        ("excludes", ("vivid", "wiki"), None),
        ("at_most", ("agents", "claims", "wiki"), 2.0),
        ("cap", (), 0.12),
    ]
    assert (new[2].resource, new[2].period) == ("gpu", "q1")
    assert plan.count("add") == 3


def test_rows_that_say_too_little_are_skipped_with_the_reason():
    plan = planned("Rules", "Kind,Initiatives\n,Vivid\nmaybe,Wiki\nexcludes,Vivid; Nobody\n")
    assert told(plan)[2] == ("skip", "It has no kind.")
    assert told(plan)[3] == ("skip", "It has no kind.")
    assert told(plan)[4][0] == "add"
    assert [problem.what.partition(" is")[0] for problem in plan.problems][:1] == ["“maybe”"]
    assert plan.problems[1].what == "There is nothing called “Nobody”."
    assert plan.problems[1].where == "Rules, row 4, column B"


def test_an_amount_that_cannot_be_read_is_left_out_and_never_zero():
    plan = planned(
        "Demand",
        "Initiative,Resource,Period,Likely,Low\n"
        "Wiki,Compute,Q1 2027,tbd,1\nWiki,Compute,Q2 2027,5,none\nWiki,Nothing,Q1 2027,1,\n",
    )
    before, after = sound().initiatives["wiki"].demand["gpu"], plan.portfolio.initiatives["wiki"]
    assert after.demand["gpu"]["q1"].likely == before["q1"].likely
    assert after.demand["gpu"]["q2"].likely == 5.0
    assert after.demand["gpu"]["q2"].low == before["q2"].low
    assert told(plan)[4] == ("skip", "It names no known resource.")
    assert len(plan.problems) == 3


def test_a_range_without_its_likely_value_is_no_benefit():
    plan = planned("Initiatives", "Name,Code,Benefit low,Benefit unit\nNew one,N1,3,$M\n")
    (new,) = (one for one in plan.portfolio.initiatives.values() if one.name == "New one")
    assert new.benefit.amount is None
    assert plan.problems[0].what == "There is no likely value beside it."


def test_facts_are_filled_in_by_name():
    said = {
        "Facts": "Initiative,Pricing,Evidence\nVivid,None,0\nWiki,maybe,9.5\n",
        "Figures": "Initiative,Figure,Likely,High\nVivid,Retention on day 30,1 %,\nWiki,reach,,4\n",
        "Training": "Initiative,Chip,Likely\nVivid,A100,2000\n",
        "AI risks": "Initiative,Risk,State\nVivid,data privacy,severe\nWiki,bias,\n",
        "Figure history": "Initiative,Figure,Likely,As of\n"
        "Vivid,retention_day30,2 %,2026-01-31\nVivid,Reach,1,2026-01-31\n",
    }
    plan = plan_book([sheet(*pair) for pair in said.items()], sound())
    facts = plan.portfolio.initiatives["vivid"].facts
    assert (facts.pricing, facts.evidence, dict(facts.risks)) == (
        "none",
        0,
        {"data_privacy": "severe"},
    )
    assert facts.figures["retention_day30"].likely == 0.01
    assert facts.figures["retention_day30"].earlier[0].likely == 0.02
    assert facts.training["A100"].likely == 2000.0
    assert {row.reason for row in plan.rows if row.action == "skip"} == {
        "Header.",
        "It has no likely.",
        "It is about something that is not stated.",
        "It has no state.",
    }
    assert [problem.text for problem in plan.problems] == ["maybe", "9.5"]


def test_a_price_of_compute_without_its_likely_value_is_told():
    headers = "Title,Price of compute low,Price of compute label"
    plan = planned("Portfolio", f"{headers}\nOurs,2,estimate\n")
    assert plan.portfolio.settings.lessons.chip_hour_price is None
    assert plan.portfolio.title == "Ours"
    assert [one.what for one in plan.problems] == ["There is no likely value beside it."] * 2


def test_a_row_twice_and_columns_that_are_not_known_are_told():
    plan = planned("Spent", "Initiative,Resource,Amount,Who\nWiki,Compute,3,Ana\nWiki,Compute,4,\n")
    assert plan.portfolio.initiatives["wiki"].spent["gpu"] == 3.0
    assert told(plan)[3] == ("skip", "An earlier row is about the same.")
    assert "Columns of “Spent” left out: Who." in plan.notes


def test_a_row_that_changes_something_says_what():
    demand = planned("Demand", "Initiative,Resource,Period,Likely\nWiki,Compute,Q1 2027,987\n")
    assert told(demand)[2] == ("update", "Changes likely.")
    assert demand.rows[1].says == "Wiki · Compute · Q1 2027"
    limit = planned("Capacity", "Resource,Period,Amount\nCompute,Q1 2027,987\n")
    assert limit.rows[1].reason.endswith(" to 987.")


def test_nothing_refers_to_a_row_that_was_left_out():
    periods = sheet("Periods", "Name,Start\n,2027-01-01\nQ9,someday\n")
    capacity = sheet("Capacity", "Resource,Period,Amount\nCompute,Q9,5\nCompute,Period 1,7\n")
    plan = plan_book([capacity, periods], sound())
    assert plan.count("skip") == 4
    assert plan.problems[0].text == "someday"
    (new,) = (key for key in plan.portfolio.periods if key not in sound().periods)
    assert plan.portfolio.resources["gpu"].capacity[new] == 5.0


def test_a_broken_row_keeps_the_list_that_was_there():
    before = sound()
    name = next(iter(before.criteria.values())).name
    rows = f"{name},5,0\n{name},90,100\n{name},high,50\n"
    plan = planned("Anchors", f"Criterion,Level,Points\n{rows}")
    assert plan.portfolio.criteria == before.criteria
    assert any("stay as they were" in note for note in plan.notes)


def test_tables_with_the_same_headers_are_told_by_the_name_of_their_file():
    text = "Initiative,Resource,Period,Likely,Low,High\nWiki,Compute,Q1 2027,5,,\n"
    stop = planned("our Stop costs", text).portfolio.initiatives["wiki"]
    assert stop.stop_cost["gpu"]["q1"].likely == 5.0
    with pytest.raises(PortfolioError, match="could be"):
        planned("what", text)
    assert is_part(sheet("x Demand", text))
    assert not is_part(sheet("what", text))


def test_other_sheets_are_left_out_and_none_at_all_is_refused():
    known = sheet("Raters", "Name,Role,Weight\nAda,CEO,1\n")
    plan = plan_book([sheet("notes", "Hello,you\n1,2\n"), known], sound())
    assert plan.notes[0] == "“notes.csv” is no table of a portfolio; it is left out."
    with pytest.raises(PortfolioError, match="No sheet has the headers"):
        plan_book([sheet("notes", "Hello,you\n1,2\n")], sound())


def check(sheets, portfolio):
    """Plan, and see that every row is told of and that what comes of it can be saved."""
    try:
        plan = plan_book(sheets, portfolio)
    except PortfolioError as error:
        assert error.what.endswith(".")  # noqa: PT017 - what is said matters, not that it is
        return
    assert all(row.reason or row.action != "skip" for row in plan.rows)
    dumps(plan.portfolio)
    for name in ("initiatives", "rules", "periods", "resources", "comments"):
        assert set(getattr(portfolio, name)) <= set(getattr(plan.portfolio, name))


def mutations(seeds):
    """Break one sheet of a portfolio for each seed, and read them all."""
    before = sound()
    tables = book_of(before)
    texts = [write_csv(table).data.decode("utf-8-sig") for table in tables]
    whole = [
        from_bytes(text.encode(), f"{table.title}.csv")
        for text, table in zip(texts, tables, strict=True)
    ]
    book = write_xlsx(*tables).data
    toll = Toll()
    for seed in seeds:
        chance = random.Random(seed)
        at = chance.randrange(len(texts))
        with toll.input():
            try:
                broken = from_bytes(rearranged(texts[at], seed), f"{tables[at].title}.csv")
                check(
                    [*whole[:at], broken, *whole[at + 1 :]], chance.choice((before, Portfolio("x")))
                )
                if seed % 4 == 0:
                    data = inside(book, seed)
                    check(
                        [from_bytes(data, sheet=one.name) for one in from_bytes(data).sheets],
                        before,
                    )
            except PortfolioError as error:
                assert error.what.endswith(".")  # noqa: PT017 - as above
    return toll


def test_target_2_mutated_sheets_are_read_or_refused():
    assert mutations(range(60)).inputs


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
def test_target_2_ten_thousand_mutated_sheets(capsys):
    toll = mutations(range(100, 10_100))
    with capsys.disabled():
        sys.stdout.write(toll.said("mutated sheets of a portfolio"))

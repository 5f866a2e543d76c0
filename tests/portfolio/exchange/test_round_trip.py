"""What is written as a table reads back equal, into the same portfolio and into an empty one."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.exchange import apply_proposal, propose, read_path, table_of, write_csv
from portfolio.exchange.numerals import read_number
from portfolio.exchange.text_out import written_number
from portfolio.files import load
from portfolio.model import (
    Benefit,
    Estimate,
    FrozenMap,
    Initiative,
    Rating,
    Resource,
    in_order,
    keys_between,
)
from tests.portfolio.exchange.tables import (
    EMPTY,
    WRITERS,
    answered,
    from_bytes,
    imported,
    named,
    there_and_back,
)
from tests.portfolio.small import sound, with_record
from tests.portfolio.strategies import portfolios

SAMPLES = sorted((Path(__file__).parents[3] / "sample_portfolios").glob("*.portfolio"))
every_writer = pytest.mark.parametrize("writer", WRITERS)
slow = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@every_writer
def test_a_portfolio_with_everything_comes_back_into_itself_unchanged(writer):
    portfolio = everything()
    after, report = imported(there_and_back(portfolio, writer), portfolio)
    assert after == portfolio
    assert len(report.unchanged) == len(portfolio.initiatives)
    assert report.problems == ()


@every_writer
def test_a_portfolio_with_everything_comes_back_into_an_empty_one(writer):
    portfolio = everything()
    after, report = imported(there_and_back(portfolio, writer), EMPTY)
    assert named(after) == named(portfolio)
    assert len(report.added) == len(portfolio.initiatives)
    assert {one.noun for one in report.created} == {"resource", "period", "criterion", "rater"}
    units = {one.name: one.unit for one in portfolio.resources.values()}
    assert {one.name: one.unit for one in after.resources.values()} == units


@every_writer
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_come_back_unchanged(path, writer):
    portfolio = load(path).portfolio
    if len(portfolio.initiatives) > 100:
        kept = list(in_order(portfolio.initiatives))[:60]
        portfolio = dataclasses.replace(portfolio, initiatives=FrozenMap(kept))
    after, report = imported(there_and_back(portfolio, writer), portfolio)
    assert after == portfolio
    assert report.problems == ()


def in_range(portfolio):
    """The same portfolio with probabilities that are some."""

    def changed(one):
        benefit = one.benefit
        if benefit is None or benefit.probability is None:
            return one
        share = abs(benefit.probability) % 1.0
        return dataclasses.replace(one, benefit=dataclasses.replace(benefit, probability=share))

    initiatives = {key: changed(one) for key, one in portfolio.initiatives.items()}
    return dataclasses.replace(portfolio, initiatives=FrozenMap(initiatives))


def check_nothing_changes_in_silence(portfolio, writer):
    """Each initiative comes back equal, or its row lists what was left out."""
    sheet = there_and_back(portfolio, writer)
    proposal = answered(sheet, portfolio)
    after, report = apply_proposal(proposal, portfolio)
    listed = {problem.row for problem in report.problems} | {row.index for row in report.skipped}
    rows = {row.initiative: row.index for row in report.rows if row.initiative}
    for key, before in portfolio.initiatives.items():
        assert after.initiatives[key] == before or rows.get(key) in listed
    assert len(after.initiatives) == len(portfolio.initiatives)
    assert after.resources == portfolio.resources
    assert len(report.rows) == len(sheet.rows)


@slow
@given(portfolios().map(in_range), st.sampled_from(list(WRITERS)))
def test_nothing_changes_in_silence(portfolio, writer):
    check_nothing_changes_in_silence(portfolio, writer)


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@settings(max_examples=3000, suppress_health_check=list(HealthCheck))
@given(portfolios().map(in_range), st.sampled_from(list(WRITERS)))
def test_nothing_changes_in_silence_at_length(portfolio, writer):
    check_nothing_changes_in_silence(portfolio, writer)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([".", ","]))
def test_a_written_number_has_one_reading_and_it_is_exact(value, mark):
    number = read_number(written_number(value, mark))
    assert not number.is_open
    assert number.value(None) == value


def test_a_renamed_initiative_is_found_by_its_record_id():
    portfolio = sound()
    data = write_csv(table_of(portfolio)).data.replace(b"Claims triage", b"Claims desk")
    after, report = imported(from_bytes(data), portfolio)
    assert after.initiatives["claims"].name == "Claims desk"
    assert report.updated == ("claims",)
    assert after.initiatives["claims"].demand == portfolio.initiatives["claims"].demand


def test_blank_cells_leave_what_the_portfolio_has():
    portfolio = with_record(sound(), "initiatives", "claims", owner="Ana", notes="kept")
    after, report = imported(from_bytes(b"Name,Owner,Notes\nClaims triage,,\n"), portfolio)
    assert after == portfolio
    assert report.unchanged == ("claims",)


def test_only_chosen_initiatives_are_written_in_the_order_asked():
    table = table_of(sound(), ["wiki", "agents", "gone"])
    at = table.headers.index("Name")
    assert [row[at] for row in table.rows] == ["Wiki", "Agents"]


def test_two_resources_of_one_name_keep_their_columns():
    portfolio = sound()
    twin = Resource("Compute", "z", "H100e-h")
    portfolio = dataclasses.replace(portfolio, resources=portfolio.resources.with_("gpu2", twin))
    needs = FrozenMap({"gpu2": FrozenMap({"q1": Estimate(7.0)})})
    portfolio = with_record(portfolio, "initiatives", "wiki", demand=needs)
    table = table_of(portfolio)
    assert len(set(table.headers)) == len(table.headers)
    after, _ = imported(from_bytes(write_csv(table).data), portfolio)
    assert after == portfolio


def test_a_file_is_read_as_what_it_is_and_not_as_what_it_is_called(tmp_path):
    portfolio = sound()
    path = tmp_path / "table.txt"
    for writer in WRITERS.values():
        path.write_bytes(writer(table_of(portfolio)))
        after, _ = apply_proposal(propose(read_path(path), portfolio), portfolio)
        assert after == portfolio


def everything():
    """A portfolio with hard texts, all parts of all demands, benefits in two units, ratings."""
    base = sound()
    hard = [
        "=1+1",
        "@sum",
        "-Ana",
        "'quoted",
        "'=both",
        "NA",
        "null",
        "007",
        "1e5",
        "TRUE",
        "#REF!",
        'say "no", twice; or|more',
        "two\nlines",
        "tab\there",
        "_x0041_ and \N{PILE OF POO}",
        "2027-03-01",
    ]
    keys = keys_between("x", "", len(hard))
    added = {
        f"i{number}": initiative(text, order, number)
        for number, (text, order) in enumerate(zip(hard, keys, strict=True))
    }
    given = FrozenMap({"fit": Rating(1.234, "high", "as agreed"), "trust": Rating(0.0)})
    return dataclasses.replace(
        base,
        title="Plan [2027]: a/b",
        initiatives=base.initiatives.with_all(added),
        ratings=base.ratings.with_("ana", base.ratings["ana"].with_("i3", given)),
    )


def initiative(text, order, number):
    amount = Estimate(1.2345 * number, -number / 3, None if number % 2 else 1e-7)
    needs = {
        resource: FrozenMap({"q1": Estimate(1234.0), "q2": Estimate(0.1 + number, 0.1, 2.345)})
        for resource in ("gpu", "fte")
    }
    return Initiative(
        text,
        order,
        code=f"C{number}",
        owner=text,
        sponsor="=cmd()",
        category=text,
        unit="1,200",
        stage="scale",
        status="running",
        goal=text,
        notes="+1",
        start=date(2027, 3, 4),
        end=date(2028, 2, 29),
        tags=("a, b",) if number % 2 else ("x; y", "z"),
        evidence=text,
        benefit=Benefit(amount, 0.123 if number % 3 else None, "saving", "€M", number / 7, text),
        demand=FrozenMap(needs),
    )

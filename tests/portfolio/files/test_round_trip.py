"""A portfolio reads back as it was written, and equal content gives equal bytes."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.files import Unsavable, dumps, loads
from portfolio.model import (
    Comment,
    Estimate,
    FrozenMap,
    Initiative,
    Portfolio,
    Rating,
    Resource,
    Rule,
)
from tests.portfolio.strategies import portfolios

whole = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@whole
@given(portfolios(extra=True))
def test_what_is_written_reads_back_equal(portfolio):
    assert loads(dumps(portfolio)) == portfolio


@whole
@given(portfolios(extra=True))
def test_the_bytes_are_those_of_the_json_library(portfolio):
    data = dumps(portfolio)
    tree = json.loads(data)
    text = json.dumps(tree, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    assert data == f"{text}\n".encode()
    assert dumps(loads(data)) == data


@whole
@given(portfolios(), st.randoms(use_true_random=False))
def test_the_order_of_records_in_memory_changes_no_byte(portfolio, random):
    def shuffled(records):
        pairs = list(records.items())
        random.shuffle(pairs)
        return FrozenMap(pairs)

    other = dataclasses.replace(
        portfolio,
        **{
            field.name: shuffled(getattr(portfolio, field.name))
            for field in dataclasses.fields(portfolio)
            if isinstance(getattr(portfolio, field.name), FrozenMap)
        },
    )
    assert dumps(other) == dumps(portfolio)


def test_equal_numbers_give_equal_bytes():
    def bytes_with(capacity):
        resource = Resource("GPU", "V", "h", capacity=FrozenMap({"q": capacity}))
        return dumps(Portfolio("p", resources=FrozenMap({"r": resource})))

    assert bytes_with(5) == bytes_with(5.0)
    assert bytes_with(-0.0) == bytes_with(0.0)
    assert b'"q": 0.1\n' in bytes_with(0.1)


def test_sets_are_sorted_in_the_file_and_lists_are_not():
    initiative = Initiative("A", "V", tags=("vision", "claims", "vision"))
    excludes = Rule("excludes", ("i_3", "i_1", "i_2"))
    requires = Rule("requires", ("i_3", "i_2", "i_1"))
    portfolio = Portfolio(
        "p",
        initiatives=FrozenMap({"i_1": initiative}),
        rules=FrozenMap({"u_1": excludes, "u_2": requires}),
    )
    back = loads(dumps(portfolio))
    assert back.initiatives["i_1"].tags == ("claims", "vision")
    assert back.rules["u_1"].initiatives == ("i_1", "i_2", "i_3")
    assert back.rules["u_2"].initiatives == ("i_3", "i_1", "i_2")


def test_moments_are_stored_in_utc():
    noon = datetime(2027, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    portfolio = Portfolio("p", comments=FrozenMap({"n": Comment("Hello", noon)}))
    assert b'"at": "2027-03-01T10:00:00Z"' in dumps(portfolio)
    assert loads(dumps(portfolio)) == portfolio
    other = dataclasses.replace(
        portfolio, comments=FrozenMap({"n": Comment("Hello", noon.astimezone(UTC))})
    )
    assert dumps(other) == dumps(portfolio)


def test_a_rating_that_is_only_a_number_takes_one_line():
    ratings = {"c_1": Rating(70.0), "c_2": Rating(55.0, comment="Rights are open")}
    portfolio = Portfolio("p", ratings=FrozenMap({"p_1": FrozenMap({"i_1": FrozenMap(ratings)})}))
    lines = [line.strip() for line in dumps(portfolio).decode().splitlines()]
    assert '"c_1": 70.0,' in lines
    assert lines[lines.index('"c_2": {') + 1 :][:2] == [
        '"comment": "Rights are open",',
        '"value": 55.0',
    ]


def test_no_field_of_the_head_says_who_saved_or_when():
    tree = json.loads(dumps(Portfolio("p")))
    assert {key: tree[key] for key in ("format", "schema", "app")} == {
        "format": "ai-portfolio",
        "schema": [1, 3],
        "app": "0.4",
    }
    assert not [key for key in tree if "saved" in key or "time" in key]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_row_28_a_number_without_an_end_is_not_written(value):
    initiative = Initiative(
        "Claims triage", "V", demand=FrozenMap({"r": FrozenMap({"q": Estimate(value)})})
    )
    with pytest.raises(Unsavable) as caught:
        dumps(Portfolio("p", initiatives=FrozenMap({"i": initiative})))
    assert "Claims triage" in caught.value.where
    assert "cannot be used" in caught.value.what


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\ud800", "a\x9f", "\x7f"])
def test_row_30_a_text_that_no_file_can_hold_is_not_written(text):
    for portfolio in (
        Portfolio("p", title=text),
        Portfolio("p", initiatives=FrozenMap({text: Initiative("A", "V")})),
    ):
        with pytest.raises(Unsavable) as caught:
            dumps(portfolio)
        assert "U+" in caught.value.what

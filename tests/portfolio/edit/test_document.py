"""Verbs on the whole document, and the order on the screen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.edit import (
    add_comment,
    move,
    new_portfolio,
    set_method_parameter,
    set_notes,
    set_title,
    weight_shares,
)
from portfolio.edit.default_criteria import DEFAULT_CRITERIA
from portfolio.model import Comment, in_order, problems
from tests.portfolio.small import sound, with_record

AT = datetime(2027, 1, 1, tzinfo=UTC)
ROWS = ("agents", "claims", "vivid", "wiki")


def order(portfolio):
    return [key for key, _ in in_order(portfolio.initiatives)]


def test_title_notes_and_comments():
    assert set_title(sound(), "Lab").title == "Lab"
    assert set_notes(sound(), "Frozen").notes == "Frozen"
    comment = Comment("Hm", AT, "Ana", "wiki")
    assert add_comment(sound(), "n1", comment).comments["n1"] is comment


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 22), "Q1 2027", "Q4 2027"),
        (date(2027, 1, 1), "Q2 2027", "Q1 2028"),
        (date(2027, 9, 30), "Q4 2027", "Q3 2028"),
    ],
)
def test_a_new_portfolio_plans_the_next_four_quarters(today, first, last):
    numbers = count()
    portfolio = new_portfolio(lambda prefix: f"{prefix}_{next(numbers)}", today=today)
    periods = [record for _, record in in_order(portfolio.periods)]
    assert [periods[0].name, periods[-1].name, len(periods)] == [first, last, 4]
    assert all(record.start > today for record in periods)
    assert [r.category for _, r in in_order(portfolio.resources)] == [
        "compute",
        "talent",
        "capital",
    ]
    assert sum(weight_shares(portfolio).values()) == pytest.approx(1.0)
    assert [c.weight for _, c in in_order(portfolio.criteria)] == [20, 18, 15, 15, 12, 10, 10]
    assert {p.severity for p in problems(portfolio)} == {"warning", "note"}


@pytest.mark.parametrize(
    ("moved", "after", "expected"),
    [
        (["wiki"], None, "wiki agents claims vivid"),
        (["agents"], "wiki", "claims vivid wiki agents"),
        (["wiki", "agents"], "claims", "claims wiki agents vivid"),
        (["claims", "vivid"], "vivid", "agents claims vivid wiki"),
        (["agents", "claims"], "agents", "agents claims vivid wiki"),
        (["claims", "claims"], "wiki", "agents vivid wiki claims"),
        (["claims"], "gone", "claims agents vivid wiki"),
    ],
)
def test_rows_are_moved(moved, after, expected):
    assert order(move(sound(), "initiatives", moved, after=after)) == expected.split()


@given(st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from([None, *ROWS])), max_size=30))
def test_moving_agrees_with_moving_in_a_list(steps):
    portfolio, expected = sound(), list(ROWS)
    for moved, after in steps:
        if moved == after:
            continue
        portfolio = move(portfolio, "initiatives", [moved], after=after)
        expected.remove(moved)
        expected.insert(0 if after is None else expected.index(after) + 1, moved)
        assert order(portfolio) == expected


def test_moving_touches_the_moved_record_alone():
    before = sound()
    after = move(before, "initiatives", ["wiki"], after="agents")
    changed = [key for key in ROWS if after.initiatives[key] is not before.initiatives[key]]
    assert changed == ["wiki"]


def test_rows_without_room_between_them_are_numbered_anew():
    tied = sound()
    for key in ROWS:
        tied = with_record(tied, "initiatives", key, order="same")
    assert order(move(tied, "initiatives", ["wiki"], after="agents")) == [
        "agents",
        "wiki",
        "claims",
        "vivid",
    ]


@pytest.mark.parametrize("collection", ["resources", "periods", "criteria", "raters"])
def test_every_list_can_be_put_in_order(collection):
    keys = [key for key, _ in in_order(getattr(sound(), collection))]
    after = move(sound(), collection, [keys[-1]], after=None)
    assert [key for key, _ in in_order(getattr(after, collection))] == [keys[-1], *keys[:-1]]


def test_a_method_parameter_is_set_and_taken_back():
    at_first = sound()
    once = set_method_parameter(at_first, "vikor", "v", 0.7)
    both = set_method_parameter(once, "electre2", "p0", 0.8)
    assert both.settings.parameters["vikor"]["v"] == 0.7
    assert both.settings.parameters["electre2"]["p0"] == 0.8
    again = set_method_parameter(both, "electre2", "p0", None)
    assert again == once
    assert set_method_parameter(again, "vikor", "v", None) == at_first


def test_the_default_criteria_have_five_written_anchors_each():
    assert sum(outline.weight for outline in DEFAULT_CRITERIA) == 100
    for outline in DEFAULT_CRITERIA:
        levels = [anchor.level for anchor in outline.anchors]
        assert levels == sorted(set(levels))
        points = [anchor.points for anchor in outline.anchors]
        assert sorted(points) == [0, 25, 50, 75, 100]
        assert points == sorted(points, reverse=outline.direction == "min")
        assert all(anchor.text for anchor in outline.anchors)

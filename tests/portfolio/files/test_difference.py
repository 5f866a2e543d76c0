from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.edit import (
    add_comment,
    add_initiatives,
    add_rater,
    add_rule,
    delete_initiatives,
    set_initiative,
    set_rating,
    set_settings,
    set_title,
)
from portfolio.files import difference
from portfolio.model import Comment, FrozenMap, Portfolio, Rating, Rule
from portfolio.model.shapes import Shape, fields_of
from tests.portfolio.files.test_next_version import specimen


@pytest.fixture
def before():
    names = {f"i{n}": f"Initiative {n}" for n in range(5)}
    return add_rater(add_initiatives(Portfolio("p0"), names), "u0", "Ada")


def test_nothing_differs_from_itself_or_an_equal_one(before):
    assert difference(before, before) == ()
    assert difference(before, replace(before, initiatives=FrozenMap(before.initiatives))) == ()


def test_few_records_are_named_many_are_counted(before):
    after = set_initiative(before, "i0", owner="Bo")
    assert difference(before, after) == ("1 initiative (“Initiative 0”) changed.",)
    after = delete_initiatives(before, ("i0", "i1", "i2", "i3"))
    assert difference(before, after) == ("4 initiatives deleted.",)
    after = add_initiatives(before, {"n": ""})
    assert difference(before, after) == ("1 initiative added.",)


def test_each_direction_is_said(before):
    after = delete_initiatives(add_initiatives(before, {"n": "New"}), ("i4",))
    assert difference(before, after) == (
        "1 initiative (“New”) added.",
        "1 initiative (“Initiative 4”) deleted.",
    )


def test_ratings_are_counted_by_cell(before):
    first = set_rating(before, "u0", "i0", "c0", Rating(10.0))
    second = set_rating(set_rating(first, "u0", "i0", "c0", Rating(20.0)), "u0", "i1", "c0", None)
    third = set_rating(second, "u0", "i2", "c0", Rating(5.0))
    assert difference(before, first) == ("1 rating added.",)
    assert difference(first, third) == ("1 rating added.", "1 rating changed.")
    assert difference(third, before) == ("2 ratings deleted.",)


def test_title_settings_notes_and_unknown_fields_are_told(before):
    after = set_settings(set_title(before, "Plan <b>"), method="topsis")
    after = replace(after, notes="x", extra=FrozenMap({"later": 1}))
    assert difference(before, after) == (
        f"The title was “{before.title}” and is “Plan <b>”.",
        "The notes of the portfolio differ.",
        "The settings of the portfolio differ.",
        "Fields of a newer version of the app differ.",
    )


def test_records_without_names_are_counted(before):
    after = add_comment(before, "k0", Comment("Check it.", datetime(2026, 1, 1, tzinfo=UTC)))
    after = add_rule(after, "x0", Rule("mandated", initiatives=("i0",)))
    assert difference(before, after) == ("1 rule added.", "1 comment added.")


def test_nothing_is_left_out_whatever_differs():
    whole = specimen(Shape("record", record=Portfolio))
    bare = Portfolio(whole.id)
    for field in fields_of(Portfolio):
        if field.name != "id":
            one = replace(bare, **{field.name: getattr(whole, field.name)})
            assert len(difference(bare, one)) == 1, field.name
    assert difference(whole, replace(whole, paper=replace(whole.paper, handed_in=None)))

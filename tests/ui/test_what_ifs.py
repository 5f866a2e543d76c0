"""What is only being tried is told by content, and taken back without what came after it."""

import pytest

from portfolio.edit import scale_capacity, set_title
from tests.ui.conftest import small_portfolio
from ui.what_ifs import WhatIfs


@pytest.fixture
def saved():
    return small_portfolio()


@pytest.fixture
def resource(saved):
    return next(iter(saved.resources))


@pytest.fixture
def tried(saved, resource):
    """What-ifs with one capacity at 80 %, and the document with it."""
    what_ifs, moved = WhatIfs(), scale_capacity(saved, resource, 0.8)
    what_ifs.try_capacity(resource, saved, saved, moved)
    return what_ifs, moved


def test_a_capacity_is_taken_back_and_a_later_edit_stays(tried, saved, resource):
    what_ifs, moved = tried
    assert what_ifs.capacities(moved, saved) == (resource,)
    assert what_ifs.names(moved, saved) == (f"the capacity of “{saved.resources[resource].name}”",)
    assert what_ifs.without(set_title(moved, "Edited"), saved) == set_title(saved, "Edited")


def test_a_capacity_moved_on_goes_back_to_where_it_was_first(tried, saved, resource):
    what_ifs, moved = tried
    further = scale_capacity(moved, resource, 0.5)
    what_ifs.try_capacity(resource, moved, saved, further)
    assert what_ifs.without(further, saved) == saved
    assert what_ifs.without(moved, saved) == saved


@pytest.mark.parametrize("factor", [1.0, 0.3])
def test_a_capacity_that_was_undone_or_typed_is_no_what_if(tried, saved, resource, factor):
    what_ifs, _ = tried
    now = saved if factor == 1.0 else scale_capacity(saved, resource, factor)
    assert what_ifs.names(now, saved) == ()
    assert what_ifs.without(now, saved) is now


def test_what_was_saved_is_none_for_good(tried, saved):
    what_ifs, moved = tried
    what_ifs.settle(moved, moved)
    assert what_ifs.names(moved, saved) == ()


def test_an_assumption_of_the_same_kind_takes_the_place_of_the_first(saved):
    what_ifs = WhatIfs()
    less, more = set_title(saved, "Less"), set_title(saved, "More")
    what_ifs.assume("scenario", "the scenario “Less”", saved, less)
    what_ifs.assume("scenario", "the scenario “More”", saved, more)
    assert what_ifs.assumed(more, saved) == ("the scenario “More”",)
    assert what_ifs.without(more, saved) == saved
    what_ifs.clear()
    assert what_ifs.without(more, saved) is more

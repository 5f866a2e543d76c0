"""Anchors of a scale: kept in order, added between others, or where one lacks an end."""

import pytest

from portfolio.edit import set_criterion
from portfolio.edit.criteria import add_anchor, set_anchors
from portfolio.model import Anchor, problems
from tests.portfolio.small import sound

KEY = next(iter(sound().criteria))


def levels(portfolio):
    return [(anchor.level, anchor.points) for anchor in portfolio.criteria[KEY].anchors]


def test_anchors_stand_in_the_order_of_their_levels():
    edited = set_anchors(sound(), KEY, (Anchor(5.0, 100.0), Anchor(1.0, 0.0)))
    assert levels(edited) == [(1, 0), (5, 100)]


def test_a_new_anchor_stands_half_way_between_the_last_two():
    scale = set_anchors(sound(), KEY, (Anchor(0.0, 0.0), Anchor(2.0, 50.0), Anchor(6.0, 100.0)))
    assert levels(add_anchor(scale, KEY)) == [(0, 0), (2, 50), (4, 75), (6, 100)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_scale_of_fewer_gets_the_ends_that_it_lacks(count):
    edited = set_criterion(sound(), KEY, anchors=(Anchor(3.0, 0.0),)[:count])
    assert any(problem.code.startswith("anchors") for problem in problems(edited))
    for _ in range(2 - count):
        edited = add_anchor(edited, KEY)
    assert levels(edited) == ([(3, 0), (103, 100)] if count else [(0, 0), (100, 100)])
    assert not any(problem.code.startswith("anchors") for problem in problems(edited))
